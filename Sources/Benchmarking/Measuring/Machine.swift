import Foundation
import OptimizerKernels
internal import Safetensors

/// Where something was measured.
public struct Machine: Codable, Equatable, Sendable {
  /// The processor's name, as the system says it; its kind where it does not.
  public let processor: String
  /// How many cores there are.
  public let cores: Int
  /// What the kernels are compiled for that ran.
  public let instructionSet: String

  /// This one.
  public static let here = Machine()

  private init() {
    let information = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = information.split(separator: "\n").first { $0.hasPrefix("model name") }
    let name = line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
    #if arch(x86_64)
      processor = name ?? "x86-64"
    #elseif arch(arm64)
      processor = name ?? "ARM64"
    #else
      processor = name ?? "unknown"
    #endif
    cores = ProcessInfo.processInfo.activeProcessorCount
    instructionSet = KernelInstructionSet.best.rawValue
  }

  /// How many bytes of memory there are.
  static var memory: Int { ProcessMemory.limit }
}
