public import KernelVerification

/// A failing case made small.
public struct Shrunk: Sendable {
  /// The case, as its line is read.
  public let testCase: Case
  /// How it fails.
  public let key: FailureKey
  /// The case as a line.
  public let line: ReplayLine
  /// How many cases were judged.
  public let evaluations: Int
  /// The case judged; nil where it was shrunk by another rule than the verifier's.
  public internal(set) var result: CaseResult?

  /// Whether it is not this package's kernel that fails.
  var isOfOwnKernel = false

  init(testCase: Case, key: FailureKey, line: ReplayLine, evaluations: Int) {
    (self.testCase, self.key, self.line, self.evaluations) = (testCase, key, line, evaluations)
  }

  /// A file with one test, ready to be pasted into a test target that depends on `KernelVerification` and `Registry`.
  ///
  /// - Parameter candidate: an expression that gives a candidate for `testCase`, such as `MyAdam(testCase.hyperparameters)`; nil for this
  ///   package's own kernel, or of a campaign on a kernel of yours for `yourKernel(testCase.hyperparameters)`.
  public func swiftTest(candidate: String? = nil) -> String {
    let candidate = candidate ?? (isOfOwnKernel ? "yourKernel(testCase.hyperparameters)" : nil)
    let judged = candidate.map { "judge(\($0), on: testCase)" } ?? "judge(testCase)"
    return """
      import KernelVerification
      import Registry
      import Testing

      /// It failed: \(key.reason).
      @Test func replay\(line.id)() throws {
        let testCase = try ReplayLine.parse(
          #\"""
          \(wrapped)
          \"""#)
        #expect(try Registry.verifier.\(judged).verdict.isPassed)
      }

      """
  }

  /// The line over several, none longer than it must be: a backslash ends each that goes on.
  private var wrapped: String {
    var rows = [""]
    for word in line.text.split(separator: " ") {
      if let last = rows.last, !last.isEmpty, last.count + word.count > 120 { rows.append("") }
      rows[rows.count - 1] += word + " "
    }
    rows[rows.count - 1].removeLast()
    return rows.joined(separator: "\\#\n    ")
  }
}
