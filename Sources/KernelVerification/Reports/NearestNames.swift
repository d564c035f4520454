/// Which names a word may be meant for: the same except for capitals, the last part of them, or one or two edits off.
///
/// The nearest only, in their order. A word that is longer than any name is near none, so that none costs much time.
package func nearestNames(to word: String, among names: [String]) -> [String] {
  guard 1...80 ~= word.utf8.count else { return [] }
  let letters = Array(word.lowercased().utf8)
  var (least, nearest): (Int, [String]) = (min(2, letters.count / 3), [])
  for name in names {
    let name8 = Array(name.lowercased().utf8)
    let distance = min(
      editDistance(letters, name8), editDistance(letters, name8.split(separator: UInt8(ascii: ".")).last.map(Array.init) ?? []))
    if distance > least { continue }
    if distance < least { (least, nearest) = (distance, []) }
    nearest.append(name)
  }
  return nearest
}

/// `did you mean A or B?`; nil where no name is near.
package func didYouMean(_ word: String, among names: [String]) -> String? {
  let nearest = nearestNames(to: word, among: names)
  guard let last = nearest.prefix(3).last else { return nil }
  let others = nearest.prefix(3).dropLast().joined(separator: ", ")
  return "did you mean \(others.isEmpty ? last : "\(others) or \(last)")?"
}

/// How many letters must be put in, left out, changed or swapped with the next one to make one word of the other.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var (before, last, row) = ([Int](), [Int](), Array(0...b.count))
  for i in a.indices {
    (before, last, row) = (last, row, [i + 1])
    for j in b.indices {
      var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, before[j - 1] + 1) }
      row.append(least)
    }
  }
  return row[b.count]
}
