import Foundation
import OptimizerKernels
import Safetensors
import Testing

/// A good checkpoint, which each test damages in one place.
private func checkpoint() throws -> SafetensorsFile {
  var parameters: Tensors<Float> = ["w": [1, 2, 3], "b": [4]]
  var optimizer = try Optimizer(parameters, groups: [ParameterGroup(Adam.torch(lr: 1e-2, amsgrad: true), parameters: ["w", "b"])])
  try optimizer.step(&parameters, gradients: ["w": [1, 2, 3], "b": [1]])
  return try withDirectory { directory in
    try optimizer.save(parameters, to: "\(directory)/c")
    return try SafetensorsFile(contentsOf: "\(directory)/c")
  }
}

/// The reason for which a damaged checkpoint is refused; nil where it is not.
private func refusal(_ damage: (inout SafetensorsFile) throws -> Void) throws -> String? {
  var file = try checkpoint()
  try damage(&file)
  return try withDirectory { directory in
    try file.write(to: "\(directory)/c")
    return refusal(at: "\(directory)/c")
  }
}

private func refusal(at path: String, fileLimit: Int? = nil) -> String? {
  do throws(CheckpointError) {
    _ = try Optimizer.load(from: path, fileLimit: fileLimit)
    return nil
  } catch {
    #expect(error.file == path && error.description == "\(path): \(error.reason)")
    return error.reason
  }
}

/// One text of the metadata in the place of another.
private func replacing(_ key: String, _ old: String, _ new: String) throws -> String? {
  try refusal { file in
    let text = try #require(file.metadata[key])
    #expect(text.contains(old), "\(key) has no \(old): \(text)")
    file.metadata[key] = text.replacingOccurrences(of: old, with: new)
  }
}

@Suite struct RefusalTests {
  @Test func whatIsGoodIsTaken() throws {
    #expect(try refusal { _ in } == nil)
    #expect(try refusal { $0.metadata["note"] = "whatever a user adds" } == nil)
  }

  @Test func files() throws {
    try withDirectory { directory in
      #expect(refusal(at: "\(directory)/none") == "there is no such file.")
      #expect(refusal(at: directory) == "this is a directory; only a regular file can be read.")
      let path = "\(directory)/c"
      let bytes = try checkpoint().encoded()
      try Data(bytes).write(to: URL(filePath: path))
      #expect(refusal(at: path) == nil)
      #expect(refusal(at: path, fileLimit: bytes.count - 1) == "the file has \(bytes.count) bytes; at most \(bytes.count - 1) are allowed.")
      // Cut anywhere, it is refused.
      for length in stride(from: 0, to: bytes.count, by: 7) {
        try Data(bytes[..<length]).write(to: URL(filePath: path))
        #expect(refusal(at: path) != nil, "\(length)")
      }
      try Data(bytes + [0]).write(to: URL(filePath: path))
      #expect(refusal(at: path) == "1 byte is after the last tensor; none may be there.")
      // A hole of any size is no memory: what it claims is not taken.
      let handle = try FileHandle(forWritingTo: URL(filePath: path))
      try handle.truncate(atOffset: 1 << 43)
      try handle.close()
      #expect(refusal(at: path)?.hasPrefix("the file has 8796093022208 bytes; at most ") == true)
    }
  }

  @Test(arguments: ["format", "groups", "clipping", "nonFiniteGradients", "parameters"])
  func missingMetadata(key: String) throws {
    #expect(try refusal { $0.metadata[key] = nil } == "metadata \(key) is missing")
  }

  @Test func format() throws {
    #expect(
      try refusal { $0.metadata["format"] = "optimizer-checkpoint/2" }
        == #"metadata format is "optimizer-checkpoint/2"; allowed: "optimizer-checkpoint/1""#)
    #expect(
      try refusal { $0.metadata["format"] = "\u{1B}[2J" } == #"metadata format is "\u{1B}[2J"; allowed: "optimizer-checkpoint/1""#)
    #expect(
      try refusal { $0.metadata["nonFiniteGradients"] = "ignore" }
        == #"metadata nonFiniteGradients is "ignore"; allowed: "propagate", "skipStep", "throw""#)
  }

  @Test func rules() throws {
    let rules = RuleConfiguration.rules.joined(separator: ", ")
    #expect(try replacing("groups", #""rule":"Adam""#, #""rule":"Adan""#) == "metadata groups: rule is Adan; allowed: \(rules)")
    #expect(try replacing("groups", #""beta2":0.999"#, #""beta2":1.5"#) == "metadata groups: beta2 is 1.5; allowed: 0 ≤ beta2 < 1")
    #expect(
      try replacing("groups", #""beta2":0.999"#, #""beta2":NaN"#)?.hasPrefix("metadata groups is not JSON: byte ") == true)
    #expect(
      try replacing("groups", #""beta2":0.999"#, #""beta2":0.999,"beta2":0.9"#)?.hasSuffix(#"the key "beta2" stands twice in one object"#)
        == true)
    #expect(
      try replacing("groups", #""beta2":0.999"#, #""beta2":"0.999""#)
        == "metadata groups[0].configuration.formula.beta2 is of another type; allowed: a number")
    #expect(
      try replacing("groups", #""beta2":0.999"#, #""beta2":null"#)
        == "metadata groups[0].configuration.formula.beta2 is null; allowed: a value")
    #expect(
      try replacing("groups", #""beta2":0.999,"#, "") == "metadata groups[0].configuration.formula.beta2 is missing")
    #expect(
      try replacing("groups", #""secondMoment":"squares""#, #""secondMoment":"cubes""#)
        == "metadata groups[0].configuration.formula.secondMoment has a value that is not allowed there")
    #expect(try refusal { $0.metadata["groups"] = "{}" } == "metadata groups is of another type; allowed: an array")
    #expect(
      try refusal { $0.metadata["clipping"] = #"{"value":-1}"# }?.hasPrefix("metadata clipping: value is -1.0; allowed: ") == true)
    // A rule that keeps other slots than the file has.
    #expect(
      try replacing("groups", #""maximum":"raw""#, #""maximum":"none""#)
        == #"tensor "state/b/maximum" is not one of a checkpoint of Adam with these parameters"#)
  }

  @Test func parameters() throws {
    #expect(try replacing("parameters", #""name":"w""#, #""name":"v""#) == #"group 0 names parameter "w", and there is no such parameter"#)
    #expect(
      try replacing("parameters", #""name":"w""#, #""name":"b""#) == #"metadata parameters has "b" twice; allowed: one parameter a name"#)
    #expect(
      try replacing("parameters", #""name":"w""#, #""name":"""#) == "metadata parameters has an empty name; allowed: at least one character"
    )
    #expect(
      try replacing("parameters", #"{"group":0,"name":"w""#, #"{"group":1,"name":"w""#)
        == #"parameter "w" is in group 1; allowed: 0 ≤ group < 1"#)
    #expect(
      try replacing("parameters", #"{"group":0,"name":"w""#, #"{"group":-1,"name":"w""#)
        == #"parameter "w" is in group -1; allowed: 0 ≤ group < 1"#)
    #expect(try refusal { $0.metadata["parameters"] = "[]" } == "metadata parameters is empty; allowed: at least one parameter")
    for (text, message) in [
      ("{}", " is no array; allowed: an array of objects with name, group and step"),
      ("[1]", "[0] is something else; allowed: an object with name, group and step"),
      (#"[{"name":"w","group":0}]"#, "[0] is something else; allowed: an object with name, group and step"),
      (#"[{"name":"w","group":0,"step":1,"x":1}]"#, "[0] is something else; allowed: an object with name, group and step"),
      (#"[{"name":1,"group":0,"step":1}]"#, "[0].name is no string; allowed: the name of a parameter"),
      (#"[{"name":"w","group":"0","step":1}]"#, "[0].group is no whole number; allowed: one that 64 bits hold"),
      (#"[{"name":"w""#, " is not JSON: byte 12: the text ends where a comma or a closing brace must follow"),
    ] {
      #expect(try refusal { $0.metadata["parameters"] = text } == "metadata parameters\(message)")
    }
    let most = Int.max - 1
    for step in ["-1", "9223372036854775807"] {
      #expect(
        try replacing("parameters", #""name":"w","step":1"#, #""name":"w","step":\#(step)"#)
          == #"parameter "w" has taken \#(step) steps; allowed: 0 ≤ step ≤ \#(most)"#)
    }
    for step in ["1.5", "9223372036854775808", "1e300"] {
      let message = try replacing("parameters", #""name":"w","step":1"#, #""name":"w","step":\#(step)"#)
      #expect(message == "metadata parameters[0].step is no whole number; allowed: one that 64 bits hold", "\(step)")
    }
  }

  @Test func tensors() throws {
    #expect(try refusal { $0.tensors["parameters/w"] = nil } == #"tensor "parameters/w" is missing"#)
    for slot in ["firstMoment", "secondMoment", "maximum"] {
      #expect(
        try refusal { $0.tensors["state/b/\(slot)"] = nil } == #"tensor "state/b/\#(slot)" is missing, and Adam keeps it"#)
    }
    #expect(
      try refusal { $0.tensors["state/w/firstMoment"] = try Tensor(shape: [1, 3], float32: [1, 2, 3]) }
        == #"tensor "state/w/firstMoment" has shape [1, 3]; allowed: [3], as its parameter"#)
    #expect(
      try refusal { $0.tensors["parameters/w"] = try Tensor(shape: [2], float32: [1, 2]) }
        == #"tensor "state/w/firstMoment" has shape [3]; allowed: [2], as its parameter"#)
    #expect(
      try refusal { $0.tensors["state/w/maximum"] = try Tensor(shape: [3], float64: [1, 2, 3]) }
        == #"tensor "state/w/maximum" is F64; allowed: F32"#)
    for stray in ["state/w/averagedRate", "state/w/slowWeights", "parameters/x", "x"] {
      #expect(
        try refusal { $0.tensors[stray] = try Tensor(shape: [3], float32: [1, 2, 3]) }
          == #"tensor "\#(stray)" is not one of a checkpoint of Adam with these parameters"#)
    }
    #expect(
      try refusal { $0.tensors["learningRates/w"] = try Tensor(shape: [3], float32: [1, -2, 3]) }
        == #"tensor "learningRates/w": learningRate is -2.0; allowed: 0 or 1.1754944e-38 ≤ learningRate ≤ 3.4028235e+38, a normal Float"#)
  }

  /// What a program gives to `save` that is not the optimizer's.
  @Test func saving() throws {
    let optimizer = try Optimizer(["w": [1, 2]], SGD.torch(lr: 1))
    func refusal(_ parameters: Tensors<Float>) throws -> String? {
      try withDirectory { directory in
        let error = #expect(throws: CheckpointError.self) { try optimizer.save(parameters, to: "\(directory)/c") }
        let left = try FileManager.default.contentsOfDirectory(atPath: directory)
        #expect(left.isEmpty)
        return error?.reason
      }
    }
    #expect(try refusal([:]) == "the parameters lack w; allowed: all that the optimizer was made for, in any order")
    #expect(try refusal(["w": [1]]) == "the tensor of w: 1 elements; allowed: 2, as its parameter")
    #expect(try refusal(["w": [1, 2], "x": [1]]) == "there is a tensor of x, and no such parameter; allowed: names of parameters")
    let error = #expect(throws: CheckpointError.self) { try optimizer.save(["w": [1, 2]], to: "/nowhere/c") }
    #expect(error?.description == "/nowhere/c: the file cannot be written: No such file or directory.")
  }

  /// Whatever changes in the metadata, nothing stops the program, and what is taken can step.
  @Test(arguments: 1...4)
  func mutations(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let good = try checkpoint()
    let keys = ["groups", "parameters", "clipping"]
    let pieces = [
      "true", "false", "null", "0", "-1", "1e308", "9223372036854775806", "\"raw\"", "\"none\"", "\"sum\"", "\"greatest\"", "\"velocity\"",
      "\"quotients\"", "\"momentum\"", "\"corrected\"", "\"inRate\"", "\"nesterov\"", "\"caps\"", "\"replaces\"", "\"inUpdate\"", "[]",
      "{}",
    ]
    try withDirectory { directory in
      var taken = 0
      for _ in 0..<150 {
        var file = good
        let key = keys[Int(random.next() % 3)]
        var parts = (file.metadata[key] ?? "").split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        for _ in 0...(random.next() % 3) {
          let i = Int(random.next() % UInt64(parts.count))
          let label = parts[i].split(separator: ":", maxSplits: 1).first.map(String.init) ?? ""
          parts[i] = label + ":" + pieces[Int(random.next() % UInt64(pieces.count))]
        }
        file.metadata[key] = parts.joined(separator: ",")
        try file.write(to: "\(directory)/c")
        guard var (optimizer, parameters) = try? Optimizer.load(from: "\(directory)/c") else { continue }
        taken += 1
        _ = try? optimizer.step(&parameters, gradients: ["w": [1, 2, 3], "b": [1]], observing: true)
      }
      #expect(taken > 0)
    }
  }
}

/// Steele, Lea and Flood's SplitMix64.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
