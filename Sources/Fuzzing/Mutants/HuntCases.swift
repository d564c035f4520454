public import KernelVerification

/// The cases on which bugs of one implementation are hunted, in the order in which they are tried: made once, for every bug.
public struct HuntCases {
  public let implementation: Implementation
  public let seed: UInt64
  private var made: [Case] = []
  private var round = 0

  public init(of implementation: Implementation, seed: UInt64) {
    self.implementation = implementation
    self.seed = seed
  }

  /// Case n, from 0.
  public mutating func testCase(_ n: Int) -> Case {
    while made.count <= n {
      let cases = GeneratedCases.cases(of: implementation, round: Int(seed) + 1000 * round)
      let samples = implementation.samples.count
      let regimes = cases.count / samples
      // Other hyperparameters with each case: what one set hides another shows.
      made += (0..<cases.count).map { cases[$0 % samples * regimes + $0 / samples] }
      round += 1
    }
    return made[n]
  }
}
