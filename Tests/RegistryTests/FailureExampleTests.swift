import Foundation
import KernelVerification
import Mutants
import OptimizerReference
import Registry
import Testing

/// What a failure says, to the letter: it is what people will see of this package most.
@Suite struct FailureExampleTests {
  /// A kernel that was planted with `bug`, on a generated case of torch.optim.RAdam, as the report prints it.
  static func text(_ bug: KernelBug, on suffix: String, of name: String = "torch.optim.RAdam") throws -> String {
    let implementation = try #require(Registry.verifier.implementation(name))
    let testCase = try #require(GeneratedCases.cases(of: implementation).first { $0.name.hasSuffix(suffix) })
    var report = Report()
    report.add(try Registry.verifier.judge(PlainKernel(name, testCase.hyperparameters, bug: bug), on: testCase))
    return report.text()
  }

  /// The README shows a kernel that rectifies one step early.
  @Test func standsInTheREADME() throws {
    let text = try Self.text(.thresholdElsewhere, on: "/0-normal")
    let failure = text.split(separator: "\n", omittingEmptySubsequences: false).filter { $0.hasPrefix("FAIL") || $0.hasPrefix("  ") }
    #expect(failure.count == 11)
    let page = try String(contentsOfFile: Recordings.folder + "/../../README.md", encoding: .utf8)
    #expect(page.contains(failure.joined(separator: "\n")), "\(failure.joined(separator: "\n"))")
  }
}
