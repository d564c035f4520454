/// What `bench --help` prints.
let helpText = """
  bench: how fast the kernels step, beside what no step can be faster than, measured in turn in the same run.

  bench                  all that follows, in three minutes
  bench steps            for each optimizer, count and number of threads: nanoseconds and bytes an element, and the ratio to the limit
  bench calls            what a step costs beside its arithmetic: small ones, many parameters, clipping, copies, threads, no AVX2
  bench verifier         how many element-steps a second are judged: lock step, sweep, fuzz

    --optimizer NAME     only this one; may be repeated, or list several with commas; all for every optimizer of the registry
    --count N            only parameters of N elements; likewise
    --threads N          only with at most N threads; likewise. Small parameters are stepped by fewer
    --seconds S          how long each measurement takes, 0.3 if not given; never less than nine rounds
    --json FILE          writes the report as JSON too
    --compare FILE       FILE is the bench program of another build: both measure in turn, each in processes of its
                         own, and what changed is told from what differs between processes of one program. Or FILE is
                         a report: what changed since, with no verdict on it
    --pairs N            how many processes of either program, 6 to 16, 10 if not given
    --help               this text

  The limit is the slower of two loops on the same arrays, with the same threads: "memory" reads and writes what a step reads and writes, and
  does nothing else; "divider" takes a root and divides, once an element, and does nothing else. A loop's times and the step's are taken in turn,
  and "× limit" is the median of their ratio. "95 %" is where that median lies, 19 times of 20. That is noise
  within one process: two processes of one program differ by more. Of a comparison with a program the intervals hold
  the true changes of all rows at once, 19 times of 20; of equal programs one in 20 comparisons at most says that they
  differ. "cannot tell" names the change that would have shown.

  Exit codes: 0 measured, 1 usage, 6 the file to compare with could not be read, 70 a fault of the program.

  """
