/// What a tensor's elements may be: `Float`, `Float16` or ``BFloat16``.
public protocol TensorElement: BitwiseCopyable, Equatable, Sendable {
  /// Which of them.
  static var elementType: TensorElementType { get }
}

/// The element types of tensors, by the names that libraries give them.
public enum TensorElementType: String, Codable, CaseIterable, Hashable, Sendable {
  /// IEEE 754 binary32.
  case float32
  /// IEEE 754 binary16: 11 significant bits, up to 65504.
  case float16
  /// The upper half of a binary32: 8 significant bits, its range.
  case bfloat16

  /// How many bytes an element takes.
  public var byteCount: Int { self == .float32 ? 4 : 2 }
}

extension Float: TensorElement {
  public static var elementType: TensorElementType { .float32 }
}

extension BFloat16: TensorElement {
  public static var elementType: TensorElementType { .bfloat16 }
}

// Swift has no Float16 on Intel Macs.
#if !(os(macOS) && arch(x86_64))
  extension Float16: TensorElement {
    public static var elementType: TensorElementType { .float16 }
  }
#endif
