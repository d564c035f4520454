import Foundation
import OptimizerKernels
import Testing

@Suite struct ClippingConventionTests {
  /// The gradients after it, and what it returned.
  private func clipped(_ gradients: [[Float]], _ clipping: GradientClipping) -> (gradients: [[Float]], norms: [Double]) {
    var result = gradients
    let norms = clipping.clip(&result)
    return (result, norms)
  }

  @Test func `the norms are those from before, after the clamp`() throws {
    let g: [[Float]] = [[3, 4], [0, 12]]
    #expect(clipped(g, try GradientClipping(globalNorm: 1)).norms == [13])
    #expect(clipped(g, try .torch(maxNorm: 100)).norms == [13])
    #expect(clipped(g, try GradientClipping(norm: 1)).norms == [5, 12])
    #expect(clipped(g, try GradientClipping(value: 3, norm: 1)).norms == [18.squareRoot(), 3])
    #expect(clipped(g, try GradientClipping(value: 3)).norms == [])
    #expect(clipped([], try .torch(maxNorm: 1)).norms == [0])
  }

  /// torch divides by the norm and a little more, and multiplies by no more than 1. By hand: 1/(5 + 1e-6), rounded once to Float.
  @Test func `torch adds 1e-6 to the norm`() throws {
    let clipping = try GradientClipping.torch(maxNorm: 1)
    let factor = Float(1 / (5 + 1e-6))
    #expect(clipped([[3], [4]], clipping).gradients == [[3 * factor], [4 * factor]])
    #expect(clipping.factor(globalNorm: 5) == factor)
    // Keras leaves what has just that norm; torch shortens it, where Float can tell.
    let least = try (keras: GradientClipping(globalNorm: 1e-4), torch: GradientClipping.torch(maxNorm: 1e-4))
    #expect(clipped([[1e-4]], least.keras).gradients == [[1e-4]])
    #expect(clipped([[1e-4]], least.torch).gradients[0][0] == 1e-4 * Float(1e-4 / (Double(Float(1e-4)) + 1e-6)))
    #expect(clipped([[0.5]], clipping).gradients == [[0.5]])
    #expect(clipped([[0], [0]], clipping).gradients == [[0], [0]])
  }

  @Test func `an infinite norm is NaN to Keras and 0 to torch`() throws {
    let g: [[Float]] = [[1, .infinity], [2]]
    let torch = clipped(g, try .torch(maxNorm: 1))
    #expect(torch.norms == [.infinity])
    #expect(torch.gradients[0][0] == 0 && torch.gradients[0][1].isNaN && torch.gradients[1] == [0])
    let keras = clipped(g, try GradientClipping(globalNorm: 1))
    #expect(keras.norms == [.infinity] && keras.gradients.joined().allSatisfy { $0.isNaN })
    let nan = clipped([[.nan], [1]], try .torch(maxNorm: 1))
    #expect(nan.norms[0].isNaN && nan.gradients.joined().allSatisfy { $0.isNaN })
  }

  @Test func `factors by convention`() throws {
    #expect(try GradientClipping(value: 1).factor(globalNorm: 5) == nil)
    #expect(try GradientClipping(norm: 2).factor(norm: 4) == 0.5)
    #expect(try GradientClipping(norm: 2).factor(norm: .infinity) == 0)
    #expect(try GradientClipping(globalNorm: 2).factor(globalNorm: .infinity)?.isNaN == true)
    #expect(try GradientClipping(globalNorm: 2).factor(globalNorm: 2) == nil)
    #expect(try GradientClipping.torch(maxNorm: 2).factor(globalNorm: .infinity) == 0)
    #expect(try GradientClipping.torch(maxNorm: 2).factor(globalNorm: .nan)?.isNaN == true)
  }

  @Test func `JSON says the convention, or it is Keras'`() throws {
    for clipping in [try GradientClipping(value: 1, norm: 2), try .torch(maxNorm: 3)] {
      #expect(try JSONDecoder().decode(GradientClipping.self, from: JSONEncoder().encode(clipping)) == clipping)
    }
    func decoded(_ json: String) throws -> GradientClipping { try JSONDecoder().decode(GradientClipping.self, from: Data(json.utf8)) }
    #expect(try decoded(#"{"globalNorm": 3}"#) == GradientClipping(globalNorm: 3))
    #expect(try decoded(#"{"globalNorm": 3, "convention": "torch"}"#) == .torch(maxNorm: 3))
    #expect(throws: DecodingError.self) { try decoded(#"{"globalNorm": 3, "convention": "jax"}"#) }
    #expect(throws: HyperparameterError.self) { try decoded(#"{"globalNorm": 0}"#) }
  }
}
