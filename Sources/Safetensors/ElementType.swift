/// What the elements of a tensor are, by the name that the file gives it.
///
/// The cases stand in the order of the format's own library, which lays the widest elements first.
public enum ElementType: String, CaseIterable, Sendable, Hashable {
  /// A byte that is 0 or 1.
  case bool = "BOOL"
  /// 8 bits without a sign.
  case u8 = "U8"
  /// 8 bits with a sign.
  case i8 = "I8"
  /// 16 bits with a sign.
  case i16 = "I16"
  /// 16 bits without a sign.
  case u16 = "U16"
  /// IEEE 754 half precision, 2 bytes.
  case f16 = "F16"
  /// The upper half of single precision, 2 bytes.
  case bf16 = "BF16"
  /// 32 bits with a sign.
  case i32 = "I32"
  /// 32 bits without a sign.
  case u32 = "U32"
  /// IEEE 754 single precision, 4 bytes.
  case f32 = "F32"
  /// IEEE 754 double precision, 8 bytes.
  case f64 = "F64"
  /// 64 bits with a sign.
  case i64 = "I64"
  /// 64 bits without a sign.
  case u64 = "U64"

  /// How many bytes one element takes.
  public var byteCount: Int {
    switch self {
    case .bool, .u8, .i8: 1
    case .i16, .u16, .f16, .bf16: 2
    case .i32, .u32, .f32: 4
    case .f64, .i64, .u64: 8
    }
  }

  /// Where the type stands in the order of the cases.
  var rank: Int {
    Self.allCases.firstIndex(of: self) ?? 0
  }

  /// All names, for the sentence that refuses another.
  static let allowed = allCases.map(\.rawValue).joined(separator: ", ")
}
