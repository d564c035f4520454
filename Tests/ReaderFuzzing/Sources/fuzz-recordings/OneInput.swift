import Harness
import KernelVerification

private let reader = RecordingReader(Verifier(Implementations.all))

/// A recording, as it is and with the length of its header mended.
@_cdecl("LLVMFuzzerTestOneInput")
public func oneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = unsafe bytes(start, count)
  check(input)
  if let mended = fitted(input), mended != input { check(mended) }
  return 0
}

private func check(_ bytes: [UInt8]) {
  do throws(RecordingError) {
    let testCase = try reader.read(bytes: bytes, path: "folder/input")
    require(testCase.name == "input" && testCase.steps >= 1 && !testCase.tensors.isEmpty, "no case: \(testCase.name)")
    var stored = 0
    for tensor in testCase.tensors {
      checkCounts(of: tensor, steps: testCase.steps)
      stored += tensor.count + tensor.gradients.count + (tensor.parameters?.count ?? 0) + tensor.slots.values.reduce(0) { $0 + $1.count }
      stored += (tensor.present?.count ?? 0) + (tensor.rows?.count ?? 0)
    }
    // Float32 is the narrowest that is read.
    require(stored * 4 < bytes.count, "\(stored) numbers come from \(bytes.count) bytes")
  } catch {
    require(error.path == "folder/input" && !error.reason.isEmpty, "a refusal without its file: \(error)")
  }
}

private func checkCounts(of tensor: Trajectory, steps: Int) {
  let n = product(tensor.shape)
  require(n == tensor.count && tensor.count > 0, "\(tensor.name) has not the numbers of its shape")
  let all = steps * tensor.count
  let arrays = [tensor.gradients, tensor.parameters ?? tensor.gradients] + Array(tensor.slots.values)
  require(arrays.allSatisfy { $0.count == all }, "\(tensor.name) has not \(all) numbers in each array")
  require(tensor.present?.count ?? steps == steps, "\(tensor.name) has not a flag for each step")
  require(tensor.rows.map { $0.count == steps * tensor.shape[0] } ?? true, "\(tensor.name) has not a flag for each row")
  let given = tensor.initial + tensor.gradients
  require(given.allSatisfy { $0.isNaN || Double(Float($0)) == $0 }, "\(tensor.name) is given what Float does not hold")
}
