import Foundation
import KernelVerification

/// Which key of an implementation's JSON holds what. `inner_args.betas.0` is the first of a list inside an object.
struct DialectKeys {
  var learningRate: String
  var beta1, beta2, epsilon, weightDecay, amsgrad, maximize, inverseTimeDecay: String?
  /// Whether the decay stays out of the gradient.
  var isDecoupled = true
}

extension Dialect {
  /// A dialect that knows some keys, and writes all others as `defaults` has them.
  static func keyed(_ defaults: String, _ keys: DialectKeys) -> Dialect {
    Dialect(
      read: { json in
        guard let tree = tree(json) else { return nil }
        func number(_ key: String?, else missing: Double = 0) -> Double? {
          guard let key else { return missing }
          return (value(at: path(key), in: tree) as? NSNumber)?.doubleValue
        }
        func flag(_ key: String?) -> Bool { key.flatMap { value(at: path($0), in: tree) as? Bool } ?? false }
        guard let rate = number(keys.learningRate), let β1 = number(keys.beta1), let β2 = number(keys.beta2),
          let ε = number(keys.epsilon), let λ = number(keys.weightDecay), let decay = number(keys.inverseTimeDecay)
        else { return nil }
        return CommonHyperparameters(
          learningRate: rate, beta1: β1, beta2: β2, epsilon: ε, weightDecay: λ, isDecoupled: keys.isDecoupled,
          amsgrad: flag(keys.amsgrad), maximize: flag(keys.maximize), inverseTimeDecay: decay)
      },
      write: { h in
        let values: [(String?, Any)] = [
          (keys.learningRate, h.learningRate), (keys.beta1, h.beta1), (keys.beta2, h.beta2), (keys.epsilon, h.epsilon),
          (keys.weightDecay, h.weightDecay), (keys.amsgrad, h.amsgrad), (keys.maximize, h.maximize),
          (keys.inverseTimeDecay, h.inverseTimeDecay),
        ]
        var tree: Any = tree(defaults) ?? [:]
        for (key, value) in values {
          if let key { tree = setting(value, at: path(key), in: tree) }
        }
        let data = try? JSONSerialization.data(withJSONObject: tree, options: [.sortedKeys])
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
      })
  }
}

private func tree(_ json: String) -> Any? { try? JSONSerialization.jsonObject(with: Data(json.utf8)) }

private func path(_ key: String) -> ArraySlice<Substring> { key.split(separator: ".")[...] }

private func value(at path: ArraySlice<Substring>, in tree: Any) -> Any? {
  guard let first = path.first else { return tree }
  if let members = tree as? [String: Any] { return members[String(first)].flatMap { value(at: path.dropFirst(), in: $0) } }
  guard let elements = tree as? [Any], let i = Int(first), elements.indices.contains(i) else { return nil }
  return value(at: path.dropFirst(), in: elements[i])
}

private func setting(_ value: Any, at path: ArraySlice<Substring>, in tree: Any) -> Any {
  guard let first = path.first else { return value }
  if var members = tree as? [String: Any] {
    members[String(first)] = setting(value, at: path.dropFirst(), in: members[String(first)] ?? [:])
    return members
  }
  guard var elements = tree as? [Any], let i = Int(first), elements.indices.contains(i) else { return tree }
  elements[i] = setting(value, at: path.dropFirst(), in: elements[i])
  return elements
}
