public import Foundation
import OptimizerReference

extension PairComparison {
  /// The comparison as JSON, its keys in order.
  public func json() throws -> Data { try encoded(JSONComparison(self)) }
}

extension ComparisonMatrix {
  /// The matrix as JSON: for each pair the step at which they part, null where never.
  public func json() throws -> Data { try encoded(JSONMatrix(self)) }
}

private func encoded(_ value: some Encodable) throws -> Data {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  return try encoder.encode(value) + Data("\n".utf8)
}

private struct JSONComparison: Encodable {
  struct Parting: Encodable {
    let input, precision: String
    let hyperparameters: [String]
    let step, element: Int
    /// Null where not finite.
    let values: [Double?]
    let bound, ratio: Double?

    init(_ parting: PairComparison.Parting) {
      func finite(_ x: Double) -> Double? { x.isFinite ? x : nil }
      (input, precision, hyperparameters) = (parting.input, parting.precision.rawValue, parting.hyperparameters)
      (step, element, values) = (parting.step, parting.element, parting.values.map(finite))
      (bound, ratio) = (finite(parting.bound), finite(parting.ratio))
    }
  }

  struct Difference: Encodable {
    let axis: String
    let choices: [String]
    /// Where it shows alone; absent where it does not.
    let parts: Parting?
    /// Why it never does; absent where that is not known.
    let never: String?
  }

  struct Option: Encodable {
    let option: String
    /// Where the two part with it; absent where nowhere.
    let parts: Parting?
  }

  let schema = "optimizer-comparison/1"
  let names: [String]
  let inputs: Int
  let leftEqual: [String]
  let options: [Option]
  let parting, unexplained: Parting?
  let differences: [Difference]?
  let withoutConvention, withoutWords: [String]

  init(_ comparison: PairComparison) {
    (names, inputs) = (comparison.names, comparison.inputs)
    leftEqual = comparison.leftEqual
    options = comparison.options.map { Option(option: $0.words, parts: $0.parting.map(Parting.init)) }
    parting = comparison.parting.map(Parting.init)
    unexplained = comparison.unexplained.map(Parting.init)
    (withoutConvention, withoutWords) = (comparison.withoutConvention, comparison.withoutWords)
    differences = comparison.differences?.map { difference in
      switch difference.effect {
      case .parts(let parting): Difference(axis: difference.axis.rawValue, choices: difference.choices, parts: Parting(parting), never: nil)
      case .never(let reason): Difference(axis: difference.axis.rawValue, choices: difference.choices, parts: nil, never: reason)
      case .unseen: Difference(axis: difference.axis.rawValue, choices: difference.choices, parts: nil, never: nil)
      }
    }
  }
}

private struct JSONMatrix: Encodable {
  struct Pair: Encodable {
    let names: [String]
    let step: Int?
    /// The step with an option of one of the two; null where there is no need of one.
    let stepWithOption: Int?
    let precision: String?
    let isComparable: Bool

    init(
      _ names: [String], _ step: Int? = nil, stepWithOption: Int? = nil, _ precision: Precision? = nil,
      isComparable: Bool = true
    ) {
      (self.names, self.step, self.stepWithOption) = (names, step, stepWithOption)
      (self.precision, self.isComparable) = (precision?.rawValue, isComparable)
    }
  }

  let schema = "optimizer-comparison-matrix/1"
  let names: [String]
  let pairs: [Pair]
  /// True, or absent.
  let interrupted: Bool?

  init(_ matrix: ComparisonMatrix) {
    names = matrix.names
    interrupted = matrix.isInterrupted ? true : nil
    pairs = matrix.cells.enumerated().flatMap { i, row in
      row.enumerated().map { j, cell in
        let names = [matrix.names[j], matrix.names[i]]
        return switch cell {
        case .step(let step): Pair(names, step, .float32)
        case .onlyInDouble(let step): Pair(names, step, .float64)
        case .onlyWithOption(let step): Pair(names, stepWithOption: step)
        case .same: Pair(names)
        case .incomparable: Pair(names, isComparable: false)
        }
      }
    }
  }
}
