import Foundation
import OptimizerReference

/// Hyperparameters as a convention reads them: a JSON object that an implementation has taken.
struct ConventionOptions {
  /// A key that is not there, or holds something else.
  struct Missing: Error { let key: String }

  private let members: [String: Any]
  /// Whether numbers are Floats that were written out: then they are read as the shortest decimal that gives the Float, what was meant.
  private var areFloats = false

  /// Nil where the text is not a JSON object.
  init?(_ json: String) {
    guard let members = (try? JSONSerialization.jsonObject(with: Data(json.utf8))) as? [String: Any] else { return nil }
    self.members = members
  }

  private init(members: [String: Any]) { self.members = members }

  /// The same, of numbers that are kept as Floats.
  var ofFloats: ConventionOptions {
    var copy = self
    copy.areFloats = true
    return copy
  }

  func number(_ key: String) throws(Missing) -> Double {
    guard let number = (members[key] as? NSNumber)?.doubleValue else { throw Missing(key: key) }
    return meant(number)
  }

  private func meant(_ number: Double) -> Double { areFloats ? Double(Float(number).description) ?? number : number }

  func count(_ key: String) throws(Missing) -> Int {
    guard let count = Int(exactly: try number(key)) else { throw Missing(key: key) }
    return count
  }

  func numbers(_ key: String, _ count: Int) throws(Missing) -> [Double] {
    guard let numbers = members[key] as? [NSNumber], numbers.count == count else { throw Missing(key: key) }
    return numbers.map { meant($0.doubleValue) }
  }

  func flag(_ key: String) throws(Missing) -> Bool {
    guard let flag = (members[key] as? NSNumber)?.boolValue else { throw Missing(key: key) }
    return flag
  }

  func text(_ key: String) throws(Missing) -> String {
    guard let text = members[key] as? String else { throw Missing(key: key) }
    return text
  }

  func object(_ key: String) throws(Missing) -> ConventionOptions {
    guard let members = members[key] as? [String: Any] else { throw Missing(key: key) }
    return ConventionOptions(members: members)
  }

  /// Whether the key is there, with something other than null.
  func has(_ key: String) -> Bool { members[key].map { !($0 is NSNull) } ?? false }

  /// The base that libraries after torch have: `lr` and `betas`.
  func lrAndBetas() throws(Missing) -> Convention {
    let betas = try numbers("betas", 2)
    return Convention(α: try number("lr"), β1: betas[0], β2: betas[1])
  }

  /// The base with each number under a name of its own.
  func base(rate: String, _ β1: String = "beta1", _ β2: String = "beta2") throws(Missing) -> Convention {
    Convention(α: try number(rate), β1: try number(β1), β2: try number(β2))
  }

  /// Decay of this kind, none where λ is 0.
  func decay(_ key: String = "weight_decay", _ kind: (Double) -> Convention.WeightDecay) throws(Missing) -> Convention.WeightDecay {
    let λ = try number(key)
    return λ == 0 ? .none : kind(λ)
  }
}
