import Foundation
import OptimizerKernels
import OptimizerReference
import Testing

/// Learning rates that a library gave, step by step, in Double.
struct RecordedRates: Sendable, CustomTestStringConvertible {
  let library: String
  let schedule: String
  /// Of step 1, 2, …
  let rates: [Double]
  private let numbers: [String: Double]
  private let lists: [String: [Double]]
  private let flags: [String: Bool]
  let json: String

  var testDescription: String { "\(library) \(schedule) \(json)" }

  func number(_ key: String) throws -> Double { try #require(numbers[key], "\(key) in \(testDescription)") }
  func list(_ key: String) throws -> [Double] { try #require(lists[key], "\(key) in \(testDescription)") }
  func flag(_ key: String) throws -> Bool { try #require(flags[key] as Bool?, "\(key) in \(testDescription)") }
  /// nil where it is null.
  func numberIfAny(_ key: String) -> Double? { numbers[key] }

  private init(_ library: String, _ object: [String: Any]) throws {
    self.library = library
    schedule = try #require(object["schedule"] as? String)
    let texts = try #require(object["rates"] as? [String])
    rates = try texts.map { text in try #require(Double(text)) }
    let arguments = try #require(object["arguments"] as? [String: Any])
    numbers = arguments.compactMapValues { $0 as? Double }
    lists = arguments.compactMapValues { $0 as? [Double] }
    flags = arguments.compactMapValues { $0 as? Bool }
    json = String(decoding: try JSONSerialization.data(withJSONObject: arguments, options: .sortedKeys), as: UTF8.self)
  }

  /// All of one library, which is a file.
  static func all(of library: String) throws -> [RecordedRates] {
    let path = Recordings.folder + "/../Schedules/\(library).json"
    let file = try #require(ExactJSON.object(try String(contentsOfFile: path, encoding: .utf8)))
    return try #require(file["schedules"] as? [[String: Any]]).map { try RecordedRates(library, $0) }
  }
}

extension RecordedRates {
  /// The rates of the transcription, with their bounds.
  func reference() throws -> [Bounded<Double>] {
    let rate = try referenceRate()
    return rates.indices.map { rate($0 + 1) }
  }

  private func referenceRate() throws -> (Int) -> Bounded<Double> {
    switch library {
    case "keras-2.15.0":
      let reference = try TFA.RectifiedAdam(json: rectifiedAdam(rate: #"{"class_name": "\#(schedule)", "config": \#(json)}"#, 0, 0, 0))
      return { reference.options.rate.rate(at: $0) }
    case "tensorflow-addons-0.23.0":
      let reference = try TFA.RectifiedAdam(
        json: rectifiedAdam(
          rate: "\(number("learning_rate"))", Int(number("total_steps")), number("warmup_proportion"), number("min_lr")))
      return { reference.options.rate.rate(at: $0) }
    case "labml_nn-0.5.1":
      let lr = try number("lr")
      let rate: Labml.Rate
      switch schedule {
      case "AdamWarmup": rate = .warmup(try number("warmup"))
      case "AdamWarmupCosineDecay": rate = .warmupCosine(try number("warmup"), totalSteps: try number("total_steps"))
      default: rate = .noam(warmup: try number("warmup"), model: try number("d_model"))
      }
      return { rate.rate(at: $0, lr: lr) }
    default:
      let (lr, schedule) = (try number("lr"), try torchSchedule())
      return { schedule.rate(at: $0 - 1, from: lr) }
    }
  }

  private func rectifiedAdam(rate: String, _ totalSteps: Int, _ warmup: Double, _ least: Double) -> String {
    #"{"learning_rate": \#(rate), "total_steps": \#(totalSteps), "warmup_proportion": \#(warmup), "min_lr": \#(least), "#
      + #""beta_1": 0, "beta_2": 0.5, "epsilon": 1, "weight_decay": 0, "decay": 0, "amsgrad": false, "sma_threshold": 5}"#
  }

  private func torchSchedule() throws -> TorchSchedule {
    switch schedule.split(separator: " ")[0] {
    case "LambdaLR": .linearWarmup(steps: try number("steps"))
    case "LinearLR":
      .linear(startFactor: try number("start_factor"), endFactor: try number("end_factor"), totalIters: try number("total_iters"))
    case "CosineAnnealingLR": .cosineAnnealing(tMax: try number("T_max"), etaMin: try number("eta_min"))
    case "CosineAnnealingWarmRestarts":
      .cosineAnnealingWarmRestarts(t0: Int(try number("T_0")), tMult: Int(try number("T_mult")), etaMin: try number("eta_min"))
    case "ExponentialLR": .exponential(gamma: try number("gamma"))
    case "StepLR": .step(stepSize: Int(try number("step_size")), gamma: try number("gamma"))
    case "MultiStepLR": .multiStep(milestones: try list("milestones").map { Int($0) }, gamma: try number("gamma"))
    default: .polynomial(totalIters: try number("total_iters"), power: try number("power"))
    }
  }
}
