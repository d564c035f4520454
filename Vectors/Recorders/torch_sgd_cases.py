"""What is recorded of torch's SGD and Adagrad: every file, as a row of a table."""

from case import Case, Options, Row, table

_MOMENTUM: Options = {"momentum": 0.9}
_DAMPED: Options = {"momentum": 0.9, "dampening": 0.5}
_NESTEROV: Options = {"momentum": 0.9, "nesterov": True}

_SGD: list[Row] = [
    ("default", "normal", {}),
    ("default", "mixed", {}),
    ("default", "zero", {}),
    ("default-from-tiny", "tiny", {}, "tiny"),
    ("lr-1-from-zero", "sparse", {"lr": 1.0}, "zero"),
    ("momentum-0.9", "normal", _MOMENTUM),
    ("momentum-0.9", "zero", _MOMENTUM),
    ("momentum-0.9", "alternating", _MOMENTUM),
    ("momentum-0.9", "constant", _MOMENTUM),
    ("momentum-0.99-lr-0.1-from-zero", "spike", {"momentum": 0.99, "lr": 0.1}, "zero"),
    ("momentum-0.5", "mixed", {"momentum": 0.5}),
    ("dampening-0.5", "signflip", _DAMPED),
    ("dampening-0.5", "onespike", _DAMPED),
    ("dampening-0.1", "normal", {"momentum": 0.5, "dampening": 0.1}),
    ("dampening-1", "sparse", {"momentum": 0.9, "dampening": 1.0}),
    ("nesterov", "mixed", _NESTEROV),
    ("nesterov", "shrinking", _NESTEROV),
    ("nesterov-lr-0.1", "signflip", {**_NESTEROV, "lr": 0.1}),
    ("decay-0.1", "normal", {"weight_decay": 0.1}),
    ("decay-0.1-momentum-0.9", "sparse", {"weight_decay": 0.1, **_MOMENTUM}),
    ("decay-0.01-nesterov", "small", {"weight_decay": 0.01, **_NESTEROV}),
    ("maximize", "normal", {"maximize": True}),
    ("maximize-momentum-0.9", "spike", {"maximize": True, **_MOMENTUM}),
    ("decay-0.1-maximize-nesterov", "signflip", {"weight_decay": 0.1, "maximize": True, **_NESTEROV}),
    ("all-options", "shrinking", {"lr": 0.05, "weight_decay": 0.1, "maximize": True, "momentum": 0.8, "dampening": 0.3}),
]

_UNUSUAL: Options = {"lr": 0.1, "lr_decay": 0.2, "weight_decay": 0.1, "initial_accumulator_value": 0.5, "eps": 1e-3}

_ADAGRAD: list[Row] = [
    ("default", "normal", {}),
    ("default", "mixed", {}),
    ("default", "sparse", {}),
    ("default", "zero", {}),
    ("default", "spike", {}),
    ("default", "constant", {}),
    ("default-from-tiny", "tiny", {}, "tiny"),
    ("lr-1-from-zero", "alternating", {"lr": 1.0}, "zero"),
    ("lr-decay-0.1", "normal", {"lr_decay": 0.1}),
    ("lr-decay-0.1", "sparse", {"lr_decay": 0.1}),
    ("lr-decay-1", "signflip", {"lr_decay": 1.0, "lr": 0.1}),
    ("decay-0.1", "normal", {"weight_decay": 0.1}),
    ("decay-0.1-lr-0.1", "zero", {"weight_decay": 0.1, "lr": 0.1}),
    ("initial-0.1", "small", {"initial_accumulator_value": 0.1}),
    ("initial-0.1", "onespike", {"initial_accumulator_value": 0.1}),
    ("initial-2", "alternating", {"initial_accumulator_value": 2.0, "lr": 0.1}),
    ("eps-1e-3-from-zero", "small", {"eps": 1e-3}, "zero"),
    ("eps-1e-8", "tiny", {"eps": 1e-8}),
    ("eps-0", "alternating", {"eps": 0.0}),
    ("eps-0.1", "shrinking", {"eps": 0.1}),
    ("maximize", "normal", {"maximize": True}),
    ("decay-0.1-maximize", "signflip", {"weight_decay": 0.1, "maximize": True}),
    ("all-options", "shrinking", {**_UNUSUAL, "maximize": True}),
]


def sgd_cases() -> list[Case]:
    """Every case, in a fixed order."""
    sgd = table("sgd", _SGD, structural={**_DAMPED, "weight_decay": 0.1}, long={**_NESTEROV, "lr": 0.01}, float32_every=3)
    adagrad = table("adagrad", _ADAGRAD, structural=_UNUSUAL, long={"lr": 0.1, "lr_decay": 0.01}, float32_every=3)
    return sgd + adagrad
