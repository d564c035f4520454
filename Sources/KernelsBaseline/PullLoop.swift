/// Moves parameters and slow weights to a point between them: slow + weight · (θ − slow), or weight · θ + rest · slow.
///
/// - Precondition: both spans have one count.
public func pullElements(
  _ parameters: inout MutableSpan<Float>, slow: inout MutableSpan<Float>, weight: Float, rest: Float, addsShares: Bool
) {
  let count = parameters.count
  precondition(slow.count == count)
  for i in 0..<count {
    let (θ, φ) = (parameters[i], slow[i])
    let pulled = addsShares ? weight * θ + rest * φ : φ + weight * (θ - φ)
    parameters[i] = pulled
    slow[i] = pulled
  }
}
