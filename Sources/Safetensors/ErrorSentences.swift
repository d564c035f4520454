extension SafetensorsError.Reason {
  /// What is wrong, in one sentence.
  public var sentence: String {
    switch self {
    case .pathHasNUL:
      "the path contains a NUL character; a path may not."
    case .missing:
      "there is no such file."
    case .directory:
      "this is a directory; only a regular file can be read."
    case .notRegularFile(let found):
      "this is \(found); only a regular file can be read."
    case .unreadable(let message):
      "the file cannot be read: \(message)."
    case .changedWhileRead(let missing):
      "the file ended \(byteCount(missing)) early while it was read; it must stay as it is."
    case .notReplaceable(let found):
      "this is \(found); only a regular file can be replaced."
    case .unwritable(let message):
      "the file cannot be written: \(message)."
    case .outOfMemory(let byteCount):
      "\(OutOfMemory.sentence(byteCount))."
    case .fileTooLong(let size, let limit):
      "the file has \(size) bytes; at most \(limit) are allowed."
    case .tooShort(let size):
      "the file has \(byteCount(size)); the header length alone takes 8."
    case .headerPastEnd(let length, let available):
      "the header is said to have \(byteCount(length)); the file has \(available) after the header length."
    case .headerTooLong(let length, let limit):
      "the header is said to have \(length) bytes; at most \(limit) are allowed."
    case .headerNotJSON(let error):
      "the header is not JSON: \(error)."
    case .duplicateKey(let key, let offset):
      "the header has the key \(quoted(key)) a second time at byte \(offset); a key may stand once in an object."
    case .headerNotObject(let found):
      "the header is \(found); it must be an object."
    case .headerNotStartingWithBrace(let found):
      "the header starts with \(shown(found)); it must start with '{'."
    case .metadataNotObject(let found):
      "__metadata__ is \(found); it must be an object."
    case .metadataNotString(let key, let found):
      "the metadata \(quoted(key)) is \(found); it must be a string."
    case .tensorNotObject(let tensor, let found):
      "the entry of tensor \(quoted(tensor)) is \(found); it must be an object."
    case .memberMissing(let tensor, let member):
      "tensor \(quoted(tensor)) has no \(member); dtype, shape and data_offsets must be there."
    case .memberUnknown(let tensor, let member):
      "tensor \(quoted(tensor)) has the member \(quoted(member)); only dtype, shape and data_offsets are allowed."
    case .dtypeNotString(let tensor, let found):
      "the dtype of tensor \(quoted(tensor)) is \(found); it must be a string."
    case .dtypeNotAccepted(let tensor, let dtype):
      "the dtype of tensor \(quoted(tensor)) is \(quoted(dtype)); allowed are \(ElementType.allowed)."
    case .shapeNotArray(let tensor, let found):
      "the shape of tensor \(quoted(tensor)) is \(found); it must be an array of whole numbers."
    case .shapeNotWhole(let tensor, let found):
      "the shape of tensor \(quoted(tensor)) holds \(found); every extent must be a whole number from 0 to \(Int.max)."
    case .shapeTooLarge(let tensor, let shape):
      "the shape \(shortList(shape)) of tensor \(quoted(tensor)) needs more than the \(Int.max) bytes that can be counted."
    case .offsetsNotPair(let tensor, let found):
      "the data_offsets of tensor \(quoted(tensor)) are \(found); they must be an array of two whole numbers."
    case .offsetsNotWhole(let tensor, let found):
      "the data_offsets of tensor \(quoted(tensor)) hold \(found); each must be a whole number from 0 to \(Int.max)."
    case .offsetsReversed(let tensor, let begin, let end):
      "tensor \(quoted(tensor)) begins at \(begin) and ends at \(end); the end may not lie before the begin."
    case .offsetsPastEnd(let tensor, let end, let dataSize):
      "tensor \(quoted(tensor)) ends at \(end); the data of the file end at \(dataSize)."
    case .sizeMismatch(let tensor, let spanned, let needed):
      "the data_offsets of tensor \(quoted(tensor)) span \(byteCount(spanned)); its shape and dtype need \(needed)."
    case .overlap(let tensor, let begin, let other, let otherEnd):
      "tensor \(quoted(tensor)) begins at \(begin); tensor \(quoted(other)) ends only at \(otherEnd), and none may overlap."
    case .gap(let tensor, let from, let to):
      "no tensor holds the data from \(from) to \(to), in front of tensor \(quoted(tensor)); no gap is allowed."
    case .trailingBytes(let count):
      "\(byteCount(count)) \(count == 1 ? "is" : "are") after the last tensor; none may be there."
    case .nameReserved(let name):
      "a tensor is named \(quoted(name)); the format reserves that name."
    case .dataTooLong:
      "the tensors take more bytes than an Int counts."
    case .tooManyBytes(let given, let left, let promised):
      "\(byteCount(given)) \(given == 1 ? "is" : "are") appended where the tensors have \(left) left of \(promised)."
    case .unfinished(let appended, let promised):
      "the file is finished after \(byteCount(appended)) of data; its tensors have \(promised)."
    case .tensorMissing(let name):
      "there is no tensor \(quoted(name))."
    case .rangeOutside(let tensor, let offset, let count, let size):
      "\(byteCount(count)) \(count == 1 ? "is" : "are") read from byte \(offset) of tensor \(quoted(tensor)), which has \(size)."
    case .notSinglePrecision(let tensor, let found):
      "tensor \(quoted(tensor)) is \(found.rawValue); only F32 is read as numbers of single precision."
    case .nameRepeated(let name):
      "a tensor is named \(quoted(name)) a second time; a name may stand once."
    }
  }
}

private func byteCount(_ count: some BinaryInteger) -> String {
  count == 1 ? "1 byte" : "\(count) bytes"
}

func shortList(_ shape: [Int]) -> String {
  let limit = 8
  let shown = shape.prefix(limit).map(String.init).joined(separator: ", ")
  return "[\(shown)\(shape.count > limit ? ", …" : "")]"
}
