import Foundation
import OptimizerKernels
import Safetensors
import Testing

/// The forms in which torch writes a state dict, or still reads one.
@Suite struct TorchFormTests {
  private static func rules() throws -> [(rule: any TrainingRule, filledIn: [String])] {
    [
      (try Adam.torch(), ["amsgrad", "decoupled_weight_decay", "maximize"]),
      (try AdamW.torch(), ["amsgrad", "decoupled_weight_decay", "maximize"]),
      (try RAdam.torch(), ["decoupled_weight_decay", "maximize"]),
      (try NAdam.torch(), ["decoupled_weight_decay", "maximize"]),
      (try Adamax.torch(), ["maximize"]), (try RMSProp.torch(), ["centered", "maximize", "momentum"]),
      (try SGD.torch(lr: 1, momentum: 0.5), ["maximize", "nesterov"]),
      (try AdaGrad.torch(), ["initial_accumulator_value", "maximize"]),
    ]
  }

  @Test func `options that an older torch did not write are filled in`() throws {
    for (rule, keys) in try Self.rules() {
      var file = try TorchFile(rule)
      let (whole, nothing) = try file.load()
      #expect(nothing.description.isEmpty)
      for key in keys { try file.remove(key) }
      let (old, report) = try file.load()
      #expect(old.groups == whole.groups, "\(rule.configuration.title)")
      #expect(bits(old, TorchFile.parameters) == bits(whole, TorchFile.parameters))
      #expect(report.filledIn.map(\.key).sorted() == keys)
    }
    var file = try TorchFile(Adam.torch())
    try file.remove("maximize")
    #expect(try file.load().report.description == "group 0: maximize is missing, and false as torch fills it in")
  }

  @Test func `what torch does not fill in is refused`() throws {
    for key in ["lr", "eps", "weight_decay"] {
      var file = try TorchFile(Adam.torch())
      try file.remove(key)
      #expect(try file.refusal() == "metadata param_groups[0].\(key) is missing")
    }
    var file = try TorchFile(NAdam.torch())
    try file.remove("momentum_decay")
    #expect(try file.refusal() == "metadata param_groups[0].momentum_decay is missing")
  }

  @Test func `a step of any of its types, alone or in an axis of one`() throws {
    for shape in [[], [1]] {
      let steps: [(Tensor, Int)] = [
        (try Tensor(shape: shape, float32: [16_777_216]), 1 << 24), (try Tensor(shape: shape, float64: [0x1p53]), 1 << 53),
        (try Tensor(.i32, shape, [Int32.max]), Int(Int32.max)), (try Tensor(.i64, shape, [Int64(1) << 53]), 1 << 53),
        (try Tensor(.i64, shape, [Int64(0)]), 0),
      ]
      for (tensor, count) in steps {
        var file = try TorchFile(Adam.torch())
        file.file.tensors["state.0.step"] = tensor
        #expect(try file.load().optimizer.stepCount(of: "w") == count)
      }
    }
    let refused: [(Tensor, String, Int)] = [
      (try Tensor(shape: [], float32: [16_777_218]), "1.6777218e+07", 1 << 24),
      (try Tensor(shape: [], float32: [-1]), "-1.0", 1 << 24),
      (try Tensor(shape: [], float64: [0.5]), "0.5", 1 << 53),
      (try Tensor(shape: [], float64: [0x1.8p53]), "\(0x1.8p53)", 1 << 53),
      (try Tensor(shape: [], float64: [.nan]), "nan", 1 << 53), (try Tensor(.i32, [], [Int32(-1)]), "-1", 1 << 53),
      (try Tensor(.i64, [1], [Int64.max]), "\(Int.max)", 1 << 53),
    ]
    for (tensor, text, most) in refused {
      var file = try TorchFile(Adam.torch())
      file.file.tensors["state.0.step"] = tensor
      #expect(try file.refusal() == "tensor \"state.0.step\" is \(text); allowed: whole numbers from 0 to \(most)")
    }
  }

  @Test func `moments of other precisions become Floats, and it is said`() throws {
    let key = "state.0.exp_avg_sq"
    let tensors: [(Tensor, [Float], String)] = [
      (try Tensor(.bf16, [3], [UInt16(0x3F80), 0x0001, 0x7F7F]), [1, 0x1p-133, 0x1.fep127], "BF16 widened"),
      (try Tensor(.f16, [3], [UInt16(0x3C01), 0x0001, 0x7BFF]), [0x1.004p0, 0x1p-24, 65504], "F16 widened"),
      (try Tensor(shape: [3], float64: [0.1, 1e-300, 3.4e38]), [0.1, 0, 3.4e38], "F64 rounded"),
    ]
    for (tensor, values, text) in tensors {
      var file = try TorchFile(Adam.torch())
      file.file.tensors[key] = tensor
      let (optimizer, report) = try file.load()
      #expect(optimizer.state(of: "w")?.secondMoment == values)
      #expect(
        report.conversions.map(\.tensor) == [key] && report.conversions.map(\.type) == [tensor.elementType.rawValue])
      #expect(report.description == "tensor \"\(key)\": \(text) to F32")
    }
    var file = try TorchFile(Adam.torch())
    file.file.tensors[key] = try Tensor(shape: [3], float64: [1, 1e300, 1])
    #expect(
      try file.refusal() == "tensor \"\(key)\" is 1e+300 at index 1; allowed: what a Float holds, up to 3.4028235e+38")
    // An ∞ of torch's is no overflow of ours.
    file.file.tensors[key] = try Tensor(shape: [3], float64: [1, .infinity, 1])
    let (optimizer, report) = try file.load()
    #expect(optimizer.state(of: "w")?.secondMoment == [1, .infinity, 1])
    #expect(report.notFinite == [key])
  }

  /// More numbers than are read at once, in every precision; all half-precision patterns.
  @Test func `every half is exact`() throws {
    var file = try TorchFile(Adam.torch())
    let count = 1 << 16 + 5
    let parameters: Tensors<Float> = ["w": [Float](repeating: 0, count: count), "b": [4]]
    let patterns = (0..<count).map { UInt16(truncatingIfNeeded: $0) }
    for type in [ElementType.f16, .bf16] {
      file.file.tensors["state.0.exp_avg"] = try Tensor(type, [count], patterns)
      file.file.tensors["state.0.exp_avg_sq"] = try Tensor(type, [count], patterns.map { $0 & 0x7FFF })
      let state = try #require(try file.load(parameters: parameters).optimizer.state(of: "w"))
      for (pattern, value) in zip(patterns, state.firstMoment) {
        let exact = type == .f16 ? Float(Float16(bitPattern: pattern)) : Float(BFloat16(bitPattern: pattern))
        guard value.bitPattern == exact.bitPattern || (value.isNaN && exact.isNaN) else {
          Issue.record("\(type) \(pattern) is \(value) and not \(exact)")
          return
        }
      }
    }
  }

  @Test func `NAdam's product is that of the step`() throws {
    let key = "state.0.mu_product"
    var file = try TorchFile(NAdam.torch(momentumDecay: 0.5), steps: 7)
    let theirs = try #require(file.file.tensors[key]?.float32?.first)
    file.file.tensors[key] = try Tensor(shape: [1], float64: [Double(theirs)])
    #expect(try file.load().optimizer.stepCount(of: "w") == 7)
    // As many roundings as there are: two a step, of half an ulp each.
    for (ulps, isTaken) in [(7, true), (-7, true), (40, false), (-40, false)] {
      file.file.tensors[key] = try Tensor(shape: [], float32: [theirs + Float(ulps) * theirs.ulp])
      #expect((try file.refusal() == nil) == isTaken, "\(ulps)")
    }
    file.add(#""capturable": true"#)
    #expect(try file.refusal() == nil)
    file.file.tensors["state.0.step"] = try Tensor(shape: [], float32: [8])
    let text = try #require(try file.refusal())
    #expect(
      text.hasPrefix("tensor \"\(key)\" is ")
        && text.contains("the product of the momenta of 8 steps with betas[0] 0.9"))
    file.file.tensors[key] = nil
    #expect(try file.refusal() == "tensor \"\(key)\" is missing")
    for wrong: Float in [.nan, .infinity, -1] {
      file.file.tensors[key] = try Tensor(shape: [], float32: [wrong])
      #expect(try file.refusal()?.hasPrefix("tensor \"\(key)\" is \(Double(wrong)); allowed: ") == true)
    }
    // Before the first step it is 1; long after, 0.
    for (step, product): (Float, Float) in [(0, 1), (0x1p24, 0)] {
      file.file.tensors["state.0.step"] = try Tensor(shape: [], float32: [step])
      file.file.tensors[key] = try Tensor(shape: [], float32: [product])
      #expect(try file.refusal() == nil)
    }
  }

  @Test func `a centered RMSprop is refused by name`() throws {
    var file = try TorchFile(RMSProp.torch())
    file.group = file.group.replacingOccurrences(of: #""centered": false"#, with: #""centered": true"#)
    #expect(
      try file.refusal()
        == "metadata param_groups[0].centered is true; allowed: false, since RMSProp here keeps no average gradient")
  }
}
