import KernelVerification
import OptimizerReference

/// Makes the numbers of a case rounder, and t smaller.
enum RounderNumbers {
  static func run(_ attempts: inout Attempts) {
    fresh(&attempts)
    earlier(&attempts)
    for tensor in attempts.parts.tensors.indices {
      for field in attempts.parts.tensors[tensor].fields { all(&attempts, tensor, field) }
      for field in attempts.parts.tensors[tensor].fields { each(&attempts, tensor, field) }
    }
  }

  /// A start without a state, or without one of its slots.
  private static func fresh(_ attempts: inout Attempts) {
    let slots = Slot.allCases.filter { slot in attempts.parts.tensors.contains { $0.slots[slot] != nil } }
    if slots.isEmpty { return }
    func start(_ parts: inout CaseParts, _ slot: Slot? = nil) {
      for i in parts.tensors.indices {
        if let slot { parts.tensors[i].slots[slot] = nil } else { parts.tensors[i].slots = [:] }
      }
    }
    if attempts.take({ parts in
      start(&parts)
      parts.stepsBefore = 0
    }) {
      return
    }
    if attempts.take({ start(&$0) }) { return }
    for slot in slots { _ = attempts.take { start(&$0, slot) } }
  }

  /// The first small t, else the least that is found by halving.
  private static func earlier(_ attempts: inout Attempts) {
    for t in 0..<10 where t < attempts.parts.stepsBefore {
      if attempts.take({ $0.stepsBefore = t }) { return }
    }
    var passes = 9
    while attempts.parts.stepsBefore - passes > 1 && attempts.isOpen {
      let middle = passes + (attempts.parts.stepsBefore - passes) / 2
      if !attempts.take({ $0.stepsBefore = middle }) { passes = middle }
    }
  }

  /// All numbers of an array alike.
  private static func all(_ attempts: inout Attempts, _ tensor: Int, _ field: TensorParts.Field) {
    let values = attempts.parts.tensors[tensor][field]
    guard values.count > 1 else { return }
    for value in [0, 1] + [values.first { $0 != 0 }].compactMap({ $0 }) where !values.allSatisfy({ $0 == value }) {
      if attempts.take({ $0.tensors[tensor][field] = values.map { _ in value } }) { return }
    }
    // A few that matter among many.
    for length in [values.count / 2, values.count / 4, values.count / 8] where length > 0 {
      for lower in stride(from: 0, to: values.count, by: length) {
        let range = lower..<min(lower + length, values.count)
        guard attempts.parts.tensors[tensor][field][range].contains(where: { $0 != 0 }) else { continue }
        _ = attempts.take { parts in
          for i in range { parts.tensors[tensor][field][i] = 0 }
        }
      }
    }
  }

  /// Each number on its own.
  private static func each(_ attempts: inout Attempts, _ tensor: Int, _ field: TensorParts.Field) {
    // What a slot holds of magnitudes is never negative.
    let isMagnitude = if case .slot(let slot) = field { slot.isMagnitude } else { false }
    let values = attempts.parts.tensors[tensor][field]
    // Of many only the roundest are tried: there are not enough tries for more, but for the few that are not round then.
    if values.count > 4 {
      for i in values.indices { round(&attempts, tensor, field, i, isMagnitude, most: 2) }
      guard attempts.parts.tensors[tensor][field].count(where: { Roundness.rank($0) > 2 }) <= 4 else { return }
    }
    for i in values.indices { round(&attempts, tensor, field, i, isMagnitude, most: .max) }
  }

  private static func round(
    _ attempts: inout Attempts, _ tensor: Int, _ field: TensorParts.Field, _ i: Int, _ isMagnitude: Bool, most: Int
  ) {
    var isRounder = true
    while isRounder && attempts.isOpen {
      let simpler = Roundness.simpler(than: attempts.parts.tensors[tensor][field][i], isMagnitude: isMagnitude)
      isRounder = simpler.prefix(most).contains { value in attempts.take { $0.tensors[tensor][field][i] = value } }
    }
  }
}
