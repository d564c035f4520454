import Foundation
import OptimizerKernels
import Testing

@Suite struct KerasReadingTests {
  private func read(_ object: Any, _ className: String? = nil) throws -> KerasConfiguration {
    try KerasConfiguration(json: ConfigurationFiles.text(object), className: className)
  }

  @Test func `what the libraries wrote is the preset, serialised or bare, before a step and after it`() throws {
    let recorded = try ConfigurationFiles.recorded()
    for keras in try KerasCase.all() {
      let entry = try #require(recorded[keras.name])
      let serialized = try #require(entry["serialized"] as? [String: Any])
      let className = try #require(serialized["class_name"] as? String)
      var read = [try read(serialized)]
      for key in ["config", "config-after-a-step"] {
        let config = try #require(entry[key])
        read.append(try self.read(config, className))
        if keras.name != "adam-renamed" { read.append(try self.read(config)) }
      }
      // After a step numbers are Floats: 0.0010000000474974513.
      for configuration in read {
        #expect(configuration.rule == keras.rule, "\(keras.name)")
        #expect(configuration.clipping == keras.clipping, "\(keras.name)")
      }
    }
    #expect(try KerasCase.all().count == recorded.count - 2)
  }

  @Test func `any number or choice that is changed changes what is read`() throws {
    let recorded = try ConfigurationFiles.recorded()
    var changed = 0
    for name in ["adam-numbers", "sgd-nesterov", "adagrad-numbers", "rectified-adam-numbers", "adabelief-plain", "lookahead-numbers"] {
      let serialized = try #require(recorded[name]?["serialized"] as? [String: Any])
      let config = try #require(serialized["config"] as? [String: Any])
      let now = try read(serialized)
      for (key, value) in config {
        // Without rectification its threshold has no part.
        guard let number = value as? NSNumber, name != "adabelief-plain" || key != "sma_threshold" else { continue }
        var other = config
        let isFlag = ["amsgrad", "nesterov", "rectify"].contains(key)
        other[key] = isFlag ? !number.boolValue : number.doubleValue == 0 ? 0.25 : number.doubleValue == 3 ? 4 : number.doubleValue / 2
        var written = serialized
        written["config"] = other
        #expect(try read(written) != now, "\(name) \(key)")
        changed += 1
      }
    }
    #expect(changed == 43)
  }

  @Test func `what is left out has the library's default`() throws {
    for (name, rule) in [
      ("Adam", try Adam.keras().configuration), ("SGD", try SGD.keras().configuration), ("Adagrad", try AdaGrad.keras().configuration),
      ("RectifiedAdam", try RAdam.tensorFlowAddons().configuration), ("AdaBelief", try AdaBelief.tensorFlowAddons().configuration),
    ] {
      #expect(try KerasConfiguration(json: "{}", className: name).rule == rule)
      #expect(try KerasConfiguration(json: #"{"class_name": "\#(name)", "config": {"is_legacy_optimizer": true}}"#).rule == rule)
    }
    let inner = #"{"class_name": "Addons>RectifiedAdam", "config": {}}"#
    let lookahead = try KerasConfiguration(json: #"{"class_name": "Addons>Lookahead", "config": {"optimizer": \#(inner)}}"#)
    #expect(try lookahead.rule == Lookahead.tensorFlowAddons(RAdam.tensorFlowAddons()).configuration)
  }

  /// What reading a text says.
  private func message(_ json: String) -> String {
    do {
      _ = try KerasConfiguration(json: json)
      return "read"
    } catch {
      return error.description
    }
  }

  private func message(_ name: String, _ members: String) -> String {
    message(#"{"class_name": "\#(name)", "config": {\#(members)}}"#)
  }

  @Test func `what cannot be read is named, with what is allowed`() throws {
    let classes = "AdaBelief, Adagrad, Adam, Lookahead, RectifiedAdam, SGD"
    #expect(message("{") == "the configuration is not JSON: byte 1: the text ends where a key in quotation marks must follow")
    #expect(
      message(#"{"name": "SGD", "name": "SGD"}"#) == #"the configuration is not JSON: byte 16: the key "name" stands twice in one object"#)
    #expect(message("[1]") == "the configuration is an array of length 1; allowed: an object")
    #expect(message("{}") == "class_name is missing; allowed: \(classes)")
    #expect(message(#"{"name": "generator"}"#) == #"name is "generator"; allowed: \#(classes)"#)
    #expect(message("Adadelta", "") == #"class_name is "Adadelta"; allowed: \#(classes)"#)
    #expect(message(#"{"class_name": 3}"#) == "class_name is the number 3; allowed: a string")
    #expect(message(#"{"class_name": "SGD"}"#) == "config is missing; allowed: an object")
    #expect(message(#"{"class_name": "SGD", "config": 1}"#) == "config is the number 1; allowed: an object")
    #expect(
      message(#"{"class_name": "SGD", "config": {}, "x": 1}"#)
        == "x is not known; allowed: build_config, class_name, compile_config, config, module, registered_name")
    #expect(
      message(#"{"module": "keras.optimizers", "class_name": "SGD", "config": {}}"#)
        == #"module is "keras.optimizers"; allowed: keras.optimizers.legacy"#)
    #expect(
      message("SGD", #""beta_1": 0.9"#)
        == "config.beta_1 is not known; allowed: clipnorm, clipvalue, decay, global_clipnorm, is_legacy_optimizer, learning_rate, momentum, nesterov"
    )
    #expect(message("SGD", #""is_legacy_optimizer": false"#) == "config.is_legacy_optimizer is false; allowed: true")
    #expect(message("SGD", #""nesterov": 1"#) == "config.nesterov is the number 1; allowed: true or false")
    #expect(message("SGD", #""momentum": "high""#) == #"config.momentum is the string "high"; allowed: a finite number"#)
    #expect(message("SGD", #""learning_rate": true"#) == "config.learning_rate is true; allowed: a finite number or a schedule")
    #expect(message("SGD", #""learning_rate": 1e999"#) == "config.learning_rate is the number 1e999; allowed: a finite number")
    #expect(message("RectifiedAdam", #""total_steps": 1.5"#) == "config.total_steps is the number 1.5; allowed: a whole number")
    #expect(message("Adam", #""beta_1": 1.5"#) == "config.beta_1 is 1.5; allowed: 0 ≤ beta_1 < 1")
    let normal = "1.1754944e-38 ≤ clipnorm ≤ 3.4028235e+38, a normal Float"
    #expect(message("Adam", #""clipnorm": -1"#) == "config.clipnorm is -1.0; allowed: \(normal)")
    #expect(message("Adam", #""clipnorm": 1, "global_clipnorm": 1"#) == "config.clipnorm is 1.0; allowed: none beside a global_clipnorm")
    #expect(message("RectifiedAdam", #""sma_threshold": -1"#) == "config.sma_threshold is -1.0; allowed: 0 ≤ sma_threshold, finite")
    #expect(message("Lookahead", "") == "config.optimizer is missing; allowed: an object")
    let inner = #""optimizer": {"class_name": "SGD", "config": {}}"#
    #expect(message("Lookahead", #"\#(inner), "sync_period": 0"#) == "config.sync_period is 0; allowed: 1 ≤ sync_period")
    let nested = #""optimizer": {"class_name": "Lookahead", "config": {\#(inner)}}"#
    #expect(
      message("Lookahead", nested) == "config.optimizer.class_name is Lookahead; allowed: an optimizer that is not Lookahead itself")
    #expect(
      message("Lookahead", #""optimizer": {"class_name": "SGD", "config": {"decay": -1}}"#)
        == "config.optimizer.config.decay is -1.0; allowed: 0 ≤ decay, finite")
  }

  @Test func `a schedule that cannot be read is named too`() throws {
    let schedules = "CosineDecay, CosineDecayRestarts, ExponentialDecay, InverseTimeDecay, PiecewiseConstantDecay, PolynomialDecay"
    func schedule(_ name: String, _ members: String) -> String {
      message("SGD", #""learning_rate": {"class_name": "\#(name)", "config": {\#(members)}}"#)
    }
    let at = "config.learning_rate"
    #expect(message("SGD", #""learning_rate": {}"#) == "\(at).class_name is missing; allowed: \(schedules)")
    #expect(schedule("Sawtooth", "") == #"\#(at).class_name is "Sawtooth"; allowed: \#(schedules)"#)
    #expect(schedule("ExponentialDecay", "") == "\(at).config.initial_learning_rate is missing; allowed: a finite number")
    let begun = #""initial_learning_rate": 0.1, "decay_steps": 0, "decay_rate": 0.5"#
    #expect(schedule("ExponentialDecay", begun) == "\(at).config.decay_steps is 0.0; allowed: 0 < decay_steps, finite")
    #expect(
      schedule("ExponentialDecay", #""alpha": 1"#)
        == "\(at).config.alpha is not known; allowed: decay_rate, decay_steps, initial_learning_rate, name, staircase")
    #expect(schedule("PiecewiseConstantDecay", "") == "\(at).config.boundaries is missing; allowed: an array of numbers")
    #expect(
      schedule("PiecewiseConstantDecay", #""boundaries": 3"#) == "\(at).config.boundaries is the number 3; allowed: an array of numbers")
    #expect(
      schedule("PiecewiseConstantDecay", #""boundaries": [3], "values": [1]"#)
        == "\(at).config.values is 1 values; allowed: one more than boundaries")
    #expect(
      schedule("PiecewiseConstantDecay", #""boundaries": ["3"], "values": [1]"#)
        == #"\#(at).config.boundaries is the string "3"; allowed: a finite number"#)
  }
}
