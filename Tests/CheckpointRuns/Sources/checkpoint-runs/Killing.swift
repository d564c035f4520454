import Foundation

/// Kills a process that saves, 200 times at random moments, and looks at what is left each time; 60 times where it writes in place.
struct Killing {
  let directory: String
  let inPlace: Bool

  func run() throws {
    var random = SplitMix(state: 6)
    var found = [0, 0]
    var broken = 0
    var within = 0
    let trials = inPlace ? 60 : 200
    for _ in 0..<trials {
      let output = Pipe()
      let process = try Program.start(["save-for-ever", directory] + (inPlace ? ["in-place"] : []), output: output)
      _ = output.fileHandleForReading.readData(ofLength: 1)
      // Up to 40 ms: some saves.
      usleep(UInt32(random.next() % 40_000))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if let version = Versions.read(directory) { found[version - 1] += 1 } else { broken += 1 }
      let names = try FileManager.default.contentsOfDirectory(atPath: directory)
      let partial = names.filter { $0.hasSuffix(".partial") }
      if !partial.isEmpty { within += 1 }
      // The next save removes what this one left.
      if partial.count > 1 { Program.fail("\(partial.count) partial files pile up: \(partial)") }
    }
    print(
      "killed \(trials) times: \(found[0]) × the first version, \(found[1]) × the second, \(broken) broken; \(within) kills within a save")
    guard inPlace || within >= 20 else { Program.fail("too few kills were within a save to say anything") }
    guard found[0] > 0, found[1] > 0 else { Program.fail("only one version was ever found") }
    if broken > 0 { exit(2) }
  }
}

/// Steele, Lea and Flood's SplitMix64.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
