extension Shard {
  /// The shard that a program is to run: of `--shard k/n` if that is given, else of the array job that it runs in, else the whole plan.
  ///
  /// - A task of a Slurm array is shard (`SLURM_ARRAY_TASK_ID` − `SLURM_ARRAY_TASK_MIN`) / `SLURM_ARRAY_TASK_STEP` of
  ///   `SLURM_ARRAY_TASK_COUNT`; the least is 0 and the step 1 where they are not set.
  /// - A pod of a Kubernetes indexed Job is shard `JOB_COMPLETION_INDEX` of `--shards n`, for Kubernetes does not tell how many there are.
  ///
  /// `--shards n` in a Slurm array must be its count: a task that is run again alone has a count of 1, and would take the whole plan.
  ///
  /// - Parameters:
  ///   - option: what `--shard` was given; nil where it was not.
  ///   - shards: what `--shards` was given; nil where it was not.
  ///   - environment: the variables of the process.
  /// - Throws: ``ShardError`` for anything that is not plain. No environment is guessed at: a wrong guess is a part that nobody ran.
  public static func chosen(option: String?, shards: String?, environment: [String: String]) throws(ShardError) -> Shard {
    if let option {
      if shards != nil { throw ShardError("--shards belongs to an array job; --shard \(printable(option)) has its count already") }
      do throws(ShardError) { return try Shard(option) } catch { throw ShardError("--shard \(error)") }
    }
    var total: Int?
    if let shards {
      guard let count = number(shards), counts.contains(count) else {
        throw ShardError("--shards is \"\(printable(shards))\"; allowed: 1 to \(counts.upperBound)")
      }
      total = count
    }
    let variables = ArrayVariables(environment)
    switch (try variables.number("SLURM_ARRAY_TASK_ID"), try variables.number("JOB_COMPLETION_INDEX")) {
    case (nil, nil):
      guard shards == nil else { throw ShardError("--shards needs SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX, and neither is set") }
      return .whole
    case (.some, .some):
      throw ShardError("SLURM_ARRAY_TASK_ID and JOB_COMPLETION_INDEX are both set; say which part it is by --shard k/n")
    case (let id?, nil): return try slurm(id, variables, total)
    case (nil, let index?):
      guard let total else {
        throw ShardError("JOB_COMPLETION_INDEX is \(index), of how many is not known; give --shards n, or --shard k/n")
      }
      guard index < total else { throw ShardError("JOB_COMPLETION_INDEX is \(index); allowed with --shards \(total): 0 to \(total - 1)") }
      return try Shard(index, of: total)
    }
  }

  private static func slurm(_ id: Int, _ variables: ArrayVariables, _ total: Int?) throws(ShardError) -> Shard {
    let found = try variables.number("SLURM_ARRAY_TASK_COUNT")
    guard let count = found ?? total else {
      throw ShardError("SLURM_ARRAY_TASK_ID is \(id) and SLURM_ARRAY_TASK_COUNT is not set; give --shards n, or --shard k/n")
    }
    if let total, total != count {
      throw ShardError("SLURM_ARRAY_TASK_COUNT is \(count) and --shards \(total); a task that is run again alone needs --shard k/n")
    }
    guard counts.contains(count) else { throw ShardError("SLURM_ARRAY_TASK_COUNT is \(count); allowed: 1 to \(counts.upperBound)") }
    let (least, step) = (try variables.number("SLURM_ARRAY_TASK_MIN") ?? 0, try variables.number("SLURM_ARRAY_TASK_STEP") ?? 1)
    guard step > 0, id >= least, (id - least) % step == 0, (id - least) / step < count else {
      throw ShardError(
        "SLURM_ARRAY_TASK_ID is \(id), which is none of \(count) from \(least) in steps of \(step); give --shard k/n for such an array")
    }
    return try Shard((id - least) / step, of: count)
  }
}

/// Variables of an environment that hold a number.
private struct ArrayVariables {
  private let environment: [String: String]

  init(_ environment: [String: String]) { self.environment = environment }

  /// The number of that name; nil where it is not set.
  func number(_ name: String) throws(ShardError) -> Int? {
    guard let text = environment[name] else { return nil }
    guard let number = Shard.number(text), !text.isEmpty else {
      throw ShardError("\(name) is \"\(printable(text))\"; allowed: a number from 0, or not to be set")
    }
    return number
  }
}
