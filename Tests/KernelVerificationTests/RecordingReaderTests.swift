import Foundation
import KernelVerification
import OptimizerReference
import Safetensors
import Testing

/// A recording as it is read, field by field.
@Suite struct RecordingReaderTests {
  @Test func goodFile() throws {
    var file = RecordingFile()
    file.metadata["note"] = "a note"
    file.tensors["present/b"] = try Tensor(shape: [2], float64: [0, 1])
    let got = try file.read()
    #expect(got.name == "hand.safetensors" && got.implementation == "paper.Adam" && got.hyperparameters == adamJSON)
    #expect(got.steps == 2 && got.recorded == .float64 && got.source == "by hand 1.0" && got.note == "a note")
    #expect(got.rerun == "again")
    #expect(got.tensors.map(\.name) == ["b", "w"] && got.tensors.map(\.count) == [1, 2])
    let (b, w) = (got.tensors[0], got.tensors[1])
    #expect(b.initial == [3] && b.gradients == [1, 2] && b.present == [false, true] && b.slots == [:])
    #expect(b.parameters == file.tensors["parameter/b"]?.float64)
    #expect(w.initial == [1, -2] && w.gradients == [0.5, 1, 0.25, -1] && w.present == nil)
    #expect(w.parameters == file.tensors["parameter/w"]?.float64)
    #expect(w.slots == [.m: file.tensors["state/m/w"]?.float64 ?? [], .v: file.tensors["state/v/w"]?.float64 ?? []])
  }

  /// The recording that is read is judged: it passes, and fails with one digit changed.
  @Test func whatWasReadIsJudged() throws {
    for file in [RecordingFile(), RecordingFile().inFloat] {
      let result = try verifier.judge(file.read())
      #expect(result.verdict == .pass && result.isRecorded && result.checks.map(\.name) == ["recording", "recording, free run"])
      #expect(result.checks[0].limit == (file.metadata["precision"] == "float64" ? 2 : 1))
      var spoiled = file
      let m = file.tensors["state/m/w"]?.float64?.map { $0 * 1.00001 } ?? []
      spoiled.tensors["state/m/w"] =
        file.metadata["precision"] == "float64"
        ? try Tensor(shape: [2, 2, 1], float64: m) : try Tensor(shape: [2, 2, 1], float32: m.map { Float($0) })
      #expect(try verifier.judge(spoiled.read()).verdict == .fail)
    }
  }

  @Test func bytesAreReadAsTheFileIs() throws {
    let recording = RecordingFile()
    let bytes = try SafetensorsFile(metadata: recording.metadata, tensors: recording.tensors).encoded()
    let testCase = try RecordingReader(verifier).read(bytes: bytes, path: "folder/a name")
    let fromFile = try recording.read()
    #expect(testCase.name == "a name" && testCase.rerun == "swift run -c release verify --vectors 'folder/a name'")
    #expect(testCase.again("again").description == fromFile.description.replacing("hand.safetensors", with: "a name"))
    #expect(throws: RecordingError(path: "cut", reason: "the file has 7 bytes; the header length alone takes 8.")) {
      try RecordingReader(verifier).read(bytes: Array(bytes[..<7]), path: "cut")
    }
  }

  @Test func float32File() throws {
    let got = try RecordingFile().inFloat.read()
    #expect(got.recorded == .float32 && got.tensors[1].parameters == RecordingFile().inFloat.tensors["parameter/w"]?.float64)
    // A float64 recording may store what it can in F32.
    var mixed = RecordingFile()
    mixed.tensors["initial/w"] = try Tensor(shape: [2, 1], float32: [1, -2])
    #expect(try mixed.read().tensors[1].initial == [1, -2])
  }

  /// A name may have slashes of its own.
  @Test func namesWithSlashes() throws {
    var file = RecordingFile()
    for key in file.tensors.keys.filter({ $0.hasSuffix("/w") }) {
      file.tensors[String(key.dropLast()) + "block/0/w"] = file.tensors.removeValue(forKey: key)
    }
    #expect(try file.read().tensors.map { "\($0.name) \($0.slots.count)" } == ["b 0", "block/0/w 2"])
  }

  /// NaN is a value like another, in a gradient too.
  @Test func specialValuesAreRead() throws {
    var file = RecordingFile()
    file.tensors["gradient/b"] = try Tensor(shape: [2], float64: [.nan, .infinity])
    file.tensors["parameter/b"] = try Tensor(shape: [2], float64: [.nan, .nan])
    let got = try file.read()
    #expect(got.tensors[0].gradients[0].isNaN && got.tensors[0].gradients[1] == .infinity)
    #expect(try verifier.judge(got).verdict == .pass)
  }

  @Test func theCommandThatRunsItAgain() throws {
    try withDirectory { directory in
      let path = "\(directory)/hand.safetensors"
      try SafetensorsFile(metadata: RecordingFile().metadata, tensors: RecordingFile().tensors).write(to: path)
      #expect(try RecordingReader(verifier).read(path).rerun == "swift run -c release verify --vectors \(path)")
    }
  }

  @Test func noRecordingAtAll() throws {
    try withDirectory { directory in
      let reader = RecordingReader(verifier)
      #expect(throws: RecordingError(path: "\(directory)/none", reason: "there is no such file.")) { try reader.read("\(directory)/none") }
      let directoryError = RecordingError(path: directory, reason: "this is a directory; only a regular file can be read.")
      #expect(throws: directoryError) { try reader.read(directory) }
      try Data("short".utf8).write(to: URL(filePath: "\(directory)/short"))
      let short = RecordingError(path: "\(directory)/short", reason: "the file has 5 bytes; the header length alone takes 8.")
      #expect(throws: short) { try reader.read("\(directory)/short") }
    }
  }
}
