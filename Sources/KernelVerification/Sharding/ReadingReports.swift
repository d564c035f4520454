public import Foundation

/// The reports that `verify merge` joins: each kind by the schema that its JSON names.
public enum PartialReports {
  /// Joins the reports in these files.
  ///
  /// - Parameter files: the name of each file, for errors, and what is in it.
  /// - Throws: ``MergeError``.
  public static func merged(_ files: [(path: String, data: Data)]) throws(MergeError) -> any MergeableReport {
    var schema: String?
    for (path, data) in files {
      let found = try decode(ReportHead.self, path, data).schema
      if let schema, schema != found {
        throw .differentPlans(paths: [files[0].path, path], lines: [schema, found])
      }
      schema = found
    }
    switch schema {
    case CampaignReport.schema: return try join(CampaignReport.self, files)
    case SweepReport.schema: return try join(SweepReport.self, files)
    default: throw .unreadable(path: files.first?.path ?? "", reason: "its schema is \"\(schema ?? "")\"; allowed: \(allowed)")
    }
  }

  private static let allowed = [CampaignReport.schema, SweepReport.schema].map { "\"\($0)\"" }.joined(separator: ", ")

  private static func join<Report: MergeableReport>(
    _ report: Report.Type, _ files: [(path: String, data: Data)]
  ) throws(MergeError) -> Report {
    var read: [ReportFile<Report>] = []
    for (path, data) in files {
      let report = try decode(Report.self, path, data)
      // What is wrong with a value says more than that something is: it comes first.
      if let fault = report.fault ?? ReportDigest.fault(data)?.reason { throw .unreadable(path: path, reason: fault) }
      read.append(ReportFile(path: path, report: report))
    }
    return try Report.merged(read)
  }

  static func decode<Value: Decodable>(_ value: Value.Type, _ path: String, _ data: Data) throws(MergeError) -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: data)
    } catch let error as ReportFault {
      throw .unreadable(path: path, reason: error.reason)
    } catch let error as ShardError {
      throw .unreadable(path: path, reason: "shard: \(error)")
    } catch let error as DecodingError {
      throw .unreadable(path: path, reason: sentence(error))
    } catch {
      throw .unreadable(path: path, reason: "it is no report")
    }
  }

  private static func sentence(_ error: DecodingError) -> String {
    func place(_ path: [any CodingKey]) -> String { path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".") }
    switch error {
    case .keyNotFound(let key, let context): return "\(place(context.codingPath + [key])) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return context.codingPath.isEmpty ? "it is no JSON object" : "\(place(context.codingPath)) is not what a report has there"
    case .dataCorrupted(let context):
      return context.codingPath.isEmpty
        ? "it is not JSON, or holds a number that is no count" : "\(place(context.codingPath)) is not what a report has there"
    @unknown default: return "it is no report"
    }
  }
}
