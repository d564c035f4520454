import KernelVerification
import Testing

/// Which part of a plan a process runs.
@Suite struct ShardTests {
  @Test func theyTakeEachUnitOnce() throws {
    let shards = try (0..<3).map { try Shard($0, of: 3) }
    #expect(shards.map { Array($0.units(of: 8)) } == [[0, 3, 6], [1, 4, 7], [2, 5]])
    for unit in 0..<20 { #expect(shards.count { $0.takes(unit) } == 1) }
    #expect(Array(Shard.whole.units(of: 3)) == [0, 1, 2] && Shard.whole.isWhole)
  }

  @Test func isWrittenAsItIsRead() throws {
    let shard = try Shard("3/16")
    #expect(shard.index == 3 && shard.count == 16 && "\(shard)" == "3/16")
  }

  @Test(arguments: [
    "", "3", "16/16", "17/16", "-1/16", "+1/16", "1/0", "1/2/3", " 1/2", "1/2 ", "a/b", "0/1000001", "0x1/2", "1/99999999999999999999",
  ])
  func isRefused(text: String) {
    #expect(throws: ShardError.self) { try Shard(text) }
    let error = #expect(throws: ShardError.self) { try Shard.chosen(option: text, shards: nil, environment: [:]) }
    #expect(error?.description == "--shard \"\(text)\" is no shard; allowed: k/n with n from 1 to 1000000 and k from 0 to n - 1")
  }

  @Test(
    arguments: [
      (nil, nil, [:], "0/1"),
      ("2/4", nil, ["SLURM_ARRAY_TASK_ID": "nonsense"], "2/4"),
      (nil, nil, ["SLURM_ARRAY_TASK_ID": "0", "SLURM_ARRAY_TASK_COUNT": "16"], "0/16"),
      (nil, nil, ["SLURM_ARRAY_TASK_ID": "16", "SLURM_ARRAY_TASK_COUNT": "16", "SLURM_ARRAY_TASK_MIN": "1"], "15/16"),
      (
        nil, nil,
        ["SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_COUNT": "4", "SLURM_ARRAY_TASK_MIN": "1", "SLURM_ARRAY_TASK_STEP": "2"], "3/4"
      ),
      (nil, "4", ["SLURM_ARRAY_TASK_ID": "3"], "3/4"),
      (nil, "16", ["JOB_COMPLETION_INDEX": "15"], "15/16"),
    ] as [(String?, String?, [String: String], String)])
  func isChosen(option: String?, shards: String?, environment: [String: String], expected: String) throws {
    #expect("\(try Shard.chosen(option: option, shards: shards, environment: environment))" == expected)
  }

  @Test(
    arguments: [
      ("0/2", "2", [:], "--shards belongs to an array job; --shard 0/2 has its count already"),
      (nil, "2", [:], "--shards needs SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX, and neither is set"),
      (nil, "none", ["JOB_COMPLETION_INDEX": "1"], "--shards is \"none\"; allowed: 1 to 1000000"),
      (nil, nil, ["JOB_COMPLETION_INDEX": "3"], "JOB_COMPLETION_INDEX is 3, of how many is not known; give --shards n, or --shard k/n"),
      (nil, "3", ["JOB_COMPLETION_INDEX": "3"], "JOB_COMPLETION_INDEX is 3; allowed with --shards 3: 0 to 2"),
      (nil, "3", ["JOB_COMPLETION_INDEX": ""], "JOB_COMPLETION_INDEX is \"\"; allowed: a number from 0, or not to be set"),
      (
        nil, nil, ["SLURM_ARRAY_TASK_ID": "-1", "SLURM_ARRAY_TASK_COUNT": "2"],
        "SLURM_ARRAY_TASK_ID is \"-1\"; allowed: a number from 0, or not to be set"
      ),
      (
        nil, nil, ["SLURM_ARRAY_TASK_ID": "5"],
        "SLURM_ARRAY_TASK_ID is 5 and SLURM_ARRAY_TASK_COUNT is not set; give --shards n, or --shard k/n"
      ),
      (
        nil, nil, ["SLURM_ARRAY_TASK_ID": "5", "SLURM_ARRAY_TASK_COUNT": "3", "SLURM_ARRAY_TASK_MIN": "1", "SLURM_ARRAY_TASK_STEP": "1"],
        "SLURM_ARRAY_TASK_ID is 5, which is none of 3 from 1 in steps of 1; give --shard k/n for such an array"
      ),
      (
        nil, nil, ["SLURM_ARRAY_TASK_ID": "5", "SLURM_ARRAY_TASK_COUNT": "0"], "SLURM_ARRAY_TASK_COUNT is 0; allowed: 1 to 1000000"
      ),
      (
        nil, "16", ["SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "1", "SLURM_ARRAY_TASK_MIN": "3"],
        "SLURM_ARRAY_TASK_COUNT is 1 and --shards 16; a task that is run again alone needs --shard k/n"
      ),
      (
        nil, nil, ["SLURM_ARRAY_TASK_ID": "3", "JOB_COMPLETION_INDEX": "3"],
        "SLURM_ARRAY_TASK_ID and JOB_COMPLETION_INDEX are both set; say which part it is by --shard k/n"
      ),
    ] as [(String?, String?, [String: String], String)])
  func aWrongEnvironmentIsSaid(option: String?, shards: String?, environment: [String: String], message: String) {
    let error = #expect(throws: ShardError.self) { try Shard.chosen(option: option, shards: shards, environment: environment) }
    #expect(error?.description == message)
  }
}
