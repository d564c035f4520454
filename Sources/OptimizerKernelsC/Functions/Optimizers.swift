internal import OptimizerKernels
internal import Safetensors

/// Makes an optimizer with one group and no parameters.
@c(optk_create) public func optkCreate(
  _ rule: UnsafePointer<CChar>?, _ options: UnsafePointer<CChar>?, _ group: UnsafePointer<CChar>?,
  _ optimizer: UnsafeMutablePointer<Int64>?
) -> CInt {
  call {
    let optimizer = try unsafe Arguments.address(optimizer, "optimizer", "an int64_t")
    let group = try unsafe readGroup(rule, options, group, ArraySpan.written(optimizer, "optimizer"))
    var content = SessionContent()
    content.optimizer.append(group)
    unsafe optimizer.pointee = Handles.add(Session(content))
  }
}

/// Frees an optimizer; 0 is none.
@c(optk_free) public func optkFree(_ optimizer: Int64) -> CInt {
  call {
    if optimizer != 0 { try Handles.remove(optimizer) }
  }
}

/// Adds a group.
@c(optk_add_group) public func optkAddGroup(
  _ optimizer: Int64, _ rule: UnsafePointer<CChar>?, _ options: UnsafePointer<CChar>?, _ group: UnsafePointer<CChar>?,
  _ number: UnsafeMutablePointer<Int64>?
) -> CInt {
  call {
    let number = try unsafe Arguments.optionalAddress(number, "number")
    try Handles.with(optimizer) { content in
      content.optimizer.append(try unsafe readGroup(rule, options, group, ArraySpan.written(number, "number")))
      unsafe number?.pointee = Int64(content.optimizer.groups.count - 1)
    }
  }
}

/// Adds a parameter in the state before its first step.
@c(optk_add_parameter) public func optkAddParameter(
  _ optimizer: Int64, _ name: UnsafePointer<CChar>?, _ shape: UnsafePointer<Int64>?, _ axisCount: Int64, _ group: Int64,
  _ number: UnsafeMutablePointer<Int64>?
) -> CInt {
  call {
    let number = try unsafe Arguments.optionalAddress(number, "number")
    try Handles.with(optimizer) { content in
      let start = unsafe name
      let name = try unsafe Arguments.text(start, "name", longest: Arguments.longestName)
      guard !name.isEmpty else { throw CallError.argument("name", "empty", allowed: "at least one character") }
      let group = try content.group(group)
      guard content.numbers[name] == nil else { throw OptimizerError.duplicateParameter(name: name) }
      let extents = unsafe shape
      let shape = try unsafe readShape(extents, axisCount)
      let arguments = unsafe [
        try ArraySpan.written(number, "number"), try ArraySpan.read(start, name.utf8.count, "name"),
        try ArraySpan(UInt(bitPattern: extents), byteCount: shape.count * MemoryLayout<Int64>.stride, "shape", isWritten: false),
      ]
      try ArraySpan.checkOverlaps(arguments.compactMap(\.self))
      try checkMemory(shape, of: name, group, content.optimizer)
      try content.optimizer.append(name, shape: shape, toGroup: group)
      content.numbers[name] = content.optimizer.parameterCount - 1
      content.checked.forget()
      unsafe number?.pointee = Int64(content.optimizer.parameterCount - 1)
    }
  }
}

private func readGroup(
  _ rule: UnsafePointer<CChar>?, _ options: UnsafePointer<CChar>?, _ group: UnsafePointer<CChar>?, _ written: ArraySpan?
) throws -> ParameterGroup {
  let name = try unsafe Arguments.text(rule, "rule", longest: Arguments.longestName)
  let json = try unsafe Arguments.optionalText(options, "options")
  let settings = try unsafe Arguments.optionalText(group, "group")
  let texts = unsafe [
    try ArraySpan.read(rule, name.utf8.count, "rule"), try ArraySpan.read(options, json?.utf8.count, "options"),
    try ArraySpan.read(group, settings?.utf8.count, "group"), written,
  ]
  try ArraySpan.checkOverlaps(texts.compactMap(\.self))
  return try Rules.group(name, options: json, settings: settings)
}

/// The extents; no axis is a single number.
private func readShape(_ shape: UnsafePointer<Int64>?, _ axisCount: Int64) throws -> [Int] {
  guard 0...64 ~= axisCount else { throw CallError.argument("axis_count", "\(axisCount)", allowed: "0 ≤ axis_count ≤ 64") }
  guard axisCount > 0 else { return [] }
  let shape = try unsafe Arguments.address(shape, "shape", "\(axisCount) extents")
  // The caller's array has `axisCount` extents.
  return try (0..<Int(axisCount)).map { try unsafe Arguments.count(shape[$0], "shape[\($0)]") }
}

/// - Throws: where the state of all parameters would be more than the process may use.
private func checkMemory(_ shape: [Int], of name: String, _ group: Int, _ optimizer: Optimizer) throws {
  let refusal = CallError(
    .outOfMemory, "the state of \(name), of shape \(shape), with what there is already is more than the memory of this process")
  var count = 1
  // An extent of 0 makes all others harmless.
  for extent in shape.contains(0) ? [0] : shape {
    let (product, overflow) = count.multipliedReportingOverflow(by: extent)
    // Less than 2⁵² elements: the bytes of all slots have a count.
    guard !overflow, product < 1 << 52 else { throw refusal }
    count = product
  }
  let byteCount = optimizer.stateByteCount(count: count, inGroup: group)
  let (sum, overflow) = byteCount.addingReportingOverflow(optimizer.stateByteCount)
  guard !overflow, sum <= ProcessMemory.limit else { throw refusal }
}
