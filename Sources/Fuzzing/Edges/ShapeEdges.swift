import KernelVerification

/// Notices how many elements and steps a case has, and where in training it is.
enum ShapeEdges {
  /// Elements in one vector of the kernels.
  private static let vector = 16
  /// Counts at which work may be split.
  private static let blocks: Set = [64, 128, 256, 512, 1024, 4096]

  static func notice(_ testCase: Case, _ seen: inout EdgeSet) {
    seen.insert(.severalTensors, if: testCase.tensors.count > 1)
    for tensor in testCase.tensors {
      noticeCount(tensor.count, &seen)
      if let rows = tensor.rows, rows.contains(false) { seen.insert(.absentRows) }
    }
    seen.insert(.oneStep, if: testCase.steps == 1)
    seen.insert(.manySteps, if: testCase.steps > 8)
    noticeSteps(testCase.stepsBefore + 1...testCase.stepsBefore + testCase.steps, &seen)
  }

  private static func noticeCount(_ count: Int, _ seen: inout EdgeSet) {
    guard count > 0 else {
      seen.insert(.noElements)
      return
    }
    seen.insert(.oneElement, if: count == 1)
    seen.insert(.wholeVectors, if: count % vector == 0)
    seen.insert(.tailOfOne, if: count > vector && count % vector == 1)
    seen.insert(.tailOfFifteen, if: count > vector && count % vector == vector - 1)
    seen.insert(.fourVectorsAndThree, if: count == 4 * vector + 3)
    guard count >= 63 else { return }
    seen.insert(.belowBlock, if: blocks.contains(count + 1))
    seen.insert(.block, if: blocks.contains(count))
    seen.insert(.aboveBlock, if: blocks.contains(count - 1))
  }

  private static func noticeSteps(_ t: ClosedRange<Int>, _ seen: inout EdgeSet) {
    if t.lowerBound <= 2 {
      seen.insert(.firstStep, if: t.contains(1))
      seen.insert(.secondStep, if: t.contains(2))
    }
    guard t.upperBound > 1 << 24 else { return }
    for (power, past, across) in [(24, Edge.past24, Edge.across24), (31, .past31, .across31), (32, .past32, .across32)] {
      seen.insert(past, if: t.upperBound > 1 << power)
      seen.insert(across, if: t.lowerBound <= 1 << power && t.upperBound > 1 << power)
    }
  }
}
