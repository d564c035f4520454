import OptimizerReference
import Testing

/// A schedule in Float: the constants are the Floats that they are rounded to, and a sensitive power is one of three.
@Suite struct FloatScheduleTests {
  @Test func aConstantIsItsFloat() {
    let β2 = FloatSchedule<NearestPower>(constant: 0.999, bound: 0)
    #expect(β2.value == Double(Float(0.999)))
    #expect(β2.bound == 0)
    // What is known up to a bound only stays so.
    #expect(FloatSchedule<NearestPower>(constant: 0.999, bound: 1e-9).bound > 1e-9)
  }

  @Test func aSensitivePowerIsOneOfThreeFloats() {
    // 0.9990000128746033² = 0.9980010257234…, by long multiplication.
    let nearest = Float(0.9980010257234)
    func power<E: PowerError>(_ error: E.Type, _ t: Int) -> FloatSchedule<E> {
      FloatSchedule<E>(constant: 0.999, bound: 0).sensitivePower(t)
    }
    #expect(power(NearestPower.self, 2).value == Double(nearest))
    #expect(power(PowerBelow.self, 2).value == Double(nearest.nextDown))
    #expect(power(PowerAbove.self, 2).value == Double(nearest.nextUp))
    #expect(power(PowerAbove.self, 1).value == Double(Float(0.999)))
    #expect(power(PowerAbove.self, 2).bound == 0)
  }

  /// ρt of RectifiedAdam with β2 = 0.999 as TensorFlow computed it, ρ∞ in Float too: ρ6 is 5.994 in truth.
  @Test(arguments: [(2, 1.986206), (3, 3.011230), (4, 3.985352), (5, 4.986450), (6, 6.000488), (7, 6.987305)])
  func wholeInFloat(t: Int, published: Double) {
    func ρ<E: PowerError>(_ error: E.Type) -> Coefficient<FloatSchedule<E>> {
      typealias K = Coefficient<FloatSchedule<E>>
      let power = K(0.999).sensitivePower(t)
      return 2 / (1 - K(0.999)) - 1 - 2 * K(t) * power / (1 - power)
    }
    func holds<E: PowerError>(_ x: Coefficient<FloatSchedule<E>>) -> Bool {
      abs(x.scalar.value - published) <= x.scalar.bound + 5e-7 && x.scalar.bound < 2e-3
    }
    #expect([holds(ρ(NearestPower.self)), holds(ρ(PowerBelow.self)), holds(ρ(PowerAbove.self))].contains(true))
  }

  /// ρt of optax with β2 = 0.999, as XLA computed it from a power by squaring: ρ6 is 5.994 in truth.
  @Test(arguments: [(3, 2.945557), (6, 5.954834), (7, 6.944336), (8, 7.945923)])
  func repeatedSquaring(t: Int, published: Double) {
    typealias K = Coefficient<FloatSchedule<PowerBySquaring>>
    let power = K(0.999).sensitivePower(t)
    let ρt = K(2 / (1 - 0.999) - 1) - 2 * K(t) * power / (1 - power)
    #expect(abs(ρt.scalar.value - published) <= ρt.scalar.bound + 5e-7)
    #expect(ρt.scalar.bound < 1e-3)
  }

  /// ρt of kozistr's graph as TensorFlow computed it with β2 = 0.999: three of the published values, off by up to 4 % from the exact ones.
  @Test(arguments: [(3, 2.9854736), (5, 4.9606934), (6, 5.9747314)])
  func theBoundHoldsThePublishedLength(t: Int, published: Double) {
    func ρ<E: PowerError>(_ error: E.Type) -> Coefficient<FloatSchedule<E>> {
      typealias K = Coefficient<FloatSchedule<E>>
      let power = K(0.999).sensitivePower(t)
      return K(2 / (1 - 0.999) - 1) - 2 * K(t) * power / (1 - power)
    }
    func holds<E: PowerError>(_ x: Coefficient<FloatSchedule<E>>) -> Bool { abs(x.scalar.value - published) <= x.scalar.bound + 5e-8 }
    #expect([holds(ρ(NearestPower.self)), holds(ρ(PowerBelow.self)), holds(ρ(PowerAbove.self))].contains(true))
  }
}
