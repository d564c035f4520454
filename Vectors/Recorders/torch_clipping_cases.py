"""What is recorded of torch's clip_grad_norm_: every file, as a row of a table."""

from dataclasses import replace

from case import ABSENT, Case, Options, Row

_SGD: Options = {"inner": "torch.optim.SGD", "inner_args": {"lr": 0.1}}
_MOMENTUM: Options = {"inner": "torch.optim.SGD", "inner_args": {"lr": 0.05, "momentum": 0.9, "weight_decay": 0.1}}
_ADAMW: Options = {"inner": "torch.optim.AdamW", "inner_args": {"lr": 0.02, "betas": (0.9, 0.99), "eps": 1e-3}}

_ROWS: list[Row] = [
    ("sgd", "normal", {**_SGD, "max_norm": 1.0}),
    # Some steps are clipped and some are not: norms are about 3.
    ("sgd-3", "normal", {**_SGD, "max_norm": 3.0}),
    # Beside such norms 1e-6 is no little.
    ("sgd-1e-5", "small", {**_SGD, "max_norm": 1e-5}),
    ("sgd-1e-5-from-zero", "small", {**_SGD, "max_norm": 1e-5}, "zero"),
    ("momentum-2", "signflip", {**_MOMENTUM, "max_norm": 2.0}),
    ("adamw-0.5", "spike", {**_ADAMW, "max_norm": 0.5}),
    ("adamw-2", "shrinking", {**_ADAMW, "max_norm": 2.0}),
]
_SHAPES = {"matrix": (2, 3), "vector": (4,)}


def clipping_cases() -> list[Case]:
    """Two parameters each, in Float64 and in Float32; and what infinities and NaN do to all."""
    wide = [replace(Case("clip", *row), shapes=_SHAPES, steps=14) for row in _ROWS]
    absent = {"matrix": tuple(step for step in ABSENT["matrix"] if step <= 14)}
    wide.append(Case("clip", "absent-gradients", "normal", {**_ADAMW, "max_norm": 2.0}, shapes=_SHAPES, steps=14, absent=absent))
    edge = Case("clip", "edge", "special", {**_SGD, "max_norm": 1.0}, shapes={"w": (8,)}, steps=9)
    return [*wide, *(replace(case, precision="float32") for case in wide[::2]), edge, replace(edge, precision="float32")]
