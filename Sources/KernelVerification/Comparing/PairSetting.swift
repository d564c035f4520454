/// Options that only one of two implementations has, or that each has in its own way, turned on.
struct PairSetting {
  /// The options in words, and which of the two has them.
  let words: String
  /// What both have where options are equal; nil where that is not worth saying.
  var left: String?
  /// The common hyperparameters of a side, 0 or 1.
  var common: (_ shared: CommonHyperparameters, _ side: Int) -> CommonHyperparameters = { shared, _ in shared }
  /// The hyperparameters of a side, a JSON object, with its own options.
  var own: (_ json: String, _ side: Int) -> String = { json, _ in json }
}

extension Comparer {
  /// What two can be run with beside equal options: each choice that only one of them makes, and each that they make in
  /// different ways. What one of them does not take is left out.
  func settings(_ a: Implementation, _ b: Implementation) -> [PairSetting] {
    let pair = [a, b]
    guard pair.allSatisfy({ $0.dialect != nil }) else { return [] }
    return (decay(pair) + switches(pair) + own(pair)).filter { !separators(a, b, $0).isEmpty }
  }

  private static let λ = 0.1
  private static let plain = CommonHyperparameters(learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8)

  /// Weight decay, where it is not the same in both.
  private func decay(_ pair: [Implementation]) -> [PairSetting] {
    func decaying(_ isDecoupled: Bool) -> CommonHyperparameters {
      var h = Self.plain
      (h.weightDecay, h.isDecoupled) = (Self.λ, isDecoupled)
      return h
    }
    func keeps(_ one: Implementation, _ isDecoupled: Bool) -> Bool {
      kept(decaying(isDecoupled), by: one).map {
        Float($0.weightDecay) == Float(Self.λ) && $0.isDecoupled == isDecoupled
      } ?? false
    }
    let kinds = pair.map { one in [false, true].filter { keeps(one, $0) } }
    let usual = zip(pair, kinds).map { one, kinds in
      one.samples.first.flatMap { one.dialect?.read($0) }.map(\.isDecoupled).flatMap { kinds.contains($0) ? $0 : nil }
        ?? kinds.first
    }
    func setting(_ words: String, _ left: String, _ kind: @escaping (Int) -> Bool?) -> PairSetting {
      PairSetting(
        words: "weight decay \(Self.λ) \(words)", left: left,
        common: { shared, side in
          var h = shared
          h.weightDecay = kind(side) == nil ? 0 : Self.λ
          h.isDecoupled = kind(side) ?? shared.isDecoupled
          return h
        })
    }
    func place(_ isDecoupled: Bool) -> String { isDecoupled ? "beside the gradient" : "in the gradient" }
    guard let first = usual[0], let second = usual[1] else {
      return pair.indices.flatMap { side in
        kinds[side].map { kind in
          setting("\(place(kind)) in \(pair[side].name), none in the other", "weight decay 0") {
            $0 == side ? kind : nil
          }
        }
      }
    }
    if first != second {
      let common = kinds[0].first(where: kinds[1].contains)
      return [
        setting(
          "\(place(first)) in \(pair[0].name), \(place(second)) in \(pair[1].name)",
          common.map { _ in "the kind of weight decay" } ?? "weight decay, each of its own kind"
        ) { $0 == 0 ? first : second }
      ]
    }
    return pair.indices.compactMap { side in
      guard kinds[side].contains(!first), !kinds[1 - side].contains(!first) else { return nil }
      return setting(
        "\(place(!first)) in \(pair[side].name), \(place(first)) in the other", "weight decay \(place(first))"
      ) { $0 == side ? !first : first }
    }
  }

  /// The other common options that only one of the two has.
  private func switches(_ pair: [Implementation]) -> [PairSetting] {
    let switches: [(on: String, off: String, turn: (inout CommonHyperparameters) -> Void)] = [
      ("AMSGrad", "AMSGrad off", { $0.amsgrad = true }),
      ("a rate that decays by 0.5 a step", "no decay of the rate", { $0.inverseTimeDecay = 0.5 }),
      ("maximize", "maximize off", { $0.maximize = true }),
    ]
    return switches.compactMap { on, off, turn in
      var turned = Self.plain
      turn(&turned)
      let keeping = pair.indices.filter { side in
        guard let on = kept(turned, by: pair[side]), let off = kept(Self.plain, by: pair[side]) else { return false }
        return on != off
      }
      guard keeping.count == 1, let side = keeping.first else { return nil }
      return PairSetting(
        words: "\(on) in \(pair[side].name)", left: off,
        common: { shared, one in
          var h = shared
          if one == side { turn(&h) }
          return h
        })
    }
  }

  /// The options that are no common hyperparameters: of one alone, or of both under one name.
  private func own(_ pair: [Implementation]) -> [PairSetting] {
    pair.indices.flatMap { side in
      ownOptions(of: pair[side]).flatMap { option -> [PairSetting] in
        let other = counterpart(of: option.key, in: pair[1 - side])
        // What both have is listed once.
        if other != nil && side == 1 { return [] }
        return option.values.map { value in
          PairSetting(
            words: "\(option.key) \(value) in \(other == nil ? pair[side].name : "both")",
            own: { json, one in
              let key = one == side ? option.key : other
              return key.map { Self.setting($0, to: value, in: json) } ?? json
            })
        }
      }
    }
  }

  private static func setting(_ key: String, to value: String, in json: String) -> String {
    guard var members = Implementation.members(json), let given = Implementation.members(#"{"":\#(value)}"#) else {
      return json
    }
    members[key] = given[""]
    return Implementation.text(members) ?? json
  }
}
