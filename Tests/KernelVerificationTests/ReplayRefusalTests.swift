import KernelVerification
import Testing

/// A line comes from anywhere. Each refusal names the field, what was found and what is allowed.
@Suite struct ReplayRefusalTests {
  private static let good =
    "replay/1 paper.Adam {\"alpha\":x3f50624dd2f1a9fc} t=4 steps=2 w[2] θ=3f800000*2 m=00000000*2 g=3f800000,40000000/00000000*2"

  @Test func theGoodLineIsRead() throws { #expect(try ReplayLine.parse(Self.good).tensors[0].gradients == [1, 2, 0, 0]) }

  @Test(arguments: [
    ("replay/1", "replay/2", #"format is "replay/2"; allowed: replay/1"#),
    ("paper.Adam ", "", #"implementation is empty; allowed: a qualified name of at most 200 characters, then its hyperparameters"#),
    (
      "{\"alpha\":x3f50624dd2f1a9fc}", "",
      #"implementation is "paper.Adam  t=4 steps=2 w[2] θ=3f800000…"; allowed: a qualified name of at most 200 characters, then its hyperparameters"#
    ),
    (
      "x3f50624dd2f1a9fc", "x3f50624dd2f1a9f",
      #"hyperparameters is "x3f50624dd2f1a9f}"; allowed: x and the 16 lower-case digits of a finite Double"#
    ),
    (
      "x3f50624dd2f1a9fc", "1x3f50624dd2f1a9fc",
      #"hyperparameters is "x3f50624dd2f1a9fc"; allowed: x and the 16 lower-case digits of a finite Double"#
    ),
    (
      "x3f50624dd2f1a9fc", "x3f50624dd2f1a9fc1",
      #"hyperparameters is "x3f50624dd2f1a9fc"; allowed: x and the 16 lower-case digits of a finite Double"#
    ),
    (
      "x3f50624dd2f1a9fc", "x7ff0000000000000",
      #"hyperparameters is "x7ff0000000000000"; allowed: x and the 16 lower-case digits of a finite Double"#
    ),
    (
      "x3f50624dd2f1a9fc", "1e999",
      #"hyperparameters is "{"alpha":1e999}"; allowed: a JSON object of numbers that Double holds, or one string"#
    ),
    (
      "x3f50624dd2f1a9fc", "1,\"alpha\":2",
      #"hyperparameters is no JSON (byte 11: the key "alpha" stands twice in one object); allowed: a JSON object, or one string that is to be taken as it is"#
    ),
    ("t=4 ", "", #"t is "steps=2"; allowed: t= and a whole number"#),
    ("t=4", "t=04", #"t is "04"; allowed: a whole number from 0 to 9007199254740992"#),
    ("t=4", "t=9007199254740993", #"t is "9007199254740993"; allowed: a whole number from 0 to 9007199254740992"#),
    ("steps=2", "steps=0", #"steps is "0"; allowed: a whole number from 1 to 4194304"#),
    ("steps=2", "steps=3", #"w.g is a list of 2 steps; allowed: 3 steps"#),
    ("steps=2", "steps=1", #"w.g is a list of more steps; allowed: 1 steps"#),
    ("w[2]", "w", #"parameter is "w"; allowed: NAME[SHAPE]"#),
    ("w[2]", "w+[2]", #"parameter is "w+[2]"; allowed: a name of letters, digits and _./:- or one in quotation marks, then [SHAPE]"#),
    ("w[2]", "\"w[2]", #"parameter is ""w"; allowed: a JSON string"#),
    ("w[2]", "w[2,]", #"shape of w is empty; allowed: a whole number from 0 to 4194304"#),
    ("w[2]", "w[4194304,2]", #"shape of w is "4194304,2"; allowed: at most 32 extents, whose product is at most 4194304"#),
    ("w[2]", "w[3]", #"w.θ is a list of 2; allowed: one number for each of 3"#),
    ("w[2]", "w[1]", #"w.θ is a list of at least 2; allowed: one number for each of 1"#),
    (" w[2] θ=3f800000*2 m=00000000*2 g=3f800000,40000000/00000000*2", "", #"parameter is missing; allowed: at least one, as NAME[SHAPE]"#),
    ("θ=3f800000*2 ", "", #"w.θ is missing; allowed: there once"#),
    ("θ=3f800000*2", "θ=3F800000*2", #"w.θ is "3F800000*2"; allowed: 8 lower-case hexadecimal digits, or that and *TIMES"#),
    ("θ=3f800000*2", "θ=3f800000*2*2", #"w.θ is "3f800000*2*2"; allowed: 8 lower-case hexadecimal digits, or that and *TIMES"#),
    ("θ=3f800000*2", "θ=3f800000*0", #"w.θ is "0"; allowed: a whole number from 1 to 4194304"#),
    ("m=", "q=", #"w's field is "q"; allowed: θ, m, v, vmax, s, step_size, momentum, sum, u, slow, g, rows, present"#),
    ("m=00000000*2", "m=00000000*2 m=00000000*2", #"w.m is there twice; allowed: once"#),
    ("m=00000000*2", "m", #"w's field is "m"; allowed: FIELD=NUMBERS, or the next NAME[SHAPE]"#),
    (" g=3f800000,40000000/00000000*2", "", #"w.g is missing; allowed: there once"#),
    ("m=00000000*2", "rows=1*2/2*2", #"w.rows is "2*2"; allowed: 0 or 1, or that and *TIMES"#),
    ("m=00000000*2", "present=1", #"w.present is a list of 1; allowed: one number for each of 2"#),
    ("g=", "g=00000000*2^2 w[2] θ=00000000*2 g=", #"parameter is w again; allowed: each name once"#),
  ])
  func isRefused(part: String, replacement: String, message: String) {
    let text = Self.good.replacing(part, with: replacement, maxReplacements: 1)
    #expect(text != Self.good)
    do {
      _ = try ReplayLine.parse(text)
      Issue.record("\(text) was read")
    } catch {
      #expect(error.description == "replay line: \(message)")
    }
  }

  /// A short text stands for no more than the limit, whatever it says.
  @Test(arguments: [
    "w[4194304] θ=00000000*4194304 g=00000000*4194304", "w[2] θ=00000000*2 g=00000000*2^4194304",
    "w[0] θ= g=^4194304 x[4194304] θ=00000000*4194304 m=00000000*4194304", "w[1] θ=00000000 g=00000000^2097152 rows=1^2097152",
  ])
  func aLineStandsForNoMoreThanTheLimit(tensors: String) throws {
    let steps = tensors.contains("2097152") ? 2_097_152 : tensors.contains("^") ? 4_194_304 : 1
    #expect(throws: ReplayLineError.self) { try ReplayLine.parse("replay/1 a {} t=0 steps=\(steps) \(tensors)") }
  }

  /// A short text makes nothing long, even where it stands for few or no numbers: each step is looked at.
  @Test(arguments: [
    "steps=1 w[65538] θ=00000000*65538 g=00000000*65538", "steps=65538 w[0] θ= g=^65538",
    "steps=1 w[4194304,0] θ= g= rows=1*4194304", "steps=40000 w[0] θ= g=^40000 x[0] θ= g=^40000",
    "steps=256 w[256] θ=00000000*256 g=00000000*256^256", "steps=40000 w[0] θ= g=^40000 present=1*40000",
  ])
  func aShortLineRepeatsLittle(rest: String) {
    do {
      _ = try ReplayLine.parse("replay/1 a {} t=0 \(rest)")
      Issue.record("it was read")
    } catch {
      #expect(error.found == "repeated too often" && error.allowed.contains("\(ReplayLine.repeatedLimit)"))
    }
  }

  /// A shape of no elements whose other extents have no product.
  @Test(arguments: ["4194304,4194304,4194304,0", "0,4194304,4194304,4194304", "4194304,2,0"])
  func anEmptyShapeHasAProductToo(shape: String) {
    #expect(throws: ReplayLineError.self) { try ReplayLine.parse("replay/1 a {} t=0 steps=1 w[\(shape)] θ= g=") }
  }

  /// What repeats more than a line may is spelled out, and so read back.
  @Test(arguments: [(steps: 1, count: 70_000), (steps: 300, count: 300), (steps: 70_000, count: 0), (steps: 2, count: 65_537)])
  func longCasesComeBack(steps: Int, count: Int) throws {
    let w = Trajectory(
      name: "w", initial: [Double](repeating: 1, count: count), gradients: [Double](repeating: 2, count: steps * count))
    let line = ReplayLine(Case(checked: "", implementation: "a", hyperparameters: "{}", steps: steps, tensors: [w], rerun: ""))
    let back = try ReplayLine.parse(line.text)
    #expect(back.tensors[0].gradients == w.gradients && back.tensors[0].initial == w.initial && back.steps == steps)
    #expect(ReplayLine(back) == line)
  }

  /// Names are few: to judge one parameter the others are looked at.
  @Test func parametersAreFew() {
    func line(_ count: Int) -> String {
      "replay/1 a {} t=0 steps=1 " + (0..<count).map { "w\($0)[0] θ= g=" }.joined(separator: " ")
    }
    #expect(throws: Never.self) { try ReplayLine.parse(line(256)) }
    #expect(throws: ReplayLineError.self) { try ReplayLine.parse(line(257)) }
  }

  /// Each byte of a line changed, left out or doubled: an error or a case, and a case that is written is read back.
  @Test func damagedLinesNeverTrap() throws {
    let line = Array(
      "replay/1 a.B (c) {\"b\":[x3f50624dd2f1a9fc,0],\"c\":{\"d\":\"\\u0020\"}} t=4 steps=2 \"w\\u0020\"[2,1] θ=3f800000*2 v=7fc00000,80000000 g=3f800000*2^2 rows=1,0/0*2 present=1*2 y[] θ=00000000 g=7f800000/00000001"
        .utf8)
    let replacements = Array("0179af,*^/= \"\\{}[]x:θ\n\u{0}".utf8) + [0xff, 0xc3]
    var (cases, errors) = (0, 0)
    func tryOut(_ bytes: [UInt8]) throws {
      do throws(ReplayLineError) {
        let testCase = try ReplayLine.parse(String(decoding: bytes, as: UTF8.self))
        cases += 1
        let again = ReplayLine(testCase)
        #expect(try ReplayLine.parse(again.text).name == "replay/\(again.id)")
      } catch {
        errors += 1
        #expect(!error.allowed.isEmpty && error.description.utf8.count < 400)
      }
    }
    _ = try ReplayLine.parse(String(decoding: line, as: UTF8.self))
    for i in line.indices {
      var changed = line
      changed.remove(at: i)
      try tryOut(changed)
      try tryOut(Array(line[..<i]))
      for byte in replacements {
        changed = line
        changed[i] = byte
        try tryOut(changed)
        changed = line
        changed.insert(byte, at: i)
        try tryOut(changed)
      }
    }
    #expect(cases > 100 && errors > 5000, "\(cases) cases, \(errors) errors")
  }
}
