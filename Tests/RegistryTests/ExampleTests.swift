import Foundation
import KernelVerification
import Registry
import Testing

/// The examples of the README, to the letter: a page whose code does not run is worse than none.
@Suite struct ExampleTests {
  @Test func checkingYourOwnKernel() throws {
    // README: check
    let hyperparameters = #"{"alpha": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}"#
    let report = try Registry.verifier.verify("paper.Adam", hyperparameters: hyperparameters) { x in
      let c1 = Float(1 - pow(0.9, Double(x.t)))
      let c2 = Float(1 - pow(0.999, Double(x.t)))
      for i in x.parameters.indices {
        let g = x.gradients[i]
        x.m[i] = 0.9 * x.m[i] + 0.1 * g
        x.v[i] = 0.999 * x.v[i] + 0.001 * g * g
        x.parameters[i] -= 0.001 * (x.m[i] / c1) / ((x.v[i] / c2).squareRoot() + 1e-8)
      }
    }
    print(report.text())
    // README: end
    #expect(report.exitCode == .success)
    #expect(report.results.count == 10)
  }

  @Test(arguments: ["check"])
  func standsInTheREADME(name: String) throws {
    let source = try String(contentsOfFile: #filePath, encoding: .utf8)
    let after = try #require(source.range(of: "// README: \(name)\n"))
    let end = try #require(source.range(of: "    // README: end", range: after.upperBound..<source.endIndex))
    let example = source[after.upperBound..<end.lowerBound].split(separator: "\n").map { $0.dropFirst(4) }.joined(separator: "\n")
    let page = try String(contentsOfFile: Recordings.folder + "/../../README.md", encoding: .utf8)
    #expect(page.contains(example))
  }
}
