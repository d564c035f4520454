public import Foundation

/// All that one run measured.
public struct BenchReport: Codable, Equatable, Sendable {
  /// One of its results.
  public enum Result {
    case step(StepResult)
    case call(CallResult)
    case verifier(VerifierResult)
    /// What was not measured, and why.
    case skipped(String)
  }

  /// What the layout is called.
  public static let schema = "optimizer-bench/1"

  public let schema: String
  public let machine: Machine
  /// How long each measurement took at least.
  public let seconds: Double
  public private(set) var steps: [StepResult] = []
  public private(set) var calls: [CallResult] = []
  public private(set) var verifier: [VerifierResult] = []
  /// What was not measured, and why.
  public private(set) var skipped: [String] = []
  /// True of a run that was stopped before its last measurement, or absent.
  private var interrupted: Bool?

  /// Whether the run was stopped before its last measurement.
  public var isInterrupted: Bool { interrupted ?? false }

  init(machine: Machine, seconds: Double) {
    schema = Self.schema
    self.machine = machine
    self.seconds = seconds
  }

  mutating func interrupt() { interrupted = true }

  mutating func add(_ result: Result) {
    switch result {
    case .step(let result): steps.append(result)
    case .call(let result): calls.append(result)
    case .verifier(let result): verifier.append(result)
    case .skipped(let reason): if !skipped.contains(reason) { skipped.append(reason) }
    }
  }

  /// The report as JSON, keys in order.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  /// Reads a report.
  ///
  /// - Throws: ``BenchReportError``, which says why the data are none.
  public static func read(_ data: Data) throws(BenchReportError) -> BenchReport {
    do {
      let report = try JSONDecoder().decode(BenchReport.self, from: data)
      guard report.schema == schema else { throw BenchReportError(reason: "its schema is \"\(report.schema)\"; allowed: \"\(schema)\"") }
      return report
    } catch let error as BenchReportError {
      throw error
    } catch DecodingError.keyNotFound(let key, let context) {
      throw BenchReportError(reason: "\((context.codingPath + [key]).map(\.stringValue).joined(separator: ".")) is missing")
    } catch DecodingError.typeMismatch(let type, let context), DecodingError.valueNotFound(let type, let context) {
      throw BenchReportError(reason: "\(context.codingPath.map(\.stringValue).joined(separator: ".")) is not of type \(type)")
    } catch {
      throw BenchReportError(reason: "it is not JSON of a report of bench --json")
    }
  }
}

/// Why a file is no report.
public struct BenchReportError: Error, Equatable, CustomStringConvertible {
  let reason: String

  public var description: String { reason }
}
