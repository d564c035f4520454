import KernelVerification
import OptimizerReference
import Registry
import Testing

/// Two implementations side by side.
@Suite struct PairComparisonTests {
  /// torch.optim.RAdam as another library might say it: the same but for a choice.
  private static func like(_ name: String, _ change: @escaping @Sendable (inout Convention) -> Void) throws -> Implementation {
    let torch = try #require(Registry.verifier.implementation("torch.optim.RAdam"))
    @Sendable func convention(_ json: String) -> Convention? {
      guard var convention = torch.convention?(json) else { return nil }
      change(&convention)
      return convention
    }
    return Implementation(
      name: name, evidence: .source,
      reference: { json throws(InvalidHyperparameter) in
        guard let convention = convention(json) else { throw InvalidHyperparameter(name: "all", found: json, allowed: "torch's") }
        return ErasedReference(ConventionFormula(convention))
      },
      kernel: nil, dialect: torch.dialect, samples: torch.samples
    ).declaring(convention)
  }

  private static func verifier(_ others: Implementation...) -> Verifier { Verifier(Registry.implementations + others) }

  @Test func theChoiceThatExplainsItIsNamed() throws {
    let comparison = try Registry.verifier.compare("paper.RAdam", "torch.optim.RAdam")
    let parting = try #require(comparison.parting)
    // ρ5 is between 4 and 5 with the β2 of nearly everybody.
    #expect(parting.step == 5 && parting.precision == .float32 && parting.ratio > 1)
    let differences = try #require(comparison.differences)
    #expect(differences.map(\.axis) == [.epsilon, .threshold])
    #expect(differences[1].choices == ["ρt > 4", "ρt > 5"])
    guard case .parts(let alone) = differences[1].effect else { throw Unexpected() }
    #expect(alone.step == 5 && alone.values == parting.values)
    #expect(comparison.unexplained == nil)
    #expect(comparison.text().hasSuffix("\nand in nothing else\n"))
  }

  /// ε before and after the correction, and two thresholds that no ρt tells apart.
  @Test func torchAndAddons() throws {
    let comparison = try Registry.verifier.compare("torch.optim.RAdam", "tfa.optimizers.RectifiedAdam")
    #expect(comparison.parting?.step == 6)
    let differences = try #require(comparison.differences)
    #expect(differences.map(\.axis) == [.constants, .epsilon, .threshold])
    #expect(differences[1].choices == ["√v + ε, then corrected", "√v̂ + ε"])
    #expect(differences[2].choices == ["ρt > 5", "ρt ≥ 5"])
    guard case .parts(let alone) = differences[1].effect, case .never(let reason) = differences[2].effect else { throw Unexpected() }
    #expect(alone.step == 6 && alone.ratio > 1000)
    #expect(reason.contains("never observable at the β2 in use"))
    #expect(comparison.unexplained == nil)
  }

  @Test func aboveAndFromTheThresholdAreTheSame() throws {
    let other = try Self.like("from 5") { $0.rectification = .init(from: 5) }
    let comparison = try Self.verifier(other).compare("torch.optim.RAdam", "from 5")
    #expect(comparison.parting == nil)
    let difference = try #require(comparison.differences?.first)
    #expect(difference.axis == .threshold && difference.choices == ["ρt > 5", "ρt ≥ 5"])
    guard case .never(let reason) = difference.effect else { throw Unexpected() }
    #expect(reason == "never observable at the β2 in use: no ρt is exactly 5")
    let text = comparison.text()
    #expect(text.hasPrefix("torch.optim.RAdam and from 5 part nowhere: 12 inputs of 24 steps, in Float and in Double\n"))
  }

  /// Planted: an entry whose transcription does what its convention does not say.
  @Test func whatTheChoicesDoNotExplainIsSaid() throws {
    let honest = try Self.like("held") { $0.belowThreshold = .hold }
    let torch = try #require(Registry.verifier.implementation("torch.optim.RAdam"))
    let comparison = try Self.verifier(honest.declaring(torch.convention)).compare("torch.optim.RAdam", "held")
    #expect(comparison.differences?.isEmpty == true)
    #expect(comparison.unexplained?.step == 1)
    #expect(comparison.text().contains("\nand in something else: step 1 of "))
    let explained = try Self.verifier(honest).compare("torch.optim.RAdam", "held")
    #expect(explained.unexplained == nil && explained.differences?.map(\.axis) == [.belowThreshold])
  }

  @Test func withoutAConventionTheyPartAllTheSame() throws {
    let other = try Self.like("unknown") { $0.belowThreshold = .hold }.declaring(nil)
    let comparison = try Self.verifier(other).compare("torch.optim.RAdam", "unknown")
    #expect(comparison.parting?.step == 1)
    #expect(comparison.differences == nil && comparison.withoutConvention == ["unknown"])
    #expect(comparison.text().hasSuffix("\nwhat explains it is not known: unknown is not a point of the common formula\n"))
  }

  /// An option that one of the two lacks is off in both: it says nothing of how they differ otherwise.
  @Test func optionsThatOneLacksAreOff() throws {
    let comparison = try Registry.verifier.compare("paper.Adam", "torch.optim.Adam")
    #expect(comparison.parting == nil && comparison.differences?.isEmpty == true)
    #expect(comparison.leftEqual == ["weight decay 0", "AMSGrad off", "maximize off"])
    // Where both have it, it is on: decay in the gradient or beside it is the same in both.
    #expect(try Registry.verifier.compare("torch.optim.Adam", "torch.optim.AdamW").parting == nil)
  }

  /// What only one of the two does, or each in its own way, is tried where equal options tell nothing.
  @Test func optionsThatTheyHaveInTheirOwnWaysTellThemApart() throws {
    let comparison = try Registry.verifier.compare("torch.optim.Adam", "torch.optim.AdamW")
    let words = "weight decay 0.1 in the gradient in torch.optim.Adam, beside the gradient in torch.optim.AdamW"
    #expect(comparison.options.map(\.words) == [words])
    let parting = try #require(comparison.options.first?.parting)
    #expect(parting.step == 1 && parting.hyperparameters.allSatisfy { $0.contains(#""weight_decay":0.1"#) })
    #expect(comparison.text().contains(" part nowhere with equal options: 12 inputs of 24 steps"))
    #expect(comparison.text().contains("\nleft equal in both: the kind of weight decay\n"))
    let papers = try Registry.verifier.compare("paper.Adam", "paper.AdamW")
    #expect(papers.leftEqual == ["weight decay 0"] && papers.options.first?.parting?.step == 1)
  }

  /// Two options of one name or one meaning have one value, whatever the two are set to by default.
  @Test(arguments: [
    ("torch.optim.SGD", "lucid.SGD", #""momentum":0.9"#, #""momentum":0.9"#),
    ("torch.optim.SGD", "tf.keras.optimizers.legacy.SGD", #""momentum":0.9"#, #""momentum":0.9"#),
    ("torch_optimizer.Lookahead", "lookahead.Lookahead", #""alpha":0.5"#, #""la_alpha":0.5"#),
    (
      "torch.optim.Adagrad", "tf.keras.optimizers.legacy.Adagrad", #""initial_accumulator_value":0,"#,
      #""initial_accumulator_value":0,"#
    ),
    ("radam.RAdam", "pytorch_optimizer.RAdam", #""degenerated_to_sgd":false"#, #""degenerated_to_sgd":false"#),
  ])
  func whatBothHaveHasOneValue(a: String, b: String, first: String, second: String) throws {
    let comparison = try Registry.verifier.compare(a, b)
    let parting = try #require(comparison.parting ?? comparison.options.lazy.compactMap(\.parting).first)
    let given = parting.hyperparameters.map { $0.replacing(" ", with: "") }
    #expect(given[0].contains(first) && given[1].contains(second), "\(given)")
  }

  /// Two libraries' SGD are one, momentum included, except where one dampens the first gradient.
  @Test func momentumIsNoDifference() throws {
    let comparison = try Registry.verifier.compare("torch.optim.SGD", "lucid.SGD")
    #expect(comparison.parting == nil)
    let words = ["maximize in torch.optim.SGD", "dampening 0.5 in both", "nesterov true in both"]
    #expect(comparison.options.map(\.words) == words)
    #expect(comparison.options.map { $0.parting == nil } == [false, false, true])
  }

  @Test func eachPairStandsInTheMatrix() throws {
    // Few of them: the program's test has all.
    let few = Registry.implementations.filter {
      $0.name.hasPrefix("paper.A") || $0.name.hasSuffix("RAdam") || $0.name.hasPrefix("torch.optim.A")
    }
    let matrix = Verifier(few).compareAll()
    #expect(matrix.names == few.map(\.name) && few.count >= 10)
    #expect(matrix.cells.map(\.count) == Array(matrix.names.indices))
    func cell(_ a: String, _ b: String) throws -> ComparisonMatrix.Cell {
      let (i, j) = (try #require(matrix.names.firstIndex(of: a)), try #require(matrix.names.firstIndex(of: b)))
      return matrix.cells[max(i, j)][min(i, j)]
    }
    #expect(try cell("paper.RAdam", "torch.optim.RAdam") == .step(5))
    #expect(try cell("paper.Adam", "torch.optim.AdamW") == .onlyWithOption(1))
    #expect(try cell("torch.optim.Adam", "torch.optim.AdamW") == .onlyWithOption(1))
    #expect(matrix.text().contains(" (1) "))
    let lines = matrix.text().split(separator: "\n")
    let head = String(matrix.names.count).count
    #expect(lines.count == 2 + head + matrix.names.count + head)
    #expect(zip(matrix.names, lines.dropFirst(2 + head)).allSatisfy { $1.hasSuffix(" · \($0)") })
    #expect(lines[2 + head].hasPrefix(String(repeating: " ", count: head - 1) + "1 "))
  }

  /// What nobody else has a word for is as the first sample has it, whatever the dialect writes.
  @Test func whatIsNotSharedIsAsTheFirstSampleHasIt() throws {
    let torch = try #require(Registry.verifier.implementation("torch.optim.RAdam"))
    let dialect = try #require(torch.dialect)
    let other = Implementation(
      name: "climbing", evidence: .source, reference: torch.reference, kernel: nil,
      dialect: Dialect(read: dialect.read, write: { dialect.write($0).replacing(#""maximize":true"#, with: #""maximize":false"#) }),
      samples: torch.samples.map { $0.replacing(#""maximize": false"#, with: #""maximize": true"#) })
    let parting = try #require(try Self.verifier(other).compare("torch.optim.RAdam", "climbing").parting)
    #expect(parting.step == 1)
    #expect(parting.hyperparameters[1].contains(#""maximize":true"#) && parting.hyperparameters[1].contains(#""lr":0.001"#))
  }

  private struct Unexpected: Error {}
}
