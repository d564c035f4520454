/// A case as one line of text that needs no seed, no generator and no file to be run again.
///
/// ```
/// replay/1 paper.Adam {"alpha":x3f50624dd2f1a9fc,"beta1":0,…} t=4 steps=2 w[2,3] θ=3f800000*6 m=… g=00000000*6/3dcccccd*6
/// ```
///
/// - The implementation's name; its hyperparameters as JSON with sorted keys and without white space, where `x` and sixteen digits are the
///   bits of a Double (a number that is not whole); `t`, the steps that were taken before; the number of steps.
/// - Each parameter: its name and shape, and then its fields: `θ` and each slot that is set before the first step; the gradients `g`,
///   and where some are absent `rows` and `present` (1 or 0).
/// - A number is the eight hexadecimal digits of a Float's bits, so NaN, ∞ and −0 are kept; numbers are separated by commas, steps by
///   slashes. `A*7` is a number seven times, `STEP^7` a step seven times; what this adds is bounded by ``repeatedLimit``, beyond which all
///   is written out.
///
/// Text is ASCII but for `θ`: what else a name or a string holds, white space and quotation marks are escaped as JSON escapes them, so
/// that a shell takes the line between single quotes.
///
/// A line has what a kernel is given. What was recorded, and the branches that a case is there for, are left out.
public struct ReplayLine: Sendable, Hashable, CustomStringConvertible {
  /// The line, without an end of line.
  public let text: String

  /// What a line begins with: the format and its version.
  static let format = "replay/1"

  /// How many numbers one line may stand for, all its arrays together: 32 MiB of Doubles.
  public static let numberLimit = 1 << 22

  /// How many numbers `*` and `^` may add to those that a line spells out, a step without elements counted as one: 512 KiB of Doubles,
  /// whatever a short line says. The rest of what is allocated is in proportion to the line's length.
  public static let repeatedLimit = 1 << 16

  /// The largest number of steps before the first: up to it Double holds each t exactly.
  public static let stepLimit = CaseError.mostSteps

  /// The line of `testCase`. It is read back where the case is within ``numberLimit`` and ``stepLimit``.
  public init(_ testCase: Case) {
    var writer = ReplayWriter()
    writer.write(testCase)
    text = writer.text
  }

  /// A short name that is the same wherever the line is: sixteen hexadecimal digits (FNV-1a).
  public var id: String { FNV1a(text).digits }

  public var description: String { text }

  /// The case that a line stands for, named `replay/ID`.
  ///
  /// Whether anybody knows the implementation, and takes its hyperparameters, is for the caller to find out.
  ///
  /// - Parameters:
  ///   - text: the line; anything at all. White space around it is no part of it.
  ///   - rerun: the command that runs the case again; by default `fuzz replay` with the line.
  /// - Throws: what is wrong with it. Nothing is allocated that the line's length and ``repeatedLimit`` do not allow.
  public static func parse(_ text: String, rerun: String? = nil) throws(ReplayLineError) -> Case {
    var parser = try ReplayParser(text)
    return try parser.testCase(rerun: rerun)
  }
}

/// What is wrong with a line that should be a case.
public struct ReplayLineError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The field: `format`, `implementation`, `hyperparameters`, `t`, `steps`, `parameter`, or of a parameter `w.θ`, `w.g`, …
  public let field: String
  /// What was found there, shortened.
  public let found: String
  /// What is allowed.
  public let allowed: String

  public var description: String { "replay line: \(field) is \(found); allowed: \(allowed)" }

  init(_ field: String, found: String, allowed: String) {
    (self.field, self.found, self.allowed) = (field, found, allowed)
  }

  init(_ field: String, text: some Collection<UInt8>, allowed: String) {
    let start = printable(String(decoding: text.prefix(40), as: UTF8.self))
    let found = text.isEmpty ? "empty" : "\"\(start)\(text.count > 40 ? "…" : "")\""
    self.init(field, found: found, allowed: allowed)
  }
}
