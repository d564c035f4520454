import Foundation
import OptimizerKernels
import Safetensors
import Testing

/// `param_names`, which torch writes where an optimizer was given named parameters.
@Suite struct TorchNameTests {
  private func file(_ names: String) throws -> TorchFile {
    var file = try TorchFile(Adam.torch())
    file.add(#""param_names": \#(names)"#)
    return file
  }

  @Test func `they name the parameters`() throws {
    var file = try file(#"["w", "b"]"#)
    // In another order here than there.
    let turned: Tensors<Float> = ["b": [4], "w": [1, 2, 3]]
    let optimizer = try file.load(parameters: turned).optimizer
    #expect(optimizer.groups[0].parameters == ["w", "b"])
    #expect(optimizer.state(of: "w")?.firstMoment.count == 3)
    let written = try exported(optimizer)
    #expect(written.metadata["param_groups"]?.contains(#""param_names": ["w", "b"]"#) == true)
    #expect(written.tensors == file.file.tensors)
    file.group = file.group.replacingOccurrences(of: #"["w", "b"]"#, with: #"["w", "bias"]"#)
    #expect(
      try file.refusal()
        == "metadata param_groups[0].param_names has \"bias\", and no such parameter was given; allowed: their names, or to say with names which is which"
    )
  }

  @Test func `other names are the caller's to say, and come back`() throws {
    let file = try file(#"["net.weight", "net.bias"]"#)
    var optimizer = try file.load(names: ["w", "b"]).optimizer
    try optimizer.add(["new": [1]], toGroup: 0)
    let text = try #require(try exported(optimizer).metadata["param_groups"])
    #expect(
      text.contains(#""param_names": ["net.weight", "net.bias", "new"]"#) && text.contains(#""params": [0, 1, 2]"#))
    try optimizer.add(ParameterGroup(Adam.torch()), parameters: ["other": [1]])
    #expect(try exported(optimizer).metadata["param_groups"]?.contains(#""param_names": ["other"]"#) == true)
  }

  @Test func `an order that the file contradicts is refused`() throws {
    #expect(
      try file(#"["w", "b"]"#).refusal(names: ["b", "w"])
        == "metadata param_groups[0].param_names has \"w\" for parameter 0; allowed: \"b\", as names has it, or a name of no parameter"
    )
    #expect(try file(#"["w", "b"]"#).refusal(names: ["w", "b"]) == nil)
  }

  @Test func `what is no list of names is refused`() throws {
    let place = "metadata param_groups[0].param_names"
    #expect(try file("null").refusal() == "\(place) is null; allowed: 2 names, one for each of params")
    #expect(
      try file(#"["w"]"#).refusal() == "\(place) is an array of length 1; allowed: 2 names, one for each of params")
    #expect(try file(#"["w", 1]"#).refusal() == "\(place) holds the number 1; allowed: names")
    #expect(try file(#"["w", "w"]"#).refusal() == "w is in two groups, 0 and 0; allowed: one group a parameter")
    var two = try file(#"["w"]"#)
    two.group = two.group.replacingOccurrences(of: #""params": [0, 1]"#, with: #""params": [0]"#)
    two.file.metadata["param_groups"] =
      "[\(two.group), \(try TorchFile(Adam.torch()).group.replacingOccurrences(of: "[0, 1]", with: "[1]"))]"
    #expect(
      try two.refusal() == "metadata param_groups[1].param_names is missing; allowed: names in all groups, or in none")
    #expect(try two.refusal(names: ["w", "b"]) == nil)
  }
}
