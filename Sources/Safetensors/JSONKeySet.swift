/// The keys of one object. A few are compared one by one: a set for each of a million small objects would cost too much.
struct JSONKeySet {
  private var few: [String] = []
  private var many: Set<String> = []

  /// Adds a key, or returns false where it is in already.
  mutating func insert(_ key: String) -> Bool {
    if few.count < 8 {
      if few.contains(key) { return false }
      few.append(key)
      return true
    }
    if many.isEmpty { many.formUnion(few) }
    return many.insert(key).inserted
  }
}
