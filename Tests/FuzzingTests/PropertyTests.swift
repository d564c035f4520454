import Fuzzing
import KernelVerification
import Registry
import Testing

/// What holds to the bit, of all our kernels.
@Suite struct PropertyTests {
  /// How often each property must have held in `ourKernelsHaveEveryProperty`, in cases: a property that applies nowhere shows nothing.
  private static let least = [
    "a permutation of the elements permutes the result": 200, "a split of the array changes nothing": 200,
    "threads that step parts of the array change nothing": 200, "negating θ, g and the odd slots negates the result": 200,
    "scaling g and its slots by a power of two scales the update": 45, "a zero gradient from a fresh state moves nothing": 60,
    "stopping and going on from a copy of the state changes nothing": 200, "AMSGrad's maximum never falls": 20,
    "AdaMod's rate exceeds neither the same rate uncapped nor its average": 8, "AdaBound's rate stays in its bounds": 18,
    "below the threshold the second moment changes nothing": 45,
  ]

  @Test func ourKernelsHaveEveryProperty() throws {
    var cases: [String: Int] = [:]
    for implementation in Registry.implementations {
      guard let kernel = implementation.kernel else { continue }
      for testCase in try PropertyCases.some(of: implementation) {
        for property in Property.all {
          switch try property.outcome(by: { try kernel(testCase.hyperparameters) }, on: testCase, of: implementation) {
          case .doesNotApply: break
          case .holds(let comparisons):
            #expect(comparisons > 0)
            cases[property.name, default: 0] += 1
          case .violated(let violation): Issue.record("\(testCase.name) \(testCase.hyperparameters): \(violation)")
          }
        }
      }
    }
    #expect(Set(Self.least.keys) == Set(Property.all.map(\.name)))
    for property in Property.all {
      let (count, least) = (cases[property.name, default: 0], Self.least[property.name, default: .max])
      #expect(count >= least, "\(property.name): \(count) cases")
    }
  }

  /// A kernel that has a property and one that does not, on one case.
  @Test(arguments: PropertyFault.allCases) func aPropertyFailsOnItsFault(fault: PropertyFault) throws {
    let implementation = try #require(Registry.verifier.implementation(fault.implementation))
    let kernel = try #require(implementation.kernel)
    let property = try #require(Property.all.first { $0.name == fault.property })
    let cases = GeneratedCases.cases(of: implementation, hyperparameters: [fault.hyperparameters])
    let testCase = try #require(cases.first { $0.name.hasSuffix("-normal") })
    guard case .holds = try property.outcome(by: { try kernel(fault.hyperparameters) }, on: testCase, of: implementation) else {
      Issue.record("\(property.name) does not hold of the honest kernel")
      return
    }
    let planted = try fault.candidates(kernel)
    let violation = try #require(try property.violation(by: planted, on: testCase, of: implementation))
    #expect(violation.property == fault.property && violation.description.hasPrefix("\(fault.property): "))
  }

  /// No property is without a fault that it finds.
  @Test func everyPropertyHasAFault() {
    #expect(Set(PropertyFault.allCases.map(\.property)) == Set(Property.all.map(\.name)))
  }

  @Test func aViolationSaysBothValues() throws {
    let implementation = try #require(Registry.verifier.implementation("paper.Adam"))
    let json = #"{"alpha": 0.25, "beta1": 0, "beta2": 0, "epsilon": 1}"#
    let w = Trajectory(name: "w", initial: [0.75, -2], gradients: [3, 1])
    let testCase = Case(checked: "two", implementation: "paper.Adam", hyperparameters: json, steps: 1, tensors: [w], rerun: "")
    // A kernel that forgets which way θ points.
    let candidate = ClosureCandidate { x in x.parameters = [abs(x.parameters[0]), x.parameters[1]] }
    let negation = try #require(Property.all.first { $0.name.hasPrefix("negating") })
    let violation = try #require(try negation.violation(by: { candidate }, on: testCase, of: implementation))
    #expect(violation.step == 1 && violation.element == 0 && violation.slot == nil && violation.tensor == "w")
    #expect(
      violation.description
        == "negating θ, g and the odd slots negates the result: θ of element 0 of w at step 1 is 0x1.8p-1 (0.75), and should be -0x1.8p-1 (-0.75)"
    )
  }
}
