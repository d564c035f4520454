import OptimizerReference

extension Verifier {
  /// Judges an implementation's own kernel for bias.
  ///
  /// - Throws: `InvalidHyperparameter` for a name that is unknown, an implementation without a kernel, or one whose hyperparameters
  ///   cannot be drawn.
  public func bias(of name: String, seed: UInt64 = 1) throws -> BiasResult {
    guard let kernel = try known(name).kernel else {
      throw InvalidHyperparameter(name: "implementation", found: "\(name), which has no kernel", allowed: "one with a kernel")
    }
    return try bias(of: name, seed: seed, kernel: kernel).again("swift run -c release verify --case bias/\(name)")
  }

  /// Judges for bias a kernel that can be made for any hyperparameters: the mean signed error of the update is to be within half an ulp.
  ///
  /// Rounding has no direction, but for a coefficient's, which is the same for all elements of a step: over 256 draws of the
  /// hyperparameters that averages out too, and what remains is a coefficient or a root that is always off one way.
  ///
  /// - Parameters:
  ///   - name: the implementation whose rules the kernel claims to follow.
  ///   - seed: of the population.
  ///   - kernel: makes the kernel for these hyperparameters, a JSON object in the implementation's own names. What it throws is the
  ///     kernel's fault and in the result.
  /// - Throws: `InvalidHyperparameter` for a name that is unknown, or an implementation whose hyperparameters cannot be drawn.
  public func bias(
    of name: String, seed: UInt64 = 1, kernel: (_ hyperparameters: String) throws -> any Candidate
  ) throws -> BiasResult {
    let implementation = try known(name)
    guard let dialect = implementation.dialect else {
      throw InvalidHyperparameter(
        name: "implementation", found: "\(name), whose hyperparameters cannot be drawn", allowed: "one with a dialect")
    }
    let population = BiasPopulation(seed: seed)
    var measurement = BiasMeasurement()
    var broken: String?
    for draw in 0..<BiasPopulation.draws where broken == nil {
      let hyperparameters = dialect.write(population.hyperparameters(draw))
      let reference = try implementation.reference(hyperparameters)
      do {
        let candidate = try kernel(hyperparameters)
        try measurement.add(candidate, reference, t: population.t(draw), from: population.elements(draw))
      } catch let error as BrokenCandidate {
        broken = error.description
      } catch {
        broken = "no kernel was made for \(oneLine(hyperparameters)): \(error)"
      }
    }
    return BiasResult(
      implementation: name, meanUlps: measurement.mean, allowedUlps: 0.5, elements: measurement.elements, broken: broken,
      rerun: "your kernel on bias/\(name), which is the same at every run")
  }

  /// Judges for bias a kernel that was made for one set of hyperparameters. Its constants round one way for all elements: beyond half an
  /// ulp the mean may be off by what rounding each constant of the reference once may add, by the reference's own bound.
  ///
  /// - Returns: nil where that cannot be told: with these hyperparameters the update is 0, near the end of Float's range, or on a branch
  ///   that rounding leaves open.
  /// - Throws: `InvalidHyperparameter` for a name that is unknown or a value that the implementation does not take.
  public func bias(
    of name: String, hyperparameters: String, seed: UInt64 = 1, kernel: any Candidate
  ) throws -> BiasResult? {
    let implementation = try known(name)
    let reference = try implementation.reference(hyperparameters)
    let maximize = implementation.dialect?.read(hyperparameters)?.maximize ?? false
    let population = BiasPopulation(seed: seed)
    var measurement = BiasMeasurement()
    var broken: String?
    for draw in 0..<BiasPopulation.draws where broken == nil {
      do throws(BrokenCandidate) {
        try measurement.add(kernel, reference, t: population.t(draw), from: population.elements(draw, maximize: maximize))
      } catch {
        broken = error.description
      }
    }
    let result = BiasResult(
      implementation: name, meanUlps: measurement.mean, allowedUlps: 0.5 + measurement.meanOfConstants, elements: measurement.elements,
      broken: broken, rerun: "your kernel on bias/\(name), which is the same at every run")
    return result.isVacuous ? nil : result
  }
}
