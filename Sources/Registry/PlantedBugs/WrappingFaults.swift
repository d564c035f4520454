import Foundation
import KernelVerification
import OptimizerReference

/// Our kernel of an implementation with each fault around it that it can show.
///
/// - Parameters:
///   - kernel: the kernel for these hyperparameters.
///   - samples: the first has every option as the constructor has it by default; each option that another sets is ignored once.
///   - slots: all that it keeps under any of the samples.
///   - hasSchedule: whether t matters.
///   - keepsSpecialGradients: whether generated gradients have NaN, which in a norm would be in every gradient.
///   - inert: options that change nothing, as published.
func wrap(
  _ kernel: @escaping @Sendable (_ hyperparameters: String) throws -> any Candidate, samples: [String], slots: [Slot],
  hasSchedule: Bool = true, takesRows: Bool = false, seesNeighbours: Bool = false,
  keepsSpecialGradients: Bool = true, inert: Set<String> = []
) -> [PlantedBug] {
  var faults: [WrappedFault] = [.tailUnwritten, .lanesSwapped, .signLost, .parameterUnwritten]
  if keepsSpecialGradients { faults.append(.notANumberLaundered) }
  if hasSchedule { faults.append(.oneStepAhead) }
  if takesRows { faults.append(.rowsUnseen) }
  if seesNeighbours { faults.append(.neighboursUnseen) }
  faults += slots.flatMap { [.slotUnwritten($0), .slotUnread($0)] }
  let around = faults.map { fault in
    PlantedBug(name: fault.name) { FaultyCandidate(try kernel($0), fault) }
  }
  let options = Set(samples.dropFirst().flatMap { optionsSet(in: $0, beyond: samples[0]) }).subtracting(inert).subtracting([
    "inner", "inner_args",
  ])
  return around
    + options.sorted().map { option in
      PlantedBug(name: WrappedFault.optionIgnored(option).name) { try kernel(ignoring(option, in: $0, as: samples[0])) }
    }
}

private func members(_ json: String) -> [String: Any] {
  ExactJSON.object(json) ?? [:]
}

private func text(_ value: Any?) -> String? {
  guard let value, let data = try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed]) else {
    return nil
  }
  return String(decoding: data, as: UTF8.self)
}

/// The options that `json` has otherwise than `defaults`.
private func optionsSet(in json: String, beyond defaults: String) -> [String] {
  let defaults = members(defaults)
  return members(json).filter { text($0.value) != text(defaults[$0.key]) }.map(\.key)
}

/// `json` with the option as in `defaults`, without it where they have none.
private func ignoring(_ option: String, in json: String, as defaults: String) throws -> String {
  var given = members(json)
  given[option] = members(defaults)[option]
  return String(decoding: try JSONSerialization.data(withJSONObject: given, options: .sortedKeys), as: UTF8.self)
}
