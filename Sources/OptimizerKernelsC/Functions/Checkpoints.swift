internal import OptimizerKernels

/// Writes a checkpoint of the optimizer and its parameters.
@c(optk_save) public func optkSave(
  _ optimizer: Int64, _ parameterCount: Int64, _ parameters: UnsafePointer<UnsafePointer<Float>?>?, _ path: UnsafePointer<CChar>?,
  _ survivingPowerLoss: CInt
) -> CInt {
  call {
    let path = try unsafe Arguments.text(path, "path", longest: Arguments.longestName)
    try Handles.with(optimizer) { content in
      let count = content.optimizer.parameterCount
      guard parameterCount == count else {
        throw CallError.argument("parameter_count", "\(parameterCount)", allowed: "\(count), as many as the optimizer has")
      }
      guard count > 0 else { throw OptimizerError.noParameters }
      let parameters = try unsafe Arguments.address(parameters, "parameters", "\(count) addresses")
      var tensors = Tensors<Float>()
      for i in 0..<count {
        let (name, elements) = (content.optimizer.parameterName(i), content.optimizer.elementCount(i))
        try tensors.append(zeros: name, shape: content.optimizer.shape(i))
        guard elements > 0 else { continue }
        // The caller's array has as many floats as the parameter has elements.
        let source = try unsafe Arguments.address(parameters[i], "parameters[\(i)]", "the \(elements) elements of \(name)")
        tensors.withMutableSpan(of: name) { span in
          for j in 0..<elements { span[j] = unsafe source[j] }
        }
      }
      try content.optimizer.save(tensors, to: path, survivingPowerLoss: survivingPowerLoss != 0)
    }
  }
}

/// Makes an optimizer from a checkpoint.
@c(optk_load) public func optkLoad(_ path: UnsafePointer<CChar>?, _ optimizer: UnsafeMutablePointer<Int64>?) -> CInt {
  call {
    let optimizer = try unsafe Arguments.address(optimizer, "optimizer", "an int64_t")
    let path = try unsafe Arguments.text(path, "path", longest: Arguments.longestName)
    let loaded = try Optimizer.load(from: path)
    var content = SessionContent()
    content.optimizer = loaded.optimizer
    for (i, name) in loaded.parameters.names.enumerated() { content.numbers[name] = i }
    content.loaded = loaded.parameters
    unsafe optimizer.pointee = Handles.add(Session(content))
  }
}

/// Copies a parameter as a checkpoint had it.
@c(optk_loaded_parameter) public func optkLoadedParameter(
  _ optimizer: Int64, _ parameter: Int64, _ values: UnsafeMutablePointer<Float>?, _ count: Int64
) -> CInt {
  call {
    try Handles.with(optimizer) { content in
      let parameter = try content.parameter(parameter)
      let name = content.optimizer.parameterName(parameter)
      guard let loaded = content.loaded, loaded.count(of: name) != nil else {
        throw CallError(
          .invalidArgument, "\(name) was not loaded, or the optimizer has stepped since; allowed: after optk_load, before a step")
      }
      try content.check(count, of: parameter)
      guard count > 0 else { return }
      let values = try unsafe Arguments.address(values, "values", "\(count) floats")
      loaded.withSpan(of: name) { span in
        // As many as `count`, which was checked.
        for j in span.indices { unsafe values[j] = span[j] }
      }
    }
  }
}

/// How many elements a parameter has.
@c(optk_element_count) public func optkElementCount(_ optimizer: Int64, _ parameter: Int64, _ count: UnsafeMutablePointer<Int64>?) -> CInt {
  call {
    let count = try unsafe Arguments.address(count, "count", "an int64_t")
    try Handles.with(optimizer) { unsafe count.pointee = try Int64($0.optimizer.elementCount($0.parameter(parameter))) }
  }
}
