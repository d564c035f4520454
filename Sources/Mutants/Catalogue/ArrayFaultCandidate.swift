import KernelVerification
import OptimizerReference

/// A fault of the loop around the elements.
enum ArrayFault: Sendable {
  case countTruncated, lastLeftOut, firstLeftOut, halfDone
  case writesBehind, writesBefore, writesGradient, dropsElement
  case spreadsNaN, neighboursGradient, slotUnwritten, sometimesTwice
}

/// A kernel with a fault in its loop.
struct ArrayFaultCandidate: Candidate {
  private var honest: FormulaKernel
  private let fault: ArrayFault
  private var calls = 0

  init(_ honest: FormulaKernel, _ fault: ArrayFault) {
    self.honest = honest
    self.fault = fault
  }

  mutating func step(_ x: inout CandidateStep) throws {
    calls += 1
    let before = x
    var given = x
    if fault == .neighboursGradient { given = x.given(gradients: Array(x.gradients.dropFirst() + x.gradients.prefix(1))) }
    honest.step(&given)
    if fault == .sometimesTwice && calls.isMultiple(of: 3) { honest.step(&given) }
    x.parameters = given.parameters
    for slot in Slot.allCases { x[slot] = given[slot] }
    leaveOut(&x, before)
    switch fault {
    case .slotUnwritten: x.stepSize = before.stepSize
    case .spreadsNaN: spreadNaN(&x)
    case .dropsElement: if !x.parameters.isEmpty { x.parameters.removeLast() }
    case .writesBehind, .writesBefore, .writesGradient: try trespass(&x)
    default: break
    }
  }

  /// Puts back the elements that the loop does not reach.
  private func leaveOut(_ x: inout CandidateStep, _ before: CandidateStep) {
    let count = before.parameters.count
    let left: Range<Int> =
      switch fault {
      case .countTruncated: (count & 63)..<count
      case .lastLeftOut: max(count - 1, 0)..<count
      case .firstLeftOut: 0..<min(1, count)
      case .halfDone: (count + 1) / 2..<count
      default: 0..<0
      }
    for i in left {
      x.parameters[i] = before.parameters[i]
      for slot in Slot.allCases where !before[slot].isEmpty { x[slot][i] = before[slot][i] }
    }
  }

  /// Every lane of a vector of 16 is NaN where one is.
  private func spreadNaN(_ x: inout CandidateStep) {
    for start in stride(from: 0, to: x.parameters.count, by: 16) {
      let vector = start..<min(start + 16, x.parameters.count)
      guard x.parameters[vector].contains(where: \.isNaN) else { continue }
      for i in vector { x.parameters[i] = .nan }
    }
  }

  /// Writes where a kernel in C must not.
  private func trespass(_ x: inout CandidateStep) throws {
    try unsafe x.withPointers { p in
      // Within the 64 guard elements on either side of each array; the gradient is writable memory under a constant pointer.
      switch fault {
      case .writesBehind: unsafe p.parameters[p.count] = 0
      case .writesBefore: unsafe p.parameters[-1] = 0
      default: if unsafe p.count > 0 { unsafe UnsafeMutablePointer(mutating: p.gradients)[0] += 1 }
      }
    }
  }
}
