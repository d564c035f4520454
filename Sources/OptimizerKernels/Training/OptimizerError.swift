internal import Safetensors

/// Why an ``Optimizer`` cannot be made or cannot step. Nothing is changed where one is thrown.
public enum OptimizerError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There are no parameters at all.
  case noParameters
  /// A group names a parameter that there is not.
  case unknownParameter(name: String, group: String)
  /// Two groups have the parameter.
  case parameterInTwoGroups(name: String, first: String, second: String)
  /// No group has the parameter.
  case parameterWithoutGroup(name: String)
  /// Two groups take all that is left.
  case twoGroupsOfTheRest(first: String, second: String)
  /// There is a parameter of this name already.
  case duplicateParameter(name: String)
  /// There is no group of this number.
  case unknownGroup(number: Int, count: Int)
  /// The parameters lack one that the optimizer steps.
  case missingParameter(name: String)
  /// There is a gradient, a rate or a copy for a parameter that there is not.
  case unknownTensor(name: String, what: String)
  /// A tensor has another number of elements than its parameter.
  case unequalCounts(name: String, what: String, count: Int, parameters: Int)
  /// No parameter has a gradient, as Keras refuses.
  case noGradients
  /// A gradient is NaN or infinite, and the optimizer was told to throw.
  case nonFiniteGradient(name: String, index: Int, value: String)
  /// A number of the call is out of range.
  case invalidValue(HyperparameterError)
  /// A state that is not of the parameter's rule.
  case stateMismatch(name: String, reason: String)
  /// The parameter has taken 2⁵³ steps, the most that there may be.
  case tooManySteps(name: String)
  /// State, or what a step works in, takes more memory than the process can get: of the machine, of its container, of its own limits.
  case outOfMemory(byteCount: Int)
  /// A step was to use no thread.
  case invalidThreads(Int)

  /// The whole sentence.
  public var description: String {
    switch self {
    case .noParameters: "there are no parameters; allowed: at least one"
    case .unknownParameter(let name, let group):
      "the group \(group) names \(name), and there is no such parameter; allowed: names of parameters"
    case .parameterInTwoGroups(let name, let first, let second):
      "\(name) is in two groups, \(first) and \(second); allowed: one group a parameter"
    case .parameterWithoutGroup(let name): "\(name) is in no group; allowed: one group a parameter, or a group that takes all that are left"
    case .twoGroupsOfTheRest(let first, let second):
      "two groups, \(first) and \(second), take all parameters that are left; allowed: one, the others name theirs"
    case .duplicateParameter(let name): "there is a parameter \(name) already; allowed: one parameter a name"
    case .unknownGroup(let number, let count): "group is \(number); allowed: 0 ≤ group < \(count)"
    case .missingParameter(let name): "the parameters lack \(name); allowed: all that the optimizer was made for, in any order"
    case .unknownTensor(let name, let what): "there is a \(what) of \(name), and no such parameter; allowed: names of parameters"
    case .unequalCounts(let name, let what, let count, let parameters):
      "the \(what) of \(name): \(count) elements; allowed: \(parameters), as its parameter"
    case .noGradients: "no parameter has a gradient; allowed: at least one"
    case .nonFiniteGradient(let name, let index, let value):
      "the gradient of \(name) is \(value) at index \(index); allowed: finite numbers, for nonFiniteGradients is throw"
    case .invalidValue(let error): error.description
    case .stateMismatch(let name, let reason): "the state of \(name): \(reason)"
    case .tooManySteps(let name):
      "\(name) has taken \(OptimizerStateError.mostSteps) steps; allowed before another: fewer"
    case .outOfMemory(let byteCount): OutOfMemory.sentence(byteCount)
    case .invalidThreads(let threads): "threads is \(threads); allowed: 1 or more, or nil"
    }
  }
}

extension OptimizerError {
  /// Allocates what the body does.
  static func wrap<Result>(_ body: () throws(OutOfMemory) -> Result) throws(OptimizerError) -> Result {
    do { return try body() } catch { throw .outOfMemory(byteCount: error.byteCount) }
  }
}

/// What a step does where a gradient is NaN or infinite.
public enum NonFiniteGradients: String, Codable, CaseIterable, Hashable, Sendable {
  /// It goes through into the moments, as in torch.
  case propagate
  /// The whole step is left out, of all tensors; ``StepReport/skipped`` tells.
  case skipStep
  /// ``OptimizerError/nonFiniteGradient(name:index:value:)`` is thrown, with the first in the order of the parameters.
  case `throw`
}
