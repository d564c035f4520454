import OptimizerReference
import Testing

/// What the libraries' references say to hyperparameters that they do not take.
@Suite struct LibraryHyperparameterTests {
  private func refusal(_ read: () throws(InvalidHyperparameter) -> Void) -> String? {
    do {
      try read()
      return nil
    } catch {
      return error.description
    }
  }

  @Test func labml() {
    func refusal(_ decay: String, _ own: String = #""optimized_update": true"#) -> String? {
      self.refusal { () throws(InvalidHyperparameter) in
        _ = try Labml.Adam(json: #"{"lr": 1, "betas": [0, 0], "eps": 0, "weight_decay": \#(decay), \#(own)}"#)
      }
    }
    #expect(refusal(#"{"weight_decay": 0, "weight_decouple": true, "absolute": true}"#) == nil)
    #expect(refusal("0.1") == "hyperparameter weight_decay is 0.1; allowed: an object")
    #expect(
      refusal(#"{"weight_decay": 0, "weight_decouple": true}"#)
        == "hyperparameter weight_decay.absolute is missing; allowed: present, like all of weight_decay, weight_decouple, absolute")
    #expect(
      refusal(#"{"weight_decay": -1, "weight_decouple": true, "absolute": true}"#)
        == "hyperparameter weight_decay.weight_decay is -1.0; allowed: at least 0 and finite")
    #expect(
      self.refusal { () throws(InvalidHyperparameter) in
        _ = try Labml.Adam(noam: KnownAnswerLabmlTests.json(#""optimized_update": true, "amsgrad": false, "warmup": 0, "d_model": 512"#))
      } == "hyperparameter warmup is 0.0; allowed: above 0 and finite")
  }

  @Test func pytorchOptimizer() {
    func refusal(_ betas: [Double]) -> String? {
      self.refusal { () throws(InvalidHyperparameter) in
        _ = try PytorchOptimizer.AdaMod(json: KnownAnswerPytorchOptimizerTests.json(betas: betas))
      }
    }
    #expect(refusal([0, 0.5, 1]) == nil)
    for betas in [[0.9, 0.99], [1, 0.5, 0.5], [0.5, 1, 0.5], [0.5, 0.5, 1.5]] {
      #expect(refusal(betas) == "hyperparameter betas is \(betas); allowed: 3 numbers, at least 0 and below 1, the last at most 1")
    }
    // Nothing checks the threshold there.
    for threshold in ["5.5", "3", "0", "-1e9"] {
      let json = KnownAnswerPytorchOptimizerTests.json(#""n_sma_threshold": \#(threshold), "degenerated_to_sgd": true"#)
      #expect(self.refusal { () throws(InvalidHyperparameter) in _ = try PytorchOptimizer.RAdam(json: json) } == nil)
    }
  }

  @Test func floats() {
    let almostOne = #"{"learningRate": 1, "beta1": 0.99999999, "beta2": 0, "epsilon": 0, "decay": 0}"#
    #expect(
      refusal { () throws(InvalidHyperparameter) in _ = try SwiftAPIs.RAdam(json: almostOne) }
        == "hyperparameter beta1 is 1.0 once it is rounded to Float; allowed: at least 0 and below 1")
  }

  @Test func lucid() {
    #expect(
      refusal { () throws(InvalidHyperparameter) in
        _ = try Lucid.SGD(json: #"{"lr": 1, "momentum": 0.9, "dampening": 0.5, "weight_decay": 0, "nesterov": true}"#)
      } == "hyperparameter nesterov is true; allowed: false, or true with a momentum above 0 and dampening 0")
  }
}
