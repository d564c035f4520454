import KernelVerification
import OptimizerKernels
import Registry

/// What to measure.
public struct Bench: Sendable {
  /// A part of all that can be measured.
  public enum Part: String, CaseIterable, Sendable {
    case steps, calls, verifier
  }

  /// The parts, in their order.
  public var parts = Set(Part.allCases)
  /// Optimizers by the registry's names.
  public var optimizers = Bench.usualOptimizers
  /// How many elements a parameter has.
  public var counts = Bench.usualCounts
  /// With how many threads.
  public var threads = Bench.usualThreads
  /// How long each measurement takes, where nine rounds take no longer.
  public var seconds = 0.3

  public init() {}

  /// One of each family.
  public static let usualOptimizers = [
    "paper.Adam", "torch.optim.Adam", "torch.optim.AdamW", "paper.RAdam", "torch.optim.RAdam", "paper.AdaBelief", "adabound.AdaBound",
    "paper.AMSGrad", "paper.AdaMod", "paper.AdaBalance", "torch.optim.Adagrad", "torch.optim.SGD",
  ]
  /// From the first cache to memory.
  public static let usualCounts = [1000, 4096, 65_536, 1_048_576, 16_777_216, 67_108_864]
  /// One, two and all.
  public static let usualThreads = Array(Set([1, min(2, Machine.here.cores), Machine.here.cores])).sorted()

  /// All optimizers that can be timed: those whose kernel is a rule to train with.
  public static var allOptimizers: [String] { Registry.implementations.map(\.name).filter { (try? Registry.rule(of: $0)) != nil } }

  /// Measures, and hands each result to `show` as soon as it is there.
  ///
  /// - Parameter goesOn: asked before each measurement; false stops the run, and the report says so.
  /// - Throws: for an optimizer that is not one of ``allOptimizers``.
  public func run(goesOn: () -> Bool = { true }, show: (BenchReport.Result) -> Void) throws -> BenchReport {
    var report = BenchReport(machine: .here, seconds: seconds)
    /// Whether to take the next measurement.
    func isNext() -> Bool {
      if !report.isInterrupted && !goesOn() { report.interrupt() }
      return !report.isInterrupted
    }
    func add(_ result: BenchReport.Result) {
      report.add(result)
      show(result)
    }
    if parts.contains(.steps) {
      for name in optimizers {
        let rule = try Registry.rule(of: name)
        for count in counts {
          for threads in threads where isNext() {
            let result = try StepBench.measure(name, rule, elements: count, threads: threads, seconds: seconds)
            add(result.map { .step($0) } ?? .skipped("\(name), \(formatCount(count)) elements: they do not fit into half of the memory"))
          }
        }
      }
    }
    if parts.contains(.calls) {
      let bench = CallBench(seconds: seconds, threads: threads.max() ?? 1)
      for measurement in bench.measurements where isNext() { try measurement().forEach { add(.call($0)) } }
    }
    if parts.contains(.verifier) {
      let judged = optimizers.compactMap { Registry.verifier.implementation($0) }
      for measurement in VerifierBench(seconds: seconds, optimizers: judged).measurements where isNext() {
        add(.verifier(try measurement()))
      }
    }
    return report
  }
}
