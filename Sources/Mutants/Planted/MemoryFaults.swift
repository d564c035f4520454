import KernelVerification

/// What a plain kernel keeps from one call to the next. Without a bug: nothing that matters.
struct MemoryFaults {
  private let bug: Bug?
  private var calls = 0
  private var firstStep = 0
  private var firstMoment: [Float] = []
  private var lastAnswer: [Float] = []

  init(_ bug: Bug?) { self.bug = bug }

  /// Before a step: takes over a state of the caller's choice, or goes on from its own. Returns t as the kernel counts it.
  mutating func begin(_ x: inout CandidateStep) -> Int {
    calls += 1
    if !x.continues { (firstStep, firstMoment) = (x.t, x.m) }
    if bug == .momentNotKept { x.m = firstMoment }
    return bug == .stepCountNotKept ? firstStep : x.t
  }

  /// After a step.
  mutating func end(_ x: inout CandidateStep) {
    let answer = x.parameters
    if bug == .answerOfLastCall && lastAnswer.count == answer.count { x.parameters = lastAnswer }
    lastAnswer = answer
    if bug == .anotherAnswer && calls % 3 == 0, let last = x.parameters.indices.last { x.parameters[last] = x.parameters[last].nextUp }
  }
}
