internal import OptimizerKernels

/// An optimizer that a caller has, and the lock that calls from several threads wait for.
final class Session: Sendable {
  let content: Locked<SessionContent>

  init(_ content: sending SessionContent) { self.content = Locked(content) }
}

/// What there is of an optimizer beside itself.
struct SessionContent: Sendable {
  var optimizer = Optimizer()
  /// The number of each parameter.
  var numbers: [String: Int] = [:]
  var isObserving = false
  var lastReport: StepReport?
  /// The parameters of a checkpoint, until the first step.
  var loaded: Tensors<Float>?
  /// The arrays of the last step, which were found to be in order.
  var checked = CheckedArrays()

  func parameter(_ value: Int64) throws -> Int { try Arguments.number(value, "parameter", below: optimizer.parameterCount) }

  func group(_ value: Int64) throws -> Int { try Arguments.number(value, "group", below: optimizer.groups.count) }

  /// A slot that the rule of a parameter keeps.
  func slot(_ value: CInt, of parameter: Int) throws -> StateSlot {
    let slot = try StateSlot(Arguments.constant(value, "slot", OptkSlot.self))
    guard optimizer.keeps(slot, of: parameter) else {
      let title = optimizer.groups[optimizer.groupNumber(parameter)].configuration.title
      throw CallError(
        .invalidArgument,
        "there is no \(slot.title) of \(optimizer.parameterName(parameter)): \(title) keeps none; allowed: the slots that it keeps")
    }
    return slot
  }

  /// - Throws: where a count is not that of a parameter.
  func check(_ count: Int64, of parameter: Int) throws {
    let elements = optimizer.elementCount(parameter)
    guard count == elements else {
      throw CallError.argument("count", "\(count)", allowed: "\(elements), the elements of \(optimizer.parameterName(parameter))")
    }
  }
}

extension StateSlot {
  init(_ slot: OptkSlot) {
    switch slot {
    case .firstMoment: self = .firstMoment
    case .secondMoment: self = .secondMoment
    case .maximum: self = .maximum
    case .averagedRate: self = .averagedRate
    case .slowWeights: self = .slowWeights
    }
  }
}

extension TensorElementType {
  init(_ element: OptkElement) {
    switch element {
    case .float32: self = .float32
    case .float16: self = .float16
    case .bfloat16: self = .bfloat16
    }
  }
}
