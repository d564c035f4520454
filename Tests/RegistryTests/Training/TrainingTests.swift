import KernelVerification
import OptimizerKernels
import OptimizerReference
import Testing

/// A thousand steps that torch trained, against the transcriptions; and our ``Optimizer`` from the recorded state at every one of them.
///
/// torch's first moment is an interpolation, m + (1 − β1)(g − m): it has bounds that hold for that.
@Suite struct TrainingTests {
  private static let recording = Result { try TrainingRecording() }

  @Test func `torch is within the bound of its transcription at every step`() throws {
    let recording = try Self.recording.get()
    let reference = TrainingReference(recording: recording, arithmetic: .floatInterpolated)
    var (worst, clipped) = (0.0, 0)
    for t in 1...recording.steps {
      let gradients = try recording.gradients(t)
      let after = try reference.step(t, from: TrainingReference.enclosed(recording.state(t - 1)), gradients)
      let ratio = try recording.state(t).ratio(to: after)
      #expect(ratio <= 1, "step \(t)")
      worst = max(worst, ratio)
      let norm = TrainingReference.norm(gradients)
      #expect(abs(Double(recording.norms[t - 1]) - norm.value) <= norm.bound, "the norm of step \(t)")
      if norm.value > 1 { clipped += 1 }
    }
    #expect(recording.steps == 1000)
    // The bound is not twice as wide as it need be, and the clip is part of it: at first always, later never.
    #expect(worst > 0.5)
    #expect(clipped > 100 && clipped < 900)
  }

  @Test func `our optimizer is within the bound at every step`() throws {
    let recording = try Self.recording.get()
    let (worst, first) = try lockStep(recording, nil, steps: recording.steps)
    #expect(first == nil)
    #expect(worst <= 1 && worst > 0.5)
  }

  /// The same two operations on the same Doubles: not a bit apart.
  @Test func `the learning rates are torch's`() throws {
    let recording = try Self.recording.get()
    let (lr, steps) = (try recording.setting("lr"), try recording.setting("warmup_steps"))
    for t in 1...recording.steps {
      let rate = recording.learningRates[t - 1]
      #expect(LearningRateSchedule.linearWarmup(steps: steps).rate(at: t, from: lr) == rate)
      let reference = TorchSchedule.linearWarmup(steps: steps).rate(at: t - 1, from: lr)
      #expect(abs(reference.value - rate) <= 2 * reference.bound)
    }
  }

  @Test(arguments: TrainingOptimizer.Fault.allCases)
  func `what is easily got wrong is caught`(fault: TrainingOptimizer.Fault) throws {
    let recording = try Self.recording.get()
    #expect(try lockStep(recording, fault, steps: 150).firstFailure != nil)
  }

  /// With the recorded gradients, and the reference with it, its bound growing. Not torch: the bound of an interpolation grows without end.
  @Test func `a run of its own stays within the bound that grows`() throws {
    let recording = try Self.recording.get()
    let reference = TrainingReference(recording: recording, arithmetic: .float)
    var enclosed = TrainingReference.enclosed(try recording.state(0))
    var right = try FreeOptimizer(recording, nil)
    var wrong = try TrainingOptimizer.Fault.allCases.map { try FreeOptimizer(recording, $0) }
    for t in 1...recording.steps {
      let gradients = try recording.gradients(t)
      enclosed = try reference.step(t, from: enclosed, gradients)
      try right.step(t, gradients, enclosed)
      for i in wrong.indices { try wrong[i].step(t, gradients, enclosed) }
    }
    #expect(right.worst <= 1)
    // The bound has grown, and still says something; not of 1e-6 beside a norm above 1, which only the first hundred steps have.
    for wrong in wrong where wrong.fault != .clipsAsKeras { #expect(wrong.last > 1, "\(wrong.fault.map { "\($0)" } ?? "")") }
  }

  /// An optimizer that keeps its own state.
  private struct FreeOptimizer {
    let fault: TrainingOptimizer.Fault?
    private var optimizer: TrainingOptimizer
    private var state: [TensorState]
    /// Of all steps, and of the last.
    private(set) var (worst, last) = (0.0, 0.0)

    init(_ recording: TrainingRecording, _ fault: TrainingOptimizer.Fault?) throws {
      self.fault = fault
      optimizer = try TrainingOptimizer(recording, fault)
      state = try recording.state(0)
    }

    mutating func step(_ t: Int, _ gradients: [[Float]], _ enclosed: [[EnclosedElement]]) throws {
      state = try optimizer.step(t, from: state, gradients, goesOn: true)
      last = state.ratio(to: enclosed)
      worst = max(worst, last)
    }
  }

  /// The worst ratio, and the first step beyond the bound; none is looked at after it.
  private func lockStep(_ recording: TrainingRecording, _ fault: TrainingOptimizer.Fault?, steps: Int) throws -> (
    worst: Double, firstFailure: Int?
  ) {
    let reference = TrainingReference(recording: recording, arithmetic: .float)
    var optimizer = try TrainingOptimizer(recording, fault)
    var worst = 0.0
    for t in 1...steps {
      let (before, gradients) = (try recording.state(t - 1), try recording.gradients(t))
      let after = try optimizer.step(t, from: before, gradients)
      let ratio = after.ratio(to: try reference.step(t, from: TrainingReference.enclosed(before), gradients))
      if ratio > 1 { return (ratio, t) }
      worst = max(worst, ratio)
      guard fault == nil else { continue }
      let norm = TrainingReference.norm(gradients)
      #expect(abs(try #require(optimizer.gradientNorm) - norm.value) <= norm.bound, "the norm of step \(t)")
    }
    return (worst, nil)
  }
}
