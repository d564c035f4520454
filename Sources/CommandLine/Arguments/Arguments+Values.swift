import Foundation
package import KernelVerification

extension Arguments {
  /// The whole number of an option, in a range; nil where it was not given.
  package func number<Number: FixedWidthInteger>(_ option: Option, in range: ClosedRange<Number>) throws(UsageError) -> Number? {
    guard let text = self[option] else { return nil }
    return try Self.number(text, of: option, in: range)
  }

  /// The whole numbers of an option that lists them, each once; nil where it was not given.
  package func numbers(_ option: Option, in range: ClosedRange<Int>) throws(UsageError) -> [Int]? {
    guard let texts = try list(option) else { return nil }
    var numbers: [Int] = []
    for text in texts {
      let number = try Self.number(text, of: option, in: range)
      if !numbers.contains(number) { numbers.append(number) }
    }
    return numbers
  }

  /// The elements of an option that lists them; nil where it was not given.
  ///
  /// - Throws: for an element that is empty. What is left would be less than what was asked for, or nothing.
  package func list(_ option: Option) throws(UsageError) -> [String]? {
    if !has(option) { return nil }
    var elements: [String] = []
    for value in all(option) {
      let parts = value.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
      if parts.contains("") {
        throw UsageError("\(option.name) is \"\(shown(value))\"; allowed: \(option.value), or several with commas between them, none empty")
      }
      elements += parts
    }
    return elements
  }

  /// The seconds of an option, above 0; nil where it was not given.
  package func seconds(_ option: Option, most: Double) throws(UsageError) -> Double? {
    guard let text = self[option] else { return nil }
    guard let seconds = Double(text), seconds > 0, seconds <= most else {
      throw UsageError("\(option.name) is \(shown(text)); allowed: above 0, up to \(formatCount(Int(most)))")
    }
    return seconds
  }

  /// How many threads; as many as there are cores where nothing is said.
  package func jobs() throws(UsageError) -> Int { try number(.jobs, in: 1...1024) ?? ProcessInfo.processInfo.activeProcessorCount }

  /// The seed; 1 where nothing is said.
  package func seed() throws(UsageError) -> UInt64 { try number(.seed, in: 0...UInt64.max) ?? 1 }

  /// The part of a plan that the options, or else the environment, name.
  package func shard(environment: [String: String]) throws(UsageError) -> Shard {
    do throws(ShardError) {
      return try Shard.chosen(option: self[.shard], shards: self[.shards], environment: environment)
    } catch {
      throw UsageError(error.description)
    }
  }

  private static func number<Number: FixedWidthInteger>(
    _ text: String, of option: Option, in range: ClosedRange<Number>
  ) throws(UsageError) -> Number {
    guard let number = Number(text), range.contains(number) else {
      throw UsageError("\(option.name) is \(shown(text)); allowed: \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }
}
