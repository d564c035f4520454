import OptimizerReference
import Testing

/// No ρt is a whole number above 1: by whole-number arithmetic, for every β2 = p / 2ᵏ of few digits.
@Suite struct ExactThresholdTests {
  @Test func noThresholdAboveOneIsMet() {
    for k in 1...5 {
      for p in stride(from: 1, to: 1 << k, by: 2) {
        for t in 1...9 {
          // Σ (2j − (n − 1)) β2ʲ times 2 to the k(t − 1).
          func sum(_ n: Int) -> Int {
            (0..<t).reduce(0) { sum, j in
              sum + (2 * j - (n - 1)) * (0..<j).reduce(1) { power, _ in power * p } << (k * (t - 1 - j))
            }
          }
          for n in 2...12 { #expect(sum(n) != 0, "β2 \(p) / 2^\(k), t \(t), threshold \(n)") }
          #expect((sum(1) == 0) == (t == 1))
        }
      }
    }
    #expect(Convention.Rectification(above: 1).canBeMet)
    #expect(!Convention.Rectification(above: 5).canBeMet)
  }
}
