#if arch(x86_64)
  import OptimizerReference
  import Testing

  /// A branch is open exactly where rounding in Double may take ρt across the threshold, and is the right one everywhere else.
  @Suite struct BranchTests {
    /// Usual values, random ones, and the neighbours of the roots of ρt = threshold at growing distance.
    static let decays: [Double] = {
      var random = Random(seed: 41)
      let usual = [0, 0.1, 0.3, 0.5, 0.55, 0.59, 0.6, 0.61, 0.65, 2.0 / 3, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9999, 0.99999]
      let anywhere = (0..<40).map { _ in 0.5 + random.unit() / 2 }
      let nearOne = (0..<20).map { _ in 1 - random.unit() * (random.pick([1e-2, 1e-4, 1e-6, 1e-9])) }
      return usual + anywhere + nearOne
    }()

    static let steps = Array(1...40) + [50, 75, 76, 77, 100, 200, 500, 1000, 3000, 10_000]

    /// The least β2 with ρt > threshold, and the Doubles below and above it at distances of 0, 1, 2, 3, 5, 8, … of them.
    static func neighbours(_ threshold: Int, _ t: Int) -> [Double] {
      var (low, high) = (0.5.bitPattern, 1.0.nextDown.bitPattern)
      while high - low > 1 {
        let middle = (low + high) / 2
        if Rho(β2: Double(bitPattern: middle), t: t).exact > Float80(threshold) { high = middle } else { low = middle }
      }
      let distances: [UInt64] = [0, 1, 2, 3, 5, 8, 13, 21, 34, 1000, 1_000_000]
      return distances.flatMap { [Double(bitPattern: high + $0), Double(bitPattern: low - $0)] }
    }

    /// Whether ρt > threshold in the reference with that threshold, and nil where that is open.
    static func decision(_ threshold: Int, _ rho: Rho) throws -> Bool? {
      let reference = try #require(RhoTests.references(β2: rho.β2).first { $0.threshold == threshold }).reference
      return RhoTests.isRectified(reference, t: rho.t)
    }

    /// Counts the open branches.
    static func check(_ threshold: Int, _ rho: Rho) throws -> Int {
      let distance = rho.exact - Float80(threshold)
      let decision = try decision(threshold, rho)
      let isRectifiedAtLast = Float80(rho.β2) * Float80(threshold + 1) > Float80(threshold - 1)
      let isOpen = isRectifiedAtLast && abs(distance) <= Float80(rho.bound)
      // Nobody can tell what lies within the errors of this test on the bound itself.
      if abs(abs(distance) - Float80(rho.bound)) > Float80(rho.bound) * 0x1p-8 {
        #expect(decision == (isOpen ? nil : distance > 0), "ρ\(rho.t) of \(rho.β2), threshold \(threshold)")
      }
      if decision != nil {
        let same = rho.evaluations.allSatisfy { ($0 > Double(threshold)) == (distance > 0) }
        #expect(same, "ρ\(rho.t) of \(rho.β2) is evaluated across \(threshold)")
      }
      return decision == nil ? 1 : 0
    }

    @Test(arguments: [4, 5])
    func decidedWhereDoubleCanTell(threshold: Int) throws {
      for β2 in Self.decays {
        var open = 0
        for t in Self.steps { open += try Self.check(threshold, Rho(β2: β2, t: t)) }
        #expect(open == 0 || β2 > 0.99999, "β2 = \(β2) leaves \(open) branches open")
      }
    }

    @Test(arguments: [4, 5])
    func openBesideTheRoots(threshold: Int) throws {
      var open = 0
      for t in threshold + 1...90 {
        for β2 in Self.neighbours(threshold, t) { open += try Self.check(threshold, Rho(β2: β2, t: t)) }
      }
      #expect(open > 100)
    }

    /// ρt → ρ∞, and β2ᵗ goes to 0. Beside the β2 whose ρ∞ is the threshold the branch is still open where it must be, and only there.
    @Test(arguments: [4, 5])
    func hugeSteps(threshold: Int) throws {
      let limit = Double(threshold - 1) / Double(threshold + 1)
      for t in [100_000, 1 << 31, 1 << 40, 1 << 53, .max] {
        // Nearer 1 the exact sum would take long.
        for β2 in Self.decays where β2 <= 0.9999 { #expect(try Self.check(threshold, Rho(β2: β2, t: t)) == 0) }
        for k in -9...9 {
          let β2 = Double(bitPattern: UInt64(Int(limit.bitPattern) + k))
          let open = try Self.check(threshold, Rho(β2: β2, t: t))
          #expect(k > 0 || open == 0, "ρ∞ is not above \(threshold)")
        }
      }
    }

    /// No evaluation is beyond the bound, and the bound is not wider than it must be: it lets `pow` err by an ulp, where most are within half
    /// of one, takes 1 − β2 and 2t to be rounded, which they are not, and adds up all errors in one direction.
    @Test func theBoundIsAttained() {
      var worst = [0.0, 0, 0]
      for β2 in Self.decays where β2 > 0 {
        for t in Self.steps where t <= 200 {
          let rho = Rho(β2: β2, t: t)
          guard rho.bound.isFinite else { continue }
          for (i, ρt) in rho.evaluations.enumerated() { worst[i] = max(worst[i], Double(abs(Float80(ρt) - rho.exact)) / rho.bound) }
        }
      }
      #expect(worst.allSatisfy { $0 <= 1 })
      #expect(worst[0] > 0.35 && worst[2] > 0.6, "\(worst)")
    }
  }
#endif
