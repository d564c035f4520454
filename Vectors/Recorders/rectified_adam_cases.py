"""What is recorded of tensorflow-addons' RectifiedAdam, and of AdaBelief where it takes the same options."""

from recorded_case import Case, Options, Row, table
from tensorflow_schedules import EXPONENTIAL, FADING, INVERSE, LINEAR, PIECEWISE, SCHEDULES, STEPS

# ρt is 4.13 at step 5, 4.60 at step 6 and above 5 and 6 later: each threshold parts from the others.
_EARLY: Options = {"beta_2": 0.8}
_DECAY: Options = {"weight_decay": 0.1, "learning_rate": 0.05}

_DEFAULTS: list[Row] = [
    ("default", regime, {})
    for regime in (
        *("normal", "mixed", "spike", "onespike", "zero", "sparse"),
        *("small", "alternating", "signflip", "shrinking", "constant", "large"),
    )
]

MOMENTS: list[Row] = [
    ("lr-1-from-zero", "normal", {"learning_rate": 1.0}, "zero"),
    ("lr-1e-4-from-zero", "sparse", {"learning_rate": 1e-4}, "zero"),
    ("beta1-0", "alternating", {"beta_1": 0.0}),
    ("beta1-0.5", "signflip", {"beta_1": 0.5}),
    ("beta2-0.5", "signflip", {"beta_2": 0.5}),
    ("beta2-0.7", "normal", {"beta_2": 0.7}),
    ("beta2-0.8", "alternating", {"beta_2": 0.8}),
    ("beta2-0.9", "onespike", {"beta_2": 0.9}),
    ("beta2-0.9", "mixed", {"beta_2": 0.9}),
    ("beta2-0.99", "shrinking", {"beta_2": 0.99}),
    ("beta2-0.9999", "mixed", {"beta_2": 0.9999}),
    ("eps-1e-3-from-zero", "small", {"epsilon": 1e-3}, "zero"),
    ("eps-1e-3-beta2-0.9", "normal", {"epsilon": 1e-3, "beta_2": 0.9}),
    ("eps-0-from-zero", "small", {"epsilon": 0.0}, "zero"),
]

_TINY: list[Row] = [
    ("default-from-tiny", "tiny", {}, "tiny"),
    ("eps-1e-16-from-zero", "tiny", {"epsilon": 1e-16}, "zero"),
]

THRESHOLDS: list[Row] = [
    ("threshold-4", "normal", {"sma_threshold": 4.0, **_EARLY}),
    ("threshold-4", "spike", {"sma_threshold": 4.0}),
    ("threshold-4.5", "signflip", {"sma_threshold": 4.5, **_EARLY}),
    ("threshold-6", "normal", {"sma_threshold": 6, **_EARLY}),
    ("threshold-6", "shrinking", {"sma_threshold": 6}),
]

MAXIMUM: list[Row] = [
    ("amsgrad", "shrinking", {"amsgrad": True}),
    ("amsgrad-beta2-0.9", "onespike", {"amsgrad": True, "beta_2": 0.9}),
    ("amsgrad-beta2-0.8", "spike", {"amsgrad": True, "beta_2": 0.8}),
]

RATES: list[Row] = [
    ("decay-0.05", "normal", {"decay": 0.05, "learning_rate": 0.01}),
    ("decay-0.5", "signflip", {"decay": 0.5, "learning_rate": 0.1}),
    ("decay-0.1-exponential", "normal", {"decay": 0.1, "learning_rate": EXPONENTIAL}),
    *((f"{name}-rate", "normal", {"learning_rate": schedule}) for name, schedule in SCHEDULES.items()),
]

WEIGHT_DECAY: list[Row] = [
    ("weight-decay-0.01", "sparse", {"weight_decay": 0.01, "learning_rate": 0.1}),
    ("weight-decay-0.1", "zero", _DECAY),
    ("fading-weight-decay", "normal", {"weight_decay": FADING, "learning_rate": 0.05}),
    ("stepped-weight-decay", "signflip", {"weight_decay": STEPS, "learning_rate": 0.05}),
    ("scheduled-both", "shrinking", {"weight_decay": FADING, "learning_rate": PIECEWISE}),
]

WARMUP: list[Row] = [
    ("warmup-20-0.25", "normal", {"total_steps": 20, "warmup_proportion": 0.25, "learning_rate": 0.02}),
    (
        "warmup-10-0.25-min-0.1",
        "alternating",
        {"total_steps": 10, "warmup_proportion": 0.25, "learning_rate": 1.0, "min_lr": 0.1},
    ),
    (
        "warmup-24-0.3-min-0.005",
        "signflip",
        {"total_steps": 24, "warmup_proportion": 0.3, "learning_rate": 0.02, "min_lr": 5e-3},
    ),
    (
        "warmup-4-0-min-0.001",
        "normal",
        {"total_steps": 4, "warmup_proportion": 0.0, "learning_rate": 0.02, "min_lr": 1e-3},
    ),
    (
        "warmup-12-1-min-0.001",
        "normal",
        {"total_steps": 12, "warmup_proportion": 1.0, "learning_rate": 0.02, "min_lr": 1e-3},
    ),
    ("warmup-weight-decay", "normal", {"total_steps": 16, "warmup_proportion": 0.5, "min_lr": 1e-3, **_DECAY}),
    (
        "warmup-decay-inverse-time",
        "normal",
        {"total_steps": 16, "warmup_proportion": 0.4, "learning_rate": INVERSE, "decay": 0.05},
    ),
]

CLIPPING: list[Row] = [
    ("clipvalue-0.5", "normal", {"clipvalue": 0.5}),
    ("clipnorm-1", "spike", {"clipnorm": 1.0}),
    ("clipnorm-2-clipvalue-0.7", "normal", {"clipnorm": 2.0, "clipvalue": 0.7}),
    ("global-clipnorm-3", "large", {"global_clipnorm": 3.0}),
]

ALL_OPTIONS: Options = {
    **{"learning_rate": LINEAR, "beta_1": 0.8, "beta_2": 0.95, "epsilon": 1e-3, "weight_decay": FADING, "decay": 0.02},
    **{"amsgrad": True, "sma_threshold": 6.0, "total_steps": 18, "warmup_proportion": 0.35, "min_lr": 1e-3},
    **{"clipvalue": 1.5, "clipnorm": 4.0},
}

IN_FLOAT32: list[Row] = [
    ("exponential-in-float32", "signflip", {"learning_rate": EXPONENTIAL.computed_in_float32()}),
    ("fading-weight-decay-in-float32", "normal", {"weight_decay": FADING.computed_in_float32(), "learning_rate": 0.05}),
]

# Float32: β2 = 0.9 for the most part, for with β2 near 1 the ρt that Float32 gives is far off.
_AT_09: Options = {"beta_2": 0.9}
FLOAT32: list[Row] = [
    *_DEFAULTS[:3],
    ("beta2-0.9", "normal", _AT_09),
    *MOMENTS[3:10],
    ("eps-1e-3-beta2-0.9", "normal", {"epsilon": 1e-3, "beta_2": 0.9}),
    ("threshold-6-beta2-0.9", "normal", {"sma_threshold": 6.0, **_AT_09}),
    *MAXIMUM[1:],
    ("beta2-0.9-decay-0.5", "signflip", {"decay": 0.5, "learning_rate": 0.1, **_AT_09}),
    ("beta2-0.9-exponential-rate", "normal", {"learning_rate": EXPONENTIAL, **_AT_09}),
    ("beta2-0.9-inverse-time-rate", "normal", {"learning_rate": INVERSE, **_AT_09}),
    ("beta2-0.9-piecewise-rate", "normal", {"learning_rate": PIECEWISE, **_AT_09}),
    ("beta2-0.9-fading-weight-decay", "normal", {"weight_decay": FADING, "learning_rate": 0.05, **_AT_09}),
    ("beta2-0.9-weight-decay-0.1", "normal", {**_DECAY, **_AT_09}),
    ("beta2-0.9-warmup-10-0.25", "signflip", {"total_steps": 10, "warmup_proportion": 0.25, "min_lr": 1e-4, **_AT_09}),
    ("beta2-0.9-clipnorm-2-clipvalue-0.7", "normal", {"clipnorm": 2.0, "clipvalue": 0.7, **_AT_09}),
    ("all-options", "shrinking", ALL_OPTIONS),
]

PAIR: dict[str, tuple[int, ...]] = {"matrix": (5, 3), "vector": (7,)}
ABSENT: dict[str, tuple[int, ...]] = {"matrix": (1, 2, 8, 9, 10, 17, 24)}
_PAIRED: Options = {"beta_2": 0.9, "amsgrad": True, **_DECAY}


def structural(optimizer: str, precision: str) -> list[Case]:
    """Two parameters, clipped together or each by itself; gradients that lack rows, or all; a run past step 1,000."""
    both = [
        Case(optimizer, "two-parameters", "normal", _PAIRED, precision=precision, shapes=PAIR),
        Case(optimizer, "absent-gradients", "normal", _PAIRED, precision=precision, shapes=PAIR, absent=ABSENT),
        Case(optimizer, "rows-beta2-0.9", "normal", _AT_09, precision=precision, shapes={"w": (8, 4)}, sparse=("w",)),
        Case(
            optimizer,
            "two-parameters-global-clipnorm-2",
            "normal",
            {"global_clipnorm": 2.0, **_AT_09},
            precision=precision,
            shapes=PAIR,
        ),
    ]
    if precision == "float32":
        return both
    mixed: list[tuple[str, Options]] = [
        ("rows-and-dense", _PAIRED),
        ("rows-clipnorm-1-clipvalue-0.5", {"clipnorm": 1.0, "clipvalue": 0.5, **_AT_09}),
        ("rows-global-clipnorm-1", {"global_clipnorm": 1.0, **_AT_09}),
    ]
    return [
        *both,
        Case(optimizer, "two-parameters-clipnorm-2", "normal", {"clipnorm": 2.0}, shapes=PAIR),
        Case(
            optimizer,
            "two-parameters-global-clipnorm-2-clipvalue-0.7",
            "normal",
            {"global_clipnorm": 2.0, "clipvalue": 0.7},
            shapes=PAIR,
        ),
        Case(
            optimizer,
            "absent-gradients-global-clipnorm-2",
            "normal",
            {"global_clipnorm": 2.0},
            shapes=PAIR,
            absent=ABSENT,
        ),
        Case(optimizer, "rows", "normal", {}, shapes={"w": (8, 4)}, sparse=("w",)),
        Case(
            optimizer,
            "rows-from-zero-eps-1e-3",
            "small",
            {"epsilon": 1e-3},
            "zero",
            shapes={"w": (8, 4)},
            sparse=("w",),
        ),
        *(Case(optimizer, setting, "normal", options, shapes=PAIR, sparse=("matrix",)) for setting, options in mixed),
        Case(optimizer, "rows-absent", "normal", _AT_09, shapes=PAIR, sparse=("vector",), absent=ABSENT),
        Case(optimizer, "long", "normal", {"learning_rate": 0.01}, steps=1200, shapes={"w": (4,)}),
    ]


_EDGES: list[Row] = [
    ("edge-default", "special", {}),
    ("edge-default", "extreme", {}),
    ("edge-weight-decay-0.1-from-special", "normal", _DECAY, "special"),
]


def edges(optimizer: str) -> list[Case]:
    """NaN, infinities and numbers near the ends of Float32, past the first rectified step."""
    return [Case(optimizer, *row, steps=9, shapes={"w": (8,)}) for row in _EDGES]


def rectified_adam() -> list[Case]:
    name = "rectifiedadam"
    rows = [*_DEFAULTS, *_TINY, *MOMENTS, *THRESHOLDS, *MAXIMUM, *RATES, *WEIGHT_DECAY, *WARMUP, *CLIPPING, *IN_FLOAT32]
    rows += [("all-options", "shrinking", ALL_OPTIONS), ("all-options", "spike", ALL_OPTIONS)]
    return [
        *table(name, "float64", rows),
        *structural(name, "float64"),
        *edges(name),
        *table(name, "float32", FLOAT32),
        *structural(name, "float32"),
    ]
