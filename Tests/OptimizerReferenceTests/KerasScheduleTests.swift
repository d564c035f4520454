import Foundation
import OptimizerReference
import Testing

/// Keras' schedules against numbers that were worked out from their formulas with mpmath, at 50 digits.
@Suite struct KerasScheduleTests {
  struct Known: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let config: String
    let steps: [Int]
    let rates: [Double]
  }

  static let known = [
    Known(
      testDescription: "ExponentialDecay",
      config: #"{"initial_learning_rate": 0.01, "decay_steps": 7, "decay_rate": 0.6, "staircase": false}"#,
      steps: [0, 1, 10], rates: [0.01, 0.0092962398749878129, 0.0048202905286511643]),
    Known(
      testDescription: "ExponentialDecay",
      config: #"{"initial_learning_rate": 0.01, "decay_steps": 5, "decay_rate": 0.6, "staircase": true}"#,
      steps: [4, 5, 14], rates: [0.01, 0.006, 0.0036]),
    Known(
      testDescription: "InverseTimeDecay",
      config: #"{"initial_learning_rate": 0.02, "decay_steps": 4, "decay_rate": 0.7, "staircase": false}"#,
      steps: [0, 3, 9], rates: [0.02, 0.013114754098360656, 0.0077669902912621364]),
    Known(
      testDescription: "InverseTimeDecay",
      config: #"{"initial_learning_rate": 0.02, "decay_steps": 4, "decay_rate": 0.7, "staircase": true}"#,
      steps: [3, 9], rates: [0.02, 0.0083333333333333338]),
    Known(
      testDescription: "PolynomialDecay",
      config: #"{"initial_learning_rate": 0.02, "decay_steps": 15, "end_learning_rate": 0.001, "power": 1.5, "cycle": false}"#,
      steps: [0, 4, 14, 15, 20], rates: [0.02, 0.012931793817515609, 0.0013270519270130708, 0.001, 0.001]),
    Known(
      testDescription: "PolynomialDecay",
      config: #"{"initial_learning_rate": 0.02, "decay_steps": 15, "end_learning_rate": 0.001, "power": 2, "cycle": true}"#,
      steps: [0, 14, 16, 31], rates: [0.02, 0.0010844444444444445, 0.0051377777777777779, 0.0028390123456790124]),
    Known(
      testDescription: "CosineDecay",
      config: #"{"initial_learning_rate": 0.02, "decay_steps": 18, "alpha": 0.1, "warmup_target": null, "warmup_steps": 0}"#,
      steps: [0, 5, 18, 30], rates: [0.02, 0.016785088487178854, 0.002, 0.002]),
    Known(
      testDescription: "CosineDecay",
      config: #"{"initial_learning_rate": 0.001, "decay_steps": 12, "alpha": 0.2, "warmup_target": 0.02, "warmup_steps": 6}"#,
      steps: [0, 5, 6, 11, 18, 40], rates: [0.001, 0.016833333333333334, 0.02, 0.014070552360820166, 0.004, 0.004]),
    // Restarts at 3 and 9, half as high each.
    Known(
      testDescription: "CosineDecayRestarts",
      config: #"{"initial_learning_rate": 0.02, "first_decay_steps": 3, "t_mul": 2.0, "m_mul": 0.5, "alpha": 0.1}"#,
      steps: [0, 1, 3, 6, 9, 15], rates: [0.02, 0.0155, 0.011, 0.0065, 0.0065, 0.00425]),
    Known(
      testDescription: "CosineDecayRestarts",
      config: #"{"initial_learning_rate": 0.02, "first_decay_steps": 8, "t_mul": 1.0, "m_mul": 1.0, "alpha": 0.5}"#,
      steps: [0, 4, 8, 12], rates: [0.02, 0.015, 0.02, 0.015]),
    // A boundary itself is still before it.
    Known(
      testDescription: "PiecewiseConstantDecay", config: #"{"boundaries": [3, 8], "values": [0.02, 0.01, 0.03]}"#,
      steps: [0, 3, 4, 8, 9], rates: [0.02, 0.02, 0.01, 0.01, 0.03]),
  ]

  static func schedule(_ name: String, _ config: String) throws -> KerasSchedule {
    let rate = #"{"class_name": "\#(name)", "config": \#(config)}"#
    let optimizer = try TFA.RectifiedAdam(json: KnownAnswerTFATests.json(learningRate: rate))
    guard case .schedule(let schedule) = optimizer.options.rate.initial.number else {
      throw InvalidHyperparameter(name: "learning_rate", found: "a number", allowed: "a schedule")
    }
    return schedule
  }

  /// Within the bound, and the bound is a few ulp: only at the very end of a polynomial, where 0 is raised to a power, is it absolute.
  @Test(arguments: known)
  func knownRates(known: Known) throws {
    let schedule = try Self.schedule(known.testDescription, known.config)
    for (s, rate) in zip(known.steps, known.rates) {
      let got = schedule.rate(at: s)
      #expect(abs(got.value - rate) <= got.bound + 0x1p-53 * rate, "step \(s): \(got.value), and not \(rate)")
      #expect(got.bound <= 0x1p-48 * 0.02)
    }
  }

  /// Numbers that Float holds are Python's, with which Keras computes in Float.
  @Test func floatsComputeInFloat() throws {
    let config = #"{"initial_learning_rate": 0.5, "decay_steps": 7, "decay_rate": 0.75, "staircase": false}"#
    let schedule = try Self.schedule("ExponentialDecay", config)
    let half = try Self.schedule("ExponentialDecay", config.replacing("0.75", with: "0.7"))
    #expect(schedule.rate(at: 3).bound > 0x1p-26 && schedule.rate(at: 3).bound < 0x1p-20)
    #expect(half.rate(at: 3).bound < 0x1p-50)
    for s in 0..<100 {
      let inFloat = 0.5 * pow(Float(0.75), Float(s) / 7)
      let (value, bound) = (schedule.rate(at: s).value, schedule.rate(at: s).bound)
      #expect(abs(Double(inFloat) - value) <= bound, "step \(s)")
      // The bound is not so wide that it says nothing: 40 ulp are beyond it.
      #expect(abs(Double(inFloat) * (1 + 40 * 0x1p-23) - value) > bound, "step \(s)")
    }
  }

  @Test(arguments: [
    (#"{"class_name": "OneCycle", "config": {}}"#, "learning_rate.class_name"),
    (
      #"{"class_name": "CosineDecayRestarts", "config": {"initial_learning_rate": 1, "first_decay_steps": 1, "t_mul": 0.5, "m_mul": 1, "alpha": 0}}"#,
      "learning_rate.config.t_mul"
    ),
    (#"{"class_name": "ExponentialDecay", "config": {}}"#, "learning_rate.config.initial_learning_rate"),
    (#"{"class_name": "PiecewiseConstantDecay", "config": {"boundaries": [1], "values": [1]}}"#, "learning_rate.config.values"),
    (
      #"{"class_name": "ExponentialDecay", "config": {"initial_learning_rate": 1, "decay_steps": 0, "decay_rate": 1, "staircase": true}}"#,
      "learning_rate.config.decay_steps"
    ),
  ])
  func impossibleOnesAreRefused(schedule: String, name: String) throws {
    let error = #expect(throws: InvalidHyperparameter.self) {
      try TFA.RectifiedAdam(json: KnownAnswerTFATests.json(learningRate: schedule))
    }
    #expect(error?.name == name)
  }

  /// Python's numbers become Floats, but for CosineDecay's alpha, in an inner optimizer too; and only those of schedules.
  @Test func pythonNumbersAreRounded() throws {
    let given =
      #"{"epsilon": 0.1, "inner_args": {"a": 0.1, "rate": {"class_name": "CosineDecay", "config": {"alpha": 0.1, "initial_learning_rate": 0.1, "staircase": true, "values": [0, 0.1], "warmup_target": null}}}}"#
    let kept = Double(Float(0.1))
    let expected =
      #"{"epsilon": 0.1, "inner_args": {"a": 0.1, "rate": {"class_name": "CosineDecay", "config": {"alpha": 0.1, "initial_learning_rate": \#(kept), "staircase": true, "values": [0, \#(kept)], "warmup_target": null}}}}"#
    func object(_ json: String) throws -> NSDictionary {
      try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? NSDictionary)
    }
    let read = KerasSchedule.givenPythonNumbers(given)
    #expect(try object(read) == object(expected))
    #expect(read.contains(#""staircase":true"#))
    #expect(KerasSchedule.givenPythonNumbers("no JSON") == "no JSON")
  }

  /// What stands beside a schedule keeps its last bit.
  @Test func otherNumbersStayAsTheyAre() throws {
    let numbers = (1...2000).map { Double($0) * 0.000123 / 7 }
    let given = #"{"numbers": [\#(numbers.map { "\($0)" }.joined(separator: ", "))]}"#
    let read = try #require(ExactJSON.object(KerasSchedule.givenPythonNumbers(given))?["numbers"] as? [Any])
    #expect(read.map { $0 as? Double } == numbers)
  }
}
