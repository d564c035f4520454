internal import OptimizerKernels

/// Takes one step of all parameters that have a gradient.
@c(optk_step) public func optkStep(
  _ optimizer: Int64, _ parameterCount: Int64, _ parameters: UnsafePointer<UnsafeMutablePointer<Float>?>?,
  _ gradients: UnsafePointer<UnsafeRawPointer?>?, _ gradientType: CInt, _ copies: UnsafePointer<UnsafeMutableRawPointer?>?,
  _ copyType: CInt, _ lossScale: Float, _ skipped: UnsafeMutablePointer<CInt>?
) -> CInt {
  call {
    let skipped = try unsafe Arguments.optionalAddress(skipped, "skipped")
    try Handles.with(optimizer) { content in
      let count = content.optimizer.parameterCount
      guard parameterCount == count else {
        throw CallError.argument("parameter_count", "\(parameterCount)", allowed: "\(count), as many as the optimizer has")
      }
      guard count > 0 else { throw OptimizerError.noParameters }
      let parameters = try unsafe Arguments.address(parameters, "parameters", "\(count) addresses")
      let gradients = try unsafe Arguments.address(gradients, "gradients", "\(count) addresses")
      let copies = try unsafe Arguments.optionalAddress(copies, "copies")
      let gradientType = try Arguments.constant(gradientType, "gradient_type", OptkElement.self)
      let copyType = try Arguments.constant(copyType, "copy_type", OptkElement.self)
      guard lossScale > 0, lossScale.isFinite else { throw CallError.argument("loss_scale", "\(lossScale)", allowed: "above 0, finite") }
      // Each of the caller's arrays has `count` addresses.
      let given = unsafe GivenArrays(
        parameters: UnsafePointer(parameters), gradients: gradients, copies: copies, skipped: skipped, count: count)
      try unsafe content.checked.check(given, gradientType: gradientType, copyType: copyType, content.optimizer)
      let report = try unsafe content.optimizer.step(
        parameters: parameters, gradients: gradients, gradientType: TensorElementType(gradientType),
        copies: copies, copyType: TensorElementType(copyType), lossScale: lossScale,
        observing: content.isObserving)
      content.lastReport = report
      if content.loaded != nil { content.loaded = nil }
      unsafe skipped?.pointee = report.skipped ? 1 : 0
    }
  }
}

/// What the last step did.
@c(optk_last_step) public func optkLastStep(
  _ optimizer: Int64, _ parameterCount: UnsafeMutablePointer<Int64>?, _ gradientNorm: UnsafeMutablePointer<Double>?,
  _ updateNorm: UnsafeMutablePointer<Double>?, _ largestUpdate: UnsafeMutablePointer<Float>?,
  _ boundedElements: UnsafeMutablePointer<Int64>?
) -> CInt {
  call {
    let parameterCount = try unsafe Arguments.optionalAddress(parameterCount, "parameter_count")
    let gradientNorm = try unsafe Arguments.optionalAddress(gradientNorm, "gradient_norm")
    let updateNorm = try unsafe Arguments.optionalAddress(updateNorm, "update_norm")
    let largestUpdate = try unsafe Arguments.optionalAddress(largestUpdate, "largest_update")
    let boundedElements = try unsafe Arguments.optionalAddress(boundedElements, "bounded_elements")
    let written = unsafe [
      try ArraySpan.written(parameterCount, "parameter_count"), try ArraySpan.written(gradientNorm, "gradient_norm"),
      try ArraySpan.written(updateNorm, "update_norm"), try ArraySpan.written(largestUpdate, "largest_update"),
      try ArraySpan.written(boundedElements, "bounded_elements"),
    ]
    try ArraySpan.checkOverlaps(written.compactMap(\.self))
    try Handles.with(optimizer) { content in
      guard let report = content.lastReport else { throw CallError(.invalidArgument, "the optimizer has not stepped yet") }
      unsafe parameterCount?.pointee = Int64(report.parameterCount)
      unsafe gradientNorm?.pointee = report.gradientNorm ?? .nan
      unsafe updateNorm?.pointee = report.observation?.updateNorm ?? .nan
      unsafe largestUpdate?.pointee = report.observation?.largestUpdate ?? .nan
      unsafe boundedElements?.pointee = Int64(report.observation?.boundedElements ?? -1)
    }
  }
}

/// Takes a step of a group's rule on arrays that the caller keeps.
@c(optk_update) public func optkUpdate(
  _ optimizer: Int64, _ group: Int64, _ t: Int64, _ count: Int64, _ parameters: UnsafeMutablePointer<Float>?,
  _ gradients: UnsafePointer<Float>?, _ firstMoment: UnsafeMutablePointer<Float>?, _ secondMoment: UnsafeMutablePointer<Float>?,
  _ maximum: UnsafeMutablePointer<Float>?, _ averagedRate: UnsafeMutablePointer<Float>?, _ slowWeights: UnsafeMutablePointer<Float>?
) -> CInt {
  call {
    try Handles.with(optimizer) { content in
      let group = try content.group(group)
      guard t >= 1, t <= OptimizerStateError.mostSteps, let t = Int(exactly: t) else {
        throw CallError.argument("t", "\(t)", allowed: "1 ≤ t ≤ \(OptimizerStateError.mostSteps)")
      }
      let count = try Arguments.count(count, "count")
      let title = content.optimizer.groups[group].configuration.title
      let kept = content.optimizer.slots(ofGroup: group)
      guard count > 0 else { return }
      var arrays = unsafe UpdateArrays()
      unsafe arrays.parameters = try Arguments.address(parameters, "parameters", "\(count) floats")
      unsafe arrays.gradients = try Arguments.address(gradients, "gradients", "\(count) floats")
      var spans = [
        try ArraySpan(UInt(bitPattern: parameters), count, .float32, "parameters", isWritten: true),
        try ArraySpan(UInt(bitPattern: gradients), count, .float32, "gradients", isWritten: false),
      ]
      let given = unsafe [firstMoment, secondMoment, maximum, averagedRate, slowWeights]
      let names = ["first_moment", "second_moment", "maximum", "averaged_rate", "slow_weights"]
      for (i, slot) in StateSlot.allCases.enumerated() {
        guard kept.contains(slot) else {
          guard unsafe given[i] == nil else { throw CallError.argument(names[i], "given", allowed: "null, for \(title) keeps none") }
          continue
        }
        guard unsafe given[i] != nil else {
          throw CallError.argument(names[i], "null", allowed: "the address of \(count) floats, for \(title) keeps them")
        }
        spans.append(try ArraySpan(unsafe UInt(bitPattern: given[i]), count, .float32, names[i], isWritten: true))
        unsafe arrays.slots[i] = given[i]
      }
      try ArraySpan.checkOverlaps(spans)
      try unsafe content.optimizer.update(arrays, count: count, t: t, group: group)
    }
  }
}
