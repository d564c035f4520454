import KernelVerification
import Mutants
import OptimizerReference
import Registry
import Testing

/// The generated cases of later rounds: other numbers, drawn hyperparameters, and special values in one element of eight.
@Suite struct RoundTests {
  /// No false alarm, and next to no bound that says nothing.
  @Test(arguments: Registry.implementations.map(\.name))
  func passes(name: String) throws {
    let implementation = try #require(Registry.verifier.implementation(name))
    var report = Report()
    #if DEBUG
      // The inner loop.
      let rounds = 2...2
    #else
      let rounds = 2...3
    #endif
    for round in rounds {
      for testCase in GeneratedCases.cases(of: implementation, round: round) { report.add(try Registry.verifier.judge(testCase)) }
    }
    #expect(report.exitCode == .success, "\(report.text(failures: 1))")
    // A residual g − m may be nothing but rounding: its square then may be 0 for all that its bound says, and there is little beside it.
    let averagesResidual = try implementation.reference(implementation.samples[0]).slots.contains(.s)
    #expect(report.tally.infiniteShare < (averagesResidual ? 0.025 : 0.01))
  }

  @Test func eachRoundHasItsOwnNumbers() throws {
    let adam = try #require(Registry.verifier.implementation("torch.optim.Adam"))
    let rounds = (1...3).map { GeneratedCases.cases(of: adam, round: $0) }
    #expect(Set(rounds.map(\.count)).count == 1)
    for (a, b) in [(0, 1), (1, 2)] {
      for (one, other) in zip(rounds[a], rounds[b]) {
        #expect(one.tensors[0].gradients != other.tensors[0].gradients && one.name != other.name && one.rerun != other.rerun)
      }
      #expect(Set(rounds[a].map(\.hyperparameters)).isDisjoint(with: rounds[b].map(\.hyperparameters)))
    }
    #expect(rounds[1][0].rerun == "swift run -c release verify --case generated/torch.optim.Adam/0-normal/2 --rounds 2")
  }

  /// Ordinary gradients are finite and of ordinary size, but for one element in eight, and those in one number of eight.
  @Test func specialValuesAreOneInEightOfOneInEight() throws {
    let adam = try #require(Registry.verifier.implementation("paper.Adam"))
    var (elements, special, values, specialValues) = (0, 0, 0, 0)
    for round in 2...6 {
      for testCase in GeneratedCases.cases(of: adam, round: round) where testCase.name.contains("-normal/") {
        let w = testCase.tensors[0]
        for i in 0..<w.count {
          let column = stride(from: i, to: w.gradients.count, by: w.count).map { w.gradients[$0] }
          // The sum of twelve numbers below 1, less six, is not as small as this but by far the rarest chance.
          let odd = column.count { !$0.isFinite || abs($0) > 6 || abs($0) < 1e-7 }
          elements += 1
          values += column.count
          if odd > 0 { special += 1 }
          specialValues += odd
        }
      }
    }
    // 1340 elements: an eighth is 168 ± 12, and nearly all of those have one of their 24 numbers special.
    #expect(110...220 ~= special, "\(special) of \(elements)")
    // A 64th of 32160 numbers is 503 ± 50, most of the scatter from how many elements there are.
    #expect(300...700 ~= specialValues, "\(specialValues) of \(values)")
  }

  /// A bug that special values alone show is caught where the first round has none.
  @Test func whatOnlySpecialValuesShowIsCaught() throws {
    let adam = try #require(Registry.verifier.implementation("paper.Adam"))
    let cases = GeneratedCases.cases(of: adam, round: 2).filter { $0.name.contains("-normal/") }
    let caught = try cases.filter {
      try PlantedFault.verifier.judge(PlainKernel("paper.Adam", $0.hyperparameters, bug: .notANumberLaundered), on: $0).verdict == .fail
    }
    #expect(!caught.isEmpty)
  }
}
