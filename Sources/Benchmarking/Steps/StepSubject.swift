import OptimizerKernels

/// An optimizer of one or more parameters with gradients that stay, to be stepped again and again as users step it.
@safe final class StepSubject {
  private var parameters = Tensors<Float>()
  private var gradients = Tensors<Float>()
  private var halves = Tensors<BFloat16>()
  private var copies = Tensors<BFloat16>()
  private var optimizer: Optimizer
  let count: Int

  /// Numbers that stay far from what is slow: |g| is between 0.005 and 0.015, the moments what they are after many such steps, and t 1,000. No step makes
  /// a number subnormal, which would slow this and every later step down.
  ///
  /// - Parameter counts: the elements of each parameter.
  init(_ rule: some TrainingRule, counts: [Int], threads: Int, clipping: GradientClipping? = nil, skips: Bool = false) throws {
    for (i, count) in counts.enumerated() {
      try parameters.append(zeros: "\(i)", shape: [count])
      try gradients.append(zeros: "\(i)", shape: [count])
    }
    count = counts.reduce(0, +)
    optimizer = try Optimizer(parameters, rule, clipping: clipping, nonFiniteGradients: skips ? .skipStep : .propagate)
    try optimizer.setThreads(threads)
    for (i, count) in counts.enumerated() { try fill(i, count) }
  }

  private func fill(_ i: Int, _ count: Int) throws {
    gradients.withMutableSpan(of: "\(i)") { g in
      for j in g.indices { g[j] = Self.gradient(j) }
    }
    parameters.withMutableSpan(of: "\(i)") { θ in
      for j in θ.indices { θ[j] = 1 + Self.gradient(j) }
    }
    try optimizer.setStepCount(1000, of: i)
    for slot in StateSlot.allCases where optimizer.keeps(slot, of: i) {
      // Every slot holds `count` elements; it is the optimizer's own, which lives on.
      guard let address = try unsafe optimizer.address(of: slot, of: i) else { continue }
      for j in 0..<count {
        let g = Self.gradient(j)
        unsafe address[j] = slot == .firstMoment ? g : slot == .secondMoment || slot == .maximum ? g * g : 0.01
      }
    }
  }

  /// Of either sign, without a pattern that a processor could learn.
  private static func gradient(_ j: Int) -> Float {
    let hash = UInt64(truncatingIfNeeded: j) &* 0x9e37_79b9_7f4a_7c15
    let magnitude = 0.005 + Float(hash >> 40) * (0.01 * 0x1p-24)
    return hash & 0x8000 == 0 ? magnitude : -magnitude
  }

  /// Takes steps.
  func step(_ repetitions: Int) {
    for _ in 0..<repetitions { report { try optimizer.step(&parameters, gradients: gradients) } }
  }

  /// Takes steps that leave a copy in bfloat16.
  func stepWithCopy(_ repetitions: Int) {
    if copies.names.isEmpty { expect { copies = try Tensors(zerosLike: parameters) } }
    for _ in 0..<repetitions { report { try optimizer.step(&parameters, gradients: gradients, copy: &copies) } }
  }

  /// Takes steps on gradients in bfloat16.
  func stepOnHalves(_ repetitions: Int) {
    if halves.names.isEmpty {
      expect { halves = try Tensors(zerosLike: gradients) }
      for name in gradients.names {
        guard let values = gradients[name] else { continue }
        halves.withMutableSpan(of: name) { g in for j in g.indices { g[j] = BFloat16(values[j]) } }
      }
    }
    for _ in 0..<repetitions { report { try optimizer.step(&parameters, gradients: halves) } }
  }

  private func report(_ step: () throws -> StepReport) {
    expect {
      if try step().skipped { fatalError("a step was skipped") }
    }
  }

  /// What is stepped was made for the optimizer: an error is a fault of this program.
  private func expect(_ work: () throws -> Void) {
    do {
      try work()
    } catch {
      fatalError("a step failed: \(error)")
    }
  }

  /// The arrays of a step of the first parameter: those that it reads and writes, slow weights apart, and the gradient, which it reads.
  ///
  /// - Precondition: whoever uses the addresses keeps the subject.
  var arrays: (written: [UnsafeMutablePointer<Float>], read: UnsafePointer<Float>)? {
    // Both storages are this subject's own and are never copied: their addresses stay.
    let θ = unsafe parameters.withMutableSpan(of: "0") { unsafe $0.withUnsafeMutableBufferPointer { $0.baseAddress } }
    let g = unsafe gradients.withSpan(of: "0") { unsafe $0.withUnsafeBufferPointer { $0.baseAddress } }
    guard let θ = unsafe θ ?? nil, let g = unsafe g ?? nil else { return nil }
    let slots = unsafe StateSlot.allCases.filter { $0 != .slowWeights }.compactMap { try? unsafe optimizer.address(of: $0, of: 0) }
    return unsafe ([θ] + slots, g)
  }
}
