/// What ``Optimizer/loadTorch(from:parameters:names:fileLimit:)`` took otherwise than the file has it, or in addition
/// to it.
///
/// Empty for a `state_dict` of single precision as the newest torch writes it. Its text is a line for each thing.
public struct TorchImportReport: Hashable, Sendable, CustomStringConvertible {
  /// A tensor that is no Float in the file.
  public struct Conversion: Hashable, Sendable {
    /// The tensor's name in the file.
    public let tensor: String
    /// What it is there: `BF16`, `F16`, exact in Float, or `F64`, rounded to Float.
    public let type: String
  }

  /// A key of a group.
  public struct Option: Hashable, Sendable {
    /// The number of the group.
    public let group: Int
    /// The key.
    public let key: String
    /// Its value, as JSON.
    public let value: String
  }

  /// Moments that were not Floats.
  public internal(set) var conversions: [Conversion] = []
  /// Options that an older torch did not write, as torch fills them in.
  public internal(set) var filledIn: [Option] = []
  /// Keys of schedulers and trainers, which no step reads. They stay with the group and are written back.
  public internal(set) var setAside: [Option] = []
  /// Tensors in which a number is NaN or infinite; they are kept so, and step as torch would.
  public internal(set) var notFinite: [String] = []

  /// A line for each thing; empty where everything was taken as it stands.
  public var description: String {
    let lines =
      conversions.map { "tensor \(shown($0.tensor)): \($0.type) \($0.type == "F64" ? "rounded" : "widened") to F32" }
      + filledIn.map { "group \($0.group): \($0.key) is missing, and \($0.value) as torch fills it in" }
      + setAside.map { "group \($0.group): \(shown($0.key)) kept aside" }
      + notFinite.map { "tensor \(shown($0)): NaN or infinity among its numbers" }
    return lines.joined(separator: "\n")
  }
}
