import OptimizerKernels
import OptimizerKernelsC
import Testing

/// The C interface against `Optimizer`, which has tests of its own: the same bits in parameters, state and copies.
@Suite struct SameBitsTests {
  static let counts = [1, 17, 0, 5000]
  static let group =
    #"{"schedule": {"warmup": {"steps": 3}}, "withoutDecay": ["p1"], "lookahead": {"syncPeriod": 2, "slowStepSize": 0.5, "phase": "everyPeriod", "meeting": "fromSlow", "momentum": "none", "resetsInner": false}}"#

  private func tensors(_ values: [[Float]]) throws -> Tensors<Float> {
    var tensors = Tensors<Float>()
    for (i, values) in values.enumerated() { try tensors.append("p\(i)", values) }
    return tensors
  }

  private func bits(_ values: [[Float]]) -> [[UInt32]] { values.map { $0.map(\.bitPattern) } }

  @Test func `steps with clipping, a loss scale, a schedule, Lookahead, and a parameter without a gradient`() throws {
    var draws = Draws(state: 1)
    let start = Self.counts.map { draws.floats($0) }
    var expected = try tensors(start)
    let lookahead = try Lookahead.paper(AdamW.torch(lr: 0.1, weightDecay: 0.5), syncPeriod: 2)
    var swift = try Optimizer(
      expected, groups: [ParameterGroup(lookahead, schedule: .warmup(steps: 3), withoutDecay: ["p1"])],
      clipping: GradientClipping(value: 0.75, globalNorm: 2))
    try withOptimizer("torch.optim.AdamW", #"{"lr": 0.1, "weight_decay": 0.5}"#, group: Self.group, counts: Self.counts) { optimizer in
      done { optkSetClipping(optimizer, 0.75, 0, 2) }
      done { optkSetObserving(optimizer, 1) }
      let parameters = Arrays(start)
      for t in 1...5 {
        let gradients = Self.counts.map { draws.floats($0) }
        var given = try tensors(gradients)
        let absent: Set<Int> = t == 2 ? [1] : []
        if t == 2 { given = ["p0": gradients[0], "p2": gradients[2], "p3": gradients[3]] }
        let report = try swift.step(&expected, gradients: given, lossScale: 2, observing: true)
        done { step(optimizer, parameters, Arrays(gradients), absent: absent, lossScale: 2) }
        #expect(bits(parameters.values) == bits(expected.names.map { expected[$0] ?? [] }), "t = \(t)")
        var (stepped, norm, moved, largest, bounded): (Int64, Double, Double, Float, Int64) = (0, 0, 0, 0, 0)
        done { unsafe optkLastStep(optimizer, &stepped, &norm, &moved, &largest, &bounded) }
        #expect(Int(stepped) == report.parameterCount && norm == report.gradientNorm)
        #expect(moved == report.observation?.updateNorm && largest == report.observation?.largestUpdate)
        #expect(Int(bounded) == report.observation?.boundedElements)
      }
      for i in Self.counts.indices {
        let state = try #require(swift.state(of: "p\(i)"))
        let slots: [(OptkSlot, [Float]?)] = [
          (.firstMoment, state.firstMoment), (.secondMoment, state.secondMoment), (.maximum, state.maximum),
          (.slowWeights, state.slowWeights),
        ]
        for (slot, values) in slots {
          var count: Int64 = -1
          done { unsafe optkStateCount(optimizer, Int64(i), slot.rawValue, &count) }
          #expect(Int(count) == values?.count ?? 0)
          guard let values else { continue }
          var copy = [Float](repeating: .nan, count: values.count)
          done { unsafe optkState(optimizer, Int64(i), slot.rawValue, &copy, count) }
          #expect(bits([copy]) == bits([values]), "\(slot) of p\(i)")
        }
        var t: Int64 = 0
        done { unsafe optkStepCount(optimizer, Int64(i), &t) }
        #expect(Int(t) == state.stepCount)
      }
    }
  }

  @Test func `gradients and copies of 16 bits`() throws {
    var draws = Draws(state: 2)
    let start = Self.counts.map { draws.floats($0) }
    let halves = Self.counts.map { draws.floats($0).map { Float16($0).bitPattern } }
    var expected = try tensors(start)
    var swift = try Optimizer(expected, Adam.torch(lr: 0.1))
    var gradients = Tensors<Float16>()
    for (i, values) in halves.enumerated() { try gradients.append("p\(i)", values.map { Float16(bitPattern: $0) }) }
    var copy = try Tensors<Float16>(zerosLike: expected)
    try swift.step(&expected, gradients: gradients, copy: &copy)
    withOptimizer("torch.optim.Adam", #"{"lr": 0.1}"#, counts: Self.counts) { optimizer in
      let (parameters, copies) = (Arrays(start), Arrays(halves.map { $0.map { _ in UInt16(7) } }))
      done { step(optimizer, parameters, Arrays(halves), .float16, copies: copies, .float16) }
      #expect(bits(parameters.values) == bits(expected.names.map { expected[$0] ?? [] }))
      #expect(copies.values == copy.names.map { name in (copy[name] ?? []).map(\.bitPattern) })
    }
  }

  @Test(arguments: [
    "torch.optim.AdamW", "torch.optim.RAdam", "adabelief_pytorch.AdaBelief", "adabound.AdaBound", "adamod.AdaMod", "torch.optim.SGD",
    "torch.optim.Adagrad", "ranger.Ranger",
  ]) func `a state that the caller keeps`(rule: String) throws {
    var draws = Draws(state: 3)
    let start = draws.floats(9000)
    let options = rule == "torch.optim.Adagrad" ? #"{"initial_accumulator_value": 0.5}"# : nil
    withOptimizer(rule, options, counts: [9000]) { optimizer in
      let parameters = Arrays([start])
      var counts: [Int64] = []
      for slot in OptkSlot.allCases {
        var count: Int64 = -1
        done { unsafe optkStateCount(optimizer, 0, slot.rawValue, &count) }
        // Lookahead's begin with the first step.
        counts.append(slot == .slowWeights && rule == "ranger.Ranger" ? 9000 : count)
      }
      let slots = Arrays(counts.enumerated().map { [Float](repeating: $0 == 1 && options != nil ? 0.5 : 0, count: Int($1)) })
      let ours = Arrays([start])
      for t in 1...7 {
        let gradients = Arrays([draws.floats(9000)])
        done { step(optimizer, parameters, gradients) }
        let a = unsafe zip(slots.addresses, counts).map { address, count in unsafe count == 0 ? nil : address }
        done { unsafe optkUpdate(optimizer, 0, Int64(t), 9000, ours.addresses[0], gradients.addresses[0], a[0], a[1], a[2], a[3], a[4]) }
        #expect(bits(ours.values) == bits(parameters.values), "t = \(t)")
      }
      for (i, slot) in OptkSlot.allCases.enumerated() where counts[i] > 0 {
        var copy = [Float](repeating: .nan, count: 9000)
        done { unsafe optkState(optimizer, 0, slot.rawValue, &copy, 9000) }
        #expect(bits([copy]) == bits([slots.values[i]]), "\(slot)")
      }
      #expect(ours.values[0] != start)
    }
  }

  @Test func `a state that is read and written goes on with the same bits`() throws {
    var draws = Draws(state: 4)
    let (start, gradients) = (Arrays([draws.floats(40)]), Arrays([draws.floats(40)]))
    withOptimizer("ranger.Ranger", counts: [40]) { first in
      withOptimizer("ranger.Ranger", counts: [40]) { second in
        for _ in 1...4 { done { step(first, start, gradients) } }
        for slot in [OptkSlot.firstMoment, .secondMoment, .slowWeights] {
          var values = [Float](repeating: 0, count: 40)
          done { unsafe optkState(first, 0, slot.rawValue, &values, 40) }
          done { unsafe optkSetState(second, 0, slot.rawValue, values, 40) }
        }
        done { optkSetStepCount(second, 0, 4) }
        let other = Arrays(start.values)
        // Past the synchronisation at t = 6.
        for _ in 5...7 {
          done { step(first, start, gradients) }
          done { step(second, other, gradients) }
        }
        #expect(bits(start.values) == bits(other.values))
      }
    }
  }
}
