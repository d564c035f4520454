import Harness
import KernelVerification
import OptimizerReference

/// A replay line.
@_cdecl("LLVMFuzzerTestOneInput")
public func oneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = unsafe String(decoding: bytes(start, count), as: UTF8.self)
  guard let testCase = accepted(text) else { return 0 }
  var numbers = 0
  for tensor in testCase.tensors {
    let n = tensor.shape.contains(0) ? 0 : product(tensor.shape)
    require(n == tensor.count && tensor.gradients.count == testCase.steps * tensor.count, "\(tensor.name) has not the numbers of its shape")
    numbers += tensor.count + tensor.gradients.count + tensor.initialSlots.values.reduce(0) { $0 + $1.count }
    numbers += (tensor.present?.count ?? 0) + (tensor.rows?.count ?? 0)
  }
  // A number that is spelled out takes two bytes at least, with what parts it from the next.
  require(numbers <= ReplayLine.repeatedLimit + text.utf8.count, "\(numbers) numbers come from \(text.utf8.count) bytes")

  let line = ReplayLine(testCase)
  guard let again = accepted(line.text) else { fatalError("what was read and written is refused: \(line.text)") }
  require(ReplayLine(again).text == line.text && isSame(again, testCase), "what was read, written and read again is something else")
  return 0
}

private func accepted(_ text: String) -> Case? {
  do throws(ReplayLineError) {
    return try ReplayLine.parse(text, rerun: "")
  } catch {
    let isShort = error.description.utf8.count < 1000 + 32 * text.utf8.count
    require(isShort && !error.allowed.isEmpty, "the refusal is longer than the line warrants, or says nothing")
    return nil
  }
}

/// The same but for how the hyperparameters are written, to the bit.
private func isSame(_ a: Case, _ b: Case) -> Bool {
  guard a.name == b.name, a.implementation == b.implementation, a.steps == b.steps, a.stepsBefore == b.stepsBefore else { return false }
  return a.tensors.elementsEqual(b.tensors, by: isSame)
}

private func isSame(_ a: Trajectory, _ b: Trajectory) -> Bool {
  guard a.name == b.name, a.shape == b.shape, a.present == b.present, a.rows == b.rows else { return false }
  return bits(a.initial) == bits(b.initial) && bits(a.gradients) == bits(b.gradients)
    && a.initialSlots.mapValues(bits) == b.initialSlots.mapValues(bits)
}

private func bits(_ numbers: [Double]) -> [UInt64] { numbers.map(\.bitPattern) }
