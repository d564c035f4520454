import Foundation
import Safetensors
import Testing

/// `{"__metadata__":…}` and the rest in 233 bytes, then 1.0 in double and -2.5 and a NaN in single precision.
private let knownHeader =
  #"{"__metadata__":{"a":"1","b":"\u0001\b\t\n\u000b\f\r\u001f\"\\é"},"# + #""z":{"dtype":"F64","shape":[1,1],"data_offsets":[0,8]},"#
  + #""a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]},"# + #""e":{"dtype":"F32","shape":[0,3],"data_offsets":[16,16]}}"#

private let knownData: [UInt8] = [0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0x20, 0xC0, 0x45, 0x23, 0xC1, 0xFF]

private let known = made {
  try SafetensorsFile(
    metadata: ["b": "\u{1}\u{8}\t\n\u{B}\u{C}\r\u{1F}\"\\é", "a": "1"],
    tensors: [
      "a": Tensor(shape: [2], float32: [-2.5, Float(bitPattern: 0xFFC1_2345)]),
      "e": Tensor(shape: [0, 3], float32: []),
      "z": Tensor(shape: [1, 1], float64: [1]),
    ])
}

/// The header with its padding, and its length in front.
private var knownBytes: [UInt8] {
  [240, 0, 0, 0, 0, 0, 0, 0] + Array(knownHeader.utf8) + [UInt8](repeating: 0x20, count: 7) + knownData
}

@Test("Bytes written by hand are read as what they say")
func knownRead() throws {
  let file = try SafetensorsFile(bytes: knownBytes, name: "known")
  #expect(file.metadata == ["a": "1", "b": "\u{1}\u{8}\t\n\u{B}\u{C}\r\u{1F}\"\\é"])
  #expect(file.tensors.keys.sorted() == ["a", "e", "z"])
  #expect(file.tensors["a"]?.shape == [2])
  #expect(file.tensors["a"]?.float32?.map(\.bitPattern) == [0xC020_0000, 0xFFC1_2345])
  #expect(file.tensors["e"]?.shape == [0, 3])
  #expect(file.tensors["e"]?.elementType == .f32)
  #expect(file.tensors["z"]?.shape == [1, 1])
  #expect(file.tensors["z"]?.float64 == [1])
  #expect(file == known)
}

@Test("What is written is the bytes written by hand")
func knownWrite() throws {
  #expect(try known.encoded() == knownBytes)
}

@Test("The smallest files are read and written")
func smallest() throws {
  let empty = SafetensorsFile(metadata: [:], tensors: [:])
  #expect(try SafetensorsFile(bytes: fileBytes("{}"), name: "empty") == empty)
  #expect(try SafetensorsFile(bytes: fileBytes("{\"__metadata__\":{}}"), name: "empty") == empty)
  #expect(try empty.encoded() == [8, 0, 0, 0, 0, 0, 0, 0, 0x7B, 0x7D, 0x20, 0x20, 0x20, 0x20, 0x20, 0x20])
}

@Test("Order in the header, spaces and escapes are free")
func freedom() throws {
  let header = """
    { "b" : {"shape" : [ ] , "data_offsets" : [4, 8], "dtype":"\\u004632"} ,\r\n\t"a":{"data_offsets":[0,4],"shape":[1,1],\
    "dtype":"F32"},"c":{"dtype":"F64","shape":[0],"data_offsets":[4,4]}}    \n
    """
  let file = try SafetensorsFile(bytes: fileBytes(header, data: [0, 0, 0, 0x40, 0, 0, 0x40, 0x40]), name: "free")
  #expect(
    file.tensors == [
      "a": try Tensor(shape: [1, 1], float32: [2]), "b": try Tensor(shape: [], float32: [3]), "c": try Tensor(shape: [0], float64: []),
    ])
}

private let special: [UInt32] = [
  0x8000_0000, 1, 0x807F_FFFF, 0x7F80_0000, 0xFF80_0000, 0x7FC0_0000, 0x7F80_0001, 0xFFFF_FFFF, 0x3F80_0000,
]

private let rich = made {
  try SafetensorsFile(
    metadata: ["": "", "hyperparameters": "{\"lr\":\"1e-3\"}", "line\nbreak": "\u{0}\u{7F}𝄞"],
    tensors: [
      "": Tensor(shape: [9], float32: special.map(Float.init(bitPattern:))),
      "w/é": Tensor(shape: [3, 3], float64: special.map { Double(bitPattern: UInt64($0) << 32 | 0x1234_5678) }),
      "\"quoted\"": Tensor(shape: [], float32: [-0.0]),
      "none": Tensor(shape: [4, 0], float64: []),
      "none too": Tensor(shape: [0], float32: []),
      "a": Tensor(shape: [1, 1, 1, 3], float32: [1, 2, 3]),
      "b": Tensor(shape: [1], float64: [.pi]),
    ])
}

@Test("What is written is read back, in memory and by way of a file", arguments: [known, rich, SafetensorsFile()])
func roundTrip(file: SafetensorsFile) throws {
  #expect(try SafetensorsFile(bytes: file.encoded(), name: "memory") == file)
  try withDirectory { directory in
    let path = "\(directory)/file.safetensors"
    try file.write(to: path)
    #expect(try SafetensorsFile(contentsOf: path) == file)
    #expect(try [UInt8](Data(contentsOf: URL(filePath: path))) == file.encoded())
  }
}

@Test("Equal contents give equal bytes, however they came to be")
func deterministic() throws {
  let names = (0..<200).map { "t\($0 * 37 % 200)" }
  var forward = SafetensorsFile()
  var backward = SafetensorsFile()
  backward.tensors.reserveCapacity(5000)
  for name in names {
    forward.tensors[name] = try Tensor(shape: [1], float32: [1])
    forward.metadata[name] = name
  }
  for name in names.reversed() {
    backward.tensors[name] = try Tensor(shape: [1], float32: [1])
    backward.metadata[name] = name
  }
  #expect(try forward.encoded() == backward.encoded())
}

@Test("Names are sorted by their bytes, and double precision comes first and aligned")
func order() throws {
  var file = SafetensorsFile()
  for name in ["b", "B", "é", "e\u{301}x", "a", "aa"] { file.tensors[name] = try Tensor(shape: [1], float32: [0]) }
  for name in ["z", "Z"] { file.tensors[name] = try Tensor(shape: [1], float64: [0]) }
  let bytes = try file.encoded()
  let text = String(decoding: bytes.dropFirst(8), as: UTF8.self)
  let places = try ["Z", "z", "B", "a", "aa", "b", "e\u{301}x", "é"].map { name in
    try #require(text.utf8.firstRange(of: "\"\(name)\":".utf8)).lowerBound
  }
  #expect(places == places.sorted())
  #expect(text.contains("\"Z\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}"))
  #expect(bytes[0] % 8 == 0)
}

@Test("A tensor with the name of the metadata is not written")
func reservedName() throws {
  let file = SafetensorsFile(tensors: ["__metadata__": try Tensor(shape: [], float32: [1])])
  try withDirectory { directory in
    let error = #expect(throws: SafetensorsError.self) { try file.write(to: "\(directory)/x") }
    #expect(error?.description == "\(directory)/x: a tensor is named \"__metadata__\"; the format reserves that name.")
    let names = try FileManager.default.contentsOfDirectory(atPath: directory)
    #expect(names.isEmpty)
  }
}

@Test("A tensor with the name of the metadata is not encoded either")
func reservedNameEncoded() throws {
  let file = try SafetensorsFile(tensors: ["__metadata__": Tensor(shape: [], float32: [1])])
  let error = #expect(throws: SafetensorsError.self) { try file.encoded() }
  #expect(error?.description == "safetensors: a tensor is named \"__metadata__\"; the format reserves that name.")
}

@Test("A header above the limit is not written")
func longHeader() throws {
  // {"__metadata__":{"k":""}} takes 25 characters.
  let longest = SafetensorsFile(metadata: ["k": String(repeating: "x", count: (1 << 23) - 25)])
  #expect(try SafetensorsFile(bytes: longest.encoded(), name: "longest") == longest)
  let file = SafetensorsFile(metadata: ["k": String(repeating: "x", count: (1 << 23) - 24)])
  let error = #expect(throws: SafetensorsError.self) { try file.write(to: "/nowhere") }
  #expect(error?.reason == .headerTooLong(length: 8_388_616, limit: 8_388_608))
}
