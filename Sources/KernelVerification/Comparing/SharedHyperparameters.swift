/// How two implementations are asked for the same.
extension CommonHyperparameters {
  /// These, without the options that only one of the two has: an option that one ignores says nothing of the other.
  ///
  /// - Parameter kept: what each of the two keeps of hyperparameters that it is given.
  func shared(_ kept: [(CommonHyperparameters) -> CommonHyperparameters?]) -> CommonHyperparameters {
    func all<T: Equatable>(keep option: KeyPath<CommonHyperparameters, T>, of h: CommonHyperparameters) -> Bool {
      kept.allSatisfy { $0(h)?[keyPath: option] == h[keyPath: option] }
    }
    /// Some keep numbers as Floats.
    func all(keepNumber option: KeyPath<CommonHyperparameters, Double>) -> Bool {
      kept.allSatisfy { $0(self).map { Float($0[keyPath: option]) } == Float(self[keyPath: option]) }
    }
    var shared = self
    if !all(keepNumber: \.weightDecay) { shared.weightDecay = 0 }
    if !all(keepNumber: \.inverseTimeDecay) { shared.inverseTimeDecay = 0 }
    if !all(keep: \.amsgrad, of: shared) { shared.amsgrad = false }
    if !all(keep: \.isDecoupled, of: shared) {
      var other = shared
      other.isDecoupled.toggle()
      // Where each has only its own kind of decay, each keeps it.
      if all(keep: \.isDecoupled, of: other) { shared = other }
    }
    return shared
  }
}
