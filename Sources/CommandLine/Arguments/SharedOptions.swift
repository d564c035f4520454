/// The options that mean the same in every program.
extension Option {
  package static let json = Option("--json", "FILE", meaning: "writes the report as JSON too; the file is made before the work begins")
  package static let optimizer = Option(
    "--optimizer", "NAME", .list,
    meaning:
      "only these: names as verify names lists them, or their last part (RAdam), with commas between them; may be repeated; all for all")
  package static let jobs = Option(
    "--jobs", letter: "j", "N", meaning: "so many threads; as many as there are cores if not given. They change nothing that is printed")
  package static let seed = Option("--seed", "N", meaning: "other cases; 1 if not given")
  package static let shard = Option(
    "--shard", "k/n",
    meaning:
      "only the k-th part of n, from 0; if not given, from SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT. verify merge joins the JSON of all"
  )
  package static let shards = Option(
    "--shards", "n",
    meaning: "in an array job that does not tell how many parts there are: n parts, and this one is JOB_COMPLETION_INDEX")
  package static let help = Option("--help", letter: "h", meaning: "the help of the program, or of the command that is named")
}
