import KernelVerification
import OptimizerKernels

extension Mutant {
  /// What is done to arrays and memory, around kernels that are right otherwise.
  static let arrays: [Mutant] = [
    around(
      "element count through six bits",
      "to 32 bits: DeepSpeed issue 7640, TransformerEngine issue 3136; to six here, so that 64 elements are none",
      "paper.AdaBelief", .countTruncated),
    around("last element left out", "a loop to n − 1", "adabound.AdaBound", .lastLeftOut),
    around("first element left out", "a loop from 1", "adamod.AdaMod", .firstLeftOut),
    around(
      "one element too many", "a tail that is rounded up: XNNPACK issue 4190", "paper.AdaBelief", .writesBehind),
    around("one element too early", "an offset that is one vector short", "adamod.AdaMod", .writesBefore),
    around(
      "writes the gradient", "Adabelief-Optimizer adds weight decay to p.grad in place; KernelBench issue 82", "adabound.AdaBound",
      .writesGradient),
    around(
      "NaN spreads to its vector", "a mask for the lane made a mask for all: ARM's control lane looks for it", "paper.AdaBelief",
      .spreadsNaN),
    around("neighbour's gradient", "a load at an offset that is one off", "paper.Momentum", .neighboursGradient),
    around(
      "averaged rate unwritten", "a state that one path forgets to store", "adabalance.AdaBalance",
      .slotUnwritten),
    around("half of the array", "a split over two threads of which one never runs", "paper.AdaMod", .halfDone),
    around("now and then one step twice", "a race of two threads over one block", "paper.Nesterov", .sometimesTwice),
    around(
      "arrays one element short", "a count of whole vectors for a count of elements", "paper.AdaGrad", .dropsElement),
  ]

  private static func around(
    _ name: String, _ source: String, _ implementation: String, _ fault: ArrayFault
  ) -> Mutant {
    Mutant(
      name: name, source: source, implementation: implementation,
      makeKernel: { ArrayFaultCandidate(try FormulaKernel(of: implementation, $0), fault) },
      makeHonest: { try FormulaKernel(of: implementation, $0) })
  }
}
