import Safetensors

/// The `__metadata__` of a recording, checked.
struct RecordingMetadata {
  /// The one version of the format that is read.
  static let format = "optimizer-vectors/1"

  let implementation: Implementation
  let hyperparameters: String
  let precision: Precision
  let steps: Int

  /// - Throws: a reason, as a sentence that names the key, its value and what is allowed.
  init(_ metadata: [String: String], _ verifier: Verifier) throws(Refusal) {
    func text(_ key: String) throws(Refusal) -> String {
      guard let value = metadata[key] else { throw Refusal("metadata \(key) is missing") }
      return value
    }
    let format = try text("format")
    guard format == Self.format else { throw Refusal("metadata format is \(quoted(format)); allowed: \"\(Self.format)\"") }

    let name = try text("implementation")
    guard let implementation = verifier.implementation(name) else {
      let allowed = didYouMean(name, among: verifier.names) ?? "allowed: a name that verify names lists"
      throw Refusal("metadata implementation is \(quoted(name)); \(allowed)")
    }
    self.implementation = implementation

    let precision = try text("precision")
    guard let known = Precision(rawValue: precision) else {
      throw Refusal("metadata precision is \(quoted(precision)); allowed: \"float32\", \"float64\"")
    }
    self.precision = known

    let steps = try text("steps")
    let isDecimal = !steps.isEmpty && steps.utf8.allSatisfy { (48...57).contains($0) } && steps.utf8.first != 48
    guard isDecimal, let count = Int(steps) else {
      throw Refusal("metadata steps is \(quoted(steps)); allowed: a decimal number, at least 1")
    }
    self.steps = count

    hyperparameters = try text("hyperparameters")
    do {
      // Refuses a duplicate key, which Foundation's decoder does not.
      _ = try JSONValue.parse(Array(hyperparameters.utf8))
      _ = try implementation.reference(hyperparameters)
    } catch let error as JSONError {
      throw Refusal("metadata hyperparameters is not JSON: \(error)")
    } catch {
      throw Refusal("\(error)")
    }
  }
}

/// Why a file is refused.
struct Refusal: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

/// A text from a file, in quotes, cut where it is long.
func quoted(_ text: String) -> String {
  let short = text.count > 60 ? text.prefix(60) + "…" : text[...]
  return "\"" + short.unicodeScalars.map { $0.value < 32 ? "\\u{\(String($0.value, radix: 16))}" : String($0) }.joined() + "\""
}
