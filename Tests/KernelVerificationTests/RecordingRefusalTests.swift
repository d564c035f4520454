import KernelVerification
import OptimizerReference
import Safetensors
import Testing

/// Every reason for which a recording is refused, in its own words.
@Suite struct RecordingRefusalTests {
  @Test(arguments: ["format", "implementation", "hyperparameters", "precision", "steps"])
  func missingMetadata(key: String) throws {
    #expect(try RecordingFile.refusal(key, nil as String?) == "metadata \(key) is missing")
  }

  @Test func whatNeedNotBeThere() throws {
    #expect(try RecordingFile.refusal("source", nil as String?) == nil)
    #expect(try RecordingFile.refusal("state/m/w", nil as Tensor?) == nil)
  }

  @Test(arguments: ["optimizer-vectors/2", "", "optimizer-vectors/1 "])
  func format(value: String) throws {
    #expect(try RecordingFile.refusal("format", value) == #"metadata format is "\#(value)"; allowed: "optimizer-vectors/1""#)
  }

  @Test func implementation() throws {
    let allowed = "paper.AMSGrad, paper.Adam, paper.RAdam"
    #expect(try RecordingFile.refusal("implementation", "paper.adam") == #"metadata implementation is "paper.adam"; allowed: \#(allowed)"#)
    // A long value is cut, and does not steer the terminal.
    let long = String(repeating: "x", count: 61)
    #expect(
      try RecordingFile.refusal("implementation", long)
        == #"metadata implementation is "\#(long.dropLast())…"; allowed: \#(allowed)"#)
    #expect(
      try RecordingFile.refusal("implementation", "a\u{1b}[2J")
        == #"metadata implementation is "a\u{1b}[2J"; allowed: \#(allowed)"#)
  }

  @Test(arguments: ["float16", "Float32", "", "double"])
  func precision(value: String) throws {
    #expect(try RecordingFile.refusal("precision", value) == #"metadata precision is "\#(value)"; allowed: "float32", "float64""#)
  }

  @Test(arguments: ["0", "-1", "x", "", "01", "+2", "2.0", " 2", "2e0", "99999999999999999999", "２"])
  func steps(value: String) throws {
    #expect(
      try RecordingFile.refusal("steps", value) == #"metadata steps is "\#(value)"; allowed: a decimal number, at least 1"#)
  }

  /// A number of steps that the file does not have costs nothing.
  @Test func moreStepsThanThereAre() throws {
    for steps in ["3", "1", "9223372036854775807"] {
      #expect(
        try RecordingFile.refusal("steps", steps)
          == #"tensor "gradient/b" has shape [2]; allowed for \#(steps) steps: [\#(steps)]"#)
    }
  }

  /// Nothing could be compared, for however many steps.
  @Test func aParameterWithoutElements() throws {
    var file = RecordingFile()
    file.metadata["steps"] = "1099511627776"
    for key in file.tensors.keys { file.tensors[key] = try Tensor(shape: key.hasPrefix("initial/") ? [0] : [1 << 40, 0], float64: []) }
    let error = #expect(throws: RecordingError.self) { try file.read() }
    #expect(error?.reason == #"tensor "initial/b" has shape [0]; allowed: no extent of 0"#)
  }

  @Test(arguments: [
    ("", "metadata hyperparameters is not JSON: byte 0: the text ends where a value must follow"),
    ("{", #"metadata hyperparameters is not JSON: byte 1: the text ends where a key in quotation marks must follow"#),
    (
      #"{"alpha": 1, "alpha": 2, "beta1": 0, "beta2": 0, "epsilon": 1}"#,
      #"metadata hyperparameters is not JSON: byte 13: the key "alpha" stands twice in one object"#
    ),
    ("[]", "hyperparameters is not a JSON object; allowed: a JSON object"),
    (
      #"{"alpha": 1, "beta1": 0, "beta2": 0}"#,
      "hyperparameter epsilon is missing; allowed: present, like all of alpha, beta1, beta2, epsilon"
    ),
    (
      #"{"alpha": 1, "beta1": 0, "beta2": 0, "epsilon": 1, "lr": 1}"#,
      "hyperparameter lr is unknown; allowed: alpha, beta1, beta2, epsilon"
    ),
    (
      #"{"alpha": 1, "beta1": 1, "beta2": 0, "epsilon": 1}"#, "hyperparameter beta1 is 1.0; allowed: at least 0 and below 1"
    ),
    (
      #"{"alpha": "1", "beta1": 0, "beta2": 0, "epsilon": 1}"#,
      "hyperparameter alpha is the text \"1\"; allowed: a number, at least 0 and finite"
    ),
  ])
  func hyperparameters(json: String, reason: String) throws {
    #expect(try RecordingFile.refusal("hyperparameters", json) == reason)
  }

  @Test(arguments: ["gradient/w", "parameter/w", "gradient/b", "parameter/b"])
  func missingTensor(name: String) throws {
    #expect(try RecordingFile.refusal(name, nil as Tensor?) == #"tensor "\#(name)" is missing"#)
  }

  @Test func noParameter() throws {
    var file = RecordingFile()
    file.tensors = [:]
    #expect(try file.refusal() == #"tensor "initial/NAME" is missing: there is no parameter"#)
    file.tensors = ["initial/": try Tensor(shape: [], float64: [1])]
    #expect(try file.refusal() == #"tensor "initial/NAME" is missing: there is no parameter"#)
  }

  @Test(arguments: ["gradient/w", "parameter/w", "state/m/w", "state/v/w"])
  func wrongShape(name: String) throws {
    let shapes = [[2, 2], [4], [2, 1, 2], [1, 2, 2], [4, 1, 1], [2, 2, 1, 1]]
    for shape in shapes {
      let tensor = try Tensor(shape: shape, float64: [1, 2, 3, 4])
      #expect(try RecordingFile.refusal(name, tensor) == #"tensor "\#(name)" has shape \#(shape); allowed for 2 steps: [2, 2, 1]"#)
    }
    // T is another one than the metadata say.
    let longer = try Tensor(shape: [3, 2, 1], float64: [1, 2, 3, 4, 5, 6])
    #expect(try RecordingFile.refusal(name, longer) == #"tensor "\#(name)" has shape [3, 2, 1]; allowed for 2 steps: [2, 2, 1]"#)
  }

  @Test func wideTensorInAFloat32File() throws {
    var file = RecordingFile().inFloat
    file.tensors["state/v/w"] = RecordingFile().tensors["state/v/w"]
    #expect(try file.refusal() == #"tensor "state/v/w" is F64; allowed in a float32 recording: F32"#)
  }

  @Test(arguments: [ElementType.f16, .bf16, .i32, .i64, .u8, .bool])
  func typeOfNoRecording(type: ElementType) throws {
    let tensor = try Tensor(elementType: type, shape: [2, 2, 1], bytes: [UInt8](repeating: 0, count: 4 * type.byteCount))
    #expect(
      try RecordingFile.refusal("state/v/w", tensor)
        == #"tensor "state/v/w" is \#(type.rawValue); allowed in a float64 recording: F32, F64"#)
    var file = RecordingFile().inFloat
    file.tensors["state/v/w"] = tensor
    #expect(try file.refusal() == #"tensor "state/v/w" is \#(type.rawValue); allowed in a float32 recording: F32"#)
  }

  @Test(arguments: ["stray", "gradient/c", "state/vmax/w", "state/m/c", "state/m", "rows/w", "initial/", "present/c", "Initial/w"])
  func strayTensor(name: String) throws {
    #expect(
      try RecordingFile.refusal(name, try Tensor(shape: [2, 2, 1], float64: [1, 2, 3, 4]))
        == #"tensor "\#(name)" is not one of this recording: paper.Adam has initial/, gradient/, parameter/, present/ and state/SLOT/ "#
        + "of its parameters, with the slots m, v")
  }

  @Test func present() throws {
    #expect(
      try RecordingFile.refusal("present/w", try Tensor(shape: [2], float64: [1, 2]))
        == #"tensor "present/w" has 2.0 at 1; allowed: 0, 1"#)
    #expect(
      try RecordingFile.refusal("present/w", try Tensor(shape: [2], float64: [.nan, 1]))
        == #"tensor "present/w" has nan at 0; allowed: 0, 1"#)
    #expect(
      try RecordingFile.refusal("present/w", try Tensor(shape: [3], float64: [1, 1, 1]))
        == #"tensor "present/w" has shape [3]; allowed for 2 steps: [2]"#)
    #expect(try RecordingFile.refusal("present/w", Tensor(shape: [2], float64: [1, 1])) == nil)
  }

  /// A Float kernel could not be given these.
  @Test(arguments: [0.1, 1e39, 1e-46, 16_777_217, -1.0000001])
  func notAFloat(value: Double) throws {
    #expect(
      try RecordingFile.refusal("initial/w", try Tensor(shape: [2, 1], float64: [1, value]))
        == #"tensor "initial/w" has \#(value) at 1, which Float32 cannot hold"#)
    #expect(
      try RecordingFile.refusal("gradient/w", try Tensor(shape: [2, 2, 1], float64: [1, 2, value, 3]))
        == #"tensor "gradient/w" has \#(value) at 2, which Float32 cannot hold"#)
  }
}
