extension HeaderReader {
  /// Reads the entry of one tensor.
  func entry(_ member: JSONMember, dataSize: Int) throws(SafetensorsError) -> TensorEntry {
    let name = member.key
    guard case .object(let members) = member.value else {
      throw refusal(.tensorNotObject(tensor: name, found: member.value.summary))
    }
    var dtype: JSONValue?
    var shape: JSONValue?
    var offsets: JSONValue?
    for member in members {
      switch member.key {
      case "dtype": dtype = member.value
      case "shape": shape = member.value
      case "data_offsets": offsets = member.value
      default: throw refusal(.memberUnknown(tensor: name, member: member.key))
      }
    }
    guard let dtype else { throw refusal(.memberMissing(tensor: name, member: "dtype")) }
    guard let shape else { throw refusal(.memberMissing(tensor: name, member: "shape")) }
    guard let offsets else { throw refusal(.memberMissing(tensor: name, member: "data_offsets")) }

    let elementType = try self.elementType(dtype, tensor: name)
    let extents = try self.extents(shape, tensor: name)
    guard let needed = tensorByteCount(shape: extents, elementType: elementType) else {
      throw refusal(.shapeTooLarge(tensor: name, shape: extents))
    }
    let (begin, end) = try span(offsets, tensor: name, dataSize: dataSize)
    guard end - begin == needed else { throw refusal(.sizeMismatch(tensor: name, spanned: end - begin, needed: needed)) }
    return TensorEntry(name: name, elementType: elementType, shape: extents, begin: begin, end: end)
  }

  private func elementType(_ value: JSONValue, tensor: String) throws(SafetensorsError) -> ElementType {
    guard case .string(let name) = value else { throw refusal(.dtypeNotString(tensor: tensor, found: value.summary)) }
    guard let type = ElementType(rawValue: name) else { throw refusal(.dtypeNotAccepted(tensor: tensor, dtype: name)) }
    return type
  }

  private func extents(_ value: JSONValue, tensor: String) throws(SafetensorsError) -> [Int] {
    guard case .array(let elements) = value else { throw refusal(.shapeNotArray(tensor: tensor, found: value.summary)) }
    var extents: [Int] = []
    for element in elements {
      guard let extent = wholeNumber(element) else {
        throw refusal(.shapeNotWhole(tensor: tensor, found: element.summary))
      }
      extents.append(extent)
    }
    return extents
  }

  private func span(_ value: JSONValue, tensor: String, dataSize: Int) throws(SafetensorsError) -> (begin: Int, end: Int) {
    guard case .array(let elements) = value, elements.count == 2 else {
      throw refusal(.offsetsNotPair(tensor: tensor, found: value.summary))
    }
    let begin = try offset(elements[0], tensor: tensor)
    let end = try offset(elements[1], tensor: tensor)
    guard begin <= end else { throw refusal(.offsetsReversed(tensor: tensor, begin: begin, end: end)) }
    guard end <= dataSize else { throw refusal(.offsetsPastEnd(tensor: tensor, end: end, dataSize: dataSize)) }
    return (begin, end)
  }

  private func offset(_ value: JSONValue, tensor: String) throws(SafetensorsError) -> Int {
    guard let offset = wholeNumber(value) else { throw refusal(.offsetsNotWhole(tensor: tensor, found: value.summary)) }
    return offset
  }
}

/// The value of a number that is written in digits alone and fits an `Int`.
private func wholeNumber(_ value: JSONValue) -> Int? {
  guard case .number(let literal) = value else { return nil }
  // `Int` would read "-0" too, and the scanner leaves no other sign.
  return literal.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } ? Int(literal) : nil
}
