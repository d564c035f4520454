internal import OptimizerKernels

/// How many groups there are.
@c(optk_group_count) public func optkGroupCount(_ optimizer: Int64, _ count: UnsafeMutablePointer<Int64>?) -> CInt {
  call {
    let count = try unsafe Arguments.address(count, "count", "an int64_t")
    try Handles.with(optimizer) { unsafe count.pointee = Int64($0.optimizer.groups.count) }
  }
}

/// How many parameters there are.
@c(optk_parameter_count) public func optkParameterCount(_ optimizer: Int64, _ count: UnsafeMutablePointer<Int64>?) -> CInt {
  call {
    let count = try unsafe Arguments.address(count, "count", "an int64_t")
    try Handles.with(optimizer) { unsafe count.pointee = Int64($0.optimizer.parameterCount) }
  }
}

/// The number of the parameter of a name.
@c(optk_parameter_number) public func optkParameterNumber(
  _ optimizer: Int64, _ name: UnsafePointer<CChar>?, _ number: UnsafeMutablePointer<Int64>?
) -> CInt {
  call {
    let number = try unsafe Arguments.address(number, "number", "an int64_t")
    try Handles.with(optimizer) { content in
      let start = unsafe name
      let name = try unsafe Arguments.text(start, "name", longest: Arguments.longestName)
      try ArraySpan.checkOverlaps(
        unsafe [try ArraySpan.written(number, "number"), try ArraySpan.read(start, name.utf8.count, "name")].compactMap(\.self))
      guard let found = content.numbers[name] else {
        throw CallError.argument("name", name, allowed: "the name of one of the \(content.numbers.count) parameters")
      }
      unsafe number.pointee = Int64(found)
    }
  }
}

/// The rule of a group as JSON.
@c(optk_configuration) public func optkConfiguration(
  _ optimizer: Int64, _ group: Int64, _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int64, _ length: UnsafeMutablePointer<Int64>?
) -> CInt {
  call {
    let length = try unsafe Arguments.optionalAddress(length, "length")
    let room = try Arguments.count(capacity, "capacity")
    var written = unsafe [try ArraySpan.written(length, "length")].compactMap(\.self)
    if let buffer = unsafe buffer {
      written.append(try ArraySpan(UInt(bitPattern: buffer), byteCount: room, "buffer", isWritten: true))
    }
    try ArraySpan.checkOverlaps(written)
    try Handles.with(optimizer) { content in
      let json = try JSON.encode(content.optimizer.groups[content.group(group)].configuration)
      unsafe copy(json, buffer, capacity)
      unsafe length?.pointee = Int64(json.utf8.count)
    }
  }
}
