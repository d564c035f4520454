import OptimizerReference

/// Writes the text of a replay line.
struct ReplayWriter {
  private var bytes: [UInt8] = []
  /// How many more repetitions the reader allows.
  private var repeats = ReplayLine.repeatedLimit

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func write(_ testCase: Case) {
    write("\(ReplayLine.format) \(testCase.implementation) \(ReplayJSON.text(of: testCase.hyperparameters))")
    write(" t=\(testCase.stepsBefore) steps=\(testCase.steps)")
    for tensor in testCase.tensors { write(tensor, steps: testCase.steps) }
  }

  private mutating func write(_ tensor: Trajectory, steps: Int) {
    let name = ReplayJSON.isPlain(tensor.name) ? tensor.name : ReplayJSON.quoted(tensor.name)
    write(" \(name)[\(tensor.shape.map(String.init).joined(separator: ","))] θ=")
    write(tensor.initial[...])
    for slot in Slot.allCases {
      guard let values = tensor.initialSlots[slot] else { continue }
      write(" \(slot.rawValue)=")
      write(values[...])
    }
    write(" g=")
    let count = tensor.count
    writeSteps(steps, isFlag: false) { k in tensor.gradients[k * count..<(k + 1) * count].map(Self.bits) }
    if let rows = tensor.rows {
      write(" rows=")
      writeSteps(steps, isFlag: true) { k in rows[k * tensor.rowCount..<(k + 1) * tensor.rowCount].map { $0 ? 1 : 0 } }
    }
    if let present = tensor.present {
      write(" present=")
      writeList(present.map { $0 ? 1 : 0 }, isFlag: true)
    }
  }

  /// The steps' lists, equal ones that follow one another once.
  private mutating func writeSteps(_ steps: Int, isFlag: Bool, _ list: (Int) -> [UInt32]) {
    var k = 0
    while k < steps {
      let numbers = list(k)
      var end = k + 1
      while end < steps && list(end) == numbers { end += 1 }
      let isShort = spend(max(numbers.count, 1) * (end - k - 1))
      for j in k..<(isShort ? k + 1 : end) {
        if j > 0 { write("/") }
        writeList(numbers, isFlag: isFlag)
      }
      if isShort && end > k + 1 { write("^\(end - k)") }
      k = end
    }
  }

  private mutating func write(_ values: ArraySlice<Double>) { writeList(values.map(Self.bits), isFlag: false) }

  /// Numbers, equal ones that follow one another once.
  private mutating func writeList(_ numbers: [UInt32], isFlag: Bool) {
    var i = 0
    while i < numbers.count {
      let end = numbers[i...].firstIndex { $0 != numbers[i] } ?? numbers.count
      let isShort = spend(end - i - 1)
      for j in i..<(isShort ? i + 1 : end) {
        if j > 0 { write(",") }
        if isFlag { write(numbers[i] == 0 ? "0" : "1") } else { writeDigits(numbers[i]) }
      }
      if isShort && end > i + 1 { write("*\(end - i)") }
      i = end
    }
  }

  /// Whether so many repetitions are still allowed, which they then use up.
  private mutating func spend(_ count: Int) -> Bool {
    guard count <= repeats else { return false }
    repeats -= count
    return true
  }

  private mutating func writeDigits(_ bits: UInt32) {
    for shift in stride(from: 28, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: bits >> UInt32(shift) & 15)
      bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }

  private mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private static func bits(_ x: Double) -> UInt32 { Float(x).bitPattern }
}
