internal import Foundation

/// Whether a checkpoint's optimizer is the program's, but for numbers.
struct CheckpointComparison {
  let file: Optimizer
  let program: Optimizer

  func check() throws {
    let (found, wanted) = (Optimizer.title(file.groups), Optimizer.title(program.groups))
    guard found == wanted else { throw CheckpointRefusal("this is a checkpoint of \(found); this optimizer is \(wanted)") }
    guard file.groups.count == program.groups.count else {
      throw CheckpointRefusal(
        "this checkpoint of \(found) has \(file.groups.count) groups; allowed: \(program.groups.count), as this optimizer")
    }
    for (number, (theirs, ours)) in zip(file.groups, program.groups).enumerated() {
      let (theirs, ours) = (theirs.configuration, ours.configuration)
      guard theirs.title == ours.title else {
        throw CheckpointRefusal("group \(number) of this checkpoint is \(theirs.title); in this optimizer it is \(ours.title)")
      }
      if let (name, their, our) = difference(theirs.formula, ours.formula) ?? difference(theirs.lookahead, ours.lookahead) {
        throw CheckpointRefusal(
          "\(name) is \(their) in group \(number) of this checkpoint of \(found); in this optimizer it is \(our)")
      }
    }
    try checkParameters()
  }

  private func checkParameters() throws {
    var theirs: [String: ParameterRecord] = [:]
    for record in file.records { theirs[record.name] = record }
    for ours in program.records {
      let name = shown(ours.name)
      guard let their = theirs.removeValue(forKey: ours.name) else { throw CheckpointRefusal("the checkpoint lacks parameter \(name)") }
      guard their.shape == ours.shape else {
        throw CheckpointRefusal("parameter \(name) has shape \(their.shape); allowed: \(ours.shape), as in this optimizer")
      }
      guard their.group == ours.group else {
        throw CheckpointRefusal("parameter \(name) is in group \(their.group); allowed: \(ours.group), as in this optimizer")
      }
    }
    if let stray = file.records.first(where: { theirs[$0.name] != nil }) {
      throw CheckpointRefusal("the checkpoint has parameter \(shown(stray.name)); this optimizer has none of that name")
    }
  }

  /// The first choice in which two rules of one type differ. Numbers and schedules are free: they are for the next step to use, and a state
  /// means the same with others.
  private func difference<Value>(_ theirs: Value, _ ours: Value) -> (name: String, theirs: String, ours: String)? {
    for (their, our) in zip(choices(theirs), choices(ours)) where their.text != our.text { return (their.name, their.text, our.text) }
    return nil
  }

  /// The choices of a rule as JSON has them.
  private func choices(_ value: Any) -> [(name: String, text: String)] {
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .optional { return mirror.children.first.map { choices($0.value) } ?? [] }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return mirror.children.compactMap { child in
      // Like a number: it is for the next step to use.
      if child.label == "boundScale" { return nil }
      if child.value is Double || child.value is Double? || child.value is Int || child.value is [LearningRateSchedule] { return nil }
      guard let value = child.value as? any Encodable, let data = try? encoder.encode(value) else { return nil }
      return (child.label ?? "", String(decoding: data, as: UTF8.self))
    }
  }
}
