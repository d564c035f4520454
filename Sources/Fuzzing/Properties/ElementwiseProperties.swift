import Dispatch
import Foundation
import KernelVerification

// Exact for a kernel that does the same to every element, wherever it lies and whoever steps it: each holds where what becomes of an element
// hangs on itself alone. A kernel whose tail is computed otherwise than its vectors (fused there, say) is within the bound and breaks these.

extension Property {
  /// A permutation of the elements permutes the result.
  static let permutation = Property("a permutation of the elements permutes the result") { subject in
    subject.isElementwise
  } check: { subject, tensor, check in
    let trajectory = subject.testCase.tensors[tensor]
    guard trajectory.count > 1 else { return }
    let order = shuffled(trajectory.count)
    var (run, permuted) = (try subject.run(tensor), try subject.run(on: subject.testCase.with(tensors: [trajectory.taking(order)]), 0))
    for (k, (state, other)) in zip(try run.trace(), try permuted.trace()).enumerated() {
      check.expect(other, equals: state, step: k, elements: order)
    }
  }

  /// A split of the array changes nothing.
  static let split = Property("a split of the array changes nothing") { subject in
    subject.isElementwise
  } check: { subject, tensor, check in
    let count = subject.testCase.tensors[tensor].count
    // A single element, parts that end within a vector, and a tail of one.
    let parts = cut(count, at: [1, count / 3, count / 2 + 1, count - 1])
    guard parts.count > 1 else { return }
    let whole = try trace(subject, tensor)
    for part in parts {
      var run = try subject.run(on: subject.part(tensor, part), 0)
      compare(try run.trace(), with: whole, part, &check)
    }
  }

  /// Any number of threads, each of which steps a part of the array, gives the same.
  ///
  /// They are threads of their own: a pool that is busy, with cases say, would run the parts one after the other.
  static let threads = Property("threads that step parts of the array change nothing") { subject in
    subject.isElementwise
  } check: { subject, tensor, check in
    let count = subject.testCase.tensors[tensor].count
    let parts = cut(count, at: [count / 4, count / 2, count - count / 4])
    guard parts.count > 1 else { return }
    let whole = try trace(subject, tensor)
    let jobs = try parts.map { Job(try subject.run(on: subject.part(tensor, $0), 0)) }
    let group = DispatchGroup()
    for job in jobs {
      group.enter()
      Thread.detachNewThread {
        job.work()
        group.leave()
      }
    }
    group.wait()
    for (part, job) in zip(parts, jobs) {
      guard let result = job.result else { continue }
      compare(try result.get(), with: whole, part, &check)
    }
  }

  private static func trace(_ subject: PropertySubject, _ tensor: Int) throws -> [Snapshot] {
    var run = try subject.run(tensor)
    return try run.trace()
  }

  private static func compare(_ states: [Snapshot], with whole: [Snapshot], _ part: Range<Int>, _ check: inout PropertyCheck) {
    for (k, (state, other)) in zip(states, whole).enumerated() { check.expect(state, equals: other, step: k, elements: Array(part)) }
  }
}

extension PropertySubject {
  fileprivate func part(_ tensor: Int, _ elements: Range<Int>) -> Case {
    testCase.with(tensors: [testCase.tensors[tensor].taking(Array(elements))])
  }
}

/// The parts of so many elements between the places where they are cut.
private func cut(_ count: Int, at places: [Int]) -> [Range<Int>] {
  let ends = Set(places.filter { $0 > 0 && $0 < count } + [0, count]).sorted()
  return zip(ends, ends.dropFirst()).map { $0..<$1 }
}

/// An order that depends on the count alone and keeps few neighbours together (R. Durstenfeld, *Algorithm 235*, CACM 1964).
private func shuffled(_ count: Int) -> [Int] {
  let random = CounterGenerator(seed: 1, stream: UInt64(count))
  var order = Array(0..<count)
  for i in stride(from: count - 1, to: 0, by: -1) { order.swapAt(i, Int(random.bits(i) % UInt64(i + 1))) }
  return order
}

/// A run that one thread takes. Unchecked: each is touched by the thread that was given its number, and read when all have ended.
private final class Job: @unchecked Sendable {
  private var run: CandidateRun
  private(set) var result: Result<[Snapshot], any Error>?

  init(_ run: CandidateRun) { self.run = run }

  func work() { result = Result { try run.trace() } }
}
