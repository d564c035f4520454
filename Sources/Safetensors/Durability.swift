/// What a new file is safe from once it is in its place. From being half written it is safe in either case.
public enum Durability: Sendable, Hashable {
  /// The process may be killed at any moment: the system has the whole file. A loss of power may take back the last files.
  case killedProcess
  /// The power may fail: the file and its name are on the disk. It takes as long as the disk takes.
  case powerLoss
}
