import Foundation
import Safetensors
import Testing

private let small = made {
  try SafetensorsFile(
    metadata: ["k": "v"],
    tensors: ["a": Tensor(shape: [2], float32: [1, 2]), "b": Tensor(shape: [1, 1], float64: [3]), "c": Tensor(shape: [0], float32: [])])
}

@Test("A file cut at any byte is refused")
func truncation() throws {
  let bytes = try small.encoded()
  #expect(refusal(of: bytes) == nil)
  for length in 0..<bytes.count {
    #expect(refusal(of: Array(bytes[..<length])) != nil, "cut to \(length) bytes")
  }
  try withDirectory { directory in
    let path = "\(directory)/cut"
    for length in 0..<bytes.count {
      try Data(bytes[..<length]).write(to: URL(filePath: path))
      #expect(refusal(at: path) != nil, "cut to \(length) bytes")
    }
  }
}

@Test("A file with a byte too many anywhere is refused", arguments: [UInt8(0x20), 0x00, 0x31, 0x22])
func insertion(byte: UInt8) throws {
  let bytes = try small.encoded()
  for place in 0...bytes.count {
    var longer = bytes
    longer.insert(byte, at: place)
    #expect(refusal(of: longer) != nil, "inserted at \(place)")
  }
}

/// What the reader makes of the bytes must survive writing and reading; refusing them is fine too.
private func expectSound(_ bytes: [UInt8], _ change: String) -> Bool {
  guard let file = try? SafetensorsFile(bytes: bytes, name: "changed") else { return false }
  #expect((try? SafetensorsFile(bytes: file.encoded(), name: "again")) == file, "\(change)")
  return true
}

@Test("No change of a header byte crashes the reader")
func headerFlips() throws {
  let bytes = try small.encoded()
  let dataStart = bytes.count - 16
  var accepted = 0
  for place in 0..<dataStart {
    for mask: UInt8 in [1, 2, 4, 8, 16, 32, 64, 128, 255] {
      var changed = bytes
      changed[place] ^= mask
      if expectSound(changed, "byte \(place) with \(mask)") { accepted += 1 }
    }
  }
  // Names, the metadata and the padding may change; the rest may not.
  #expect(accepted > 0)
  #expect(accepted < 9 * dataStart / 4)
}

@Test("A change of a data byte is seen")
func dataFlips() throws {
  let bytes = try small.encoded()
  for place in bytes.count - 16..<bytes.count {
    var changed = bytes
    changed[place] ^= 1
    #expect(try SafetensorsFile(bytes: changed, name: "changed") != small)
  }
}

@Test("No heap of random changes crashes the reader", arguments: 1...4)
func randomChanges(seed: UInt64) throws {
  var state = seed &* 0x9E37_79B9_7F4A_7C15
  func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
  let alphabet = Array("{}[]\",:\\u0123456789-+.eE ntfFd\u{E9}\u{0}".utf8)
  let bytes = try small.encoded()
  var refused = 0
  for round in 0..<1000 {
    var changed = bytes
    for _ in 0...next(4) {
      let place = 8 + next(changed.count - 8)
      switch next(3) {
      case 0: changed[place] = alphabet[next(alphabet.count)]
      case 1: changed.insert(alphabet[next(alphabet.count)], at: place)
      default: changed.remove(at: place)
      }
    }
    if !expectSound(changed, "seed \(seed), round \(round)") { refused += 1 }
  }
  #expect(refused > 500)
}

@Test("A claim of 2^62 bytes is refused at once", .timeLimit(.minutes(10)))
func hugeClaims() {
  let elapsed = ContinuousClock().measure {
    #expect(refusal(of: fileBytes("{}", claiming: 1 << 62)) != nil)
    let entry = "{\"w\":{\"dtype\":\"F32\",\"shape\":[1152921504606846976],\"data_offsets\":[0,4611686018427387904]}}"
    #expect(
      refusal(of: fileBytes(entry, data: [0, 0, 0, 0]))
        == "bad: tensor \"w\" ends at 4611686018427387904; the data of the file end at 4.")
  }
  #expect(elapsed < .seconds(1))
}
