internal import Safetensors

/// An optimizer as Keras 2.15's legacy optimizers and tensorflow-addons 0.23 write it in JSON.
///
/// Read is what `tf.keras.optimizers.serialize` gives, or `get_config()` alone, before a step or after one, when numbers have been rounded to Float:
///
/// ```swift
/// let keras = try KerasConfiguration(json: #"{"name": "RectifiedAdam", "learning_rate": 0.001, …}"#)
/// let group = try ParameterGroup(name: "all", configuration: keras.rule)
/// let optimizer = try Optimizer(parameters, groups: [group], clipping: keras.clipping)
/// ```
///
/// The classes are in ``classNames``. A key that is left out has the library's default, as in `from_config`; one that the class does not have is refused.
public struct KerasConfiguration: Hashable, Sendable {
  /// The rule, as its preset `keras` or `tensorFlowAddons` makes it.
  public let rule: RuleConfiguration
  /// What `clipvalue`, `clipnorm` and `global_clipnorm` ask for; nil where there is none of them.
  public let clipping: GradientClipping?

  /// The classes that can be read and written.
  public static let classNames = ["AdaBelief", "Adagrad", "Adam", "Lookahead", "RectifiedAdam", "SGD"]

  /// A rule to write.
  public init(_ rule: RuleConfiguration, clipping: GradientClipping? = nil) {
    self.rule = rule
    self.clipping = clipping
  }

  /// Reads what the libraries wrote.
  ///
  /// - Parameters:
  ///   - json: an object with `class_name` and `config`, or a config alone.
  ///   - className: the class of a config alone; nil where its `name` is the class's, as it is unless the optimizer was given another.
  /// - Throws: ``ConfigurationError`` for text that is not JSON, and for a class, key, type or number that is not allowed.
  public init(json: String, className: String? = nil) throws(ConfigurationError) {
    let object = try ConfigurationObject(json: json)
    let keras = try KerasClass.read(object, className: className)
    self.init(keras.rule, clipping: keras.clipping)
  }

  /// What the libraries' `deserialize` reads: an object with `module`, `class_name`, `config` and `registered_name`, in one line.
  /// Keras 2.15 itself does not make an Adagrad that steps of one with a schedule, neither of this nor of its own.
  ///
  /// - Throws: ``ConfigurationError`` for a rule that neither library has; it names what they have in place of the first choice that differs.
  public func json() throws(ConfigurationError) -> String {
    ConfigurationText.text(try KerasClass.written(self))
  }
}
