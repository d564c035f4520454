import Foundation
import KernelVerification
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
      Implementation(name: $0.name, evidence: $0.evidence, reference: $0.reference, kernel: nil, samples: [], plantedBugs: [])
    })

  /// The generated cases by implementation, made once.
  private static let generated = Dictionary(
    uniqueKeysWithValues: Registry.implementations.map { ($0.name, GeneratedCases.cases(of: $0)) })

  /// `bug` wherever the registry plants it.
  static func all(_ bug: Bug) -> [PlantedFault] {
    Registry.implementations.filter { $0.plantedBugs.contains { $0.name == bug.rawValue } }
      .map { PlantedFault(bug: bug, implementation: $0) }
  }

  /// The first case that the bug fails and the same kernel without it passes; nil where it survives.
  func firstCatch() throws -> Catch? {
    guard let planted = implementation.plantedBugs.first(where: { $0.name == bug.rawValue }) else { return nil }
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
    guard result.verdict == .fail, let mismatch = result.checks.lazy.compactMap(\.mismatch).first else { return nil }
    let honest = try PlainKernel(implementation.name, testCase.hyperparameters)
    guard try Self.verifier.judge(honest, on: testCase).verdict == .pass else { return nil }
    return Catch(testCase: testCase.name, mismatch: mismatch)
  }
}

/// What caught a bug.
struct Catch {
  let testCase: String
  let mismatch: Mismatch

  /// The observable, where, and by how many bounds, as a table shows them.
  var cells: [String] {
    let ratio = mismatch.ratio.isFinite ? String(format: "%.3g", mismatch.ratio) : "∞"
    return ["\(mismatch.observable)", "\(testCase), step \(mismatch.step), element \(mismatch.element)", ratio]
  }
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
