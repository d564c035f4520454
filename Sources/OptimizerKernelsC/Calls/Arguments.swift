internal import Foundation

/// Arguments as C gives them: checked before they are used. What cannot be checked is whether an address that is not null and aligned is the caller's.
enum Arguments {
  /// The longest name and the longest JSON, in bytes.
  static let longestName = 65_535
  static let longestJSON = 1 << 20

  /// A text of the caller's.
  static func text(_ pointer: UnsafePointer<CChar>?, _ name: String, longest: Int) throws -> String {
    guard let pointer = unsafe pointer else { throw CallError.argument(name, "null", allowed: "UTF-8 that ends with a 0 byte") }
    // Never reads further than one byte behind the longest.
    let count = unsafe strnlen(pointer, longest + 1)
    guard count <= longest else {
      throw CallError.argument(name, "longer than \(longest) bytes", allowed: "at most so many, then a 0 byte")
    }
    let bytes = unsafe UnsafeRawBufferPointer(start: pointer, count: count)
    guard let text = unsafe String(validating: bytes, as: UTF8.self) else {
      throw CallError.argument(name, "not UTF-8", allowed: "UTF-8 that ends with a 0 byte")
    }
    return text
  }

  /// The same where null says that there is none.
  static func optionalText(_ pointer: UnsafePointer<CChar>?, _ name: String) throws -> String? {
    try unsafe pointer.map { try unsafe text($0, name, longest: longestJSON) }
  }

  /// An address to write to or to read from.
  static func address<T>(_ pointer: UnsafeMutablePointer<T>?, _ name: String, _ what: @autoclosure () -> String) throws
    -> UnsafeMutablePointer<T>
  {
    guard let pointer = unsafe pointer else { throw CallError.argument(name, "null", allowed: "the address of \(what())") }
    try aligned(UInt(bitPattern: pointer), name, MemoryLayout<T>.alignment)
    return unsafe pointer
  }

  static func address<T>(_ pointer: UnsafePointer<T>?, _ name: String, _ what: @autoclosure () -> String) throws -> UnsafePointer<T> {
    guard let pointer = unsafe pointer else { throw CallError.argument(name, "null", allowed: "the address of \(what())") }
    try aligned(UInt(bitPattern: pointer), name, MemoryLayout<T>.alignment)
    return unsafe pointer
  }

  /// The same where null says that there is none.
  static func optionalAddress<T>(_ pointer: UnsafeMutablePointer<T>?, _ name: String) throws -> UnsafeMutablePointer<T>? {
    if let pointer = unsafe pointer { try aligned(UInt(bitPattern: pointer), name, MemoryLayout<T>.alignment) }
    return unsafe pointer
  }

  static func optionalAddress<T>(_ pointer: UnsafePointer<T>?, _ name: String) throws -> UnsafePointer<T>? {
    if let pointer = unsafe pointer { try aligned(UInt(bitPattern: pointer), name, MemoryLayout<T>.alignment) }
    return unsafe pointer
  }

  static func aligned(_ address: UInt, _ name: String, _ alignment: Int) throws {
    guard address.isMultiple(of: UInt(alignment)) else {
      throw CallError(.invalidArgument, "\(name) does not begin at a multiple of \(alignment) bytes, as its elements must")
    }
  }

  /// A count that may be anything.
  static func count(_ value: Int64, _ name: String) throws -> Int {
    guard value >= 0, let count = Int(exactly: value) else { throw CallError.argument(name, "\(value)", allowed: "0 or more") }
    return count
  }

  /// A number of one of `count` things.
  static func number(_ value: Int64, _ name: String, below count: Int) throws -> Int {
    guard let number = Int(exactly: value), number >= 0, number < count else {
      throw CallError.argument(name, "\(value)", allowed: count == 0 ? "nothing, for there is none yet" : "0 ≤ \(name) < \(count)")
    }
    return number
  }

  /// A constant of the header.
  static func constant<T: HeaderConstant>(_ value: CInt, _ name: String, _: T.Type) throws -> T {
    guard let constant = T(rawValue: value) else {
      throw CallError.argument(name, "\(value)", allowed: "an \(T.name), from 0 to \(T.allCases.count - 1)")
    }
    return constant
  }
}

/// Constants of the header, from 0 on.
protocol HeaderConstant: CaseIterable, RawRepresentable<CInt> {
  /// What their names begin with.
  static var name: String { get }
}

extension OptkElement: HeaderConstant {
  static var name: String { "OPTK_ELEMENT" }
}

extension OptkSlot: HeaderConstant {
  static var name: String { "OPTK_SLOT" }
}

extension OptkNonFinite: HeaderConstant {
  static var name: String { "OPTK_NON_FINITE" }
}
