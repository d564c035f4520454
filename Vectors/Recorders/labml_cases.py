"""What is recorded of labml_nn: every file, as a row of a table."""

from case import Case, Options, Row, table
from common_rows import ADAPTIVE, RECTIFIED, with_options

_DECOUPLED: Options = {"lr": 0.01, "weight_decay": {"weight_decay": 0.1}}
_COUPLED: Options = {"lr": 0.01, "weight_decay": {"weight_decay": 0.1, "weight_decouple": False}}
_ABSOLUTE: Options = {"lr": 0.01, "weight_decay": {"weight_decay": 0.01, "absolute": True}}
_PLAIN: Options = {"optimized_update": False, "eps": 1e-3}
_MAXIMUM: Options = {"amsgrad": True, "betas": (0.9, 0.9)}

_DECAY: list[Row] = [
    ("decoupled", "normal", _DECOUPLED),
    ("l2", "sparse", _COUPLED),
    ("absolute", "zero", _ABSOLUTE),
]
_UPDATE: list[Row] = [
    ("plain", "small", _PLAIN),
    ("plain-decoupled", "onespike", {**_PLAIN, **_DECOUPLED}),
    ("plain-l2-from-zero", "signflip", {**_PLAIN, **_COUPLED}, "zero"),
]
_EXTREME = ADAPTIVE[:5]

_ADAM: list[Row] = [*_EXTREME, *_DECAY, *_UPDATE, ("plain-absolute", "constant", {**_PLAIN, **_ABSOLUTE})]
_AMSGRAD: list[Row] = [
    *_EXTREME[:2],
    *with_options([*_DECAY, *_UPDATE], {"betas": (0.9, 0.9)}),
    ("not", "shrinking", {"amsgrad": False}),
    ("not-plain", "spike", {**_PLAIN, "amsgrad": False}),
    ("not-l2", "onespike", {**_COUPLED, "amsgrad": False, "betas": (0.8, 0.9)}),
]
_RADAM: list[Row] = [
    *_EXTREME[:4],
    *RECTIFIED,
    *_DECAY,
    *_UPDATE,
    ("maximum", "shrinking", _MAXIMUM),
    ("maximum-plain", "spike", {**_MAXIMUM, **_PLAIN}),
    ("maximum-beta2-0.8", "onespike", {"amsgrad": True, "betas": (0.9, 0.8), "lr": 0.01}),
    ("hold", "normal", {"degenerated_to_sgd": False, "lr": 0.1}),
    ("hold-decoupled-beta2-0.7", "alternating", {**_DECOUPLED, "degenerated_to_sgd": False, "betas": (0.9, 0.7)}),
    ("hold-absolute", "signflip", {**_ABSOLUTE, "degenerated_to_sgd": False, **_PLAIN}),
]
# Its arguments do not do what their names say: amsgrad chooses the optimized update, degenerate_to_sgd AMSGrad's maximum.
_BELIEF: list[Row] = [
    *_EXTREME[:4],
    *RECTIFIED,
    *_DECAY,
    ("amsgrad", "shrinking", {"amsgrad": True, "eps": 1e-3, "lr": 0.1}),
    ("amsgrad-not-rectified", "alternating", {"amsgrad": True, "rectify": False, "eps": 1e-3}),
    ("amsgrad-not-degenerate", "spike", {"amsgrad": True, "degenerate_to_sgd": False, "eps": 1e-4, "betas": (0.9, 0.9)}),
    ("not-degenerate", "onespike", {"degenerate_to_sgd": False, "betas": (0.9, 0.9)}),
    ("not-degenerate-not-rectified", "shrinking", {"degenerate_to_sgd": False, "rectify": False, "lr": 0.1}),
    ("not-rectified-l2", "normal", {**_COUPLED, "rectify": False}),
]


def _scheduled(schedule: list[Row], base: Options) -> list[Row]:
    """A schedule's own rows, and those that it shares with Adam, with the options `base`."""
    maximum: list[Row] = [
        ("maximum", "shrinking", _MAXIMUM),
        ("maximum-plain", "spike", {**_MAXIMUM, **_PLAIN}),
        ("maximum-l2", "onespike", {**_MAXIMUM, **_COUPLED}),
    ]
    return [*schedule, *with_options([*_EXTREME[1:3], *_UPDATE, _DECAY[2], *maximum], base)]


_WARMUP = _scheduled(
    [
        ("warmup-0", "normal", {}),
        ("warmup-1", "normal", {"lr": 0.01, "warmup": 1}),
        ("warmup-24", "mixed", {"lr": 0.01, "warmup": 24}),
        ("warmup-7.5-from-zero", "constant", {"lr": 1.0, "warmup": 7.5}, "zero"),
        ("warmup-100-lr-1e-5", "signflip", {"lr": 1e-5, "warmup": 100}),
    ],
    {"warmup": 10},
)
_COSINE = _scheduled(
    [
        ("warmup-0", "normal", {}),
        ("total-20", "normal", {"lr": 0.01, "total_steps": 20}),
        ("warmup-5-total-50", "mixed", {"lr": 0.01, "warmup": 5, "total_steps": 50}),
        ("warmup-8-total-8-from-zero", "constant", {"lr": 1.0, "warmup": 8, "total_steps": 8}, "zero"),
        ("warmup-3-total-12.5", "signflip", {"lr": 0.1, "warmup": 3, "total_steps": 12.5}),
    ],
    {"warmup": 6, "total_steps": 30},
)
_NOAM = _scheduled(
    [
        ("warmup-1", "normal", {"lr": 1.0, "warmup": 1}),
        ("warmup-4000", "normal", {"lr": 1.0, "warmup": 4000}),
        ("warmup-8-d-64", "mixed", {"lr": 0.1, "warmup": 8, "d_model": 64}),
        ("warmup-2.5-d-1-from-zero", "constant", {"lr": 0.01, "warmup": 2.5, "d_model": 1}, "zero"),
        ("warmup-16-d-1024", "signflip", {"lr": 2.0, "warmup": 16, "d_model": 1024}),
    ],
    {"warmup": 10},
)

_STRUCTURAL: Options = {**_DECOUPLED, "betas": (0.8, 0.99)}
_TWICE: Options = {**_STRUCTURAL, "amsgrad": True}

CASES: list[Case] = [
    *table("adam", _ADAM, _STRUCTURAL, {"lr": 0.01}, float32_every=4),
    *table("amsgrad", _AMSGRAD, _STRUCTURAL, {"lr": 0.01}),
    *table("radam", _RADAM, _TWICE, {"lr": 0.01}),
    *table("adabelief", _BELIEF, _TWICE, {"lr": 0.01}),
    *table("adamwarmup", _WARMUP, {**_TWICE, "warmup": 10}, {"lr": 0.01, "warmup": 1000}),
    *table("adamwarmupcosinedecay", _COSINE, {**_TWICE, "warmup": 4, "total_steps": 30}, {"warmup": 100, "total_steps": 1100}),
    *table("noam", _NOAM, {**_TWICE, "warmup": 12}, {"lr": 1.0, "warmup": 500}),
]
