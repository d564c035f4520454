import Foundation
import KernelVerification
import Mutants
import OptimizerReference
import Registry

/// Testing has a `Bug` too, so a file that imports it needs another name.
typealias KernelBug = Bug

/// A planted bug in the kernel of one implementation, and what catches it.
struct PlantedFault {
  let bug: Bug
  let implementation: Implementation

  /// Without dialects, so that no failure is searched for another convention.
  static let verifier = Verifier(
    Registry.implementations.map {
      Implementation(name: $0.name, evidence: $0.evidence, reference: $0.reference, kernel: nil, samples: [])
    })

  /// The generated cases by implementation, made once.
  private static let generated = Dictionary(
    uniqueKeysWithValues: Registry.implementations.map { ($0.name, GeneratedCases.cases(of: $0)) })

  /// Whether the same kernel without a bug passes the gate for bias, by implementation; found once.
  private static let isHonestUnbiased = Dictionary(
    uniqueKeysWithValues: Registry.implementations.filter { !$0.plantedBugs.isEmpty }.map { implementation in
      let result = try? Registry.verifier.bias(of: implementation.name) { try PlainKernel(implementation.name, $0) }
      return (implementation.name, result?.isPassed ?? false)
    })

  /// `bug` wherever the registry plants it.
  static func all(_ bug: Bug) -> [PlantedFault] {
    Registry.implementations.filter { $0.plantedBugs.contains { $0.name == bug.rawValue } }
      .map { PlantedFault(bug: bug, implementation: $0) }
  }

  /// The first case that the bug fails and the same kernel without it passes; nil where it survives.
  func firstCatch() throws -> Catch? {
    guard let planted = implementation.plantedBugs.first(where: { $0.name == bug.rawValue }) else { return nil }
    // No case shows these: BiasTests says that lock step passes them.
    if bug == .learningRateOneUlpUp || bug == .reciprocalRootUnrefined { return try checkBias(planted) }
    for testCase in Self.generated[implementation.name, default: []] {
      if let caught = try check(planted, on: testCase) { return caught }
    }
    for testCase in BugCases.cases(for: bug, in: implementation) {
      if let caught = try check(planted, on: testCase) { return caught }
    }
    return nil
  }

  private func check(_ planted: PlantedBug, on testCase: Case) throws -> Catch? {
    let result = try Self.verifier.judge(planted.kernel(testCase.hyperparameters), on: testCase)
    guard result.verdict == .fail, let check = result.checks.first(where: { $0.mismatch != nil || $0.isUnsteady }) else { return nil }
    let honest = try PlainKernel(implementation.name, testCase.hyperparameters)
    guard try Self.verifier.judge(honest, on: testCase).verdict == .pass else { return nil }
    guard let mismatch = check.mismatch else { return Catch(by: "the step taken again", place: testCase.name, ratio: .infinity) }
    return Catch(
      by: "\(mismatch.observable)\(check.isFreeRun ? ", free run" : "")",
      place: "\(testCase.name), step \(mismatch.step), element \(mismatch.element)", ratio: mismatch.ratio)
  }

  /// The gate for what no single element shows.
  private func checkBias(_ planted: PlantedBug) throws -> Catch? {
    let name = implementation.name
    let result = try Registry.verifier.bias(of: name) { try planted.kernel($0) }
    guard result.isBiased, Self.isHonestUnbiased[name] == true else { return nil }
    return Catch(by: "bias", place: "2^18 elements", ratio: abs(result.meanUlps) / result.allowedUlps)
  }
}

/// What caught a bug.
struct Catch {
  /// The observable or the gate.
  let by: String
  let place: String
  /// By how many bounds; of a bias, by how many times what is allowed.
  let ratio: Double

  /// As a table shows them.
  var cells: [String] { [by, place, ratio.isFinite ? String(format: "%.3g", ratio) : "∞"] }
}

/// Rows as aligned columns; the last to the right.
func aligned(_ rows: [[String]]) -> String {
  guard let first = rows.first else { return "" }
  let widths = first.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
  return rows.map { row in
    row.enumerated().map { column, cell in
      let padding = String(repeating: " ", count: widths[column] - cell.count)
      return column == row.count - 1 ? padding + cell : cell + padding
    }.joined(separator: "  ")
  }.joined(separator: "\n")
}
