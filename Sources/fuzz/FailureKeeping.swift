import CommandLine
import Foundation
import Fuzzing
import KernelVerification
import Registry

/// Shrinks what failed, prints it, and keeps the line.
struct FailureKeeping {
  /// A folder of lines.
  let folder: String

  /// The seconds that shrinking may take of a run that was interrupted. After them the lines are kept as they are.
  private static let patience = 10.0

  /// The first failure of each implementation: the others are nearly always the same bug.
  ///
  /// - Returns: the exit code where a failure does not repeat; nil where all do.
  func keep(_ failures: [CampaignFailure]) -> ExitCode? {
    var seen: Set<String> = []
    var code: ExitCode?
    let start = ContinuousClock.now
    for failure in failures where seen.insert(failure.implementation).inserted {
      guard let line = failure.line, let testCase = try? ReplayLine.parse(line),
        let implementation = Registry.verifier.implementation(failure.implementation)
      else { continue }
      if Interruption.isRequested, (ContinuousClock.now - start) / .seconds(1) > Self.patience {
        printOutput("\n\(failure.place.name), \(failure.implementation): not shrunk, for the run was interrupted\n")
        keep(ReplayLine(testCase), "\(failure.implementation): \(failure.reason)")
        continue
      }
      do throws(ShrinkingError) {
        keep(try shrunk(testCase, of: implementation, failure), failure)
      } catch {
        printOutput("\n\(failure.place.name), \(failure.implementation): \(error)\n")
        if error.exitCode == .notDeterministic { code = .notDeterministic }
      }
    }
    return code
  }

  private func shrunk(_ testCase: Case, of implementation: Implementation, _ failure: CampaignFailure) throws(ShrinkingError) -> Shrunk {
    let verifier = Registry.verifier.withoutSearch
    let shrinker = Shrinker(implementation, verifier: verifier, makeCandidate: implementation.kernel)
    guard failure.kind == .property else { return try shrinker.shrink(testCase) { try verifier.judge($0) } }
    return try shrinker.shrink(testCase, key: { try propertyKey($0, implementation) })
  }

  /// The property that a case does not have.
  private func propertyKey(_ testCase: Case, _ implementation: Implementation) throws -> FailureKey? {
    guard let kernel = implementation.kernel else { return nil }
    return try Property.violation(by: { try kernel(testCase.hyperparameters) }, on: testCase, of: implementation)
      .map { FailureKey(reason: $0.property) }
  }

  private func keep(_ shrunk: Shrunk, _ failure: CampaignFailure) {
    let elements = shrunk.testCase.tensors.reduce(0) { $0 + $1.count }
    var text = "\nshrunk: \(failure.place.name), \(failure.implementation): steps \(shrunk.testCase.steps), elements \(elements), "
    text += "\(shrunk.evaluations) evaluations, \(shrunk.key)\n"
    if let result = shrunk.result { text += result.failureText }
    text += "\nagain:\n  fuzz replay '\(shrunk.line)'\n\nas a test:\n\n\(shrunk.swiftTest())"
    printOutput(text)
    keep(shrunk.line, "\(failure.implementation): \(shrunk.key)")
  }

  /// Keeps a line in the folder, and says so.
  private func keep(_ line: ReplayLine, _ comment: String) {
    guard FileManager.default.fileExists(atPath: folder) else {
      printOutput("\nnot kept: there is no folder \(folder)\n")
      return
    }
    do {
      let isNew = try Regressions.add(line, comment: comment, to: folder)
      printOutput("\n\(isNew ? "kept in" : "already in") \(folder)\n")
    } catch {
      printOutput("\nnot kept in \(folder): \(error)\n")
    }
  }
}
