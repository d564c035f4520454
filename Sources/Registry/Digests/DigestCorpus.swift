import KernelVerification
package import OptimizerKernels

/// What every digest steps: numbers over 29 decades, and each pair of special values in each pair of arrays.
package enum DigestCorpus {
  /// How many elements: two vectors and five elements past 4,096, so that no block of up to 4,096 divides it.
  package static let count = 4_133

  /// Numbers at which a kernel takes another way, or none of them should.
  static let specials: [Float] = [
    0, -0.0, .nan, .infinity, -.infinity, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 1e19, -1e-23, 1,
    .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude.nextDown, -.leastNormalMagnitude,
  ]

  /// The runs, each from its own start: the first fresh, the others in the middle of one.
  package static let runs: [DigestRun] = [
    DigestRun(0, after: 0, steps: 2, isFresh: true), DigestRun(1, after: 4, steps: 2), DigestRun(2, after: 999, steps: 2),
    DigestRun(3, after: 1 << 24, steps: 1), DigestRun(4, after: 1 << 31 - 1, steps: 1),
  ]

  /// The digest of all these numbers.
  package static var digest: UInt64 {
    var bits = DigestBits()
    for run in runs { for numbers in [run.θ, run.m, run.v, run.maximum] + run.gradients { bits.add(numbers) } }
    return bits.digest
  }

  private static let pairs = (0..<5).flatMap { a in (a + 1..<5).map { b in (a, b) } }

  /// The numbers of one array: θ, g, m, v and the maximum are 0 to 4. Drawn second moments are positive, as honest ones; special ones need not be.
  static func numbers(array: Int, run: Int, step: Int = 0) -> [Float] {
    let generator = CounterGenerator(seed: 20, stream: UInt64((run * 8 + step) * 5 + array))
    let square = specials.count * specials.count
    return (0..<count).map { i in
      if i < pairs.count * square {
        let (first, second) = pairs[i / square]
        if array == first { return specials[i % square / specials.count] }
        if array == second { return specials[i % specials.count] }
      } else if generator.bits(2 * i) % 8 == 0 {
        return specials[Int(generator.bits(2 * i) >> 8 % UInt64(specials.count))]
      }
      let bits = generator.bits(2 * i + 1)
      let magnitude = Float(sign: .plus, exponent: Int(bits % 96) - 64, significand: 1 + Float(bits >> 41) * 0x1p-23)
      return array >= 3 || bits >> 8 & 1 == 0 ? magnitude : -magnitude
    }
  }
}

/// A start and the gradients of the steps from it.
package struct DigestRun: Sendable {
  /// θ, m, v and the maximum before the first step.
  let θ, m, v, maximum: [Float]
  /// The gradients of each step.
  package let gradients: [[Float]]
  /// The steps taken before.
  let stepCount: Int

  fileprivate init(_ number: Int, after stepCount: Int, steps: Int, isFresh: Bool = false) {
    func start(_ array: Int) -> [Float] {
      isFresh && array > 0 ? [Float](repeating: 0, count: DigestCorpus.count) : DigestCorpus.numbers(array: array, run: number)
    }
    (θ, m, v, maximum) = (start(0), start(2), start(3), start(4))
    gradients = (0..<steps).map { DigestCorpus.numbers(array: 1, run: number, step: $0) }
    self.stepCount = stepCount
  }

  /// The start in blocks of `size` elements, the last of what remains.
  func parts(of size: Int, _ layout: StateLayout) throws -> [DigestPart] {
    // Averaged rates are the maxima from the other end.
    let rates: [Float] = maximum.reversed()
    return try stride(from: 0, to: θ.count, by: size).map { begin in
      let range = begin..<min(begin + size, θ.count)
      return DigestPart(
        parameters: Array(θ[range]), gradients: gradients.map { Array($0[range]) },
        state: try OptimizerState(
          firstMoment: layout.keepsFirstMoment ? Array(m[range]) : [], secondMoment: layout.keepsSecondMoment ? Array(v[range]) : [],
          maximum: layout.keepsMaximum ? Array(maximum[range]) : nil,
          averagedRate: layout.keepsAveragedRate ? Array(rates[range]) : nil, stepCount: stepCount),
        range: range)
    }
  }
}

/// Neighbouring elements of a run, stepped on their own.
package struct DigestPart {
  package var parameters: [Float]
  /// The gradients of each step of the run.
  package let gradients: [[Float]]
  package var state: OptimizerState
  /// Which elements of the run these are.
  package let range: Range<Int>
}
