import Fuzzing
public import KernelVerification

/// The cases on which bugs of one implementation are hunted, in the order in which they are tried: made once, for every bug.
public struct HuntCases {
  public let implementation: Implementation
  public let seed: UInt64
  private let generator: CaseGenerator
  private var made: [Case] = []

  public init(of implementation: Implementation, seed: UInt64) {
    self.implementation = implementation
    self.seed = seed
    generator = CaseGenerator(seed: seed, of: implementation)
  }

  /// Case n, from 0: one of each batch, for what one set of hyperparameters hides another shows.
  public mutating func testCase(_ n: Int) -> Case {
    while made.count <= n { made.append(generator.testCase(made.count * CaseGenerator.batchSize)) }
    return made[n]
  }
}
