package import Foundation
import Safetensors

/// The bytes of the regular file at a path; nil where there is none that can be read. A FIFO or a device is not waited for.
package func contents(ofFile path: String) -> Data? {
  (try? RegularFile.contents(of: path)).map { Data($0) }
}
