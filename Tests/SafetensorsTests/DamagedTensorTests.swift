import Foundation
import Safetensors
import Testing

private let max = "9223372036854775807"

private func f32(_ shape: String, _ offsets: String) -> String {
  "\"dtype\":\"F32\",\"shape\":\(shape),\"data_offsets\":\(offsets)"
}

/// A header with the tensors `a`, `b`, … of single-precision vectors at the given offsets.
private func header(_ spans: (begin: Int, end: Int)...) -> String {
  let entries = zip("abcdef", spans).map { name, span in
    "\"\(name)\":{\(f32("[\((span.end - span.begin) / 4)]", "[\(span.begin),\(span.end)]"))}"
  }
  return "{\(entries.joined(separator: ","))}"
}

private let types = "BOOL, U8, I8, I16, U16, F16, BF16, I32, U32, F32, F64, I64, U64"
private let members = "dtype, shape and data_offsets"

private let entries: [Damaged] =
  [
    Damaged("{\"w\":[]}", "the entry of tensor \"w\" is an array of length 0; it must be an object."),
    Damaged("{\"w\":\"F32\"}", "the entry of tensor \"w\" is the string \"F32\"; it must be an object."),
    Damaged(entry: "", "tensor \"w\" has no dtype; \(members) must be there."),
    Damaged(entry: "\"shape\":[2],\"data_offsets\":[0,8]", "tensor \"w\" has no dtype; \(members) must be there."),
    Damaged(entry: "\"dtype\":\"F32\",\"data_offsets\":[0,8]", "tensor \"w\" has no shape; \(members) must be there."),
    Damaged(entry: "\"dtype\":\"F32\",\"shape\":[2]", "tensor \"w\" has no data_offsets; \(members) must be there."),
    Damaged(entry: f32("[2]", "[0,8],\"x\":1"), "tensor \"w\" has the member \"x\"; only \(members) are allowed."),
    Damaged(entry: f32("[2]", "[0,8],\"Shape\":[2]"), "tensor \"w\" has the member \"Shape\"; only \(members) are allowed."),

    Damaged(
      entry: "\"dtype\":\"F8_E5M2\",\"shape\":[8],\"data_offsets\":[0,8]",
      "the dtype of tensor \"w\" is \"F8_E5M2\"; allowed are \(types)."),
    Damaged(
      entry: "\"dtype\":\"f32\",\"shape\":[2],\"data_offsets\":[0,8]",
      "the dtype of tensor \"w\" is \"f32\"; allowed are \(types)."),
    Damaged(
      entry: "\"dtype\":\"\",\"shape\":[2],\"data_offsets\":[0,8]",
      "the dtype of tensor \"w\" is \"\"; allowed are \(types)."),
    Damaged(
      entry: "\"dtype\":32,\"shape\":[2],\"data_offsets\":[0,8]",
      "the dtype of tensor \"w\" is the number 32; it must be a string."),

    Damaged(entry: f32("2", "[0,8]"), "the shape of tensor \"w\" is the number 2; it must be an array of whole numbers."),
    Damaged(entry: f32("null", "[0,8]"), "the shape of tensor \"w\" is null; it must be an array of whole numbers."),
  ]
  + ["-2", "-0", "2.0", "2e0", "9223372036854775808", "18446744073709551618"].map {
    Damaged(
      entry: f32("[1,\($0)]", "[0,8]"),
      "the shape of tensor \"w\" holds the number \($0); every extent must be a whole number from 0 to \(max).")
  } + [
    Damaged(
      entry: f32("[\"2\"]", "[0,8]"),
      "the shape of tensor \"w\" holds the string \"2\"; every extent must be a whole number from 0 to \(max)."),
    Damaged(
      entry: f32("[[2]]", "[0,8]"),
      "the shape of tensor \"w\" holds an array of length 1; every extent must be a whole number from 0 to \(max)."),
    Damaged(
      entry: f32("[2147483648,1073741824]", "[0,8]"),
      "the shape [2147483648, 1073741824] of tensor \"w\" needs more than the \(max) bytes that can be counted."),
    Damaged(
      entry: f32("[4294967296,4294967296]", "[0,0]"),
      "the shape [4294967296, 4294967296] of tensor \"w\" needs more than the \(max) bytes that can be counted."),
    Damaged(
      entry: f32("[\(max),0,2]", "[0,0]"), data: 0,
      "the shape [\(max), 0, 2] of tensor \"w\" needs more than the \(max) bytes that can be counted."),
    Damaged(
      entry: f32("[9,9,9,9,9,9,9,9,\(max)]", "[0,8]"),
      "the shape [9, 9, 9, 9, 9, 9, 9, 9, …] of tensor \"w\" needs more than the \(max) bytes that can be counted."),
  ]

private let offsets: [Damaged] = [
  Damaged(entry: f32("[2]", "8"), "the data_offsets of tensor \"w\" are the number 8; they must be an array of two whole numbers."),
  Damaged(
    entry: f32("[2]", "[8]"),
    "the data_offsets of tensor \"w\" are an array of length 1; they must be an array of two whole numbers."),
  Damaged(
    entry: f32("[2]", "[0,8,8]"),
    "the data_offsets of tensor \"w\" are an array of length 3; they must be an array of two whole numbers."),
  Damaged(
    entry: f32("[2]", "[-1,7]"), "the data_offsets of tensor \"w\" hold the number -1; each must be a whole number from 0 to \(max)."),
  Damaged(
    entry: f32("[2]", "[0,8.0]"),
    "the data_offsets of tensor \"w\" hold the number 8.0; each must be a whole number from 0 to \(max)."),
  Damaged(
    entry: f32("[2]", "[0,18446744073709551624]"),
    "the data_offsets of tensor \"w\" hold the number 18446744073709551624; each must be a whole number from 0 to \(max)."),
  Damaged(
    entry: f32("[2]", "[true,8]"), "the data_offsets of tensor \"w\" hold true; each must be a whole number from 0 to \(max)."),
  Damaged(entry: f32("[2]", "[8,0]"), "tensor \"w\" begins at 8 and ends at 0; the end may not lie before the begin."),
  Damaged(
    entry: f32("[0]", "[\(max),0]"), "tensor \"w\" begins at \(max) and ends at 0; the end may not lie before the begin."),
  Damaged(entry: f32("[3]", "[0,12]"), "tensor \"w\" ends at 12; the data of the file end at 8."),
  Damaged(
    entry: f32("[1152921504606846976]", "[0,4611686018427387904]"),
    "tensor \"w\" ends at 4611686018427387904; the data of the file end at 8."),
  Damaged(entry: f32("[0]", "[9,9]"), "tensor \"w\" ends at 9; the data of the file end at 8."),
  Damaged(entry: f32("[1]", "[0,8]"), "the data_offsets of tensor \"w\" span 8 bytes; its shape and dtype need 4."),
  Damaged(entry: f32("[0]", "[0,8]"), "the data_offsets of tensor \"w\" span 8 bytes; its shape and dtype need 0."),
  Damaged(entry: f32("[]", "[0,8]"), "the data_offsets of tensor \"w\" span 8 bytes; its shape and dtype need 4."),
  Damaged(
    entry: "\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,8]",
    "the data_offsets of tensor \"w\" span 8 bytes; its shape and dtype need 16."),
]

private let layouts: [Damaged] = [
  Damaged(header((0, 8), (4, 12)), data: 12, "tensor \"b\" begins at 4; tensor \"a\" ends only at 8, and none may overlap."),
  Damaged(header((0, 8), (0, 8)), data: 8, "tensor \"b\" begins at 0; tensor \"a\" ends only at 8, and none may overlap."),
  Damaged(header((4, 12), (0, 8)), data: 12, "tensor \"a\" begins at 4; tensor \"b\" ends only at 8, and none may overlap."),
  Damaged(header((0, 12), (4, 8)), data: 12, "tensor \"b\" begins at 4; tensor \"a\" ends only at 12, and none may overlap."),
  Damaged(header((0, 8), (4, 4)), data: 8, "tensor \"b\" begins at 4; tensor \"a\" ends only at 8, and none may overlap."),
  Damaged(header((4, 8)), data: 8, "no tensor holds the data from 0 to 4, in front of tensor \"a\"; no gap is allowed."),
  Damaged(header((0, 4), (8, 12)), data: 12, "no tensor holds the data from 4 to 8, in front of tensor \"b\"; no gap is allowed."),
  Damaged(
    header((8, 8), (0, 4)), data: 8, "no tensor holds the data from 4 to 8, in front of tensor \"a\"; no gap is allowed."),
  Damaged(header((0, 4)), data: 5, "1 byte is after the last tensor; none may be there."),
  Damaged(header((4, 8), (0, 4)), data: 12, "4 bytes are after the last tensor; none may be there."),
  Damaged("{}", data: 3, "3 bytes are after the last tensor; none may be there."),
]

@Test("A damaged entry is refused by name", arguments: entries)
func damagedEntry(file: Damaged) {
  #expect(refusal(of: file.bytes) == "bad: \(file.message)")
}

@Test("Offsets that do not fit the tensor are refused by name", arguments: offsets)
func damagedOffsets(file: Damaged) {
  #expect(refusal(of: file.bytes) == "bad: \(file.message)")
}

@Test("Tensors that do not cover the data exactly are refused by name", arguments: layouts)
func damagedLayout(file: Damaged) {
  #expect(refusal(of: file.bytes) == "bad: \(file.message)")
}

@Test("The same tables are refused alike from a file", arguments: entries + offsets + layouts)
func damagedOnDisk(file: Damaged) throws {
  try withDirectory { directory in
    let path = "\(directory)/bad"
    try Data(file.bytes).write(to: URL(filePath: path))
    #expect(refusal(at: path) == file.message)
  }
}
