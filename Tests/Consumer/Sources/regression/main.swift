import OptimizerKernels

// Of y = 2a − 3b + 0.5 the weights and the bias.
let a = (0..<64).map { i -> Float in Float(i % 8) / 4 - 1 }
let b = (0..<64).map { i -> Float in Float(i / 8) / 4 - 1 }
var parameters: Tensors<Float> = ["weight": [0, 0], "bias": [0]]
let ranger = try Lookahead.paper(RAdam.torch(lr: 0.1))
let warmup = LearningRateSchedule.warmup(steps: 20)
var optimizer = try Optimizer(
  parameters,
  groups: [
    ParameterGroup(ranger, parameters: ["weight"], weightDecay: 1e-3, schedule: warmup),
    ParameterGroup(ranger, parameters: ["bias"], schedule: warmup),
  ],
  clipping: GradientClipping(globalNorm: 1))
for step in 1...400 {
  guard let w = parameters["weight"], let bias = parameters["bias"]?[0] else { break }
  let residuals = zip(a, b).map { a, b -> Float in (w[0] - 2) * a + (w[1] + 3) * b + bias - 0.5 }
  func mean(_ x: [Float]) -> Float { zip(residuals, x).map { $0 * $1 }.reduce(0, +) / 64 }
  let ones = [Float](repeating: 1, count: 64)
  let report = try optimizer.step(&parameters, gradients: ["weight": [mean(a), mean(b)], "bias": [mean(ones)]])
  if step % 100 == 0 { print("step \(step): mean square \(mean(residuals)), norm \(report.gradientNorm ?? 0)") }
}
print(parameters["weight"] ?? [], parameters["bias"] ?? [])
