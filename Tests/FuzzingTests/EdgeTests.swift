import KernelVerification
import Registry
import Testing

@testable import Fuzzing

/// Each edge against a case made by hand that has it, and a neighbour that has not.
struct EdgeTests {
  @Test(arguments: EdgeExamples.all) func isNoticedWhereItIs(_ example: EdgeExample) throws {
    #expect(try example.reaching.edges.contains(example.edge), "\(example.edge.rawValue)")
    #expect(try !example.near.edges.contains(example.edge), "\(example.edge.rawValue)")
  }

  @Test func everyEdgeHasAnExample() {
    #expect(Set(EdgeExamples.all.map(\.edge)) == Set(Edge.allCases))
    #expect(Edge.allCases.count >= 40)
  }

  @Test func placesAreThoseOfAllCases() {
    #expect(Edge.allCases.map(\.index) == Array(Edge.allCases.indices))
  }

  @Test func countsAddUp() {
    var counts = EdgeCounts()
    for _ in 0..<9 { counts.note(EdgeSet([.firstStep, .allZero])) }
    var other = EdgeCounts()
    other.note(EdgeSet([.firstStep]))
    counts.add(other)
    #expect(counts[.firstStep] == 10 && counts[.allZero] == 9 && counts[.absentRows] == 0)
    #expect(!counts.unreached.contains(.firstStep) && counts.unreached.contains(.allZero))
    #expect(counts.unreached.count == Edge.allCases.count - 1)
  }

  /// Twenty batches an implementation reach nearly all; a run of a million cases is ten times as long.
  @Test func aShortRunReachesEveryEdge() throws {
    let generator = try CaseGenerator(seed: 3, implementations: Registry.implementations)
    var counts = EdgeCounts()
    for b in 0..<8 * Registry.implementations.count {
      let batch = generator.batch(b)
      let noticer = EdgeNoticer(batch)
      for testCase in batch.cases { counts.note(testCase, noticer) }
    }
    #expect(counts.unreached.map(\.rawValue) == [])
  }

  /// What is read off the text is what each implementation's own dialect reads, as far as that has words for it.
  @Test func textIsReadAsDialectsReadIt() throws {
    let generator = try CaseGenerator(seed: 5, implementations: Registry.implementations)
    var compared = 0
    for b in 0..<6 * Registry.implementations.count {
      let batch = generator.batch(b)
      let json = batch.hyperparameters
      // lucid's Adagrad gives its arguments to an engine in another order: `lr_decay` is its ε.
      guard batch.implementation.name != "lucid.Adagrad", let common = batch.implementation.dialect?.read(json) else { continue }
      let meant = MeantHyperparameters(json)
      // A decay on a schedule is an object, which the text has no number for.
      let decay = json.contains(#""weight_decay": {"class_name""#) ? common.weightDecay : meant.weightDecay
      // RMSprop's α is a β2 by which nothing is corrected: the text takes it for another decay.
      let β2 = json.contains(#""centered""#) ? common.beta2 : meant.β2
      let pairs: [(found: Double?, read: Double)] = [
        (meant.rate, common.learningRate), (meant.β1, common.beta1), (β2, common.beta2), (meant.ε, common.epsilon),
        (decay, common.weightDecay), (meant.rateDecay, common.inverseTimeDecay),
      ]
      // A dialect says 0 where it has no word.
      for (found, read) in pairs where read != 0 { #expect(found == read, "\(batch.implementation.name) \(json)") }
      if let isDecoupled = meant.isDecoupled { #expect(isDecoupled == common.isDecoupled, "\(json)") }
      #expect(meant.maximizes == common.maximize, "\(json)")
      compared += 1
    }
    #expect(compared > 5 * Registry.implementations.count)
  }
}
