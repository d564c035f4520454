import KernelVerification
import OptimizerReference
import Registry
import Testing

/// What an entry says it is among the choices of its family is what its transcription does.
@Suite struct ConventionTests {
  static let declaring = Registry.implementations.filter { $0.convention != nil }.map(\.name)

  @Test(arguments: declaring)
  func theFormulaAtThatPointIsTheTranscription(name: String) throws {
    let implementation = try #require(Registry.verifier.implementation(name))
    for (sample, convention) in points(of: implementation) {
      let divergence = try Registry.verifier.divergence(of: name, hyperparameters: sample, from: convention)
      #expect(divergence == nil, "\(sample)")
    }
    #expect(!points(of: implementation).isEmpty)
  }

  /// Planted: each choice taken otherwise. A sample shows it, or nothing would be said of that choice.
  @Test(arguments: declaring)
  func anAxisThatIsClaimedWronglyIsCaught(name: String) throws {
    let implementation = try #require(Registry.verifier.implementation(name))
    var caught: Set<Convention.Axis> = []
    var planted: Set<Convention.Axis> = []
    for (sample, convention) in points(of: implementation) {
      for variation in convention.variations {
        planted.insert(variation.axis)
        let divergence = try Registry.verifier.divergence(of: name, hyperparameters: sample, from: variation.convention)
        if divergence != nil { caught.insert(variation.axis) }
      }
    }
    #expect(planted.subtracting(caught).isEmpty, "\(planted.subtracting(caught))")
    #expect(planted.count >= 6)
  }

  /// The samples for which it is a point: it need not be with every option that it has.
  private func points(of implementation: Implementation) -> [(sample: String, convention: Convention)] {
    implementation.samples.compactMap { sample in implementation.convention?(sample).map { (sample, $0) } }
  }

  /// A convention is read of what the implementation takes, and of nothing else.
  @Test func anotherJSONIsNoConvention() throws {
    let adam = try #require(Registry.verifier.implementation("paper.Adam")?.convention)
    #expect(adam("{}") == nil)
    #expect(adam("not JSON") == nil)
    #expect(adam(#"{"alpha": 0.5, "beta1": 0.25, "beta2": 0.75, "epsilon": 2}"#)?.epsilon == .afterCorrection(2))
  }
}
