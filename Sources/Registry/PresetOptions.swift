import Foundation
import OptimizerKernels
import OptimizerReference

/// An implementation's hyperparameters for our kernels' presets, read without any help of the references.
struct PresetOptions {
  private let values: [String: Any]
  private let path: String

  init(_ json: String) throws {
    guard let values = ExactJSON.object(json) else {
      throw PresetError(option: "hyperparameters", needed: "a JSON object")
    }
    self.init(values, path: "")
  }

  private init(_ values: [String: Any], path: String) {
    self.values = values
    self.path = path
  }

  func number(_ key: String) throws -> Double {
    guard let number = values[key] as? Double else { throw PresetError(option: path + key, needed: "a number") }
    return number
  }

  /// nil where the key is not there, or holds null.
  func numberIfPresent(_ key: String) throws -> Double? { values[key] == nil || values[key] is NSNull ? nil : try number(key) }

  func flag(_ key: String) throws -> Bool {
    guard let flag = values[key] as? Bool else { throw PresetError(option: path + key, needed: "true or false") }
    return flag
  }

  func count(_ key: String) throws -> Int {
    guard let count = Int(exactly: try number(key)) else { throw PresetError(option: path + key, needed: "a whole number") }
    return count
  }

  func numbers(_ key: String) throws -> [Double] {
    guard let numbers = values[key] as? [Double] else { throw PresetError(option: path + key, needed: "numbers") }
    return numbers
  }

  func text(_ key: String) throws -> String {
    guard let text = values[key] as? String else { throw PresetError(option: path + key, needed: "a text") }
    return text
  }

  /// None where the key is not there.
  func textsIfPresent(_ key: String) throws -> [String] {
    guard let value = values[key], !(value is NSNull) else { return [] }
    guard let texts = value as? [String] else { throw PresetError(option: path + key, needed: "texts") }
    return texts
  }

  /// β1 and β2.
  func betas() throws -> (Double, Double) {
    let betas = try numbers("betas")
    guard betas.count >= 2 else { throw PresetError(option: path + "betas", needed: "two numbers") }
    return (betas[0], betas[1])
  }

  func object(_ key: String) throws -> PresetOptions {
    guard let values = values[key] as? [String: Any] else { throw PresetError(option: path + key, needed: "an object") }
    return PresetOptions(values, path: path + key + ".")
  }

  func isObject(_ key: String) -> Bool { values[key] is [String: Any] }

  /// An object as JSON, for the optimizer inside another.
  func json(_ key: String) throws -> String {
    guard let values = values[key] as? [String: Any] else { throw PresetError(option: path + key, needed: "an object") }
    return String(decoding: try JSONSerialization.data(withJSONObject: values, options: [.sortedKeys]), as: UTF8.self)
  }
}

/// An option that our kernels' presets cannot read. The references say more, and say it first.
struct PresetError: Error, CustomStringConvertible {
  let option, needed: String
  var description: String { "\(option) is not \(needed)" }
}
