import Fuzzing
import Testing

@Suite struct RectificationBoundaryTests {
  @Test func anEarlyStepMeetsNoThreshold() { #expect(RectificationBoundary.β2(threshold: 4, t: 4) == nil) }
}
