import Foundation
import OptimizerKernels
import Safetensors
import Testing

/// What torch's groups hold beside the numbers of their class: it stays with them.
@Suite struct TorchSetAsideTests {
  private static let members =
    #""max_lr": 0.010, "min_lr": 4e-08, "base_momentum": 0.85, "name": "no \"decay\"", "lr_scale": [1, {"deep": null}], "foreach": true"#

  @Test func `keys of schedulers and trainers come back`() throws {
    var file = try TorchFile(AdamW.torch())
    file.add(Self.members)
    let (optimizer, report) = try file.load()
    #expect(report.setAside.map(\.key) == ["base_momentum", "lr_scale", "max_lr", "min_lr", "name"])
    #expect(report.setAside.map(\.value) == ["0.85", #"[1, {"deep": null}]"#, "0.010", "4e-08", #""no \"decay\"""#])
    #expect(report.description.hasPrefix("group 0: \"base_momentum\" kept aside\n"))
    let (saved, _) = try withDirectory { directory in
      try optimizer.save(TorchFile.parameters, to: "\(directory)/c")
      return try Optimizer.load(from: "\(directory)/c")
    }
    #expect(saved.groups == optimizer.groups)
    for written in [try exported(optimizer), try exported(saved)] {
      let text = try #require(written.metadata["param_groups"])
      for member in [
        #""max_lr": 0.010"#, #""lr_scale": [1, {"deep": null}]"#, #""name": "no \"decay\"""#, #""foreach": true"#,
      ] {
        #expect(text.contains(member), "\(member)")
      }
      // And are read again as they were.
      var again = try TorchFile(AdamW.torch())
      again.file = written
      #expect(try again.load().report == report)
    }
  }

  /// What is aside says nothing of a step, and does not make another optimizer of it.
  @Test func `a checkpoint with other keys aside is restored`() throws {
    var (file, parameters) = (try TorchFile(AdamW.torch()), TorchFile.parameters)
    file.add(Self.members)
    let imported = try file.load().optimizer
    try withDirectory { directory in
      try imported.save(parameters, to: "\(directory)/c")
      var program = try Optimizer(parameters, AdamW.torch())
      try program.restore(&parameters, from: "\(directory)/c")
      #expect(bits(program, parameters) == bits(imported, parameters))
    }
  }

  @Test func `a hostile text aside is refused`() throws {
    let parameters = TorchFile.parameters
    func refusal(_ setAside: String) throws -> String? {
      var file = try TorchFile(AdamW.torch())
      file.add(#""stranger": 7"#)
      let optimizer = try file.load().optimizer
      return try withDirectory { directory in
        let path = "\(directory)/c"
        try optimizer.save(parameters, to: path)
        var file = try SafetensorsFile(contentsOf: path)
        let text = try #require(file.metadata["groups"])
        let quoted = String(decoding: try JSONEncoder().encode(setAside), as: UTF8.self)
        #expect(text.contains(#""{\"stranger\": 7}""#))
        file.metadata["groups"] = text.replacingOccurrences(of: #""{\"stranger\": 7}""#, with: quoted)
        try file.write(to: path)
        return try reason {
          let (loaded, _) = try Optimizer.load(from: path)
          try loaded.exportTorch(to: "\(directory)/t")
        }
      }
    }
    let allowed = "allowed: a JSON object as text, of up to 1048576 bytes"
    #expect(try refusal(#"{"stranger": 8}"#) == nil)
    #expect(try refusal("[1]") == "metadata groups: setAside is an array of length 1; \(allowed)")
    #expect(try refusal(#"{"a": 1, "a": 2}"#)?.hasPrefix("metadata groups: setAside is no JSON, ") == true)
    #expect(
      try refusal(#"{"a": ""# + String(repeating: "x", count: 1 << 20) + #""}"#)
        == "metadata groups: setAside is a text of \((1 << 20) + 9) bytes; \(allowed)")
    for key in ["lr", "params", "betas"] {
      #expect(
        try refusal(#"{"\#(key)": 1}"#)
          == "group 0 keeps \"\(key)\" aside, which torch's AdamW has itself; allowed: other keys")
    }
    #expect(
      try refusal(#"{"alpha": 1}"#)
        == "group 0.alpha is not known; allowed: amsgrad, betas, decoupled_weight_decay, eps, lr, maximize, weight_decay")
    let names = "group 0 keeps param_names aside as"
    #expect(
      try refusal(#"{"param_names": 7}"#) == "\(names) the number 7; allowed: a name for each parameter that it names")
    #expect(
      try refusal(#"{"param_names": ["w"]}"#)
        == "\(names) an array of length 1; allowed: a name for each parameter that it names")
    #expect(
      try refusal(#"{"param_names": [1, 2]}"#) == "group 0 keeps the number 1 aside in param_names; allowed: names")
  }

  @Test func `too much aside is refused`() throws {
    var file = try TorchFile(AdamW.torch())
    file.add(#""a": ""# + String(repeating: "x", count: 1 << 20) + "\"")
    #expect(
      try file.refusal()
        == "the keys of a group that are nothing of its rule take \((1 << 20) + 9) bytes; allowed: up to 1048576")
  }
}
