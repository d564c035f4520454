import Foundation
import KernelVerification

/// The recordings that a path names.
struct InputFiles {
  /// Files, in order.
  private(set) var files: [String] = []
  /// Folders that could not be looked into.
  private(set) var refused: [RecordingError] = []
  /// Folders that were looked into, by what they really are: a link may lead back.
  private var visited: Set<String> = []

  /// The file itself, or all files below the folder whose names end in `.safetensors`.
  init(_ path: String) {
    var isFolder: ObjCBool = false
    // The call fills the variable and keeps no pointer.
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      // A link to nowhere, or a name that is not UTF-8, is there all the same: let the reader say what it is.
      let isThere = (try? FileManager.default.attributesOfItem(atPath: path)) != nil
      let hint = path == VerifyCommand.ownVectors ? "; run verify at the top of the package, or name a folder with --vectors" : ""
      if isThere { files = [path] } else { refused = [RecordingError(path: path, reason: "there is no such file or folder\(hint)")] }
      return
    }
    if isFolder.boolValue { look(into: path.hasSuffix("/") ? path : path + "/") } else { files = [path] }
  }

  private mutating func look(into folder: String) {
    guard visited.insert(URL(filePath: folder).resolvingSymlinksInPath().path).inserted else { return }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      refused.append(RecordingError(path: folder, reason: "the folder cannot be read"))
      return
    }
    for name in names {
      var isFolder: ObjCBool = false
      // The call fills the variable and keeps no pointer.
      let exists = unsafe FileManager.default.fileExists(atPath: folder + name, isDirectory: &isFolder)
      if exists && isFolder.boolValue && !name.hasSuffix(".safetensors") {
        look(into: folder + name + "/")
      } else if name.hasSuffix(".safetensors") {
        files.append(folder + name)
      }
    }
  }
}
