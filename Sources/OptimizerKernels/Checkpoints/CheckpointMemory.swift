internal import Foundation

enum CheckpointMemory {
  /// How much memory the machine has: a longer file is refused before memory is taken for it.
  static var size: Int { Int(clamping: ProcessInfo.processInfo.physicalMemory) }
}
