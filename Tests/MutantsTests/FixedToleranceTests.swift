import KernelVerification
import Mutants
import Testing

/// What each tolerance says of a value just inside of it and one just outside, worked out from its documentation.
@Suite struct FixedToleranceTests {
  @Test(arguments: [
    // 1e-5 + 1.3e-6 · 1
    ("torch", 1.0, 1.000_011_2, 1.000_011_4),
    ("torch", 0.0, 0.999e-5, 1.001e-5),
    // 1e-8 + 1e-5 · 1
    ("numpy", 1.0, 1.000_010_00, 1.000_010_02),
    ("numpy", 0.0, 0.999e-8, 1.001e-8),
    // 1e-6 · (1 + 1)
    ("XNNPACK", 1.0, 1.000_001_99, 1.000_002_01),
    ("XNNPACK", -1e-3, -1.000_999e-3, -1.002_002e-3),
    // 4e-6 of 1, and 4e-6 where 1e-6 is expected
    ("benchdnn", 1.0, 1.000_003_9, 1.000_004_1),
    ("benchdnn", 1e-6, 4.99e-6, 5.01e-6),
  ])
  func acceptsWhatIsInsideOnly(name: String, expected: Double, inside: Double, outside: Double) throws {
    let tolerance = try #require(FixedTolerance.all.first { $0.name == name })
    #expect(tolerance.accepts(inside, for: expected))
    #expect(!tolerance.accepts(outside, for: expected))
  }

  @Test(arguments: FixedTolerance.all.map(\.name))
  func acceptsNaNForNaNAndAnInfinityForItself(name: String) throws {
    let tolerance = try #require(FixedTolerance.all.first { $0.name == name })
    #expect(tolerance.accepts(.nan, for: .nan))
    #expect(tolerance.accepts(-.infinity, for: -.infinity))
    #expect(!tolerance.accepts(.infinity, for: -.infinity))
    #expect(!tolerance.accepts(.nan, for: 1))
    #expect(!tolerance.accepts(1, for: .nan))
    #expect(!tolerance.accepts(.infinity, for: 1))
    #expect(tolerance.accepts(-0.0, for: 0))
  }
}
