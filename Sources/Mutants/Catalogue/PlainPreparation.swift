import KernelVerification

/// A fault in what is done to whole gradients before the elements are stepped.
enum PreparationFault: Sendable {
  /// The common norm is that of this parameter alone.
  case normOfOneTensor
  /// The norm is left squared.
  case normSquared
  /// The norm is that of the largest element.
  case largestForNorm
  /// Gradients shorter than the limit are stretched to it.
  case alwaysScales
  /// By the norm first, by value after it.
  case valueAfterNorm
  /// Values are clipped above and not below.
  case clipsAboveOnly
  /// Nothing is clipped: the wrapper steps past the optimizer that would.
  case ignored
  /// Vectors are centred too.
  case centresVectors
  /// One mean for all rows.
  case centresWhole
  /// The sum in place of the mean.
  case centresBySum
}

/// Clipping as Keras does it, and Ranger's centring, written plainly: sums in Double, products in Float.
struct PlainPreparation: Sendable {
  private let value, norm, globalNorm: Double?
  private let centring, convolutionsOnly: Bool
  private let fault: PreparationFault?

  init(_ options: MutantOptions, centring: Bool, _ fault: PreparationFault?) {
    (value, norm, globalNorm) = (options.clipValue, options.clipNorm, options.globalNorm)
    self.centring = centring
    convolutionsOnly = options.centresConvolutionsOnly
    self.fault = fault
  }

  /// The gradient of the step after all that.
  func prepare(_ x: CandidateStep) -> [Float] {
    if fault == .ignored { return x.gradients }
    var gradient = clippedAlone(x.gradients)
    if let globalNorm {
      let others = fault == .normOfOneTensor ? [] : x.neighbours.map { clippedAlone($0.gradients) }
      scale(&gradient, to: globalNorm, from: length([gradient] + others), together: true)
    }
    if centring { centre(&gradient, x.shape) }
    return gradient
  }

  /// Clipped by value and by its own norm.
  private func clippedAlone(_ gradient: [Float]) -> [Float] {
    var g = gradient
    if fault != .valueAfterNorm { clipValues(&g) }
    if let norm { scale(&g, to: norm, from: length([g]), together: false) }
    if fault == .valueAfterNorm { clipValues(&g) }
    return g
  }

  private func clipValues(_ g: inout [Float]) {
    guard let value else { return }
    let c = Float(value)
    for i in g.indices {
      if g[i] > c { g[i] = c }
      if g[i] < -c && fault != .clipsAboveOnly { g[i] = -c }
    }
  }

  private func scale(_ g: inout [Float], to limit: Double, from length: Double, together: Bool) {
    // TensorFlow makes all NaN where the common norm is not finite.
    var factor = together && length.isInfinite ? .nan : limit / length
    if factor >= 1 && fault != .alwaysScales { factor = 1 }
    if factor == 1 { return }
    for i in g.indices { g[i] *= Float(factor) }
  }

  private func length(_ gradients: [[Float]]) -> Double {
    if fault == .largestForNorm { return gradients.joined().reduce(0.0) { max($0, abs(Double($1))) } }
    let squared = gradients.joined().reduce(0.0) { $0 + Double($1) * Double($1) }
    return fault == .normSquared ? squared : squared.squareRoot()
  }

  private func centre(_ g: inout [Float], _ shape: [Int]) {
    let axes = fault == .centresVectors ? 0 : convolutionsOnly ? 3 : 1
    guard shape.count > axes, let first = shape.first, first > 0, !g.isEmpty else { return }
    let rows = fault == .centresWhole || shape.count == 1 ? 1 : first
    let length = g.count / rows
    for row in 0..<rows {
      let part = row * length..<(row + 1) * length
      let sum = g[part].reduce(0.0) { $0 + Double($1) }
      let mean = Float(fault == .centresBySum ? sum : sum / Double(length))
      for i in part { g[i] -= mean }
    }
  }
}
