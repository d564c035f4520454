import Foundation

/// Who a file belongs to and who may do what with it.
struct FileAttributes {
  private let mode: mode_t
  private let owner: uid_t
  private let group: gid_t

  init(_ status: stat) {
    mode = status.st_mode & 0o7777
    owner = status.st_uid
    group = status.st_gid
  }

  /// Gives them to an open file of this process, as far as the system allows.
  ///
  /// - Where the group cannot stay, the new group may do what all others may.
  /// - Where the owner or the group cannot stay, no program is run in the name of either.
  /// - A file system without modes keeps what it has.
  func give(to descriptor: borrowing Descriptor) {
    let new = FileAttributes(descriptor)
    var mode = mode
    if new.map({ $0.owner != owner || $0.group != group }) ?? true, fchown(descriptor.number, owner, group) != 0 {
      mode &= 0o1777
      // The largest number stands for an owner that stays.
      if fchown(descriptor.number, uid_t.max, group) != 0 { mode = mode & 0o1707 | (mode & 0o7) << 3 }
    }
    _ = fchmod(descriptor.number, mode)
  }

  private init?(_ descriptor: borrowing Descriptor) {
    var status = stat()
    // The call fills the variable and keeps no pointer.
    guard unsafe fstat(descriptor.number, &status) == 0 else { return nil }
    self.init(status)
  }
}
