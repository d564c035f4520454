"""What is recorded of pytorch_optimizer: every file, as a row of a table."""

from dataclasses import replace

from case import Case, Options, Row, table
from common_rows import ADAPTIVE, DECAYED, RECTIFIED, belief_rows, bound_rows, with_options

_COUPLED: Options = {**DECAYED, "weight_decouple": False}
_FIXED: Options = {**DECAYED, "fixed_decay": True}
_STRUCTURAL: Options = {**DECAYED, "betas": (0.8, 0.99)}
_SGD: Options = {"degenerated_to_sgd": True}

_DECAY_AND_SIGN: list[Row] = [
    ("l2", "normal", _COUPLED),
    ("l2-maximize", "sparse", {**_COUPLED, "maximize": True}),
    ("l2-from-zero", "onespike", _COUPLED, "zero"),
    ("fixed", "signflip", _FIXED),
    ("fixed-lr-0.1", "zero", {**_FIXED, "lr": 0.1}),
    ("fixed-maximize", "normal", {**_FIXED, "maximize": True}),
    ("decoupled-maximize", "spike", {**DECAYED, "maximize": True}),
]

_THRESHOLD: list[Row] = [
    ("threshold-4", "normal", {"n_sma_threshold": 4, "lr": 0.1}),
    ("threshold-4-beta2-0.7", "sparse", {"n_sma_threshold": 4, **_SGD, "betas": (0.9, 0.7)}),
    ("threshold-8", "shrinking", {"n_sma_threshold": 8, **_SGD, "lr": 0.1}),
]

_RADAM: list[Row] = [
    *ADAPTIVE,
    *with_options(RECTIFIED, _SGD),
    *_DECAY_AND_SIGN,
    *_THRESHOLD,
    ("sgd", "normal", _SGD),
    ("sgd-fixed", "constant", {**_SGD, **_FIXED}),
]

# Without degenerated_to_sgd it goes uphill below the threshold.
_RANGER: list[Row] = [
    *ADAPTIVE,
    *with_options(RECTIFIED[:3], {**_SGD, "k": 5}),
    *_DECAY_AND_SIGN,
    *_THRESHOLD,
    ("uphill-beta2-0.9-from-zero", "constant", {"lr": 0.01, "betas": (0.9, 0.9)}, "zero"),
    ("k-1-alpha-0.25", "normal", {"k": 1, "alpha": 0.25}),
    ("k-4-alpha-0", "mixed", {"k": 4, "alpha": 0.0}),
    ("k-3-alpha-1", "alternating", {"k": 3, "alpha": 1.0, **_SGD}),
]

_BELIEF: list[Row] = [
    *ADAPTIVE[:4],
    *belief_rows("ams_bound"),
    *with_options(_THRESHOLD, {"rectify": True}),
    ("hold", "normal", {"rectify": True, "degenerated_to_sgd": False, "lr": 0.1}),
    ("hold-l2", "shrinking", {"rectify": True, "degenerated_to_sgd": False, **_COUPLED}),
    ("hold-beta2-0.7", "sparse", {"rectify": True, "degenerated_to_sgd": False, "betas": (0.9, 0.7)}),
    *_DECAY_AND_SIGN[-2:],
    ("l2-maximize", "sparse", {**_COUPLED, "maximize": True}),
]

_BOUND: list[Row] = [*ADAPTIVE, *bound_rows("ams_bound"), *_DECAY_AND_SIGN]

# Its third β is that of the averaged rate.
_MOD: list[Row] = [
    *((*row[:2], {**row[2], "betas": (*row[2].get("betas", (0.9, 0.99)), 0.99)}, *row[3:]) for row in ADAPTIVE[2:]),
    *ADAPTIVE[:2],
    ("beta3-0-l2", "shrinking", {**_COUPLED, "betas": (0.9, 0.99, 0.0)}),
    ("beta3-0.5-from-zero", "constant", {"betas": (0.9, 0.9, 0.5)}, "zero"),
    ("beta3-0.9-lr-0.1", "onespike", {"lr": 0.1, "betas": (0.9, 0.99, 0.9)}),
    *_DECAY_AND_SIGN,
]


def _both_paths(cases: list[Case]) -> list[Case]:
    """And every tenth on the other path."""
    return cases + [replace(case, path="foreach") for case in cases[6::10]]


# From the second step on: before it has seen a gradient Ranger keeps no slow weights.
_LATE = {"matrix": (2, 6, 8, 9, 10, 12, 17)}
_CENTRED = {"matrix": (3, 5), "kernel": (2, 3, 2, 2), "vector": (4,)}


def _ranger() -> list[Case]:
    cases = table("ranger", _RANGER, {**_STRUCTURAL, **_SGD, "k": 5}, {"lr": 0.01, "k": 7})
    cases = [replace(case, absent=_LATE) if case.absent else case for case in cases]
    centred: dict[str, Options] = {
        "centred": {},
        "centred-kernel": {"gc_conv_only": True},
        "centred-kernel-l2": {**_COUPLED, "gc_conv_only": True, **_SGD},
        "centred-kernel-fixed": {**_FIXED, "gc_conv_only": True, "k": 3},
        "not-centred": {"use_gc": False},
        "not-centred-l2": {**_COUPLED, "use_gc": False, "lr": 0.1},
        "not-centred-maximize": {"use_gc": False, "maximize": True, **_SGD},
    }
    return cases + [Case("ranger", name, "normal", options, shapes=_CENTRED) for name, options in centred.items()]


CASES: list[Case] = [
    *_both_paths(table("radam", _RADAM, {**_STRUCTURAL, **_SGD}, {"lr": 0.01})),
    *_both_paths(_ranger()),
    *_both_paths(table("adabelief", _BELIEF, {**_STRUCTURAL, "ams_bound": True}, {"lr": 0.01, "rectify": True})),
    *_both_paths(table("adabound", _BOUND, {**_STRUCTURAL, "gamma": 0.1, "ams_bound": True}, {"lr": 0.01, "gamma": 0.01})),
    *_both_paths(table("adamod", _MOD, {**DECAYED, "betas": (0.8, 0.99, 0.9)}, {"lr": 0.1})),
]
