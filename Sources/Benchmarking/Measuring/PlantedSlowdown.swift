import Dispatch
import Foundation

/// A slowdown that is planted, so that a comparison can be seen to find it: the share of the time of a step, or of a
/// round of the verifier, that is waited after it.
enum PlantedSlowdown {
  /// `BENCH_SLOWDOWN` in the environment, such as 0.05; nil where it is not there, or no number from 0 to 1.
  static let share = ProcessInfo.processInfo.environment["BENCH_SLOWDOWN"].flatMap(Double.init).flatMap {
    0...1 ~= $0 ? $0 : nil
  }
}

extension Contestant {
  /// The same, followed by a wait for that share of the time that it took; as it is where there is none.
  func slowed(by share: Double?) -> Contestant {
    guard let share else { return self }
    return Contestant { repetitions in
      let start = DispatchTime.now().uptimeNanoseconds
      run(repetitions)
      let end = DispatchTime.now().uptimeNanoseconds
      let wait = UInt64(Double(end - start) * share)
      while DispatchTime.now().uptimeNanoseconds < end + wait {}
    }
  }
}
