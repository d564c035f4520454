public import Foundation

/// A report of a plan, or of one shard of it. Reports of all shards add up to the report of the whole plan, to the byte.
///
/// As JSON it has at its top level at least `schema`, `plan`, `planHash` and `shard` (`"k/n"`, null of a whole run), and what design and
/// readers expect of any report of this package: `cases`, `passed`, `failed`, `elementSteps`, `worstRatio`, `results`.
/// Its `digest` is of all that it says, so that no file that was edited or damaged by accident is joined with others.
public protocol MergeableReport: Codable, Equatable, Sendable {
  associatedtype Plan: Codable, Equatable, Sendable
  /// The name and version of its layout.
  static var schema: String { get }
  /// What it is a report of: all on which the result depends.
  var plan: Plan { get }
  /// The part of the plan that it covers; nil of the whole.
  var shard: Shard? { get set }
  /// Why it cannot be joined with others, or contradicts itself; nil of a good one.
  var fault: String? { get }
  /// Adds what another shard of the same plan saw. Adding is exact and its order does not matter.
  mutating func add(_ other: Self)
  /// The report as a person reads it.
  func text() -> String
  /// How a program ends that gives this report.
  var exitCode: ExitCode { get }
}

extension MergeableReport {
  /// The report as JSON: keys in order, no clock, a number that is not finite as null; `digest` is that of all the
  /// rest.
  public func json() throws -> Data { try ReportDigest.json(self) { try canonicalJSON($0) } }

  /// Whether the counts, and those of another report, can be added up without a care: all of one have room for as many again.
  static func areCounts(_ counts: [Int]) -> Bool {
    var total = 0
    return counts.allSatisfy { count in
      let (sum, overflows) = total.addingReportingOverflow(count)
      total = sum
      return 0...(1 << 53) ~= count && !overflows && total <= 1 << 61
    }
  }

  /// The plan of a report that is read, if it is a report of this kind, and its plan is what it was when it was written.
  static func checkedPlan(_ decoder: any Decoder) throws -> Plan {
    let container = try decoder.container(keyedBy: PlanKeys.self)
    let schema = try container.decode(String.self, forKey: .schema)
    guard schema == Self.schema else { throw ReportFault("its schema is \"\(schema)\"; allowed: \"\(Self.schema)\"") }
    let plan = try container.decode(Plan.self, forKey: .plan)
    let (found, own) = (try container.decode(String.self, forKey: .planHash), try planHash(plan))
    guard found == own else { throw ReportFault("its planHash is \"\(found)\"; that of its plan is \"\(own)\"") }
    return plan
  }
}

/// What every report starts with.
struct ReportHead: Decodable {
  let schema: String
}

private enum PlanKeys: CodingKey { case schema, plan, planHash }

/// Why a file is no partial report.
struct ReportFault: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

/// A value as JSON that depends on nothing but the value.
func canonicalJSON(_ value: some Encodable) throws -> Data {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  return try encoder.encode(value) + Data("\n".utf8)
}

/// What stands for a plan beside it: FNV-1a of its JSON, 16 hexadecimal digits. Nobody's signature: it finds what was cut or edited.
func planHash(_ plan: some Encodable) throws -> String {
  var hash = FNV1a()
  for byte in try canonicalJSON(plan) { hash.add(byte) }
  return hash.digits
}
