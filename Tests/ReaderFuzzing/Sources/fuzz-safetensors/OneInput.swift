import Harness
import Safetensors

/// A safetensors file, as it is and with the length of its header mended.
@_cdecl("LLVMFuzzerTestOneInput")
public func oneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = unsafe bytes(start, count)
  check(input)
  if let mended = fitted(input), mended != input { check(mended) }
  return 0
}

private func check(_ bytes: [UInt8]) {
  do throws(SafetensorsError) {
    let file = try SafetensorsFile(bytes: bytes, name: "input")
    checkTensors(of: file, bytes)
    let again = try SafetensorsFile(bytes: try file.encoded(), name: "written")
    require(again == file, "what was read, written and read again is something else")
  } catch {
    require(error.file == "input", "what was read and written is refused: \(error)")
    require(error.description.utf8.count < 1000 + 32 * bytes.count, "the refusal is longer than the file warrants")
  }
}

/// Each tensor has the bytes that its shape asks for, and together they are all that follows the header.
private func checkTensors(of file: SafetensorsFile, _ bytes: [UInt8]) {
  let headerLength = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
  var total = 0
  for (name, tensor) in file.tensors {
    let width = tensor.elementType.byteCount
    // An extent of 0 makes the product 0, however large it was before.
    let elements = tensor.shape.contains(0) ? 0 : product(tensor.shape)
    require(elements == tensor.count && tensor.count * width == tensor.bytes.count, "\(name) has not the bytes of its shape")
    require(tensor.float64.map { $0.count == tensor.count } ?? true, "\(name) gives another count of numbers")
    total += tensor.bytes.count
  }
  require(total == bytes.count - 8 - headerLength, "the tensors have \(total) bytes, and the file another number")
}
