import OptimizerKernelsC
import Testing

/// What is asked of an optimizer and told to it, and what is refused: each with its whole message.
@Suite struct SettingTests {
  @Test func `an optimizer that is none`() {
    func text(_ optimizer: Int64) -> String {
      "optimizer is \(optimizer); allowed: a number that optk_create gave, and that optk_free has not freed"
    }
    let (_, optimizer) = create("torch.optim.SGD")
    done { optkFree(optimizer) }
    for handle in [optimizer, 0, -1, 1, .max, .min, optimizer + 1000] {
      var count: Int64 = 7
      var number = 7.0
      let calls: [() -> CInt] = [
        { handle == 0 ? OptkStatus.invalidOptimizer.rawValue : optkFree(handle) }, { unsafe optkGroupCount(handle, &count) },
        { unsafe optkAddGroup(handle, "torch.optim.SGD", nil, nil, nil) }, { add(handle, "x", [1]) },
        { unsafe optkParameterCount(handle, &count) },
        { unsafe optkParameterNumber(handle, "x", &count) }, { optkConfiguration(handle, 0, nil, 0, nil) },
        { optkSetClipping(handle, 0, 0, 0) }, { optkSetNonFiniteGradients(handle, 0) }, { optkSetThreads(handle, 1) },
        { optkSetObserving(handle, 0) }, { unsafe optkLearningRate(handle, 0, &number) }, { optkSetLearningRate(handle, 0, 1) },
        { unsafe optkWeightDecay(handle, 0, &number) }, { optkSetWeightDecay(handle, 0, 0) },
        { unsafe optkScheduledLearningRate(handle, 0, &number) }, { optkStep(handle, 0, nil, nil, 0, nil, 0, 1, nil) },
        { optkLastStep(handle, nil, nil, nil, nil, nil) }, { optkUpdate(handle, 0, 1, 0, nil, nil, nil, nil, nil, nil, nil) },
        { unsafe optkStateCount(handle, 0, 0, &count) }, { optkState(handle, 0, 0, nil, 0) },
        { optkSetState(handle, 0, 0, nil, 0) },
        { unsafe optkStepCount(handle, 0, &count) }, { optkSetStepCount(handle, 0, 0) }, { optkSetLearningRates(handle, 0, nil, 0) },
        { unsafe optkElementCount(handle, 0, &count) }, { optkLoadedParameter(handle, 0, nil, 0) },
        { unsafe optkSave(handle, 0, nil, "x", 0) },
      ]
      for (i, call) in calls.enumerated() {
        #expect(call() == OptkStatus.invalidOptimizer.rawValue, "call \(i)")
        if i > 0 { #expect(message() == text(handle), "call \(i)") }
      }
      #expect(count == 7 && number == 7)
    }
  }

  @Test func `settings out of range`() {
    withOptimizer("torch.optim.Adam", counts: [2]) { optimizer in
      refused(.invalidArgument, "policy is 3; allowed: an OPTK_NON_FINITE, from 0 to 2") { optkSetNonFiniteGradients(optimizer, 3) }
      refused(.invalidArgument, "threads is -1; allowed: 1 or more, or 0 for as many as the machine has") { optkSetThreads(optimizer, -1) }
      done { optkSetThreads(optimizer, .max) }
      let range = "0 or 1.1754944e-38 ≤ learningRate ≤ 3.4028235e+38, a normal Float"
      refused(.invalidArgument, "learningRate is nan; allowed: \(range)") { optkSetLearningRate(optimizer, 0, .nan) }
      refused(.invalidArgument, "learningRate is -1.0; allowed: \(range)") { optkSetLearningRate(optimizer, 0, -1) }
      refused(.invalidArgument, "group is 4; allowed: 0 ≤ group < 1") { optkSetLearningRate(optimizer, 4, 1) }
      refused(.invalidArgument, "rate is null; allowed: the address of a double") { optkLearningRate(optimizer, 0, nil) }
      refused(.invalidArgument, "decay is null; allowed: the address of a double") { optkWeightDecay(optimizer, 0, nil) }
      refused(.invalidArgument, "parameter is 1; allowed: 0 ≤ parameter < 1") {
        unsafe optkScheduledLearningRate(
          optimizer, 1, [0.0].withUnsafeBufferPointer { unsafe UnsafeMutablePointer(mutating: $0.baseAddress) })
      }
      let limits = "1.1754944e-38 ≤ value ≤ 3.4028235e+38, a normal Float"
      refused(.invalidArgument, "value is nan; allowed: \(limits)") { optkSetClipping(optimizer, .nan, 0, 0) }
      refused(.invalidArgument, "norm is 1.0; allowed: none beside a globalNorm") { optkSetClipping(optimizer, 0, 1, 2) }
      refused(.invalidArgument, "capacity is -1; allowed: 0 or more") { optkConfiguration(optimizer, 0, nil, -1, nil) }
    }
  }

  @Test func `rates and decays are those of the group`() {
    withOptimizer(
      "torch.optim.AdamW", #"{"lr": 0.5}"#, group: #"{"schedule": {"warmup": {"steps": 4}}, "name": "all"}"#, counts: [2]
    ) { optimizer in
      var (rate, decay, scheduled) = (0.0, 0.0, 0.0)
      done { unsafe optkLearningRate(optimizer, 0, &rate) }
      done { unsafe optkWeightDecay(optimizer, 0, &decay) }
      done { unsafe optkScheduledLearningRate(optimizer, 0, &scheduled) }
      // labml's warmup: 1e-8 + t · α / steps.
      #expect((rate, decay, scheduled) == (0.5, 0.01, 1e-8 + 0.5 / 4))
      done { optkSetLearningRate(optimizer, 0, 0.25) }
      done { optkSetWeightDecay(optimizer, 0, 0) }
      done { optkSetStepCount(optimizer, 0, 9) }
      done { unsafe optkScheduledLearningRate(optimizer, 0, &scheduled) }
      done { unsafe optkWeightDecay(optimizer, 0, &decay) }
      #expect((decay, scheduled) == (0, 0.25))
      done { unsafe optkSetLearningRates(optimizer, 0, [1, 2] as [Float], 2) }
      done { unsafe optkScheduledLearningRate(optimizer, 0, &scheduled) }
      #expect(scheduled.isNaN)
    }
  }

  @Test func `a message is cut where there is no room, and each thread has its own`() async {
    refused(.invalidOptimizer, "optimizer is 3; allowed: a number that optk_create gave, and that optk_free has not freed") { optkFree(3) }
    var buffer = [CChar](repeating: 1, count: 8)
    let length = unsafe optkCopyErrorMessage(&buffer, 8)
    #expect(length == Int64(message().utf8.count))
    #expect(buffer.map { UInt8(bitPattern: $0) } == Array("optimiz".utf8) + [0])
    let lengths = unsafe [optkCopyErrorMessage(nil, .max), optkCopyErrorMessage(&buffer, -3)]
    #expect(lengths == [length, length])
    // A call that succeeds leaves it.
    done { optkFree(0) }
    #expect(message().hasPrefix("optimizer is 3"))
  }

  @Test func `the version is that of the header`() {
    let version = unsafe String(cString: optkVersion())
    #expect(version == "0.1.0")
    let names = [-1, Int64.max, .min].map { unsafe optkRuleName($0) == nil }
    #expect(names == [true, true, true])
  }
}
