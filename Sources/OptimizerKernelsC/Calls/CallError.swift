internal import OptimizerKernels
internal import Safetensors

/// Why a call failed: its status, and a sentence with the argument, its value and what is allowed.
struct CallError: Error {
  let status: OptkStatus
  let message: String

  init(_ status: OptkStatus, _ message: String) {
    self.status = status
    self.message = message
  }

  /// An argument out of range.
  static func argument(_ name: String, _ value: String, allowed: String) -> CallError {
    CallError(.invalidArgument, "\(name) is \(value); allowed: \(allowed)")
  }

  /// What a failure of the library underneath is to a caller.
  init(_ error: any Error) {
    switch error {
    case let error as CallError: self = error
    case let error as HyperparameterError: self.init(.invalidConfiguration, error.description)
    case OptimizerError.nonFiniteGradient(let name, let index, let value):
      self.init(
        .nonFiniteGradient,
        "the gradient of \(name) is \(value) at index \(index); allowed: finite numbers, for the optimizer was told to refuse others")
    case let error as CheckpointError: self.init(error.isOutOfMemory ? .outOfMemory : .invalidFile, error.description)
    case OptimizerError.outOfMemory, TensorsError.outOfMemory: self.init(.outOfMemory, "\(error)")
    case let error as OutOfMemory: self.init(.outOfMemory, "\(error)")
    case let error as OptimizerError: self.init(.invalidArgument, error.description)
    default: self.init(.invalidArgument, "\(error)")
    }
  }
}

/// Does what a function of the C interface is there for: no error leaves it but as a status, with its message kept for the thread.
func call(_ body: () throws -> Void) -> CInt {
  do {
    try body()
    return OptkStatus.ok.rawValue
  } catch {
    let error = CallError(error)
    ErrorMessage.keep(error.message)
    return error.status.rawValue
  }
}
