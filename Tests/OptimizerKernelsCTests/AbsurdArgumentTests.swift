import OptimizerKernelsC
import Testing

/// Every function, with thousands of absurd arguments from one seed: whatever they are, a status comes back.
///
/// Two things are not drawn, for no callee can tell them: an address that is aligned and not the caller's, and a count that the caller's array does
/// not have but memory could. Counts are small enough for every array here, or so large that no array has them.
@Suite struct AbsurdArgumentTests {
  @Test(arguments: 1...8) func `no argument ends the process`(seed: UInt64) {
    var absurd = AbsurdCalls(seed: seed)
    var statuses: Set<CInt> = []
    for _ in 0..<2000 {
      let status = absurd.call()
      statuses.insert(status)
      if status < 0 || status > 6 { Issue.record("status \(status)") }
      if status != 0 && message().isEmpty { Issue.record("status \(status) without a message") }
    }
    // Not all is refused, and not for one reason.
    #expect(statuses.isSuperset(of: [0, 1, 2, 3]))
    absurd.freeAll()
  }
}

/// Draws a function and its arguments.
struct AbsurdCalls {
  var draws: Draws
  /// Live ones, freed ones, and numbers that never were one.
  private var handles: [Int64] = [0, -1, 1, .max, .min, 0x6F70_746B_0000_0000]
  private let memory = Arrays<Float>((0..<8).map { _ in [Float](repeating: 0.5, count: 256) })
  private let numbers = Arrays<Int64>([[Int64](repeating: 0, count: 64)])

  init(seed: UInt64) {
    draws = Draws(state: seed)
    for rule in ["torch.optim.AdamW", "ranger.Ranger", "adamod.AdaMod"] {
      let (_, handle) = create(rule)
      handles.append(handle)
      _ = add(handle, "w", [17])
    }
  }

  mutating func freeAll() { for handle in handles { _ = optkFree(handle) } }

  private mutating func handle() -> Int64 {
    draws.bits() % 4 == 0 ? draws.one(of: handles) : handles[handles.count - 1 - Int(draws.bits() % 3)]
  }

  private mutating func count() -> Int64 {
    draws.one(of: [0, 1, 1, 2, 3, 17, 17, 64, -1, -17, .min, .max, .max - 1, 1 << 62, 1 << 61])
  }

  private mutating func small() -> Int64 { draws.one(of: [0, 0, 0, 1, 2, 3, -1, 64, 1 << 33, .max, .min]) }

  private mutating func code() -> CInt { draws.one(of: [0, 0, 1, 2, 3, 4, 5, -1, .max, .min]) }

  private mutating func number() -> Double {
    draws.one(of: [0, -0.0, 1, 0.5, -1, 1e-3, 0x1p-1070, 1e308, .nan, .infinity, -.infinity, .signalingNaN, .greatestFiniteMagnitude])
  }

  /// An address: mostly good, else null or odd. Each array has 1,024 bytes from there on, but for the odd ones, which are never read.
  private mutating func floats() -> UnsafeMutablePointer<Float>? {
    let base = unsafe draws.one(of: memory.addresses)
    switch draws.bits() % 12 {
    case 0: return nil
    // The caller's array goes on for as many elements as any count here that is not absurd: 64.
    case 1: return unsafe base.map { unsafe (UnsafeMutableRawPointer($0) + 1).assumingMemoryBound(to: Float.self) }
    case 2: return unsafe base.map { unsafe $0 + 3 }
    default: return unsafe base
    }
  }

  private mutating func out<T>(_: T.Type) -> UnsafeMutablePointer<T>? {
    guard let base = unsafe numbers.addresses[0] else { return nil }
    switch draws.bits() % 8 {
    case 0: return nil
    case 1: return unsafe (UnsafeMutableRawPointer(base) + 1).assumingMemoryBound(to: T.self)
    default: return unsafe UnsafeMutableRawPointer(base).assumingMemoryBound(to: T.self)
    }
  }

  /// A text, or none; mostly one that a call knows.
  private mutating func text(_ known: [String]) -> [CChar]? {
    switch draws.bits() % 8 {
    case 0: return nil
    case 1: return (0..<draws.bits() % 40).map { _ in CChar(truncatingIfNeeded: draws.bits()) } + [0]
    case 2: return Array(repeating: 97, count: 70_000) + [0]
    case 3:
      // A known one with a byte changed: mostly no JSON any more, and sometimes no UTF-8.
      var bytes = draws.one(of: known).utf8CString.map { $0 }
      if bytes.count > 1 { bytes[Int(draws.bits() % UInt64(bytes.count - 1))] = CChar(truncatingIfNeeded: draws.bits() | 1) }
      return bytes
    default: return draws.one(of: known).utf8CString.map { $0 }
    }
  }

  private static let rules = ["torch.optim.Adam", "optax.sgd", "ranger.Ranger", "RuleConfiguration", "adam", "", "paper.Adam"]
  private static let options = [
    "{}", #"{"lr": 0.1}"#, #"{"learning_rate": 1e-3}"#, #"{"lr": 1e999}"#, #"{"lr": -0.0}"#, #"{"betas": [0.9, 0.99999999]}"#, "null",
    "[[[[",
    #"{"lr": 1, "lr": 2}"#, #"{"k": 9223372036854775807}"#, #"{"k": 1e300}"#, String(repeating: "[", count: 5000),
    #"{"rule": "Adam", "formula": {}}"#,
  ]
  private static let groups = [
    "{}", #"{"name": "\u0000"}"#, #"{"withoutDecay": ["(?<", "a{99999999}", "\\p{X}"]}"#, #"{"withoutDecay": ["w"]}"#,
    #"{"schedule": {"noam": {"modelSize": 1, "warmup": 1}}}"#, #"{"schedule": {"piecewiseConstant": {"boundaries": [], "values": []}}}"#,
    #"{"schedule": {"inverseTime": {"rate": 1, "first": 9223372036854775807}}}"#, #"{"schedule": {}}"#, #"{"centralization": "matrices"}"#,
    #"{"lookahead": {"syncPeriod": 9223372036854775807, "slowStepSize": 0.5, "phase": "everyPeriod", "meeting": "fromSlow", "momentum": "none", "resetsInner": true}}"#,
  ]

  private mutating func step() -> CInt {
    let handle = handle()
    var (n, parameters): (Int64, Int64) = (0, draws.one(of: [0, 1, 2, -1, .max]))
    if unsafe optkParameterCount(handle, &n) == 0, draws.bits() % 8 != 0 { parameters = n }
    let entries = max(1, Int(n))
    let a = unsafe (0..<entries).map { _ in unsafe floats() }
    let b = unsafe (0..<entries).map { _ in unsafe UnsafeRawPointer(floats()) }
    let c = unsafe (0..<entries).map { _ in unsafe draws.bits() % 2 == 0 ? nil : UnsafeMutableRawPointer(floats()) }
    let (types, scale, hasCopies, skipped) = unsafe ((code(), code()), Float(number()), draws.bits() % 2 == 0, out(CInt.self))
    return unsafe optkStep(handle, parameters, a, b, types.0, hasCopies ? c : nil, types.1, draws.bits() % 2 == 0 ? 1 : scale, skipped)
  }

  /// One call of a function.
  mutating func call() -> CInt {
    let handle = handle()
    switch draws.bits() % 30 {
    case 0:
      let (rule, options, group) = (text(Self.rules), text(Self.options), text(Self.groups))
      let made = unsafe out(Int64.self)
      let status = unsafe with(rule, options, group) { rule, options, group in unsafe optkCreate(rule, options, group, made) }
      if status == 0, let made = unsafe made { handles.append(unsafe made.pointee) }
      return status
    case 1: return draws.bits() % 4 == 0 ? optkFree(handle) : optkFree(draws.one(of: [0, -1, 5, .min]))
    case 2:
      let (rule, options, group, number) = unsafe (text(Self.rules), text(Self.options), text(Self.groups), out(Int64.self))
      return unsafe with(rule, options, group) { rule, options, group in unsafe optkAddGroup(handle, rule, options, group, number) }
    case 3, 4:
      let (name, group, number) = unsafe (text(["w", "b", "weight", ""]), small(), out(Int64.self))
      let shape = (0..<64).map { _ in draws.one(of: [0, 1, 2, 4, 16, -1, .max, .min, 1 << 40] as [Int64]) }
      let axes = draws.one(of: [0, 1, 1, 2, 3, 64, 65, -1, .max, .min] as [Int64])
      // Small ones alone, or the state would be more than a test should take; 64 elements at most.
      let isSmall = shape.prefix(Int(max(0, min(axes, 64)))).reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue } <= 64
      return unsafe with(name, nil, nil) { name, _, _ in
        unsafe optkAddParameter(handle, name, isSmall ? shape : [.max], isSmall ? axes : 1, group, number)
      }
    case 5: return unsafe optkGroupCount(handle, out(Int64.self))
    case 6: return unsafe optkParameterCount(handle, out(Int64.self))
    case 7:
      let (name, number) = unsafe (text(["w", "b"]), out(Int64.self))
      return unsafe with(name, nil, nil) { name, _, _ in unsafe optkParameterNumber(handle, name, number) }
    case 8: return unsafe optkConfiguration(handle, small(), out(CChar.self), draws.one(of: [0, 1, 100, -1, .min]), out(Int64.self))
    case 9: return optkSetClipping(handle, number(), number(), number())
    case 10: return optkSetNonFiniteGradients(handle, code())
    case 11: return optkSetThreads(handle, count())
    case 12: return optkSetObserving(handle, code())
    case 13: return unsafe optkLearningRate(handle, small(), out(Double.self))
    case 14: return optkSetLearningRate(handle, small(), number())
    case 15: return unsafe optkWeightDecay(handle, small(), out(Double.self))
    case 16: return optkSetWeightDecay(handle, small(), number())
    case 17: return unsafe optkScheduledLearningRate(handle, small(), out(Double.self))
    case 18: return unsafe optkLastStep(handle, out(Int64.self), out(Double.self), out(Double.self), out(Float.self), out(Int64.self))
    case 19:
      return unsafe optkUpdate(handle, small(), count(), count(), floats(), floats(), floats(), floats(), floats(), floats(), floats())
    case 20: return unsafe optkStateCount(handle, small(), code(), out(Int64.self))
    case 21: return unsafe optkState(handle, small(), code(), floats(), count())
    case 22: return unsafe optkSetState(handle, small(), code(), floats(), count())
    case 23: return unsafe optkStepCount(handle, small(), out(Int64.self))
    case 24: return optkSetStepCount(handle, small(), count())
    case 25: return unsafe optkElementCount(handle, small(), out(Int64.self))
    case 26: return unsafe optkLoadedParameter(handle, small(), floats(), count())
    case 27:
      let (path, made) = unsafe (text(["/no/such/folder/x", "", "/"]), out(Int64.self))
      return unsafe with(path, nil, nil) { path, _, _ in unsafe optkLoad(path, made) }
    case 28:
      // No folder of that name: nothing is ever written.
      let (path, n) = (text(["/no/such/folder/x", "", "/"]), small())
      let addresses = unsafe (0..<64).map { _ in unsafe UnsafePointer(floats()) }
      return unsafe with(path?.first == 47 ? path : nil, nil, nil) { path, _, _ in unsafe optkSave(handle, n, addresses, path, 0) }
    default: return draws.bits() % 6 == 0 ? unsafe optkSetLearningRates(handle, small(), floats(), count()) : step()
    }
  }

  private func with(
    _ a: [CChar]?, _ b: [CChar]?, _ c: [CChar]?, _ body: (UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?) -> CInt
  ) -> CInt {
    func pointer(_ text: [CChar]?, _ body: (UnsafePointer<CChar>?) -> CInt) -> CInt {
      guard let text else { return body(nil) }
      return unsafe text.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
    }
    return unsafe pointer(a) { a in unsafe pointer(b) { b in unsafe pointer(c) { c in unsafe body(a, b, c) } } }
  }
}
