import KernelVerification
import OptimizerKernels

extension Mutants {
  /// What is done to arrays and memory, around kernels that are right otherwise.
  static let arrays: [Mutant] = [
    around(
      "element count through six bits",
      "to 32 bits: DeepSpeed issue 7640, TransformerEngine issue 3136; to six here, so that 64 elements are none",
      "paper.AdaBelief", PaperPresets.adaBelief, .countTruncated),
    around("last element left out", "a loop to n − 1", "adabound.AdaBound", OriginalPresets.adaBound, .lastLeftOut),
    around("first element left out", "a loop from 1", "adamod.AdaMod", OriginalPresets.adaMod, .firstLeftOut),
    around(
      "one element too many", "a tail that is rounded up: XNNPACK issue 4190", "paper.AdaBelief", PaperPresets.adaBelief, .writesBehind),
    around("one element too early", "an offset that is one vector short", "adamod.AdaMod", OriginalPresets.adaMod, .writesBefore),
    around(
      "writes the gradient", "Adabelief-Optimizer adds weight decay to p.grad in place; KernelBench issue 82", "adabound.AdaBound",
      OriginalPresets.adaBound, .writesGradient),
    around(
      "NaN spreads to its vector", "a mask for the lane made a mask for all: ARM's control lane looks for it", "paper.AdaBelief",
      PaperPresets.adaBelief, .spreadsNaN),
    around("neighbour's gradient", "a load at an offset that is one off", "paper.Momentum", PaperPresets.momentum, .neighboursGradient),
    around(
      "averaged rate unwritten", "a state that one path forgets to store", "adabalance.AdaBalance", OriginalPresets.adaBalance,
      .slotUnwritten),
    around("half of the array", "a split over two threads of which one never runs", "paper.AdaMod", PaperPresets.adaMod, .halfDone),
    around("now and then one step twice", "a race of two threads over one block", "paper.Nesterov", PaperPresets.nesterov, .sometimesTwice),
    around(
      "arrays one element short", "a count of whole vectors for a count of elements", "paper.AdaGrad", PaperPresets.adaGrad, .dropsElement),
  ]

  private static func around(
    _ name: String, _ source: String, _ implementation: String, _ preset: @escaping @Sendable (String) throws -> any OptimizerRule,
    _ fault: ArrayFault
  ) -> Mutant {
    Mutant(
      name: name, source: source, implementation: implementation,
      makeKernel: { ArrayFaultCandidate(try FormulaKernel(preset($0), $0), fault) },
      makeHonest: { try FormulaKernel(preset($0), $0) })
  }
}
