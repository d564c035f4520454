"""What an optimizer is fed: gradients by regime, and starting points.

Everything is drawn from a seeded generator, scaled by products and powers of two only (which are the same on every
machine), and rounded to Float32 last: a kernel in either precision can be given the very same inputs.
"""

from collections.abc import Callable

import numpy as np

Generator = np.random.Generator
Array = np.ndarray


def _normal(rng: Generator, steps: int, count: int) -> Array:
    """Standard normal."""
    return rng.standard_normal((steps, count))


def _constant(rng: Generator, steps: int, count: int) -> Array:
    """The same value at every step."""
    return np.repeat(rng.standard_normal((1, count)), steps, axis=0)


def _sparse(rng: Generator, steps: int, count: int) -> Array:
    """Five of six are zero, of either sign."""
    return rng.standard_normal((steps, count)) * (rng.random((steps, count)) < 1 / 6)


def _mixed(rng: Generator, steps: int, count: int) -> Array:
    """Each element at its own scale, over twenty decades: 2⁻³³ to 2³³."""
    return rng.standard_normal((steps, count)) * np.ldexp(1.0, rng.integers(-33, 34, count))


def _small(rng: Generator, steps: int, count: int) -> Array:
    """Around 1e-5: an ε of 1e-8 is felt."""
    return 1e-5 * rng.standard_normal((steps, count))


def _tiny(rng: Generator, steps: int, count: int) -> Array:
    """Around 1e-30 to 1e-20: in Float32 the squares are subnormal or zero."""
    return rng.standard_normal((steps, count)) * np.ldexp(1.0, rng.integers(-100, -65, count))


def _large(rng: Generator, steps: int, count: int) -> Array:
    """Around 1e3."""
    return 1e3 * rng.standard_normal((steps, count))


def _alternating(rng: Generator, steps: int, count: int) -> Array:
    """One magnitude, and another sign at each step: the first moment nearly cancels."""
    signs = np.where(np.arange(steps) % 2 == 0, 1.0, -1.0)
    return signs[:, None] * rng.standard_normal((1, count))


def _signflip(rng: Generator, steps: int, count: int) -> Array:
    """The sign holds for some steps, then flips; each element has its own period of 3 to 8."""
    period = rng.integers(3, 9, count)
    flipped = (np.arange(steps)[:, None] // period) % 2 == 1
    magnitude = np.abs(rng.standard_normal((steps, count)))
    return np.where(flipped, -magnitude, magnitude)


def _shrinking(rng: Generator, steps: int, count: int) -> Array:
    """A fifth smaller at each step."""
    return rng.standard_normal((steps, count)) * np.cumprod(np.full(steps, 0.8))[:, None]


def _spike(rng: Generator, steps: int, count: int) -> Array:
    """Around 1e-2, but 1e4 at step 3."""
    scale = np.full((steps, 1), 1e-2)
    scale[2] = 1e4
    return scale * rng.standard_normal((steps, count))


def _onespike(rng: Generator, steps: int, count: int) -> Array:
    """One large gradient at step 2, and 1e-4 from then on: only AMSGrad's maximum remembers it."""
    scale = np.full((steps, 1), 1e-4)
    scale[1] = 10.0
    return scale * rng.standard_normal((steps, count))


def _zero(rng: Generator, steps: int, count: int) -> Array:
    """Zero for long. A third have a gradient in the first two steps, a third at half time, a third never."""
    present = np.zeros((steps, count))
    present[:2, 0::3] = 1
    present[steps // 2, 1::3] = 1
    return rng.standard_normal((steps, count)) * present


LARGEST = float(np.finfo(np.float32).max)
LEAST = float(np.finfo(np.float32).smallest_subnormal)


def _columns(rng: Generator, steps: int, columns: list[dict[int, float]]) -> Array:
    """Standard normal, but at the steps (from 1) that a column names it has that value; at every step where it names 0."""
    drawn = rng.standard_normal((steps, len(columns)))
    for column, values in enumerate(columns):
        for step, value in values.items():
            drawn[slice(None) if step == 0 else step - 1, column] = value
    return drawn


def _special(rng: Generator, steps: int, count: int) -> Array:
    """In seven of eight, NaN and infinities: at step 3, or at step 7, where RAdam rectifies; in the last, none of it."""
    nan, inf = float("nan"), float("inf")
    columns = [{3: nan}, {3: inf}, {3: -inf}, {3: inf, 4: -inf}, {7: nan}, {7: inf}, {1: -inf, 7: nan}, {}]
    return _columns(rng, steps, columns[:count])


def _extreme(rng: Generator, steps: int, count: int) -> Array:
    """In seven of eight, the largest and least Float32 and numbers whose squares are none; in the last, none of it."""
    large = [{3: LARGEST}, {0: -LARGEST}, {3: LARGEST, 4: -LARGEST}, {3: 1e20, 7: -1e19}]
    columns = [*large, {0: 1e-23}, {0: LEAST}, {0: 1e-40, 7: 1.0}, {}]
    return _columns(rng, steps, columns[:count])


def _zeros(rng: Generator, steps: int, count: int) -> Array:
    """In seven of eight, zeros of either sign, at first, at last or always, or what squares to zero; in the last, none."""
    first, last = {step: 0.0 for step in (1, 2, 3)}, {step: -0.0 for step in range(4, steps + 1)}
    columns = [{0: 0.0}, {0: -0.0}, first, last, {0: 1e-23}, {0: LEAST}, {**first, **last}, {}]
    return _columns(rng, steps, columns[:count])


REGIMES: dict[str, Callable[[Generator, int, int], Array]] = {
    "normal": _normal,
    "constant": _constant,
    "sparse": _sparse,
    "mixed": _mixed,
    "small": _small,
    "tiny": _tiny,
    "large": _large,
    "alternating": _alternating,
    "signflip": _signflip,
    "shrinking": _shrinking,
    "spike": _spike,
    "onespike": _onespike,
    "zero": _zero,
    "special": _special,
    "extreme": _extreme,
    "zeros": _zeros,
}

STARTS: dict[str, float] = {"normal": 1.0, "tiny": 1e-20}  # and "zero" and "special"
SPECIAL = [float("inf"), float("-inf"), float("nan"), LARGEST, -LARGEST, -0.0, LEAST]  # and normal after them


def gradients(regime: str, rng: Generator, steps: int, shape: tuple[int, ...]) -> Array:
    """Gradients for every step, steps × shape, in Float32."""
    drawn = REGIMES[regime](rng, steps, int(np.prod(shape)))
    return drawn.reshape(steps, *shape).astype(np.float32)


def start(kind: str, rng: Generator, shape: tuple[int, ...]) -> Array:
    """The parameter before step 1, in Float32."""
    if kind == "zero":
        return np.zeros(shape, np.float32)
    if kind == "special":
        return np.array([*SPECIAL, *rng.standard_normal(int(np.prod(shape)) - len(SPECIAL))], np.float32).reshape(shape)
    return (STARTS[kind] * rng.standard_normal(shape)).astype(np.float32)
