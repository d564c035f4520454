/// What `verify --help` prints.
let helpText = """
  verify: holds optimizer kernels against references, with a tolerance derived for every element of every step.

  verify                    what failed once (Vectors/Regressions), all recordings in Vectors/Recorded,
                            all generated cases and bias, on every kernel
  verify --vectors DIR      only the recordings in DIR, a folder or one file; may be repeated
  verify trace FILE…        somebody's float32 trajectories with their state (files or folders), judged in lock step
  verify show FILE          a recording, readable
  verify compare A B        two implementations: where they part first, by how much, which of their choices explains it,
                            and what was left equal or off
  verify compare --all      the step at which each pair of implementations parts first; in parentheses where that takes
                            an option
  verify sweep              every one of the 2³² Float gradients through the first step of every optimizer, from θ = 0
  verify merge FILE…        the reports of all shards of a run, joined to the report of one run; a digest in each tells
                            whether it was edited or damaged, by accident: it is no signature
  verify digests            the bits that each kernel gives on a fixed corpus, as one number, beside the pinned one

    --case TEXT             only the cases whose name contains TEXT; bias/NAME is a kernel's judgement for bias
    --rounds N              the generated cases N times: after the first with other numbers and hyperparameters, and with NaN, infinities,
                            subnormals and the like in one element of eight
    --optimizer NAME        of a sweep: only this one
    --shard k/n             of a sweep: only its k-th part of n, from 0; if not given, from SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT
    --shards n              of a sweep in an array job that does not tell how many parts there are: with JOB_COMPLETION_INDEX
    --every N               of a sweep: only each N-th gradient, and those around each power of two
    --resume FILE           of a sweep: keeps its state in FILE, or in a folder of that name, and goes on from what is there
    --jobs N                of a sweep: N threads; 1 if not given
    --json FILE             writes the report as JSON too
    --help                  this text

  The table has one line an implementation. "worst ratio" is the largest |error| / bound of our kernel, at most 1;
  "recorded" that of the recorded values against their transcription, at most 2 for float64 (both sides round), 1 for float32.
  "bias" is the mean error of our kernel's update in ulps, toward larger: at most half an ulp either way.

  Exit codes: 0 all good, 1 usage, 2 a value beyond its bound or a digest that differs, 3 a kernel is biased, 4 nothing was compared
  where something should have been, 6 a file could not be read (the rest is still judged), 7 a candidate broke, 8 one was not
  deterministic, 70 a fault of the program.

  """
