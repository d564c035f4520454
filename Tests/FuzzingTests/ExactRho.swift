/// The side of a threshold n that ρt is on at β2 = p / 2ᵏ, by whole numbers alone: the sign of
///
///     Σ (2j − (n − 1)) pʲ 2ᵏ⁽ᵗ⁻¹⁻ʲ⁾,   j from 0 to t − 1,
///
/// which is that of ρt − n, as ρt = 1 + 2 Σ j β2ʲ / Σ β2ʲ.
func exactRhoIsAbove(_ n: Int, p: UInt64, k: Int, t: Int) -> Bool {
  var (positive, negative, power) = (Natural(0), Natural(0), Natural(1))
  for j in 0..<t {
    // Horner's rule from the constant term up: all that is there gets another factor 2ᵏ.
    (positive, negative) = (positive.shifted(by: k), negative.shifted(by: k))
    let weight = 2 * j - (n - 1)
    let term = power.times(UInt64(weight.magnitude))
    if weight > 0 { positive = positive.plus(term) } else { negative = negative.plus(term) }
    power = power.times(p)
  }
  return negative.isLess(than: positive)
}

/// A natural number of any size, its lowest word first.
private struct Natural {
  var words: [UInt64]

  init(_ word: UInt64) { words = [word] }

  func times(_ factor: UInt64) -> Natural {
    var (product, carry) = (self, UInt64(0))
    for i in words.indices {
      let (high, low) = words[i].multipliedFullWidth(by: factor)
      let (sum, overflow) = low.addingReportingOverflow(carry)
      product.words[i] = sum
      carry = high + (overflow ? 1 : 0)
    }
    product.words.append(carry)
    return product
  }

  func shifted(by k: Int) -> Natural {
    var result = times(1 << UInt64(k % 64))
    result.words.insert(contentsOf: repeatElement(0, count: k / 64), at: 0)
    return result
  }

  func plus(_ other: Natural) -> Natural {
    var (sum, carry) = (Natural(0), false)
    sum.words = []
    for i in 0..<max(words.count, other.words.count) {
      let (partial, first) = word(i).addingReportingOverflow(other.word(i))
      let (total, second) = partial.addingReportingOverflow(carry ? 1 : 0)
      sum.words.append(total)
      carry = first || second
    }
    if carry { sum.words.append(1) }
    return sum
  }

  func isLess(than other: Natural) -> Bool {
    for i in (0..<max(words.count, other.words.count)).reversed() where word(i) != other.word(i) { return word(i) < other.word(i) }
    return false
  }

  private func word(_ i: Int) -> UInt64 { i < words.count ? words[i] : 0 }
}
