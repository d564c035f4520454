"""What is recorded of tensorflow-addons' AdaBelief: RectifiedAdam's options, and with and without rectification."""

import rectified_adam_cases as radam
from recorded_case import Case, Options, Row, table
from tensorflow_schedules import EXPONENTIAL, FADING

_NAME = "adabelief"
_PLAIN: Options = {"rectify": False}
_EPSILON: Options = {"epsilon": 1e-3}

# RectifiedAdam's recordings show these; AdaBelief's code for them is the same.
_LEFT_OUT = {
    *("lr-1e-4-from-zero", "beta1-0.5", "beta2-0.7", "beta2-0.99", "eps-1e-3-beta2-0.9"),
    "absent-gradients-global-clipnorm-2",
    *("rows-clipnorm-1-clipvalue-0.5", "rows-global-clipnorm-1", "rows-absent"),
}

_DEFAULTS: list[Row] = [
    ("default", regime, {}) for regime in ("normal", "mixed", "spike", "zero", "sparse", "constant")
]

_UNRECTIFIED: list[Row] = [
    ("plain", "normal", _PLAIN),
    ("plain", "signflip", _PLAIN),
    ("plain", "zero", _PLAIN),
    ("plain-eps-1e-3", "alternating", {**_PLAIN, **_EPSILON}),
    ("plain-eps-1e-3-amsgrad", "onespike", {**_PLAIN, **_EPSILON, "amsgrad": True, "beta_2": 0.9}),
    ("plain-beta2-0.5", "mixed", {**_PLAIN, "beta_2": 0.5}),
    ("plain-weight-decay-0.1", "shrinking", {**_PLAIN, "weight_decay": 0.1, "learning_rate": 0.05}),
    ("plain-exponential-rate", "normal", {**_PLAIN, "learning_rate": EXPONENTIAL}),
    ("plain-all-options", "shrinking", {**radam.ALL_OPTIONS, **_PLAIN}),
]

_FLOAT64: list[Row] = [
    *_DEFAULTS,
    *(row for row in radam.MOMENTS if row[0] not in _LEFT_OUT),
    ("eps-1e-6-amsgrad-beta2-0.9", "spike", {"epsilon": 1e-6, "amsgrad": True, "beta_2": 0.9}),
    *radam.THRESHOLDS,
    *radam.MAXIMUM,
    *radam.RATES[:5],
    *radam.WEIGHT_DECAY[1:],
    *radam.WARMUP[:3],
    *radam.CLIPPING[1:],
    *_UNRECTIFIED,
    ("all-options", "shrinking", radam.ALL_OPTIONS),
    ("fading-weight-decay-in-float32", "normal", {"weight_decay": FADING.computed_in_float32(), "learning_rate": 0.05}),
]

_AT_09: Options = {"beta_2": 0.9}
_FLOAT32: list[Row] = [
    *_DEFAULTS[:3],
    *((f"{setting}-beta2-0.9", regime, {**options, **_AT_09}) for setting, regime, options in _UNRECTIFIED[:4]),
    ("eps-1e-3-beta2-0.9", "normal", {**_EPSILON, **_AT_09}),
    *radam.FLOAT32[5:9],
    ("amsgrad-eps-1e-3-beta2-0.9", "onespike", {"amsgrad": True, **_EPSILON, **_AT_09}),
    ("beta2-0.9-decay-0.5", "signflip", {"decay": 0.5, "learning_rate": 0.1, **_AT_09}),
    ("beta2-0.9-exponential-rate", "normal", {"learning_rate": EXPONENTIAL, **_AT_09}),
    ("beta2-0.9-fading-weight-decay", "normal", {"weight_decay": FADING, "learning_rate": 0.05, **_AT_09}),
    ("beta2-0.9-clipnorm-2-clipvalue-0.7", "normal", {"clipnorm": 2.0, "clipvalue": 0.7, **_AT_09}),
    ("all-options", "shrinking", radam.ALL_OPTIONS),
]


def _rows() -> list[Case]:
    """Where ε can be seen: it is added to the given rows alone."""
    shapes = {"w": (8, 4)}
    return [
        Case(_NAME, "rows-eps-0.1", "normal", {"epsilon": 0.1, **_AT_09}, shapes=shapes, sparse=("w",)),
        Case(_NAME, "rows-plain-eps-0.1", "small", {"epsilon": 0.1, **_PLAIN}, shapes=shapes, sparse=("w",)),
        Case(
            _NAME,
            "rows-eps-0.1-amsgrad",
            "onespike",
            {"epsilon": 0.1, "amsgrad": True, **_AT_09},
            shapes=shapes,
            sparse=("w",),
        ),
    ]


def adabelief() -> list[Case]:
    return [
        *table(_NAME, "float64", _FLOAT64),
        *(case for case in radam.structural(_NAME, "float64") if case.setting not in _LEFT_OUT),
        *_rows(),
        *radam.edges(_NAME),
        *table(_NAME, "float32", _FLOAT32),
        *radam.structural(_NAME, "float32")[:3],
    ]
