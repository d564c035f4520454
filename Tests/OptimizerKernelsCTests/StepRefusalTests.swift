import OptimizerKernelsC
import Testing

/// Steps, updates and states that are refused: each with its whole message, and with nothing changed.
@Suite struct StepRefusalTests {
  @Test func `arguments of a step`() {
    withOptimizer("torch.optim.Adam") { optimizer in
      refused(.invalidArgument, "there are no parameters; allowed: at least one") {
        optkStep(optimizer, 0, nil, nil, 0, nil, 0, 1, nil)
      }
    }
    withOptimizer("torch.optim.Adam", counts: [3, 2]) { optimizer in
      let (θ, g) = (Arrays<Float>([[1, 2, 3], [4, 5]]), Arrays<Float>([[1, 1, 1], [1, 1]]))
      refused(.invalidArgument, "parameter_count is -2; allowed: 2, as many as the optimizer has") {
        optkStep(optimizer, -2, nil, nil, 0, nil, 0, 1, nil)
      }
      refused(.invalidArgument, "parameters is null; allowed: the address of 2 addresses") {
        optkStep(optimizer, 2, nil, nil, 0, nil, 0, 1, nil)
      }
      refused(.invalidArgument, "gradients is null; allowed: the address of 2 addresses") {
        unsafe optkStep(optimizer, 2, θ.addresses, nil, 0, nil, 0, 1, nil)
      }
      let addresses = unsafe g.addresses.map { UnsafeRawPointer($0) }
      for (type, text) in [(CInt(-1), "-1"), (3, "3"), (.max, "2147483647")] {
        refused(.invalidArgument, "gradient_type is \(text); allowed: an OPTK_ELEMENT, from 0 to 2") {
          unsafe optkStep(optimizer, 2, θ.addresses, addresses, type, nil, 0, 1, nil)
        }
        refused(.invalidArgument, "copy_type is \(text); allowed: an OPTK_ELEMENT, from 0 to 2") {
          unsafe optkStep(optimizer, 2, θ.addresses, addresses, 0, nil, type, 1, nil)
        }
      }
      for (scale, text) in [(Float.nan, "nan"), (0, "0.0"), (-1, "-1.0"), (.infinity, "inf")] {
        refused(.invalidArgument, "loss_scale is \(text); allowed: above 0, finite") { step(optimizer, θ, g, lossScale: scale) }
      }
      refused(.invalidArgument, "no parameter has a gradient; allowed: at least one") { step(optimizer, θ, g, absent: [0, 1]) }
      #expect(θ.values == [[1, 2, 3], [4, 5]])
      refused(.invalidArgument, "the optimizer has not stepped yet") { optkLastStep(optimizer, nil, nil, nil, nil, nil) }
      // After one that is in order, others are looked at again.
      done { step(optimizer, θ, g) }
      let none: [UnsafeMutablePointer<Float>?] = unsafe [nil, θ.addresses[1]]
      refused(.invalidArgument, "parameters[0] is null; allowed: the address of the 3 elements of p0, which has a gradient") {
        unsafe optkStep(optimizer, 2, none, addresses, 0, nil, 0, 1, nil)
      }
      done { unsafe optkStep(optimizer, 2, none, [nil, addresses[1]], 0, nil, 0, 1, nil) }
    }
  }

  @Test func `arrays that overlap, are not aligned, or end nowhere`() {
    withOptimizer("torch.optim.Adam", counts: [3, 2]) { optimizer in
      // One allocation of 64 floats; every address below is inside of it, but for the last, which is never read.
      let memory = Arrays<Float>([[Float](repeating: 1, count: 64)])
      guard let base = unsafe memory.addresses[0].map({ UnsafeMutableRawPointer($0) }) else { return }
      func take(_ θ: (Int, Int), _ g: (Int, Int), _ copies: (Int?, Int?) = (nil, nil), type: CInt = 0, copyType: CInt = 0) -> CInt {
        let parameters = unsafe [θ.0, θ.1].map { unsafe (base + $0).assumingMemoryBound(to: Float.self) as UnsafeMutablePointer<Float>? }
        let gradients = unsafe [g.0, g.1].map { unsafe UnsafeRawPointer(base + $0) as UnsafeRawPointer? }
        let c = unsafe [copies.0, copies.1].map { unsafe $0.map { unsafe base + $0 } }
        return unsafe optkStep(optimizer, 2, parameters, gradients, type, c, copyType, 1, nil)
      }
      let rule = "; allowed: an array that is written shares no byte with another"
      refused(.invalidArgument, "gradients[0] (p0) overlaps parameters[0] (p0)\(rule)") { take((0, 32), (8, 64)) }
      refused(.invalidArgument, "parameters[0] (p0) overlaps parameters[1] (p1)\(rule)") { take((0, 8), (64, 96)) }
      refused(.invalidArgument, "gradients[1] (p1) overlaps parameters[0] (p0)\(rule)") { take((0, 32), (64, 8)) }
      refused(.invalidArgument, "copies[0] (p0) overlaps gradients[1] (p1)\(rule)") { take((0, 32), (64, 96), (98, nil), copyType: 1) }
      refused(.invalidArgument, "copies[0] (p0) overlaps copies[1] (p1)\(rule)") { take((0, 32), (64, 96), (128, 132), copyType: 2) }
      // Inside of one that is read, behind another that ends before.
      refused(.invalidArgument, "gradients[0] (p0) overlaps parameters[1] (p1)\(rule)") { take((32, 4), (0, 64)) }
      refused(.invalidArgument, "parameters[1] (p1) does not begin at a multiple of 4 bytes, as its elements must") {
        take((0, 33), (64, 96))
      }
      refused(.invalidArgument, "gradients[0] (p0) does not begin at a multiple of 2 bytes, as its elements must") {
        take((0, 32), (65, 96), type: 1)
      }
      refused(.invalidArgument, "copies[1] (p1) does not begin at a multiple of 2 bytes, as its elements must") {
        take((0, 32), (64, 96), (nil, 129), copyType: 1)
      }
      #expect(memory.values[0].allSatisfy { $0 == 1 })
      let last = unsafe UnsafeMutablePointer<Float>(bitPattern: UInt.max - 3)
      let gradients = unsafe [UnsafeRawPointer(base), UnsafeRawPointer(base)]
      refused(.invalidArgument, "parameters[0] (p0) has 3 elements, and would end behind the last address") {
        unsafe optkStep(optimizer, 2, [last, nil], [gradients[0], nil], 0, nil, 0, 1, nil)
      }
      // Two gradients may be one: they are only read. Neighbours do not overlap.
      done { take((64, 76), (0, 0)) }
      done { take((0, 12), (20, 32), (40, 46), copyType: 1) }
    }
  }

  @Test func `what a step writes beside its arrays overlaps none of them`() {
    withOptimizer("torch.optim.Adam", counts: [3]) { optimizer in
      let memory = Arrays<Float>([[Float](repeating: 1, count: 64)])
      let lists = unsafe Arrays<UnsafeMutableRawPointer?>([[nil, nil, nil]])
      guard let base = unsafe memory.addresses[0].map({ UnsafeMutableRawPointer($0) }), let list = unsafe lists.addresses[0] else { return }
      // One list of each kind, of one address: parameters, gradients, copies.
      unsafe list[0] = base
      unsafe list[1] = base + 32
      unsafe list[2] = base + 64
      func take(_ skipped: UnsafeMutableRawPointer?) -> CInt {
        let start = UnsafeMutableRawPointer(list)
        return unsafe optkStep(
          optimizer, 1, UnsafePointer(start.assumingMemoryBound(to: UnsafeMutablePointer<Float>?.self)),
          UnsafePointer((start + 8).assumingMemoryBound(to: UnsafeRawPointer?.self)), 0,
          UnsafePointer((start + 16).assumingMemoryBound(to: UnsafeMutableRawPointer?.self)), 1, 1,
          unsafe skipped?.assumingMemoryBound(to: CInt.self))
      }
      let rule = "overlaps skipped; allowed: an array that is written shares no byte with another"
      let start = UnsafeMutableRawPointer(list)
      for unsafe(place, name) in unsafe [
        (base + 8, "parameters[0] (p0)"), (base + 32, "gradients[0] (p0)"), (base + 68, "copies[0] (p0)"), (start, "parameters"),
        (start + 12, "gradients"), (start + 16, "copies"),
      ] {
        refused(.invalidArgument, "\(name) \(rule)") { unsafe take(place) }
      }
      #expect(memory.values[0].allSatisfy { $0 == 1 })
      // One that is in order, and then the same arrays with another `skipped`.
      done { unsafe take(base + 128) }
      refused(.invalidArgument, "parameters[0] (p0) \(rule)") { unsafe take(base) }
      // A parameter may not lie in the lists either.
      unsafe list[0] = start + 16
      let allowed = "; allowed: an array that is written shares no byte with another"
      refused(.invalidArgument, "copies overlaps parameters[0] (p0)\(allowed)") { take(nil) }
    }
  }

  @Test func `what other calls write overlaps nothing that they read or write`() {
    let memory = Arrays<UInt64>([[UInt64](repeating: 0, count: 64)])
    guard let base = unsafe memory.addresses[0].map({ UnsafeMutableRawPointer($0) }) else { return }
    let number = unsafe base.assumingMemoryBound(to: Int64.self)
    func text(_ text: String, at offset: Int) -> UnsafePointer<CChar> {
      // It ends long before the 512 bytes do.
      for (i, byte) in text.utf8CString.enumerated() { unsafe base.storeBytes(of: byte, toByteOffset: offset + i, as: CChar.self) }
      return unsafe UnsafePointer((base + offset).assumingMemoryBound(to: CChar.self))
    }
    let allowed = "; allowed: an array that is written shares no byte with another"
    let rule = unsafe text("torch.optim.SGD", at: 64)
    refused(.invalidArgument, "optimizer overlaps rule\(allowed)") { unsafe optkCreate(rule, nil, nil, number + 9) }
    withOptimizer("torch.optim.Adam", counts: [1]) { optimizer in
      let options = unsafe text("{\"name\": \"g\"}", at: 128)
      refused(.invalidArgument, "group overlaps number\(allowed)") { unsafe optkAddGroup(optimizer, rule, nil, options, number + 16) }
      let name = unsafe text("p0", at: 8)
      refused(.invalidArgument, "name overlaps number\(allowed)") { unsafe optkParameterNumber(optimizer, name, number + 1) }
      unsafe number[3] = 2
      refused(.invalidArgument, "number overlaps shape\(allowed)") {
        unsafe optkAddParameter(optimizer, "w", number + 3, 1, 0, number + 3)
      }
      refused(.invalidArgument, "buffer overlaps length\(allowed)") {
        unsafe optkConfiguration(optimizer, 0, base.assumingMemoryBound(to: CChar.self), 100, number + 2)
      }
      refused(.invalidArgument, "gradient_norm overlaps parameter_count\(allowed)") {
        unsafe optkLastStep(optimizer, number, base.assumingMemoryBound(to: Double.self), nil, nil, nil)
      }
      var count: Int64 = 0
      done { unsafe optkParameterCount(optimizer, &count) }
      #expect(count == 1)
    }
  }

  @Test func `gradients that are not finite`() {
    withOptimizer("torch.optim.SGD", #"{"lr": 1}"#, counts: [2, 2]) { optimizer in
      let (θ, g) = (Arrays<Float>([[1, 2], [3, 4]]), Arrays<Float>([[0, 0], [1, .nan]]))
      done { optkSetNonFiniteGradients(optimizer, OptkNonFinite.refuse.rawValue) }
      refused(
        .nonFiniteGradient, "the gradient of p1 is nan at index 1; allowed: finite numbers, for the optimizer was told to refuse others"
      ) {
        step(optimizer, θ, g)
      }
      done { optkSetNonFiniteGradients(optimizer, OptkNonFinite.skipStep.rawValue) }
      var skipped: CInt = -1
      done { unsafe optkStep(optimizer, 2, θ.addresses, g.addresses.map { UnsafeRawPointer($0) }, 0, nil, 0, 1, &skipped) }
      #expect(skipped == 1 && θ.values == [[1, 2], [3, 4]])
      done { optkSetNonFiniteGradients(optimizer, OptkNonFinite.propagate.rawValue) }
      done { step(optimizer, θ, g) }
      #expect(θ.values[0] == [1, 2] && θ.values[1][0] == 2 && θ.values[1][1].isNaN)
    }
  }

  @Test func `arguments of an update`() {
    withOptimizer("torch.optim.Adam") { optimizer in
      let a = Arrays<Float>([[1], [1], [0], [0], [0]])
      let p = unsafe a.addresses
      func update(_ t: Int64 = 1, _ count: Int64 = 1, group: Int64 = 0, _ change: (inout [UnsafeMutablePointer<Float>?]) -> Void = { _ in })
        -> CInt
      {
        var p = unsafe [p[0], p[1], p[2], p[3], nil]
        unsafe change(&p)
        return unsafe optkUpdate(optimizer, group, t, count, p[0], p[1], p[2], p[3], p[4], nil, nil)
      }
      for t in [0, -1, Int64.min, (1 << 53) + 1, .max] {
        refused(.invalidArgument, "t is \(t); allowed: 1 ≤ t ≤ 9007199254740992") { unsafe update(t) }
      }
      refused(.invalidArgument, "count is -1; allowed: 0 or more") { unsafe update(1, -1) }
      refused(.invalidArgument, "group is 1; allowed: 0 ≤ group < 1") { unsafe update(group: 1) }
      refused(.invalidArgument, "parameters has 9223372036854775807 elements, and would end behind the last address") {
        unsafe update(1, .max)
      }
      refused(.invalidArgument, "parameters is null; allowed: the address of 1 floats") { unsafe update { unsafe $0[0] = nil } }
      refused(.invalidArgument, "gradients is null; allowed: the address of 1 floats") { unsafe update { unsafe $0[1] = nil } }
      refused(.invalidArgument, "first_moment is null; allowed: the address of 1 floats, for Adam keeps them") {
        unsafe update { unsafe $0[2] = nil }
      }
      refused(.invalidArgument, "maximum is given; allowed: null, for Adam keeps none") { unsafe update { unsafe $0[4] = p[4] } }
      refused(.invalidArgument, "gradients overlaps second_moment; allowed: an array that is written shares no byte with another") {
        unsafe update { unsafe $0[3] = p[1] }
      }
      #expect(a.values == [[1], [1], [0], [0], [0]])
      done { unsafe update(1 << 53) }
      done { unsafe update(1, 0) { unsafe $0 = [nil, nil, nil, nil, nil] } }
    }
  }

  @Test func `a negative second moment`() {
    withOptimizer("torch.optim.Adam", #"{"amsgrad": true}"#, counts: [3]) { optimizer in
      done { unsafe optkSetState(optimizer, 0, OptkSlot.firstMoment.rawValue, [-1, -2, -3] as [Float], 3) }
      for (slot, title) in [(OptkSlot.secondMoment, "second moment"), (.maximum, "maximum")] {
        done { unsafe optkSetState(optimizer, 0, slot.rawValue, [.infinity, .nan, 7] as [Float], 3) }
        refused(.invalidArgument, "the state of p0: the \(title) is -0.5 at index 1; allowed: 0 and above, ∞ and NaN") {
          unsafe optkSetState(optimizer, 0, slot.rawValue, [1, -0.5, 1] as [Float], 3)
        }
        var values: [Float] = [0, 0, 0]
        done { unsafe optkState(optimizer, 0, slot.rawValue, &values, 3) }
        #expect(values[2] == 7)
      }
    }
  }

  @Test func `arguments of a state`() {
    withOptimizer("ranger.Ranger", counts: [2]) { optimizer in
      var values: [Float] = [1, 2]
      refused(.invalidArgument, "slot is -1; allowed: an OPTK_SLOT, from 0 to 4") { unsafe optkState(optimizer, 0, -1, &values, 2) }
      refused(.invalidArgument, "there is no maximum of p0: Lookahead of RAdam keeps none; allowed: the slots that it keeps") {
        unsafe optkSetState(optimizer, 0, 2, values, 2)
      }
      refused(.invalidArgument, "the slow weights of p0 begin at its first step, and it took none") {
        unsafe optkState(optimizer, 0, 4, &values, 2)
      }
      refused(.invalidArgument, "count is 9223372036854775807; allowed: 2, the elements of p0") {
        unsafe optkState(optimizer, 0, 0, &values, .max)
      }
      refused(.invalidArgument, "values is null; allowed: the address of 2 floats") { optkSetState(optimizer, 0, 0, nil, 2) }
      refused(.invalidArgument, "count is null; allowed: the address of an int64_t") { optkStateCount(optimizer, 0, 0, nil) }
      refused(.invalidArgument, "stepCount is -5; allowed: 0 ≤ stepCount ≤ 9007199254740992") { optkSetStepCount(optimizer, 0, -5) }
      refused(.invalidArgument, "learningRate is -1.0; allowed: 0 or 1.1754944e-38 ≤ learningRate ≤ 3.4028235e+38, a normal Float") {
        unsafe optkSetLearningRates(optimizer, 0, [1, -1] as [Float], 2)
      }
      refused(.invalidArgument, "count is 1; allowed: 2, the elements of p0") { unsafe optkSetLearningRates(optimizer, 0, values, 1) }
      done { optkSetStepCount(optimizer, 0, 1 << 53) }
      refused(.invalidArgument, "p0 has taken 9007199254740992 steps; allowed before another: fewer") {
        step(optimizer, Arrays<Float>([[1, 2]]), Arrays<Float>([[1, 2]]))
      }
    }
  }
}
