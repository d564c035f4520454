import KernelVerification
public import OptimizerReference

/// What may go wrong around any kernel, whatever its mathematics: faults to plant without writing the kernel again.
public enum WrappedFault: Hashable, Sendable {
  /// Elements that do not fill a vector of 16 stay as they were.
  case tailUnwritten
  /// The first two elements take each other's gradient.
  case lanesSwapped
  /// The magnitude of the gradient in place of the gradient.
  case signLost
  /// The step is taken for the next one.
  case oneStepAhead
  /// A NaN in the gradient is taken for 0.
  case notANumberLaundered
  /// The parameter stays as it was.
  case parameterUnwritten
  /// The slot stays as it was.
  case slotUnwritten(Slot)
  /// The slot is read as zero.
  case slotUnread(Slot)
  /// The other parameters' gradients are not looked at.
  case neighboursUnseen
  /// Rows without a gradient are taken for rows whose gradient is 0.
  case rowsUnseen
  /// The option is as its constructor has it by default, whatever was given.
  case optionIgnored(String)

  /// What is wrong, in a few words.
  public var name: String {
    switch self {
    case .tailUnwritten: "tail unwritten (around)"
    case .lanesSwapped: "lanes swapped (around)"
    case .signLost: "sign of the gradient lost"
    case .oneStepAhead: "one step ahead"
    case .notANumberLaundered: "NaN taken for 0"
    case .parameterUnwritten: "parameter unwritten"
    case .slotUnwritten(let slot): "\(slot.rawValue) unwritten"
    case .slotUnread(let slot): "\(slot.rawValue) read as 0"
    case .neighboursUnseen: "other parameters unseen"
    case .rowsUnseen: "absent rows unseen"
    case .optionIgnored(let option): "as if without \(option)"
    }
  }
}

/// A kernel with a fault around it.
struct FaultyCandidate: Candidate {
  private var honest: any Candidate
  private let fault: WrappedFault

  init(_ honest: any Candidate, _ fault: WrappedFault) {
    self.honest = honest
    self.fault = fault
  }

  mutating func step(_ x: inout CandidateStep) throws {
    let before = x
    var given = x
    switch fault {
    case .lanesSwapped where x.gradients.count > 1:
      var gradients = x.gradients
      gradients.swapAt(0, 1)
      given = x.given(gradients: gradients)
    case .signLost: given = x.given(gradients: x.gradients.map(abs))
    case .notANumberLaundered: given = x.given(gradients: x.gradients.map { $0.isNaN ? 0 : $0 })
    case .oneStepAhead: given = x.given(t: x.t + 1)
    case .neighboursUnseen: given = x.alone()
    case .rowsUnseen: given = x.withAllRows()
    case .slotUnread(let slot): given[slot] = x[slot].map { _ in 0 }
    default: break
    }
    try honest.step(&given)
    x.parameters = given.parameters
    for slot in Slot.allCases { x[slot] = given[slot] }
    switch fault {
    case .parameterUnwritten: x.parameters = before.parameters
    case .slotUnwritten(let slot): x[slot] = before[slot]
    case .tailUnwritten:
      for i in x.parameters.count / 16 * 16..<x.parameters.count {
        x.parameters[i] = before.parameters[i]
        for slot in Slot.allCases where !x[slot].isEmpty { x[slot][i] = before[slot][i] }
      }
    default: break
    }
  }
}
