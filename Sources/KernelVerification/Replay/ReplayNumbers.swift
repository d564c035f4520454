/// Lists of numbers in a replay line, read as if they were hostile.
struct ReplayNumbers {
  /// What one number is written as.
  enum Kind {
    /// The eight digits of a Float's bits.
    case float
    /// 1 or 0.
    case flag

    var words: String { self == .float ? "8 lower-case hexadecimal digits" : "0 or 1" }
  }

  /// How many more numbers the line may stand for.
  private var budget = ReplayLine.numberLimit
  /// How many of them may be repetitions.
  private var repeats = ReplayLine.repeatedLimit

  /// The numbers of one list, as many as `count`.
  mutating func list(_ text: ArraySlice<UInt8>, _ kind: Kind, count: Int, field: String) throws(ReplayLineError) -> [Double] {
    let numbers = try runs(text, kind, most: count, field: field)
    guard numbers.count == count else {
      throw ReplayLineError(field, found: "a list of \(numbers.count)", allowed: "one number for each of \(count)")
    }
    return numbers
  }

  /// The numbers of all steps' lists, `count` at each step.
  mutating func steps(
    _ text: ArraySlice<UInt8>, _ kind: Kind, count: Int, steps: Int, field: String
  ) throws(ReplayLineError) -> [Double] {
    var numbers: [Double] = []
    var taken = 0
    for step in text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      let parts = step.split(separator: UInt8(ascii: "^"), omittingEmptySubsequences: false)
      let times = parts.count == 1 ? 1 : try Self.count(parts[1], most: steps, field: field)
      guard parts.count <= 2, times <= steps - taken else {
        throw ReplayLineError(field, found: "a list of more steps", allowed: "\(steps) steps")
      }
      taken += times
      let numbersOfStep = try list(parts[0], kind, count: count, field: field)
      // The first time is counted already.
      try spend(count * (times - 1), field: field)
      try spend(repeats: max(count, 1) * (times - 1), field: field)
      for _ in 0..<(count == 0 ? 0 : times) { numbers += numbersOfStep }
    }
    guard taken == steps else { throw ReplayLineError(field, found: "a list of \(taken) steps", allowed: "\(steps) steps") }
    return numbers
  }

  private mutating func runs(_ text: ArraySlice<UInt8>, _ kind: Kind, most: Int, field: String) throws(ReplayLineError) -> [Double] {
    var numbers: [Double] = []
    if text.isEmpty { return numbers }
    for run in text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      let parts = run.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
      guard parts.count <= 2, let number = Self.number(parts[0], kind) else {
        throw ReplayLineError(field, text: run, allowed: "\(kind.words), or that and *TIMES")
      }
      let times = parts.count == 1 ? 1 : try Self.count(parts[1], most: ReplayLine.numberLimit, field: field)
      guard times <= most - numbers.count else {
        throw ReplayLineError(field, found: "a list of at least \(numbers.count + times)", allowed: "one number for each of \(most)")
      }
      try spend(times, field: field)
      try spend(repeats: times - 1, field: field)
      if times == 1 { numbers.append(number) } else { numbers += repeatElement(number, count: times) }
    }
    return numbers
  }

  private mutating func spend(_ count: Int, field: String) throws(ReplayLineError) {
    guard count <= budget else {
      throw ReplayLineError(field, found: "too long", allowed: "\(ReplayLine.numberLimit) numbers in one line")
    }
    budget -= count
  }

  private mutating func spend(repeats count: Int, field: String) throws(ReplayLineError) {
    guard count <= repeats else {
      throw ReplayLineError(field, found: "repeated too often", allowed: "\(ReplayLine.repeatedLimit) numbers that * and ^ add to one line")
    }
    repeats -= count
  }

  private static func number(_ text: ArraySlice<UInt8>, _ kind: Kind) -> Double? {
    switch kind {
    case .float: bits(text, count: 8).map { Double(Float(bitPattern: UInt32(truncatingIfNeeded: $0))) }
    case .flag: text.count == 1 ? (text.first == UInt8(ascii: "1") ? 1 : text.first == UInt8(ascii: "0") ? 0 : nil) : nil
    }
  }

  /// The value of exactly `count` lower-case hexadecimal digits, at most 16; nil of anything else.
  static func bits(_ text: ArraySlice<UInt8>, count: Int) -> UInt64? {
    guard text.count == count else { return nil }
    var value: UInt64 = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt64(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt64(byte - UInt8(ascii: "a") + 10)
      default: return nil
      }
    }
    return value
  }

  /// A whole number from `least` to `most`, in decimal digits without a zero in front.
  static func count(_ text: ArraySlice<UInt8>, least: Int = 1, most: Int, field: String) throws(ReplayLineError) -> Int {
    let isDigits = !text.isEmpty && text.count <= 16 && text.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    let isPlain = isDigits && (text.count == 1 || text.first != UInt8(ascii: "0"))
    // Sixteen digits fit.
    let value = isPlain ? text.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } : -1
    guard value >= least, value <= most else {
      throw ReplayLineError(field, text: text, allowed: "a whole number from \(least) to \(most)")
    }
    return value
  }
}
