import KernelVerification

/// The kernels of one implementation with one bug each.
func plant(_ bugs: [Bug], in implementation: String) -> [PlantedBug] {
  bugs.map { bug in
    PlantedBug(name: bug.rawValue) { hyperparameters in try PlainKernel(implementation, hyperparameters, bug: bug) }
  }
}
