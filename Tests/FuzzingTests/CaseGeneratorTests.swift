import Fuzzing
import KernelVerification
import OptimizerReference
import Registry
import Testing

/// The generator of fuzz cases: what it makes can be made again, and is what implementations take.
struct CaseGeneratorTests {
  private let generator: CaseGenerator

  init() throws { generator = try CaseGenerator(seed: 7, implementations: Registry.implementations) }

  @Test func aCaseDependsOnItsNumberAlone() throws {
    let (last, first) = (generator.batch(500), generator.batch(3))
    for (b, batch) in [(500, last), (3, first)] {
      let again = try CaseGenerator(seed: 7, implementations: Registry.implementations).batch(b)
      #expect(batch.cases.count == CaseGenerator.batchSize)
      #expect(batch.cases.map(\.everything) == again.cases.map(\.everything))
      for i in [0, 17, 63] { #expect(generator.testCase(b * 64 + i).everything == batch.cases[i].everything) }
    }
    #expect(last.cases[5].name == "fuzz/1/7/32005")
  }

  @Test func anotherSeedMakesOtherCases() throws {
    let other = try CaseGenerator(seed: 8, implementations: Registry.implementations)
    #expect(other.batch(3).cases.map(\.everything) != generator.batch(3).cases.map(\.everything))
  }

  @Test func withoutAnImplementationThereIsNone() {
    #expect(throws: CampaignError.noImplementations) { try CaseGenerator(seed: 1, implementations: []) }
  }

  @Test func everyImplementationHasItsTurn() {
    let names = (0..<Registry.implementations.count).map { generator.batch($0).implementation.name }
    #expect(names == Registry.implementations.map(\.name))
  }

  @Test func hyperparametersAreTakenAndNumbersAreFloats() throws {
    for b in 0..<2 * Registry.implementations.count {
      let batch = generator.batch(b)
      let reference = try batch.implementation.reference(batch.hyperparameters)
      _ = try batch.implementation.kernel?(batch.hyperparameters)
      for testCase in batch.cases {
        #expect(testCase.hyperparameters == batch.hyperparameters && testCase.implementation == batch.implementation.name)
        for tensor in testCase.tensors {
          let slots = tensor.initialSlots
          #expect(slots.isEmpty || Set(slots.keys) == Set(reference.slots))
          let values = tensor.initial + tensor.gradients + Slot.allCases.flatMap { slots[$0] ?? [] }
          #expect(values.allSatisfy { Double(Float($0)) == $0 || $0.isNaN })
          let magnitudes = Slot.allCases.filter(\.isMagnitude).flatMap { slots[$0] ?? [] }
          #expect(magnitudes.allSatisfy { $0.sign == .plus || $0.isNaN })
        }
      }
    }
  }

  @Test func aMutationIsAnotherCaseAndTheSameEachTime() {
    let original = generator.batch(40).cases[9]
    let mutations = (0..<32).map { generator.mutation($0, of: original, in: 40) }
    #expect(mutations.map(\.everything) == (0..<32).map { generator.mutation($0, of: original, in: 40).everything })
    #expect(mutations[3].name == original.name + "+3")
    let others = mutations.filter { $0.content != original.content }
    // A number that is not finite stays, and so does a 0 that is turned or scaled.
    #expect(others.count >= 20)
  }
}

extension Case {
  /// All numbers, to the bit.
  fileprivate var content: String {
    let numbers = tensors.map { tensor in
      let slots = Slot.allCases.map { tensor.initialSlots[$0]?.map(\.bitPattern) }
      return
        "\(tensor.name) \(tensor.shape) \(tensor.initial.map(\.bitPattern)) \(slots) \(tensor.gradients.map(\.bitPattern)) \(tensor.rows as Any)"
    }
    return "\(steps) \(stepsBefore) \(numbers)"
  }

  /// The same, and what the case is called.
  fileprivate var everything: String { "\(name) \(implementation) \(hyperparameters) \(content)" }
}
