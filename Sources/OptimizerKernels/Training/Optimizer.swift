internal import Safetensors

/// Steps many named parameters at once, in groups, each by its rule.
///
/// ```swift
/// var parameters: Tensors<Float> = ["weight": [1, -2, 3], "bias": [0]]
/// var optimizer = try Optimizer(parameters, groups: [
///   ParameterGroup(AdamW.torch(lr: 0.1, weightDecay: 0.01), schedule: .warmup(steps: 10), withoutDecay: ["*bias"])
/// ])
/// for _ in 1...100 {
///   try optimizer.step(&parameters, gradients: gradients(of: parameters))
/// }
/// ```
///
/// A value: a copy is a checkpoint, and stepping from it gives the same bits again. They are also the same for any number of threads, and on every
/// machine, but for NaN's sign and payload. What holds for one array holds for each parameter: see ``OptimizerRule``.
///
/// - A parameter without a gradient in a step is left as it is, and its t does not advance. One whose gradient is 0 is not without one.
/// - Moments and master parameters are Floats, whatever the gradients are.
public struct Optimizer: Sendable {
  /// The groups, in the order given.
  public internal(set) var groups: [ParameterGroup]
  /// How gradients are clipped before a step; nil for not at all.
  public var clipping: GradientClipping?
  /// What a step does where a gradient is NaN or infinite.
  public var nonFiniteGradients: NonFiniteGradients
  /// The most threads that a step may use; nil for as many as the machine has. Fewer are used where the parameters are few. The bits depend on neither.
  public internal(set) var threads: Int?
  var records: [ParameterRecord] = []
  var arenas: [AlignedBuffer] = []
  var workspace = StepWorkspace()

  /// An optimizer in the state before the first step.
  ///
  /// - Parameters:
  ///   - parameters: what there is to step: names and shapes, the elements have no part in it.
  ///   - groups: each parameter in one of them. A group without names takes all that no other names.
  ///   - clipping: how gradients are clipped before a step.
  ///   - nonFiniteGradients: what a step does where a gradient is NaN or infinite.
  /// - Throws: ``OptimizerError`` where a parameter is in no group or in two, or a name is not one of `parameters`, or memory is
  ///   missing for the state.
  public init(
    _ parameters: Tensors<Float>, groups: [ParameterGroup], clipping: GradientClipping? = nil,
    nonFiniteGradients: NonFiniteGradients = .propagate
  ) throws(OptimizerError) {
    self.groups = groups
    self.clipping = clipping
    self.nonFiniteGradients = nonFiniteGradients
    guard !parameters.names.isEmpty else { throw .noParameters }
    let owners = try Self.owners(of: parameters.layout, groups)
    try append(parameters.layout, groups: owners)
  }

  /// An optimizer with one group, in the state before the first step.
  ///
  /// - Throws: ``OptimizerError/noParameters``, ``OptimizerError/outOfMemory(byteCount:)``.
  public init(
    _ parameters: Tensors<Float>, _ rule: some TrainingRule, clipping: GradientClipping? = nil,
    nonFiniteGradients: NonFiniteGradients = .propagate
  ) throws {
    try self.init(
      parameters, groups: [ParameterGroup(rule)], clipping: clipping, nonFiniteGradients: nonFiniteGradients)
  }

  /// Adds a group with parameters of its own, in the state before their first step.
  ///
  /// - Parameters:
  ///   - group: the group; its number is the next one.
  ///   - parameters: its parameters alone; the group takes all of them, or those that it names, which must be all.
  /// - Throws: ``OptimizerError`` where one is there already, or not in the group, or memory is missing for its
  ///   state; nothing is added then.
  public mutating func add(_ group: ParameterGroup, parameters: Tensors<Float>) throws(OptimizerError) {
    guard !parameters.names.isEmpty else { throw .noParameters }
    for name in parameters.names where records.contains(where: { $0.name == name }) { throw .duplicateParameter(name: name) }
    let owners = try Self.owners(of: parameters.layout, [group])
    groups.append(group)
    do {
      try append(parameters.layout, groups: owners.map { _ in groups.count - 1 })
    } catch {
      groups.removeLast()
      throw error
    }
  }

  /// Adds parameters to a group, in the state before their first step.
  ///
  /// - Parameters:
  ///   - parameters: the new parameters alone, of any shapes.
  ///   - group: its number, from 0.
  /// - Throws: ``OptimizerError`` where there is no such group or a parameter is there already, or memory is missing for its state; nothing is
  ///   added then.
  public mutating func add(_ parameters: Tensors<Float>, toGroup group: Int) throws(OptimizerError) {
    guard groups.indices.contains(group) else { throw .unknownGroup(number: group, count: groups.count) }
    guard !parameters.names.isEmpty else { throw .noParameters }
    for name in parameters.names where records.contains(where: { $0.name == name }) { throw .duplicateParameter(name: name) }
    try append(parameters.layout, groups: parameters.names.map { _ in group })
  }
}

extension Optimizer {
  /// For each tensor the number of its group.
  private static func owners(of layout: TensorLayout, _ groups: [ParameterGroup]) throws(OptimizerError) -> [Int] {
    var owners = [Int?](repeating: nil, count: layout.names.count)
    var rest: Int?
    for (number, group) in groups.enumerated() {
      guard let names = group.parameters else {
        if let rest { throw .twoGroupsOfTheRest(first: groups[rest].name, second: group.name) }
        rest = number
        continue
      }
      for name in names {
        guard let position = layout.position(of: name) else { throw .unknownParameter(name: name, group: group.name) }
        if let other = owners[position] { throw .parameterInTwoGroups(name: name, first: groups[other].name, second: group.name) }
        owners[position] = number
      }
    }
    var found: [Int] = []
    for (name, owner) in zip(layout.names, owners) {
      guard let number = owner ?? rest else { throw .parameterWithoutGroup(name: name) }
      found.append(number)
    }
    return found
  }

  /// Allocates the state of new parameters, all in one buffer.
  ///
  /// - Throws: ``OptimizerError/outOfMemory(byteCount:)``; nothing is added then.
  mutating func append(_ layout: TensorLayout, groups owners: [Int]) throws(OptimizerError) {
    var end = 0
    let first = records.count
    let slots = SlotOffsets.placed(zip(owners, layout.counts).map { (groups[$0].configuration, $1) }, end: &end)
    var patterns: (group: Int, compiled: NamePatterns?) = (-1, nil)
    let arena = try OptimizerError.wrap { () throws(OutOfMemory) in try AlignedBuffer(byteCount: end) }
    for (i, owner) in owners.enumerated() {
      let group = groups[owner]
      // They were read once before, so that there is no error here.
      if patterns.group != owner { patterns = (owner, try? NamePatterns(group.withoutDecay, key: "withoutDecay")) }
      records.append(
        ParameterRecord(
          name: layout.names[i], shape: layout.shapes[i], count: layout.counts[i], group: owner,
          decays: !(patterns.compiled?.match(layout.names[i]) ?? false),
          centralizes: group.centralization.applies(to: layout.shapes[i]), arena: arenas.count, slots: slots[i]))
    }
    arenas.append(arena)
    for i in first..<records.count {
      let start = groups[records[i].group].configuration.formula.layout.secondMomentStart
      // The slot lies in the new buffer and holds `count` Floats.
      if start != 0 { unsafe slot(i, records[i].slots.secondMoment)?.update(repeating: start, count: records[i].count) }
    }
    workspace = StepWorkspace()
  }

  /// Where a slot of parameter `i` begins: as many Floats as it has elements; nil where it is not kept or has none.
  func slot(_ i: Int, _ offset: Int?) -> UnsafeMutablePointer<Float>? {
    guard let offset, records[i].count > 0 else { return nil }
    // Offsets of a record lie in its arena, which holds nothing but Floats.
    return unsafe arenas[records[i].arena].base.map { unsafe ($0 + offset).assumingMemoryBound(to: Float.self) }
  }

  /// To be called where a record changes otherwise than by a step. What is shared is left to the others, which may be stepping.
  mutating func forgetLastStep() {
    if isKnownUniquelyReferenced(&workspace) { workspace.isOfLastStep = false } else { workspace = StepWorkspace() }
  }

  /// Makes the state this value's own.
  ///
  /// - Throws: ``OptimizerError/outOfMemory(byteCount:)``.
  mutating func makeUnique() throws(OptimizerError) {
    if !isKnownUniquelyReferenced(&workspace) { workspace = StepWorkspace() }
    for i in arenas.indices where !isKnownUniquelyReferenced(&arenas[i]) {
      let arena = arenas[i]
      arenas[i] = try OptimizerError.wrap { () throws(OutOfMemory) in try arena.resized(to: arena.byteCount) }
      workspace.isOfLastStep = false
    }
  }
}
