internal import OptimizerKernels

/// How gradients are clipped before a step; 0 for not.
@c(optk_set_clipping) public func optkSetClipping(_ optimizer: Int64, _ value: Double, _ norm: Double, _ globalNorm: Double) -> CInt {
  call {
    try Handles.with(optimizer) { content in
      func limit(_ number: Double) -> Double? { number == 0 ? nil : number }
      guard value != 0 || norm != 0 || globalNorm != 0 else {
        content.optimizer.clipping = nil
        return
      }
      do {
        content.optimizer.clipping = try GradientClipping(value: limit(value), norm: limit(norm), globalNorm: limit(globalNorm))
      } catch {
        throw CallError(.invalidArgument, "\(error)")
      }
    }
  }
}

/// What happens where a gradient is NaN or infinite.
@c(optk_set_non_finite_gradients) public func optkSetNonFiniteGradients(_ optimizer: Int64, _ policy: CInt) -> CInt {
  call {
    try Handles.with(optimizer) { content in
      content.optimizer.nonFiniteGradients =
        switch try Arguments.constant(policy, "policy", OptkNonFinite.self) {
        case .propagate: .propagate
        case .skipStep: .skipStep
        case .refuse: .throw
        }
    }
  }
}

/// The most threads that a step may use; 0 for as many as the machine has.
@c(optk_set_threads) public func optkSetThreads(_ optimizer: Int64, _ threads: Int64) -> CInt {
  call {
    try Handles.with(optimizer) { content in
      guard threads >= 0 else {
        throw CallError.argument("threads", "\(threads)", allowed: "1 or more, or 0 for as many as the machine has")
      }
      try content.optimizer.setThreads(threads == 0 ? nil : Int(clamping: threads))
    }
  }
}

/// Whether steps measure what ``optkLastStep(_:_:_:_:_:_:)`` tells.
@c(optk_set_observing) public func optkSetObserving(_ optimizer: Int64, _ observing: CInt) -> CInt {
  call { try Handles.with(optimizer) { $0.isObserving = observing != 0 } }
}

/// α of a group, without its schedules.
@c(optk_learning_rate) public func optkLearningRate(_ optimizer: Int64, _ group: Int64, _ rate: UnsafeMutablePointer<Double>?) -> CInt {
  call {
    let rate = try unsafe Arguments.address(rate, "rate", "a double")
    try Handles.with(optimizer) { content in
      unsafe rate.pointee = try content.optimizer.groups[content.group(group)].configuration.formula.learningRate
    }
  }
}

/// Sets α of a group.
@c(optk_set_learning_rate) public func optkSetLearningRate(_ optimizer: Int64, _ group: Int64, _ rate: Double) -> CInt {
  call { try Handles.with(optimizer) { try $0.optimizer.setLearningRate(rate, ofGroup: $0.group(group)) } }
}

/// λ of a group, without its schedules.
@c(optk_weight_decay) public func optkWeightDecay(_ optimizer: Int64, _ group: Int64, _ decay: UnsafeMutablePointer<Double>?) -> CInt {
  call {
    let decay = try unsafe Arguments.address(decay, "decay", "a double")
    try Handles.with(optimizer) { content in
      unsafe decay.pointee = try content.optimizer.groups[content.group(group)].configuration.formula.weightDecay
    }
  }
}

/// Sets λ of a group.
@c(optk_set_weight_decay) public func optkSetWeightDecay(_ optimizer: Int64, _ group: Int64, _ decay: Double) -> CInt {
  call { try Handles.with(optimizer) { try $0.optimizer.setWeightDecay(decay, ofGroup: $0.group(group)) } }
}

/// α after its schedules at the next step of a parameter; NaN where each element has its own.
@c(optk_scheduled_learning_rate) public func optkScheduledLearningRate(
  _ optimizer: Int64, _ parameter: Int64, _ rate: UnsafeMutablePointer<Double>?
) -> CInt {
  call {
    let rate = try unsafe Arguments.address(rate, "rate", "a double")
    try Handles.with(optimizer) { content in
      let name = content.optimizer.parameterName(try content.parameter(parameter))
      unsafe rate.pointee = content.optimizer.learningRate(of: name) ?? .nan
    }
  }
}
