import Foundation
import KernelVerification

/// The recordings that a path names.
enum InputFiles {
  /// The file itself, or all files below the folder whose names end in `.safetensors`, in order.
  static func find(_ path: String) throws(RecordingError) -> [String] {
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw RecordingError(path: path, reason: "there is no such file or folder")
    }
    guard isFolder.boolValue else { return [path] }
    guard let below = FileManager.default.enumerator(atPath: path) else {
      throw RecordingError(path: path, reason: "the folder cannot be listed")
    }
    var files: [String] = []
    for case let file as String in below where file.hasSuffix(".safetensors") { files.append(file) }
    let folder = path.hasSuffix("/") ? path : path + "/"
    return files.sorted().map { folder + $0 }
  }
}
