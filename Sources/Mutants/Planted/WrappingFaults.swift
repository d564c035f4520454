import Foundation
import KernelVerification
import OptimizerReference

extension WrappedFault {
  /// What does not show of an implementation, and is not planted.
  struct Limits {
    /// Whether t matters under any of the samples.
    var dependsOnStep = true
    /// Options that change nothing, as published.
    var inert: Set<String> = []
    /// Whether a row without a gradient is stepped otherwise than one whose gradient is 0.
    var rowsMatter = true
    /// Whether other parameters' gradients have a part in the step.
    var neighboursMatter = true

    /// Of those that have any.
    static let of: [String: Limits] = [
      "paper.AdaGrad": Limits(dependsOnStep: false), "paper.Momentum": Limits(dependsOnStep: false),
      "paper.Nesterov": Limits(dependsOnStep: false), "lucid.SGD": Limits(dependsOnStep: false),
      "lucid.Adagrad": Limits(dependsOnStep: false, inert: ["eps"]), "lucid.RMSprop": Limits(dependsOnStep: false, inert: ["centered"]),
      "lucid.Adam": Limits(inert: ["amsgrad"]), "lucid.AdamW": Limits(inert: ["amsgrad"]), "swift_apis.RAdam": Limits(inert: ["decay"]),
      "torch.optim.Adagrad": Limits(inert: ["initial_accumulator_value"]),
      "tf.keras.optimizers.legacy.Adagrad": Limits(inert: ["initial_accumulator_value"], rowsMatter: false),
      "tf.keras.optimizers.legacy.Adam": Limits(rowsMatter: false),
      "ranger.Ranger": Limits(inert: ["use_gc"], neighboursMatter: false), "pytorch_optimizer.Ranger": Limits(neighboursMatter: false),
    ]
  }
}

/// A kernel of an implementation with each fault around it that can show.
///
/// The first sample has every option as the constructor has it by default; each option that another sets is ignored once.
func wrap(
  _ kernel: @escaping @Sendable (_ hyperparameters: String) throws -> any Candidate, around implementation: Implementation,
  _ limits: WrappedFault.Limits
) -> [PlantedBug] {
  let samples = implementation.samples
  let references = samples.compactMap { try? implementation.reference($0) }
  let prepares = references.contains(where: \.preparesGradients)
  var faults: [WrappedFault] = [.tailUnwritten, .lanesSwapped, .signLost, .parameterUnwritten]
  // A NaN in a norm would be in every gradient: generated gradients have none.
  if !prepares { faults.append(.notANumberLaundered) }
  if limits.dependsOnStep { faults.append(.oneStepAhead) }
  if limits.rowsMatter && references.contains(where: \.takesRows) { faults.append(.rowsUnseen) }
  if limits.neighboursMatter && prepares { faults.append(.neighboursUnseen) }
  let slots = Slot.allCases.filter { slot in references.contains { $0.slots.contains(slot) } }
  faults += slots.flatMap { [.slotUnwritten($0), .slotUnread($0)] }
  let around = faults.map { fault in
    PlantedBug(name: fault.name) { FaultyCandidate(try kernel($0), fault) }
  }
  let options = Set(samples.dropFirst().flatMap { optionsSet(in: $0, beyond: samples[0]) }).subtracting(limits.inert).subtracting([
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
