"""Keras' schedules: what is recorded in place of a number for a learning rate or a weight decay."""

from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Schedule:
    class_name: str
    config: dict[str, Any]
    in_float32: bool = False
    """In a float64 recording, whether the schedule is given Python's numbers, and so computes in Float32."""

    as_given: bool = False
    """Whether it is given Python's numbers, and written with them, unrounded: so it computes in Float32, and does not say so."""

    def computed_in_float32(self) -> "Schedule":
        return replace(self, in_float32=True)


EXPONENTIAL = Schedule(
    "ExponentialDecay", {"initial_learning_rate": 0.01, "decay_steps": 7, "decay_rate": 0.6, "staircase": False}
)
STAIRS = Schedule(
    "ExponentialDecay", {"initial_learning_rate": 0.01, "decay_steps": 5, "decay_rate": 0.6, "staircase": True}
)
INVERSE = Schedule(
    "InverseTimeDecay", {"initial_learning_rate": 0.02, "decay_steps": 4, "decay_rate": 0.7, "staircase": False}
)
INVERSE_STAIRS = Schedule(
    "InverseTimeDecay", {"initial_learning_rate": 0.02, "decay_steps": 4, "decay_rate": 0.7, "staircase": True}
)
POLYNOMIAL = Schedule(
    "PolynomialDecay",
    {"initial_learning_rate": 0.02, "decay_steps": 15, "end_learning_rate": 0.001, "power": 1.5, "cycle": False},
)
LINEAR = Schedule(
    "PolynomialDecay",
    {"initial_learning_rate": 0.02, "decay_steps": 15, "end_learning_rate": 0.001, "power": 1.0, "cycle": False},
)
COSINE = Schedule(
    "CosineDecay",
    {"initial_learning_rate": 0.02, "decay_steps": 18, "alpha": 0.1, "warmup_target": None, "warmup_steps": 0},
)
COSINE_WARMUP = Schedule(
    "CosineDecay",
    {"initial_learning_rate": 0.001, "decay_steps": 12, "alpha": 0.2, "warmup_target": 0.02, "warmup_steps": 6},
)
CYCLE = Schedule(
    "PolynomialDecay",
    {"initial_learning_rate": 0.02, "decay_steps": 5, "end_learning_rate": 0.001, "power": 2.0, "cycle": True},
)
# Restarts at s = 3, 9 and 21.
RESTARTS = Schedule(
    "CosineDecayRestarts",
    {"initial_learning_rate": 0.02, "first_decay_steps": 3, "t_mul": 2.0, "m_mul": 0.5, "alpha": 0.1},
)
EQUAL_RESTARTS = Schedule(
    "CosineDecayRestarts",
    {"initial_learning_rate": 0.02, "first_decay_steps": 7, "t_mul": 1.0, "m_mul": 0.9, "alpha": 0.0},
)
# At s = 4, 10 and 19.
GROWING_RESTARTS = Schedule(
    "CosineDecayRestarts",
    {"initial_learning_rate": 0.02, "first_decay_steps": 4, "t_mul": 1.5, "m_mul": 1.0, "alpha": 0.2},
)
PIECEWISE = Schedule("PiecewiseConstantDecay", {"boundaries": [3, 8, 15], "values": [0.02, 0.01, 0.03, 0.001]})

SCHEDULES = {
    "exponential": EXPONENTIAL,
    "staircase": STAIRS,
    "inverse-time": INVERSE,
    "inverse-time-staircase": INVERSE_STAIRS,
    "polynomial": POLYNOMIAL,
    "linear": LINEAR,
    "cosine": COSINE,
    "cosine-warmup": COSINE_WARMUP,
    "piecewise": PIECEWISE,
}

# At step 12 its wave is a small difference, in which Float32 shows.
AS_GIVEN = Schedule(
    "CosineDecay",
    {"initial_learning_rate": 0.02, "decay_steps": 12.5, "alpha": 0.0, "warmup_target": None, "warmup_steps": 0},
    as_given=True,
)

# As a weight decay.
FADING = Schedule(
    "InverseTimeDecay", {"initial_learning_rate": 0.3, "decay_steps": 5, "decay_rate": 0.5, "staircase": False}
)
STEPS = Schedule("PiecewiseConstantDecay", {"boundaries": [4, 12], "values": [0.0, 0.5, 0.1]})
