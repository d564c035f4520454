"""What is recorded of Keras' legacy Adam, SGD and Adagrad."""

from dataclasses import replace

from rectified_adam_cases import ABSENT, CLIPPING, MAXIMUM, MOMENTS, PAIR
from recorded_case import Case, Options, Row, table
from tensorflow_schedules import COSINE, EXPONENTIAL, INVERSE, LINEAR, PIECEWISE, SCHEDULES

# RectifiedAdam's recordings show these.
_LEFT_OUT = {"lr-1e-4-from-zero", "beta1-0.5", "beta2-0.7", "beta2-0.8", "beta2-0.99", "eps-1e-3-beta2-0.9"}
_SCHEDULED = ("staircase", "inverse-time-staircase", "polynomial", "cosine-warmup", "piecewise")

_ADAM: list[Row] = [
    *(("default", regime, {}) for regime in ("normal", "mixed", "spike", "zero", "sparse", "alternating")),
    *(row for row in MOMENTS if row[0] not in _LEFT_OUT),
    *MAXIMUM,
    ("decay-0.05", "normal", {"decay": 0.05, "learning_rate": 0.01}),
    ("decay-0.5", "signflip", {"decay": 0.5, "learning_rate": 0.1}),
    ("decay-0.1-exponential", "normal", {"decay": 0.1, "learning_rate": EXPONENTIAL}),
    *((f"{name}-rate", "normal", {"learning_rate": SCHEDULES[name]}) for name in _SCHEDULED),
    ("exponential-in-float32", "signflip", {"learning_rate": EXPONENTIAL.computed_in_float32()}),
    *CLIPPING,
    (
        "all-options",
        "shrinking",
        {
            **{"learning_rate": LINEAR, "beta_1": 0.8, "beta_2": 0.95, "epsilon": 1e-3, "decay": 0.02},
            **{"amsgrad": True, "clipvalue": 1.5, "clipnorm": 4.0},
        },
    ),
]

_ADAM_FLOAT32 = {
    *(("default", regime) for regime in ("normal", "mixed", "spike")),
    *(("beta2-0.5", "signflip"), ("beta2-0.9", "onespike"), ("beta2-0.9999", "mixed"), ("amsgrad", "shrinking")),
    *(("amsgrad-beta2-0.9", "onespike"), ("decay-0.5", "signflip"), ("decay-0.1-exponential", "normal")),
    *(("piecewise-rate", "normal"), ("clipnorm-2-clipvalue-0.7", "normal"), ("all-options", "shrinking")),
}

_MOMENTUM: Options = {"momentum": 0.9}
_NESTEROV: Options = {"momentum": 0.8, "nesterov": True}

_SGD: list[Row] = [
    ("default", "normal", {}),
    ("default", "mixed", {}),
    ("momentum-0.9", "normal", _MOMENTUM),
    ("momentum-0.9", "alternating", _MOMENTUM),
    ("momentum-0.9", "zero", _MOMENTUM),
    ("nesterov-0.8", "normal", _NESTEROV),
    ("nesterov-0.8", "signflip", _NESTEROV),
    ("nesterov-0.8", "mixed", _NESTEROV),
    ("nesterov-without-momentum", "normal", {"nesterov": True}),
    ("momentum-1", "alternating", {"momentum": 1.0}),
    ("decay-0.1-momentum-0.9", "normal", {"decay": 0.1, **_MOMENTUM}),
    ("decay-0.5-nesterov-0.8", "signflip", {"decay": 0.5, "learning_rate": 0.1, **_NESTEROV}),
    ("decay-0.05", "normal", {"decay": 0.05}),
    ("cosine-rate-momentum-0.9", "normal", {"learning_rate": COSINE, **_MOMENTUM}),
    ("piecewise-rate-nesterov-0.8", "normal", {"learning_rate": PIECEWISE, **_NESTEROV}),
    ("inverse-time-rate", "normal", {"learning_rate": INVERSE}),
    ("clipvalue-0.5", "normal", {"clipvalue": 0.5}),
    ("clipnorm-2-clipvalue-0.7-momentum-0.9", "normal", {"clipnorm": 2.0, "clipvalue": 0.7, **_MOMENTUM}),
    ("global-clipnorm-1-nesterov-0.8", "spike", {"global_clipnorm": 1.0, **_NESTEROV}),
]

_ADAGRAD: list[Row] = [
    ("default", "normal", {}),
    ("default", "mixed", {}),
    ("default", "spike", {}),
    ("default", "zero", {}),
    ("rate-0.1", "shrinking", {"learning_rate": 0.1}),
    ("initial-0-from-zero", "small", {"initial_accumulator_value": 0.0}, "zero"),
    ("initial-0-eps-0", "normal", {"initial_accumulator_value": 0.0, "epsilon": 0.0}),
    ("initial-2.5", "normal", {"initial_accumulator_value": 2.5, "learning_rate": 0.1}),
    ("initial-0.01-eps-0.1", "signflip", {"initial_accumulator_value": 0.01, "epsilon": 0.1, "learning_rate": 0.1}),
    ("eps-1e-3-initial-0", "small", {"initial_accumulator_value": 0.0, "epsilon": 1e-3}),
    ("decay-0.1", "normal", {"decay": 0.1, "learning_rate": 0.1}),
    ("decay-0.5", "sparse", {"decay": 0.5, "learning_rate": 0.1}),
    ("decay-0.1-exponential", "normal", {"decay": 0.1, "learning_rate": EXPONENTIAL}),
    ("piecewise-rate", "normal", {"learning_rate": PIECEWISE}),
    ("clipvalue-0.5", "normal", {"clipvalue": 0.5, "learning_rate": 0.1}),
    ("clipnorm-2-clipvalue-0.7", "normal", {"clipnorm": 2.0, "clipvalue": 0.7, "learning_rate": 0.1}),
    ("global-clipnorm-1", "spike", {"global_clipnorm": 1.0, "learning_rate": 0.1}),
]

# What the larger shapes of a trajectory are run with.
_USUAL: dict[str, Options] = {
    "adam": {"beta_2": 0.9, "learning_rate": 0.02},
    "sgd": {"learning_rate": 0.05, **_MOMENTUM},
    "adagrad": {"learning_rate": 0.1},
}
_ROW_OPTIONS: dict[str, list[tuple[str, Options]]] = {
    "adam": [
        ("rows-amsgrad", {"amsgrad": True, "beta_2": 0.9}),
        ("rows-decay-0.1-clipnorm-1", {"decay": 0.1, "clipnorm": 1.0}),
    ],
    "sgd": [
        ("rows-nesterov", _NESTEROV),
        ("rows-without-momentum", {}),
        ("rows-clipnorm-1", {"clipnorm": 1.0, **_MOMENTUM}),
    ],
    "adagrad": [("rows-decay-0.1-clipnorm-1", {"decay": 0.1, "clipnorm": 1.0}), ("rows-eps-0.1", {"epsilon": 0.1})],
}
_EDGES: dict[str, list[Row]] = {
    "adam": [
        ("edge-default", "special", {}),
        ("edge-default", "extreme", {}),
        ("edge-amsgrad", "special", {"amsgrad": True}),
    ],
    "sgd": [("edge-nesterov", "special", _NESTEROV), ("edge-momentum", "extreme", _MOMENTUM)],
    "adagrad": [("edge-default", "special", {}), ("edge-default", "extreme", {})],
}


def _structural(optimizer: str) -> list[Case]:
    usual = _USUAL[optimizer]
    matrix = {"w": (8, 4)}
    clipped = {"global_clipnorm": 2.0, "clipvalue": 0.7, **usual}
    return [
        Case(optimizer, "absent-gradients", "normal", usual, shapes=PAIR, absent=ABSENT),
        Case(optimizer, "rows", "normal", usual, shapes=matrix, sparse=("w",)),
        *(
            Case(optimizer, setting, "normal", more, shapes=matrix, sparse=("w",))
            for setting, more in _ROW_OPTIONS[optimizer]
        ),
        Case(optimizer, "rows-and-dense", "normal", usual, shapes=PAIR, sparse=("matrix",)),
        Case(optimizer, "two-parameters-clipnorm-2", "normal", {"clipnorm": 2.0, **usual}, shapes=PAIR),
        Case(optimizer, "two-parameters-global-clipnorm-2-clipvalue-0.7", "normal", clipped, shapes=PAIR),
        Case(optimizer, "long", "normal", usual, steps=1200, shapes={"w": (3,)}),
    ]


def _both(optimizer: str, rows: list[Row], in_float32: list[Row]) -> list[Case]:
    structural = _structural(optimizer)
    edges = [replace(case, steps=9, shapes={"w": (8,)}) for case in table(optimizer, "float64", _EDGES[optimizer])]
    return [
        *table(optimizer, "float64", rows),
        *structural,
        *edges,
        *table(optimizer, "float32", in_float32),
        *(replace(case, precision="float32") for case in [*structural[:3], structural[-2]]),
    ]


def keras_cases() -> list[Case]:
    return [
        *_both("adam", _ADAM, [row for row in _ADAM if row[:2] in _ADAM_FLOAT32]),
        *_both("sgd", _SGD, [*_SGD[:8:2], _SGD[7], _SGD[10], _SGD[13], _SGD[17]]),
        *_both("adagrad", _ADAGRAD, [*_ADAGRAD[:2], *_ADAGRAD[4:9:2], _ADAGRAD[10], *_ADAGRAD[13:16:2]]),
    ]
