import Foundation
import KernelVerification
import OptimizerReference
import Testing

/// The report as JSON.
@Suite struct JSONReportTests {
  static func object(_ report: Report) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: report.json()) as? [String: Any])
  }

  /// To the letter: keys in order, and no number that is not finite.
  @Test func aFailureAndWhatCouldNotBeRead() throws {
    let zero = try verifier.judge(honest { _ in }, on: adamCase([1], gradients: [0], steps: 1))
    let nan = try verifier.judge(honest { $0.m[0] = .nan }, on: adamCase([1], gradients: [0], steps: 1))
    let report = ReportTests.report([zero, nan], unreadable: [ReportTests.unreadable])
    let text = try #require(String(bytes: report.json(), encoding: .utf8))
    #expect(
      text == """
        {
          "bias" : [

          ],
          "cases" : 2,
          "comparisons" : 12,
          "elementSteps" : 4,
          "exitCode" : 6,
          "failed" : 1,
          "infiniteBounds" : 0,
          "passed" : 1,
          "results" : [
            {
              "again" : "verify --case case",
              "checks" : [
                {
                  "check" : "kernel",
                  "comparisons" : 6,
                  "elementSteps" : 2,
                  "infiniteBounds" : 0,
                  "limit" : 1,
                  "worstRatio" : 0,
                  "worstRelativeError" : 0,
                  "worstUlp" : 0
                },
                {
                  "check" : "kernel, free run",
                  "comparisons" : 3,
                  "elementSteps" : 1,
                  "infiniteBounds" : 0,
                  "limit" : 1,
                  "worstRatio" : 0,
                  "worstRelativeError" : 0,
                  "worstUlp" : 0
                }
              ],
              "elementSteps" : 2,
              "implementation" : "paper.Adam",
              "name" : "case",
              "verdict" : "pass",
              "worstRatio" : 0
            },
            {
              "again" : "verify --case case",
              "checks" : [
                {
                  "check" : "kernel",
                  "comparisons" : 6,
                  "elementSteps" : 2,
                  "infiniteBounds" : 0,
                  "limit" : 1,
                  "mismatch" : {
                    "bound" : 0,
                    "element" : 0,
                    "observable" : "m",
                    "reference" : 0,
                    "step" : 1,
                    "tensor" : "w",
                    "variant" : "as written"
                  },
                  "worstRelativeError" : 0,
                  "worstUlp" : 0
                }
              ],
              "elementSteps" : 2,
              "implementation" : "paper.Adam",
              "name" : "case",
              "reason" : "the kernel's m is ∞ bounds off at step 1, element 0",
              "verdict" : "fail",
              "worstRatio" : null
            }
          ],
          "schema" : "optimizer-report/1",
          "shortfalls" : [

          ],
          "unreadable" : [
            {
              "path" : "dir/bad.safetensors",
              "reason" : "metadata format is missing"
            }
          ],
          "worstRatio" : null
        }

        """)
  }

  /// What others may build on.
  struct Layout: Decodable {
    struct Result: Decodable {
      let name, implementation, verdict: String
      let worstRatio: Double?
      let reason: String?
    }

    let schema: String
    let cases, passed, failed, elementSteps: Int
    let worstRatio: Double?
    let results: [Result]
  }

  @Test func keys() throws {
    let report = ReportTests.report(
      [try ReportTests.pass(), try ReportTests.fail(), try ReportTests.vacuous()], unreadable: [ReportTests.unreadable])
    let json = try JSONDecoder().decode(Layout.self, from: report.json())
    #expect(json.schema == "optimizer-report/1" && json.cases == 3 && json.passed == 1 && json.failed == 2 && json.elementSteps == 16)
    #expect(json.worstRatio == report.tally.worstRatio)
    #expect(json.results.map(\.name) == ["case", "case", "case"])
    #expect(json.results.map(\.implementation) == ["paper.Adam", "paper.Adam", "paper.Adam"])
    #expect(json.results.map(\.verdict) == ["pass", "fail", "vacuous"])
    #expect(json.results.map(\.worstRatio) == report.results.map(\.tally.worstRatio))
    #expect(json.results.map(\.reason) == report.results.map(\.reason))
    #expect(json.results[0].reason == nil && json.results[1].reason != nil && json.results[2].reason != nil)
  }

  /// JSON has no infinity: null, and the key stays.
  @Test func infinityIsNull() throws {
    let report = ReportTests.report([try verifier.judge(honest { $0.m[0] = .nan }, on: ReportTests.testCase)])
    #expect(report.tally.worstRatio == .infinity)
    let json = try Self.object(report)
    #expect(json["worstRatio"] is NSNull)
    let results = try #require(json["results"] as? [[String: Any]])
    #expect(results[0]["worstRatio"] is NSNull)
  }

  @Test func nothing() throws {
    let json = try Self.object(Report())
    #expect(json["cases"] as? Int == 0 && json["passed"] as? Int == 0 && json["failed"] as? Int == 0)
    #expect(json["worstRatio"] as? Double == 0 && (json["results"] as? [Any])?.isEmpty == true && json["exitCode"] as? Int == 4)
  }

  /// Equal runs give equal bytes.
  @Test func deterministic() throws {
    let reports = try (0..<2).map { _ in try ReportTests.report([ReportTests.pass(), ReportTests.fail()]) }
    #expect(try reports[0].json() == reports[1].json() && reports[0].text() == reports[1].text())
  }
}
