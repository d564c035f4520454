import Foundation
import KernelVerification
import OptimizerReference

extension Dialects {
  /// Where a library keeps the shared hyperparameters in its JSON object, a member of a member as `a.b`; nil for what it has no word for.
  struct Words: Sendable {
    var rate = "lr"
    /// One member with both, or two with one each; none where the optimizer has none, and they are 0.
    var betas = ["betas"]
    /// What β1 is of an optimizer without betas.
    var momentum: String?
    var epsilon: String? = "eps"
    var decay: String? = "weight_decay"
    var decoupled: String?
    /// Where `decoupled` is nil.
    var isDecoupled = false
    var amsgrad: String?
    var maximize: String?
    var inverseTimeDecay: String?
    /// Whether the library keeps its numbers in Float: then they are written as it keeps them.
    var keepsFloat = false
  }

  /// The dialect of a library that keeps them there.
  ///
  /// - Parameter template: hyperparameters of the library's own, with all its keys: what is not shared is written as it is there.
  static func library(_ template: String, _ words: Words = Words()) -> Dialect {
    Dialect(
      read: { json in
        guard let given = members(of: json), let own = members(of: template), given.keys.sorted() == own.keys.sorted() else { return nil }
        func value<T>(_ path: String?, _ type: T.Type) -> T? { path.flatMap { member($0, of: given) as? T } }
        let betas: [Double] =
          switch words.betas.count {
          case 0: [value(words.momentum, Double.self) ?? 0, 0]
          case 1: value(words.betas[0], [Double].self) ?? []
          case _: words.betas.compactMap { value($0, Double.self) }
          }
        guard let rate = value(words.rate, Double.self), betas.count >= 2 else { return nil }
        return CommonHyperparameters(
          learningRate: rate, beta1: betas[0], beta2: betas[1], epsilon: value(words.epsilon, Double.self) ?? 0,
          weightDecay: value(words.decay, Double.self) ?? 0, isDecoupled: value(words.decoupled, Bool.self) ?? words.isDecoupled,
          amsgrad: value(words.amsgrad, Bool.self) ?? false, maximize: value(words.maximize, Bool.self) ?? false,
          inverseTimeDecay: value(words.inverseTimeDecay, Double.self) ?? 0)
      },
      write: { h in
        var object = members(of: template) ?? [:]
        func kept(_ number: Double) -> Double { words.keepsFloat ? Double(Float(number)) : number }
        func set(_ path: String?, _ value: any Sendable) {
          guard let path else { return }
          object = replacing(path, in: object, by: (value as? Double).map { kept($0) as any Sendable } ?? value)
        }
        set(words.rate, h.learningRate)
        switch words.betas.count {
        case 0: set(words.momentum, h.beta1)
        case 1:
          // A third β is the library's own.
          let others = (member(words.betas[0], of: object) as? [Double])?.dropFirst(2) ?? []
          set(words.betas[0], ([h.beta1, h.beta2] + others).map(kept))
        case _:
          set(words.betas[0], h.beta1)
          set(words.betas[1], h.beta2)
        }
        set(words.epsilon, h.epsilon)
        set(words.decay, h.weightDecay)
        set(words.decoupled, h.isDecoupled)
        set(words.amsgrad, h.amsgrad)
        set(words.maximize, h.maximize)
        set(words.inverseTimeDecay, h.inverseTimeDecay)
        let data = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
      })
  }

  private static func members(of json: String) -> [String: Any]? {
    ExactJSON.object(json)
  }

  private static func member(_ path: String, of object: [String: Any]) -> Any? {
    path.split(separator: ".").reduce(object as Any?) { ($0 as? [String: Any])?[String($1)] }
  }

  private static func replacing(_ path: String, in object: [String: Any], by value: Any) -> [String: Any] {
    var object = object
    let (key, rest) = (String(path.prefix { $0 != "." }), path.drop { $0 != "." }.dropFirst())
    object[key] = rest.isEmpty ? value : replacing(String(rest), in: object[key] as? [String: Any] ?? [:], by: value)
    return object
  }
}
