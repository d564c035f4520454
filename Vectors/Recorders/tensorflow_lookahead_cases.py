"""What is recorded of tensorflow-addons' Lookahead, around each of the others."""

from dataclasses import replace

from rectified_adam_cases import ABSENT, PAIR
from recorded_case import Case, Options, Row, table
from tensorflow_schedules import EXPONENTIAL, FADING

_NAME = "lookahead"
_AT_09: Options = {"beta_2": 0.9}
_MOMENTUM: Options = {"learning_rate": 0.05, "momentum": 0.9}


def _around(inner: str, arguments: Options, **options: object) -> Options:
    return {"inner": inner, "inner_args": arguments, **options}


_RANGER: list[Row] = [
    *(
        ("ranger", regime, _around("rectifiedadam", {}))
        for regime in ("normal", "mixed", "spike", "zero", "sparse", "signflip")
    ),
    ("ranger-period-3-step-0.8", "normal", _around("rectifiedadam", _AT_09, sync_period=3, slow_step_size=0.8)),
    ("ranger-period-5-step-0.25", "onespike", _around("rectifiedadam", _AT_09, sync_period=5, slow_step_size=0.25)),
    ("ranger-period-6-step-0.45", "alternating", _around("rectifiedadam", {"beta_1": 0.95}, slow_step_size=0.45)),
    ("ranger-amsgrad", "onespike", _around("rectifiedadam", {"amsgrad": True, **_AT_09}, sync_period=4)),
    (
        "ranger-fading-weight-decay",
        "normal",
        _around("rectifiedadam", {"weight_decay": FADING, "learning_rate": 0.05}, sync_period=4),
    ),
    (
        "ranger-warmup",
        "normal",
        _around(
            "rectifiedadam",
            {"total_steps": 18, "warmup_proportion": 0.3, "min_lr": 1e-3, "learning_rate": 0.02},
            sync_period=5,
        ),
    ),
]

_OTHERS: list[Row] = [
    ("adam", "normal", _around("adam", {})),
    ("adam-period-2-step-0.3", "mixed", _around("adam", {"learning_rate": 0.02}, sync_period=2, slow_step_size=0.3)),
    ("adam-exponential", "signflip", _around("adam", {"learning_rate": EXPONENTIAL, "amsgrad": True}, sync_period=5)),
    ("sgd", "normal", _around("sgd", {"learning_rate": 0.1}, sync_period=3)),
    ("sgd-period-1-step-0.3", "normal", _around("sgd", {}, sync_period=1, slow_step_size=0.3)),
    ("sgd-momentum", "alternating", _around("sgd", _MOMENTUM, sync_period=4, slow_step_size=0.7)),
    ("sgd-nesterov-decay", "shrinking", _around("sgd", {**_MOMENTUM, "nesterov": True, "decay": 0.1}, sync_period=5)),
    ("sgd-step-0", "normal", _around("sgd", {"learning_rate": 0.1}, sync_period=4, slow_step_size=0.0)),
    ("sgd-step-1", "normal", _around("sgd", _MOMENTUM, sync_period=4, slow_step_size=1.0)),
    ("sgd-period-100", "normal", _around("sgd", _MOMENTUM, sync_period=100)),
    ("adagrad", "normal", _around("adagrad", {"learning_rate": 0.1}, sync_period=5, slow_step_size=0.6)),
    ("adabelief", "signflip", _around("adabelief", _AT_09, sync_period=5, slow_step_size=0.6)),
]

_CLIPPING: list[Row] = [
    ("ranger-clipvalue-0.5", "normal", _around("rectifiedadam", _AT_09, clipvalue=0.5)),
    ("adam-clipnorm-2-clipvalue-0.7", "normal", _around("adam", {}, clipnorm=2.0, clipvalue=0.7)),
    ("sgd-clipnorm-1", "spike", _around("sgd", _MOMENTUM, clipnorm=1.0)),
    ("ranger-ignored-clipvalue-0.1", "normal", _around("rectifiedadam", {"clipvalue": 0.1, **_AT_09})),
    ("adam-ignored-clipnorm-0.1", "normal", _around("adam", {"clipnorm": 0.1, "epsilon": 0.1})),
    ("sgd-ignored-global-clipnorm-0.1", "normal", _around("sgd", {"global_clipnorm": 0.1})),
    ("sgd-ignored-clipvalue-0.1-clipvalue-1", "normal", _around("sgd", {"clipvalue": 0.1}, clipvalue=1.0)),
]

_BOTH: list[Case] = [
    Case(_NAME, "ranger-rows", "normal", _around("rectifiedadam", _AT_09, sync_period=4), sparse=("w",)),
    Case(_NAME, "sgd-momentum-rows", "normal", _around("sgd", _MOMENTUM, sync_period=4), sparse=("w",)),
]
_ROWS: list[Case] = [
    *_BOTH,
    Case(_NAME, "ranger-default-rows", "normal", _around("rectifiedadam", {"weight_decay": 0.1}), sparse=("w",)),
    Case(_NAME, "adam-rows", "normal", _around("adam", {}, sync_period=5, slow_step_size=0.3), sparse=("w",)),
    Case(_NAME, "adagrad-rows", "normal", _around("adagrad", {"learning_rate": 0.1}), sparse=("w",)),
    Case(_NAME, "adam-rows-clipnorm-1", "normal", _around("adam", {"epsilon": 0.1}, clipnorm=1.0), sparse=("w",)),
]

_PAIRS: list[Case] = [
    Case(_NAME, "ranger-two-parameters", "normal", _around("rectifiedadam", _AT_09, sync_period=4)),
    Case(_NAME, "sgd-two-parameters-global-clipnorm-2", "normal", _around("sgd", _MOMENTUM, global_clipnorm=2.0)),
    Case(
        _NAME,
        "ranger-two-parameters-global-clipnorm-1",
        "normal",
        _around("rectifiedadam", _AT_09, global_clipnorm=1.0),
    ),
    # Absent at a synchronization, steps 8 and 24: that parameter is not synchronized then.
    Case(_NAME, "ranger-absent-gradients", "normal", _around("rectifiedadam", _AT_09, sync_period=4), absent=ABSENT),
    Case(_NAME, "sgd-absent-gradients", "normal", _around("sgd", _MOMENTUM, sync_period=4), absent=ABSENT),
]


def lookahead() -> list[Case]:
    rows = [replace(case, shapes={"w": (8, 4)}) for case in _ROWS]
    pairs = [replace(case, shapes=PAIR) for case in _PAIRS]
    narrow = [*rows[:2], *pairs[:2], pairs[3]]
    in_float32: list[Row] = [_RANGER[0], *_RANGER[6:9], *_OTHERS[:2], *_OTHERS[3:7], *_CLIPPING[:1], *_CLIPPING[5:]]
    long = _around("rectifiedadam", {"learning_rate": 0.01}, sync_period=7)
    return [
        *table(_NAME, "float64", [*_RANGER, *_OTHERS, *_CLIPPING]),
        *rows,
        *pairs,
        Case(_NAME, "long", "normal", long, steps=1200, shapes={"w": (4,)}),
        *table(_NAME, "float32", in_float32),
        *(replace(case, precision="float32") for case in narrow),
    ]
