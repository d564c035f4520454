import OptimizerKernels
import Testing

@Suite struct GradientTests {
  private func clipped(_ gradients: [[Float]], _ clipping: GradientClipping) -> [[Float]] {
    var result = gradients
    clipping.clip(&result)
    return result
  }

  /// Three roundings: of the factor, and of the product.
  private func expect(_ got: [[Float]], _ want: [[Double]], _ location: SourceLocation = #_sourceLocation) {
    for (got, want) in zip(got, want) {
      for (got, want) in zip(got, want) {
        #expect(abs(Double(got) - want) <= 1.5 * Double(Float(want).ulp), "\(got)", sourceLocation: location)
      }
    }
  }

  @Test func `by value, by norm, by the norm of all`() throws {
    #expect(clipped([[3, 0.5, -7]], try GradientClipping(value: 1)) == [[1, 0.5, -1]])
    expect(clipped([[3, 4], [0.3, 0.4]], try GradientClipping(norm: 1)), [[0.6, 0.8], [Double(Float(0.3)), Double(Float(0.4))]])
    expect(clipped([[3], [4]], try GradientClipping(globalNorm: 1)), [[0.6], [0.8]])
    // Recorded from Keras: the value first, then the norm.
    expect(clipped([[3, 0.5]], try GradientClipping(value: 1, norm: 1)), [[0.894427191, 0.4472135955]])
    // Within the limit nothing changes a bit.
    #expect(clipped([[0.1, 0.2]], try GradientClipping(value: 1, norm: 1)) == [[0.1, 0.2]])
  }

  @Test func `NaN and ∞`() throws {
    let by = try (value: GradientClipping(value: 1), norm: GradientClipping(norm: 1), all: GradientClipping(globalNorm: 1))
    let value = clipped([[.nan, .infinity, -.infinity]], by.value)[0]
    #expect(value[0].isNaN && value[1] == 1 && value[2] == -1)
    let norm = clipped([[1, .infinity], [0, 0]], by.norm)
    #expect(norm[0][0] == 0 && norm[0][1].isNaN && norm[1] == [0, 0])
    let all = clipped([[1, .infinity], [1]], by.all)
    #expect(Array(all.joined()).allSatisfy { $0.isNaN })
    let nan = clipped([[1, .nan]], by.norm)[0]
    #expect(nan[0].isNaN && nan[1].isNaN)
    // Squares past the greatest Float are no ∞.
    expect(clipped([[3e38, 0]], by.norm), [[1, 0]])
  }

  @Test func `limits that make no sense are refused`() {
    func message(_ make: () throws(HyperparameterError) -> GradientClipping) -> String? {
      do {
        _ = try make()
        return nil
      } catch { return error.description }
    }
    func range(_ name: String, _ value: String) -> String {
      "\(name) is \(value); allowed: 1.1754944e-38 ≤ \(name) ≤ 3.4028235e+38, a normal Float"
    }
    #expect(message { () throws(HyperparameterError) in try GradientClipping(value: 0) } == range("value", "0.0"))
    #expect(message { () throws(HyperparameterError) in try GradientClipping(norm: -1) } == range("norm", "-1.0"))
    #expect(message { () throws(HyperparameterError) in try GradientClipping(globalNorm: .nan) } == range("globalNorm", "nan"))
    #expect(message { () throws(HyperparameterError) in try GradientClipping.torch(maxNorm: 1e39) } == range("globalNorm", "1e+39"))
    #expect(
      message { () throws(HyperparameterError) in try GradientClipping(norm: 1, globalNorm: 1) }
        == "norm is 1.0; allowed: none beside a globalNorm")
  }

  @Test func `a norm is the same sum however blocks are shared`() throws {
    var draws = Draws(state: 3)
    let g = (0..<10_001).map { _ in draws.number() }
    let parts = stride(from: 0, to: g.count, by: GradientNorm.blockSize).map {
      GradientNorm.squared([Array(g[$0..<min($0 + GradientNorm.blockSize, g.count)])])
    }
    #expect(GradientNorm.sum(parts) == GradientNorm.squared(g.span))
    // Every term is positive: n roundings of at most 2⁻⁵³ each, in any order.
    let plain = g.reduce(0.0) { $0 + Double($1) * Double($1) }
    #expect(abs(GradientNorm.squared(g.span) / plain - 1) <= 10_001 * 0x1p-52)
    #expect(GradientNorm.squared([[Float]]()) == 0 && GradientNorm.squared([[3], [4]]) == 25)
  }

  @Test func `centralisation takes the mean of each row`() {
    func centralized(_ g: [Float], _ shape: [Int], convolutionsOnly: Bool = false) -> [Float] {
      var g = g
      GradientCentralization.centralize(&g, shape: shape, convolutionsOnly: convolutionsOnly)
      return g
    }
    #expect(centralized([1, 2, 3, 5, 5, 8], [2, 3]) == [-1, 0, 1, -1, -1, 2])
    #expect(centralized([1, 2, 3], [3]) == [1, 2, 3])
    #expect(centralized([1, 2, 3, 4], [2, 2], convolutionsOnly: true) == [1, 2, 3, 4])
    #expect(centralized([1, 3, 3, 5], [2, 1, 1, 2], convolutionsOnly: true) == [-1, 1, -1, 1])
    #expect(centralized([1, 2, 3], [2, 2]) == [1, 2, 3])
    #expect(centralized([], [0, 2]) == [])
  }
}
