import Foundation
import KernelVerification
import OptimizerReference

/// The hyperparameters of the tests: rates at which nothing is hidden.
let adamJSON = #"{"alpha": 0.1, "beta1": 0.9, "beta2": 0.99, "epsilon": 0.001}"#

/// The paper's Adam, without a kernel.
let paperAdam = Implementation(
  name: "paper.Adam", evidence: .knownAnswers,
  reference: { json throws(InvalidHyperparameter) in ErasedReference(try Adam(json: json)) }, kernel: nil, samples: [adamJSON])

let paperAMSGrad = Implementation(
  name: "paper.AMSGrad", evidence: .knownAnswers,
  reference: { json throws(InvalidHyperparameter) in ErasedReference(try AMSGrad(json: json)) }, kernel: nil, samples: [])

let paperRAdam = Implementation(
  name: "paper.RAdam", evidence: .knownAnswers,
  reference: { json throws(InvalidHyperparameter) in ErasedReference(try RAdam(json: json)) }, kernel: nil, samples: [])

let verifier = Verifier([paperAdam, paperAMSGrad, paperRAdam])

/// Gradients and a start that are neither small nor equal.
let usualStart: [Double] = [1, -2, 0.5, 0.25, 3, -0.125, 0.75, -1]
func usualGradients(steps: Int, count: Int = 8) -> [Double] {
  (0..<steps * count).map { index in
    let magnitude = Float(0.1) + Float(index * 37 % 64) / 16
    return Double(index % 3 == 0 ? -magnitude : magnitude)
  }
}

/// A generated case of one parameter `w` of the paper's Adam.
func adamCase(
  _ initial: [Double] = usualStart, gradients: [Double]? = nil, steps: Int = 5, hyperparameters: String = adamJSON
) -> Case {
  let w = Trajectory(name: "w", initial: initial, gradients: gradients ?? usualGradients(steps: steps, count: initial.count))
  return Case(
    checked: "case", implementation: "paper.Adam", hyperparameters: hyperparameters, steps: steps, tensors: [w], rerun: "verify --case case"
  )
}

/// A plain Adam in Float, coefficients in Double and rounded once: right, and written without the reference.
func honestAdam(_ x: inout CandidateStep, ε: Float = 0.001, t: Int? = nil) {
  let t = Double(t ?? x.t)
  let (c1, c2) = (Float(1 - pow(0.9, t)), Float(1 - pow(0.99, t)))
  let (α, β1, β2, w1, w2) = (Float(0.1), Float(0.9), Float(0.99), Float(1 - 0.9), Float(1 - 0.99))
  for (i, g) in x.gradients.enumerated() {
    x.m[i] = β1 * x.m[i] + w1 * g
    x.v[i] = β2 * x.v[i] + w2 * (g * g)
    x.parameters[i] -= α * (x.m[i] / c1) / ((x.v[i] / c2).squareRoot() + ε)
  }
}

/// The honest kernel, and then a change to what it left.
func honest(then change: @escaping (inout CandidateStep) -> Void) -> ClosureCandidate {
  ClosureCandidate { x in
    honestAdam(&x)
    change(&x)
  }
}

/// A trajectory as the paper's Adam in Double leaves it, for recordings.
func recordedAdam(_ initial: [Double], _ gradients: [Double], steps: Int, absent: Set<Int> = []) -> (θ: [Double], m: [Double], v: [Double])
{
  var (θ, m, v) = (initial, initial.map { _ in 0.0 }, initial.map { _ in 0.0 })
  var recorded: (θ: [Double], m: [Double], v: [Double]) = ([], [], [])
  var t = 0
  for k in 0..<steps {
    if !absent.contains(k) {
      t += 1
      for i in initial.indices {
        let g = gradients[k * initial.count + i]
        m[i] = 0.9 * m[i] + (1 - 0.9) * g
        v[i] = 0.99 * v[i] + (1 - 0.99) * g * g
        θ[i] -= 0.1 * (m[i] / (1 - pow(0.9, Double(t)))) / ((v[i] / (1 - pow(0.99, Double(t)))).squareRoot() + 0.001)
      }
    }
    recorded = (recorded.θ + θ, recorded.m + m, recorded.v + v)
  }
  return recorded
}

/// Runs the body with the path of a new directory, which is removed afterwards.
func withDirectory(_ body: (String) throws -> Void) throws {
  let directory = FileManager.default.temporaryDirectory.appending(path: "recordings-\(UUID().uuidString)").path()
  try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
  defer { try? FileManager.default.removeItem(atPath: directory) }
  try body(directory)
}

/// What a test is given before it begins: what cannot be made is a fault of the test.
func made<Value>(_ body: () throws -> Value) -> Value {
  do { return try body() } catch { fatalError("\(error)") }
}
