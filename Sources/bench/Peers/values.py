"""What every contestant starts from, and the one parameter array that they step."""

from dataclasses import dataclass

import numpy as np

Array = np.ndarray

FIRST_STEP = 1001
"""The step that is taken first: moments are warm, and a rectified rule rectifies."""

LEARNING_RATE = 1e-3
_ALIGNMENT = 64


@dataclass(frozen=True)
class Values:
    """The arrays of one count. `slots` are what optimizers keep, as after `FIRST_STEP - 1` steps."""

    start: Array
    gradients: Array
    slots: dict[str, Array]
    parameters: Array
    """θ, which all that can work on numpy's memory step in turn."""

    @property
    def count(self) -> int:
        return self.start.size

    def restore_parameters(self) -> None:
        np.copyto(self.parameters, self.start)


def make(count: int) -> Values:
    """The same values for everyone: seeded by the count, of usual sizes, and such that bounds and caps bind for some elements."""
    rng = np.random.default_rng(count)
    start = _normal(rng, count)
    second = np.square(1e-2 * np.exp(_uniform(rng, count, -1.2, 1.2)))
    corrected = second / np.float32(1 - 0.999 ** (FIRST_STEP - 1))
    slots = {
        "first": 3e-3 * _normal(rng, count),
        "second": second,
        "maximum": corrected * _uniform(rng, count, 0.7, 1.3),
        "averaged": LEARNING_RATE / np.sqrt(corrected) * _uniform(rng, count, 0.7, 1.3),
    }
    gradients = _aligned(1e-2 * _normal(rng, count))
    return Values(start, gradients, {key: slot.astype(np.float32) for key, slot in slots.items()}, _aligned(start))


def _normal(rng: np.random.Generator, count: int) -> Array:
    return rng.standard_normal(count, dtype=np.float32)


def _uniform(rng: np.random.Generator, count: int, low: float, high: float) -> Array:
    return np.float32(low) + np.float32(high - low) * rng.random(count, dtype=np.float32)


def _aligned(values: Array) -> Array:
    """A copy that begins at a cache line, as the libraries' own arrays do."""
    raw = np.empty(values.size * 4 + _ALIGNMENT, np.uint8)
    begin = -raw.ctypes.data % _ALIGNMENT
    copy = raw[begin : begin + values.size * 4].view(np.float32)
    np.copyto(copy, values)
    return copy
