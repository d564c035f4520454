internal import OptimizerKernels
internal import Safetensors

/// How many floats a slot of a parameter has; 0 where there is none.
@c(optk_state_count) public func optkStateCount(
  _ optimizer: Int64, _ parameter: Int64, _ slot: CInt, _ count: UnsafeMutablePointer<Int64>?
) -> CInt {
  call {
    let count = try unsafe Arguments.address(count, "count", "an int64_t")
    try Handles.with(optimizer) { content in
      let parameter = try content.parameter(parameter)
      let slot = try StateSlot(Arguments.constant(slot, "slot", OptkSlot.self))
      let isThere = content.optimizer.keeps(slot, of: parameter) && content.optimizer.hasBegun(slot, of: parameter)
      unsafe count.pointee = isThere ? Int64(content.optimizer.elementCount(parameter)) : 0
    }
  }
}

/// Copies a slot of a parameter.
@c(optk_state) public func optkState(
  _ optimizer: Int64, _ parameter: Int64, _ slot: CInt, _ values: UnsafeMutablePointer<Float>?, _ count: Int64
) -> CInt {
  call {
    try Handles.with(optimizer) { content in
      let parameter = try content.parameter(parameter)
      let slot = try content.slot(slot, of: parameter)
      guard content.optimizer.hasBegun(slot, of: parameter) else {
        throw CallError(
          .invalidArgument, "the \(slot.title) of \(content.optimizer.parameterName(parameter)) begin at its first step, and it took none")
      }
      try content.check(count, of: parameter)
      guard count > 0 else { return }
      let values = try unsafe Arguments.address(values, "values", "\(count) floats")
      unsafe content.optimizer.read(slot, of: parameter, to: values)
    }
  }
}

/// Overwrites a slot of a parameter.
@c(optk_set_state) public func optkSetState(
  _ optimizer: Int64, _ parameter: Int64, _ slot: CInt, _ values: UnsafePointer<Float>?, _ count: Int64
) -> CInt {
  call {
    try Handles.with(optimizer) { content in
      let parameter = try content.parameter(parameter)
      let slot = try content.slot(slot, of: parameter)
      try content.check(count, of: parameter)
      guard count > 0 else { return }
      let values = try unsafe Arguments.address(values, "values", "\(count) floats")
      try unsafe content.optimizer.write(slot, of: parameter, from: values)
    }
  }
}

/// How many steps a parameter has taken.
@c(optk_step_count) public func optkStepCount(_ optimizer: Int64, _ parameter: Int64, _ count: UnsafeMutablePointer<Int64>?) -> CInt {
  call {
    let count = try unsafe Arguments.address(count, "count", "an int64_t")
    try Handles.with(optimizer) { unsafe count.pointee = try Int64($0.optimizer.stepCount($0.parameter(parameter))) }
  }
}

/// Sets how many steps a parameter has taken.
@c(optk_set_step_count) public func optkSetStepCount(_ optimizer: Int64, _ parameter: Int64, _ count: Int64) -> CInt {
  call {
    try Handles.with(optimizer) { content in
      let parameter = try content.parameter(parameter)
      try content.optimizer.setStepCount(Int(clamping: count), of: parameter)
    }
  }
}

/// α of each element of a parameter; null takes them away.
@c(optk_set_learning_rates) public func optkSetLearningRates(
  _ optimizer: Int64, _ parameter: Int64, _ rates: UnsafePointer<Float>?, _ count: Int64
) -> CInt {
  call {
    try Handles.with(optimizer) { content in
      let parameter = try content.parameter(parameter)
      let name = content.optimizer.parameterName(parameter)
      guard let rates = try unsafe Arguments.optionalAddress(rates, "rates") else {
        return try content.optimizer.setLearningRates(nil, of: name)
      }
      try content.check(count, of: parameter)
      try ProcessMemory.require(content.optimizer.elementCount(parameter) * MemoryLayout<Float>.stride)
      // The caller's array has as many floats as the parameter has elements.
      let values = unsafe Array(UnsafeBufferPointer(start: rates, count: content.optimizer.elementCount(parameter)))
      try content.optimizer.setLearningRates(values, of: name)
    }
  }
}
