import Dispatch
import Foundation
import Synchronization

/// The turns that this process takes with the other of its pair.
///
/// A process measures while it has the turn. It hands the turn back between two rounds, so no round contains a wait.
/// - The parent gives the turn by a byte on standard input. Its end ends this process: the parent is gone.
/// - This process hands it back by ``over`` on standard output.
public enum Turns {
  /// Whether `BENCH_TURNS` is in the environment: a comparison started this process.
  public static let areTaken = ProcessInfo.processInfo.environment[variable] != nil

  static let variable = "BENCH_TURNS"
  static let over = Data("turn\n".utf8)
  /// The shortest turn in nanoseconds: many rounds of a small step, and less than most disturbances of a machine last.
  private static let shortest: UInt64 = 20_000_000
  /// When the turn began.
  private static let start = Atomic<UInt64>(0)

  /// Waits for the turn; returns at once where no turns are taken.
  public static func wait() {
    guard areTaken else { return }
    guard let byte = try? FileHandle.standardInput.read(upToCount: 1), !byte.isEmpty else { exit(1) }
    start.store(DispatchTime.now().uptimeNanoseconds, ordering: .relaxed)
  }

  /// Hands the turn over and waits for the next where it has lasted long enough.
  static func handOver() {
    guard areTaken, DispatchTime.now().uptimeNanoseconds - start.load(ordering: .relaxed) >= shortest else { return }
    guard (try? FileHandle.standardOutput.write(contentsOf: over)) != nil else { exit(1) }
    wait()
  }
}
