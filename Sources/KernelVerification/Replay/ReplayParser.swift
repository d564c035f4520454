import OptimizerReference

/// Reads a replay line, word by word.
struct ReplayParser {
  /// How many parameters a line may have: to judge one looks at the gradients of all others.
  private static let tensorLimit = 256

  private var words: ArraySlice<ArraySlice<UInt8>>
  private var numbers = ReplayNumbers()

  init(_ text: String) throws(ReplayLineError) {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || 0x09...0x0d ~= $0 }
    var bytes = Array(text.utf8)[...]
    bytes = bytes.drop(while: isSpace)
    while let last = bytes.last, isSpace(last) { bytes.removeLast() }
    words = bytes.split(separator: 0x20, omittingEmptySubsequences: false)[...]
    let format = words.popFirst() ?? []
    guard format.elementsEqual(ReplayLine.format.utf8) else {
      throw ReplayLineError("format", text: format, allowed: ReplayLine.format)
    }
  }

  mutating func testCase(rerun: String?) throws(ReplayLineError) -> Case {
    let implementation = try implementation()
    let hyperparameters = try ReplayJSON.json(words.popFirst() ?? [])
    let stepsBefore = try count("t", least: 0, most: ReplayLine.stepLimit)
    let steps = try count("steps", least: 1, most: ReplayLine.numberLimit)
    let tensors = try tensors(steps: steps)
    let made = Case(
      checked: "", implementation: implementation, hyperparameters: hyperparameters, steps: steps, stepsBefore: stepsBefore,
      tensors: tensors, rerun: "")
    let line = ReplayLine(made)
    return Case(
      checked: "replay/\(line.id)", implementation: implementation, hyperparameters: hyperparameters, steps: steps,
      stepsBefore: stepsBefore,
      tensors: tensors, rerun: rerun ?? command(line))
  }

  private func command(_ line: ReplayLine) -> String {
    let count = formatCount(line.text.utf8.count, "character")
    let argument = line.isShort ? "'\(line.text)'" : "LINE, the line of \(count) that was given"
    return "swift run -c release fuzz replay \(argument)"
  }

  /// The words up to the hyperparameters: some names have a space.
  private mutating func implementation() throws(ReplayLineError) -> String {
    var name: [UInt8] = []
    while let word = words.first, word.first != UInt8(ascii: "{"), word.first != UInt8(ascii: "\"") {
      if !name.isEmpty { name.append(0x20) }
      name += word
      words.removeFirst()
    }
    let isPrintable = name.allSatisfy { 0x20...0x7e ~= $0 && $0 != UInt8(ascii: "'") }
    guard !name.isEmpty, name.count <= 200, isPrintable else {
      throw ReplayLineError("implementation", text: name, allowed: "a qualified name of at most 200 characters, then its hyperparameters")
    }
    return String(decoding: name, as: UTF8.self)
  }

  private mutating func tensors(steps: Int) throws(ReplayLineError) -> [Trajectory] {
    var tensors: [Trajectory] = []
    var names: Set<String> = []
    while !words.isEmpty {
      let tensor = try tensor(steps: steps)
      guard names.insert(tensor.name).inserted else {
        throw ReplayLineError("parameter", found: "\(shown(tensor.name)) again", allowed: "each name once")
      }
      tensors.append(tensor)
      guard tensors.count <= Self.tensorLimit else {
        throw ReplayLineError("parameter", found: "one too many", allowed: "at most \(Self.tensorLimit)")
      }
    }
    guard !tensors.isEmpty else { throw ReplayLineError("parameter", found: "missing", allowed: "at least one, as NAME[SHAPE]") }
    return tensors
  }

  /// A name as an error shows it.
  private func shown(_ name: String) -> String { printable(String(name.prefix(40))) }

  private mutating func count(_ key: String, least: Int, most: Int) throws(ReplayLineError) -> Int {
    let word = words.popFirst() ?? []
    guard word.starts(with: "\(key)=".utf8) else { throw ReplayLineError(key, text: word, allowed: "\(key)= and a whole number") }
    return try ReplayNumbers.count(word.dropFirst(key.utf8.count + 1), least: least, most: most, field: key)
  }

  /// A parameter: its head, and the fields that follow it.
  private mutating func tensor(steps: Int) throws(ReplayLineError) -> Trajectory {
    let (name, shape, count) = try head(words.popFirst() ?? [])
    var fields = ReplayFields(name: shown(name), count: count, rows: shape.first ?? 1, steps: steps)
    while let word = words.first, word.last != UInt8(ascii: "]") {
      try fields.read(word, &numbers)
      words.removeFirst()
    }
    return try fields.trajectory(name, shape)
  }

  /// NAME[EXTENT,…], the name a JSON string where it is not plain.
  private func head(_ word: ArraySlice<UInt8>) throws(ReplayLineError) -> (name: String, shape: [Int], count: Int) {
    let field = "parameter"
    guard word.last == UInt8(ascii: "]"), let bracket = word.lastIndex(of: UInt8(ascii: "[")) else {
      throw ReplayLineError(field, text: word, allowed: "NAME[SHAPE]")
    }
    let isQuoted = word.first == UInt8(ascii: "\"")
    let name = isQuoted ? try ReplayJSON.string(word[..<bracket], field) : String(decoding: word[..<bracket], as: UTF8.self)
    guard isQuoted || ReplayJSON.isPlain(name) else {
      throw ReplayLineError(field, text: word, allowed: "a name of letters, digits and _./:- or one in quotation marks, then [SHAPE]")
    }
    var shape: [Int] = []
    let extents = word[word.index(after: bracket)...].dropLast()
    if !extents.isEmpty {
      for extent in extents.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
        shape.append(try ReplayNumbers.count(extent, least: 0, most: ReplayLine.numberLimit, field: "shape of \(shown(name))"))
      }
    }
    // Those that are not 0 must have a small product even where one is 0, so that no order of multiplying overflows.
    var product = 1
    for extent in shape where extent != 0 && product <= ReplayLine.numberLimit { product *= extent }
    guard shape.count <= 32, product <= ReplayLine.numberLimit else {
      throw ReplayLineError(
        "shape of \(shown(name))", text: extents, allowed: "at most 32 extents, whose product is at most \(ReplayLine.numberLimit)")
    }
    return (name, shape, shape.contains(0) ? 0 : product)
  }
}
