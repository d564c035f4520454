import Safetensors
import Testing

/// The bytes of one element, as the format's documentation has them.
private let widths: [(String, Int)] = [
  ("BOOL", 1), ("U8", 1), ("I8", 1), ("I16", 2), ("U16", 2), ("F16", 2), ("BF16", 2), ("I32", 4), ("U32", 4), ("F32", 4), ("F64", 8),
  ("I64", 8), ("U64", 8),
]

@Test("Every type is read with its width, and written as it was", arguments: widths)
func width(name: String, width: Int) throws {
  let header = "{\"w\":{\"dtype\":\"\(name)\",\"shape\":[3],\"data_offsets\":[0,\(3 * width)]}}"
  let data = (1...UInt8(3 * width)).map { $0 }
  let file = try SafetensorsFile(bytes: fileBytes(header, data: data), name: "typed")
  let tensor = try #require(file.tensors["w"])
  #expect(tensor.elementType.rawValue == name)
  #expect(tensor.elementType.byteCount == width)
  #expect(tensor.count == 3)
  #expect(tensor.bytes == data)
  #expect(try SafetensorsFile(bytes: file.encoded(), name: "again") == file)
  // One byte less than the width asks for.
  let short = fileBytes(header, data: data.dropLast())
  #expect(refusal(of: short) == "bad: tensor \"w\" ends at \(3 * width); the data of the file end at \(3 * width - 1).")
}

@Test("No type is forgotten")
func allTypes() {
  #expect(ElementType.allCases.map(\.rawValue) == widths.map(\.0))
}

@Test("What is neither single nor double precision gives no such numbers", arguments: ElementType.allCases)
func numbers(type: ElementType) throws {
  let tensor = try Tensor(elementType: type, shape: [1], bytes: [UInt8](repeating: 0, count: type.byteCount))
  #expect(tensor.float32 == (type == .f32 ? [0] : nil))
  #expect(tensor.float64 == (type == .f32 || type == .f64 ? [0] : nil))
}

@Test("Tensors are written with the last type of the format first, as its own library does")
func orderOfTypes() throws {
  var file = SafetensorsFile()
  for type in ElementType.allCases {
    file.tensors["\(type)"] = try Tensor(elementType: type, shape: [1], bytes: [UInt8](repeating: 0, count: type.byteCount))
  }
  try withDirectory { directory in
    try file.write(to: "\(directory)/all")
    let reader = try SafetensorsReader(path: "\(directory)/all")
    #expect(reader.layout.names == ElementType.allCases.reversed().map { "\($0)" })
  }
}
