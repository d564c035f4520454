package import OptimizerKernels

/// What the kernels' digests are on this machine, beside those that are pinned.
package struct DigestReport {
  /// One kernel on one instruction set.
  package struct Result: CustomStringConvertible {
    package let kernel: KernelDigest
    package let set: KernelInstructionSet
    package let got: UInt64

    package var isPinned: Bool { got == kernel.pinned }

    package var description: String {
      "\(kernel.name) on \(set.rawValue): expected \(hex(kernel.pinned)), got \(hex(got))"
    }
  }

  package let results: [Result]

  /// Steps every kernel on every instruction set that this machine runs.
  package init(of kernels: [KernelDigest], step: KernelDigest.Stepping = KernelDigest.step) throws {
    results = try kernels.flatMap { kernel in
      try KernelInstructionSet.available.map { set in
        Result(kernel: kernel, set: set, got: try kernel.bits(on: set, step: step).digest)
      }
    }
  }

  /// Whether there was a kernel, and every digest is the pinned one.
  package var isGood: Bool { !results.isEmpty && results.allSatisfy(\.isPinned) }

  /// A line a kernel: its digest on the baseline, and for each instruction set whether it gives the pinned one; then what differs, and a verdict.
  package func text() -> String {
    let sets: [KernelInstructionSet] = [.baseline, .avx2]
    let width = results.map(\.kernel.name.count).max() ?? 0
    func line(_ cells: [String]) -> String {
      let name = cells[0] + String(repeating: " ", count: max(width - cells[0].count, 0))
      let digest = cells[1] + String(repeating: " ", count: 18 - cells[1].count)
      return "\(name)  \(digest)  \(cells[2])\(String(repeating: " ", count: 8 - cells[2].count))  \(cells[3])\n"
    }
    var text = line(["kernel", "digest", "baseline", "avx2"])
    for result in results where result.set == .baseline {
      let cells = sets.map { set in
        results.first { $0.kernel.name == result.kernel.name && $0.set == set }.map { $0.isPinned ? "pinned" : "differs" } ?? "–"
      }
      text += line([result.kernel.name, hex(result.got)] + cells)
    }
    text += "\n"
    for result in results where !result.isPinned { text += "FAIL: \(result)\n" }
    let names = KernelInstructionSet.available.map(\.rawValue).joined(separator: " and ")
    return text + (isGood ? "all good: every kernel gives its pinned digest on \(names)\n" : "NOT good\n")
  }
}

/// A digest as it is written in the table of pinned ones.
private func hex(_ digest: UInt64) -> String {
  let digits = String(digest, radix: 16)
  return "0x" + String(repeating: "0", count: 16 - digits.count) + digits
}
