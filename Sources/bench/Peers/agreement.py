"""Whether two contestants compute the same: what is timed is checked first."""

import numpy as np

from contestant import Contestant
from values import Values

STEPS = 5
_OF_THE_UPDATE = 1e-3
# Where the update of an element happens to be small its rounding is not.
_OF_THE_MEAN_UPDATE = 1e-5
# Each step of each rounds θ, and decay does once more.
_ULPS = 4 * STEPS


def moved(contestant: Contestant, values: Values) -> np.ndarray:
    """By how much θ moves in the first steps."""
    contestant.restore()
    contestant.steps(STEPS)
    return contestant.parameters().astype(np.float64) - values.start


def difference(ours: np.ndarray, theirs: np.ndarray, values: Values) -> str | None:
    """Where they part, as a sentence; None where they agree."""
    size = np.abs(ours)
    ulp = np.spacing(np.maximum(np.abs(values.start), size).astype(np.float32))
    ratio = np.abs(theirs - ours) / (_OF_THE_UPDATE * size + _OF_THE_MEAN_UPDATE * size.mean() + _ULPS * ulp)
    worst = int(np.argmax(np.where(np.isnan(ratio), np.inf, ratio)))
    if ratio[worst] <= 1:
        return None
    return f"element {worst} moves by {theirs[worst]:.6g} in {STEPS} steps, ours by {ours[worst]:.6g}"
