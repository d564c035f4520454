/// What `fuzz --help` prints.
let helpText = """
  fuzz: looks for the input on which an optimizer kernel breaks, and hands it back as one line.

  fuzz                      what failed once (Vectors/Regressions), then generated cases for ten seconds
  fuzz replay LINE          one case again, from its line
  fuzz mutants              plants each known bug, and says how long it lived and what fixed tolerances make of it

    --seconds S             for that long; --cases N for so many cases, which gives the same bytes on every machine
    --optimizer O           only this implementation, by its name (torch.optim.RAdam) or its last part (RAdam); may be repeated
    --seed N                other cases; 1 if nothing is said
    --jobs N                threads; as many as there are cores if nothing is said. They change nothing that is printed
    --shard k/n             every n-th batch of cases, the k-th from 0; verify merge joins the JSON of all. Read from
                            SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT, or from JOB_COMPLETION_INDEX and --shards n
    --only I                case I alone
    --seeds N               mutants: so many seeds, from --seed on; ten if nothing is said
    --regressions DIR       another folder for the lines of what failed
    --json FILE             writes the report as JSON too
    --help                  this text

  Every case goes through lock step, some through a free run, and some must have a property to the bit. What came closest to its bound is
  changed a little and tried again. What fails is repeated, shrunk and kept.

  Exit codes: 0 all good, 1 usage, 2 a value beyond its bound or a property that does not hold, 4 an edge that a run of a million cases
  did not reach ten times, 5 a planted bug survived, 6 a line that could not be read, 7 a kernel broke, 8 one was not deterministic,
  70 a fault of the program.

  """
