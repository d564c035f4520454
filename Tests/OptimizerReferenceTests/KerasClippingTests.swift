import OptimizerReference
import Testing

/// Keras' clipping over Double, on numbers that anybody can check.
@Suite struct KerasClippingTests {
  static func clipped(_ clips: String, _ gradients: [[Double]]) throws -> [[Double]] {
    let optimizer = try TFA.RectifiedAdam(json: KnownAnswerTFATests.json(more: ", " + clips))
    #expect(optimizer.preparesGradients)
    var given = gradients.map { Gradient<Double>(shape: [$0.count], values: $0) }
    optimizer.prepare(&given)
    return given.map(\.values)
  }

  @Test func byValueThenByNorm() throws {
    let clipped = try Self.clipped(#""clipvalue": 1, "clipnorm": 1"#, [[3, 0.5]])
    expectAnswers(clipped[0], [0.894427190999916, 0.447213595499958])
  }

  @Test func eachByItsOwnNorm() throws {
    let clipped = try Self.clipped(#""clipnorm": 2"#, [[3, 4], [0, 1]])
    expectAnswers(clipped.flatMap { $0 }, [1.2, 1.6, 0, 1])
  }

  @Test func allByTheNormOfAll() throws {
    let clipped = try Self.clipped(#""global_clipnorm": 6.5"#, [[3, 4], [-12]])
    expectAnswers(clipped.flatMap { $0 }, [1.5, 2, -6])
    // By value first, so that the norm of all is 3.
    let both = try Self.clipped(#""clipvalue": 2, "global_clipnorm": 1.5"#, [[3, 1], [-12]])
    expectAnswers(both.flatMap { $0 }, [1, 0.5, -1])
  }

  /// A norm that is not a number leaves none.
  @Test func whereTheNormIsNotFinite() throws {
    #expect(try Self.clipped(#""global_clipnorm": 1"#, [[.infinity], [1, 0]]).flatMap { $0 }.allSatisfy(\.isNaN))
    #expect(try Self.clipped(#""clipnorm": 1"#, [[.infinity, 2]])[0][1] == 0)
    #expect(try Self.clipped(#""global_clipnorm": 1"#, [[0], [0]]) == [[0], [0]])
  }

  @Test func bothNormsTogetherAreRefused() throws {
    let error = #expect(throws: InvalidHyperparameter.self) { try Self.clipped(#""clipnorm": 1, "global_clipnorm": 1"#, []) }
    #expect(error?.name == "global_clipnorm")
    #expect(try !TFA.RectifiedAdam(json: KnownAnswerTFATests.json()).preparesGradients)
  }
}
