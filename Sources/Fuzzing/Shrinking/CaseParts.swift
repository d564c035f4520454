import KernelVerification
import OptimizerReference

/// A case whose parts can be left out and changed. What was recorded and which branches it is there for are no part of it.
struct CaseParts {
  var implementation: String
  var hyperparameters: String
  var stepsBefore: Int
  var steps: Int
  var tensors: [TensorParts]

  init(_ testCase: Case) {
    implementation = testCase.implementation
    hyperparameters = testCase.hyperparameters
    stepsBefore = testCase.stepsBefore
    steps = testCase.steps
    tensors = testCase.tensors.map(TensorParts.init)
  }

  /// The case. It is named and run again by its line.
  var testCase: Case {
    Case(
      checked: "shrinking", implementation: implementation, hyperparameters: hyperparameters, steps: steps, stepsBefore: stepsBefore,
      tensors: tensors.map(\.trajectory), rerun: "")
  }

  /// Without the steps after that many.
  func first(_ count: Int) -> CaseParts {
    var copy = self
    copy.steps = count
    copy.tensors = tensors.map { $0.taking(steps: Array(0..<count), of: steps) }
    return copy
  }

  /// Without one step, from 0.
  func without(step: Int) -> CaseParts {
    var copy = self
    copy.steps -= 1
    copy.tensors = tensors.map { $0.taking(steps: (0..<steps).filter { $0 != step }, of: steps) }
    return copy
  }

  /// With one parameter only.
  func only(_ tensor: Int) -> CaseParts {
    var copy = self
    copy.tensors = [tensors[tensor]]
    return copy
  }

  /// With these elements of a parameter only.
  func taking(_ elements: [Int], of tensor: Int) -> CaseParts {
    var copy = self
    copy.tensors[tensor] = tensors[tensor].taking(elements, steps: steps)
    return copy
  }

  /// With one row of a parameter only, which keeps its other axes.
  func taking(row: Int, of tensor: Int) -> CaseParts {
    let shape = tensors[tensor].shape
    let length = tensors[tensor].count / shape[0]
    var copy = taking(Array(row * length..<(row + 1) * length), of: tensor)
    copy.tensors[tensor].shape = [1] + shape.dropFirst()
    // One row of flags, where each element was given its own.
    copy.tensors[tensor].rows = copy.tensors[tensor].rows.map { rows in stride(from: 0, to: rows.count, by: max(length, 1)).map { rows[$0] }
    }
    return copy
  }
}

/// One parameter of such a case.
struct TensorParts {
  /// An array of numbers of a parameter.
  enum Field: Hashable {
    case gradients
    case slot(Slot)
    case initial
  }

  let name: String
  var shape: [Int]
  var initial: [Double]
  var slots: [Slot: [Double]]
  var gradients: [Double]
  var present: [Bool]?
  var rows: [Bool]?

  init(_ tensor: Trajectory) {
    name = tensor.name
    shape = tensor.shape
    initial = tensor.initial
    slots = tensor.initialSlots
    gradients = tensor.gradients
    present = tensor.present
    rows = tensor.rows
  }

  var count: Int { initial.count }

  var trajectory: Trajectory {
    Trajectory(name: name, shape: shape, initial: initial, initialSlots: slots, gradients: gradients, present: present, rows: rows)
  }

  /// The arrays that it has, in order.
  var fields: [Field] { [.gradients] + Slot.allCases.filter { slots[$0] != nil }.map { .slot($0) } + [.initial] }

  subscript(field: Field) -> [Double] {
    get {
      switch field {
      case .gradients: gradients
      case .slot(let slot): slots[slot, default: []]
      case .initial: initial
      }
    }
    set {
      switch field {
      case .gradients: gradients = newValue
      case .slot(let slot): slots[slot] = newValue
      case .initial: initial = newValue
      }
    }
  }

  /// With these steps, from 0, of so many.
  func taking(steps: [Int], of all: Int) -> TensorParts {
    var copy = self
    copy.gradients = steps.flatMap { gradients[$0 * count..<($0 + 1) * count] }
    copy.present = present.map { present in steps.map { present[$0] } }
    copy.rows = rows.map { rows in steps.flatMap { rows[$0 * rows.count / all..<($0 + 1) * rows.count / all] } }
    return copy
  }

  /// With these elements only, as a vector. Where rows are absent each element is a row.
  func taking(_ elements: [Int], steps: Int) -> TensorParts {
    func take(_ values: [Double]) -> [Double] { elements.map { values[$0] } }
    var copy = self
    copy.shape = [elements.count]
    copy.initial = take(initial)
    copy.slots = slots.mapValues(take)
    copy.gradients = (0..<steps).flatMap { k in elements.map { gradients[k * count + $0] } }
    copy.rows = rows.map { rows in
      let rowCount = rows.count / steps
      return (0..<steps).flatMap { k in elements.map { rows[k * rowCount + $0 / (count / rowCount)] } }
    }
    return copy
  }
}
