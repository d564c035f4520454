public import OptimizerReference

/// Two implementations, where they part, and what explains it.
public struct PairComparison: Sendable {
  /// Where two part.
  public struct Parting: Sendable {
    /// The input, in words.
    public let input: String
    /// The hyperparameters of each, JSON objects in their own names.
    public let hyperparameters: [String]
    /// The step, from 1.
    public let step: Int
    /// The element of the input, from 0.
    public let element: Int
    /// The parameter that each has come to.
    public let values: [Double]
    /// What rounding explains: the bounds of both.
    public let bound: Double
    /// How many times that the values are apart.
    public let ratio: Double
    /// The format that the bounds are for: Float, unless they part nowhere in it.
    public let precision: Precision
  }

  /// A choice on which the two differ, and what it does alone: in the first, with all else as it is.
  public struct Difference: Sendable {
    public let axis: Convention.Axis
    /// What each chose.
    public let choices: [String]
    /// Where it shows.
    public let effect: Effect
  }

  public enum Effect: Sendable {
    case parts(Parting)
    /// At no step whatever the gradients are.
    case never(reason: String)
    /// On none of the inputs.
    case unseen
  }

  /// Options that only one of the two has, or that each has in its own way, and what they do.
  public struct Option: Sendable {
    /// The options in words, and which of the two has them.
    public let words: String
    /// Where the two part first with them; nil where nowhere.
    public let parting: Parting?
  }

  /// The names of both.
  public let names: [String]
  /// How many inputs both take.
  public let inputs: Int
  /// Where they part first, with equal options; nil where nowhere.
  public let parting: Parting?
  /// What was left equal in both, or off, though one of the two has a choice there.
  public let leftEqual: [String]
  /// What those choices do, and all others that only one of the two makes; empty where the two part with equal options.
  public let options: [Option]
  /// The choices on which they differ; nil where one of them is no point among the choices.
  public let differences: [Difference]?
  /// Where one parts from the point that it is said to be, which the choices do not explain; nil where nowhere.
  public let unexplained: Parting?

  /// Those of the two that are no point among the choices.
  public let withoutConvention: [String]
  /// Those that share no words for hyperparameters: they have run as their first sample has it.
  public let withoutWords: [String]
}

extension Verifier {
  /// Compares two implementations on inputs that tell conventions apart, with the same hyperparameters as far as both have them.
  ///
  /// - Throws: `InvalidHyperparameter` for a name that is unknown.
  public func compare(_ first: String, _ second: String) throws(InvalidHyperparameter) -> PairComparison {
    let (a, b) = (try known(first), try known(second))
    return Explanation(a, b, synonyms).comparison
  }
}

extension Verifier {
  /// Where the transcription of `name` parts, in Double, from the formula at `convention`, the point that it is said to be; nil where
  /// nowhere.
  ///
  /// - Throws: `InvalidHyperparameter` for a name that is unknown or a value that the implementation does not take.
  package func divergence(of name: String, hyperparameters: String, from convention: Convention) throws(InvalidHyperparameter) -> String? {
    let reference = try known(name).reference(hyperparameters)
    let formula = convention.reference
    if Set(reference.slots) != Set(formula.slots) { return "slots \(formula.slots) instead of \(reference.slots)" }
    for separator in Separator.all {
      let traces = [reference, formula].map { FreeTrace($0, on: separator, .double) }
      guard let divergence = Divergence(traces[0], traces[1]) else { continue }
      return "\(separator.words), step \(divergence.step): \(formatRatio(divergence.ratio)) bounds"
    }
    return nil
  }
}
