"""What is recorded of torch's Adam, AdamW and RAdam: every file, as a row of a table."""

import itertools

from case import ABSENT, SHAPES, Case, Options, Row

# AdamW runs Adam's code with other defaults: a sample of what Adam records is enough.
_ADAMW_REGIMES = ("normal", "mixed", "spike", "onespike", "zero")
_ADAM_REGIMES = (*_ADAMW_REGIMES, "sparse", "small", "alternating", "signflip", "shrinking")
_RADAM_REGIMES = (*_ADAM_REGIMES, "constant", "large")

_EVERY_OPTIMIZER: list[Row] = [
    ("default-from-tiny", "tiny", {}, "tiny"),
    ("lr-1-from-zero", "normal", {"lr": 1.0}, "zero"),
    ("lr-1e-4-from-zero", "sparse", {"lr": 1e-4}, "zero"),
    ("beta1-0", "alternating", {"betas": (0.0, 0.999)}),
    # torch averages by lerp, which takes 1 − (1 − β1) for β1: of a small β1 few digits are left.
    ("beta1-0.001", "mixed", {"betas": (0.001, 0.999)}),
    ("beta1-0.02", "sparse", {"betas": (0.02, 0.99)}),
    ("beta2-0.5", "signflip", {"betas": (0.9, 0.5)}),
    ("beta2-0.9999", "mixed", {"betas": (0.9, 0.9999)}),
    ("eps-1e-3-from-zero", "small", {"eps": 1e-3}, "zero"),
    ("eps-1e-16-from-zero", "tiny", {"eps": 1e-16}, "zero"),
    ("eps-0-from-zero", "small", {"eps": 0.0}, "zero"),
    ("maximize", "normal", {"maximize": True}),
]

# What Adam and RAdam record beyond that: they add the decay to the gradient unless told to decouple it.
_ADAM_AND_RADAM: list[Row] = [
    ("maximize-from-zero", "mixed", {"maximize": True}, "zero"),
    ("l2-0.01", "sparse", {"weight_decay": 0.01}),
    ("l2-0.1", "shrinking", {"weight_decay": 0.1}),
    ("l2-0.1-maximize", "signflip", {"weight_decay": 0.1, "maximize": True}),
    ("decoupled-0.1", "normal", {"weight_decay": 0.1, "decoupled_weight_decay": True}),
    ("decoupled-0.01-lr-0.1", "zero", {"weight_decay": 0.01, "decoupled_weight_decay": True, "lr": 0.1}),
]

_AMSGRAD: list[Row] = [
    ("amsgrad", "shrinking", {"amsgrad": True}),
    ("amsgrad", "spike", {"amsgrad": True}),
    ("amsgrad-beta2-0.9", "onespike", {"amsgrad": True, "betas": (0.9, 0.9)}),
]

_UNUSUAL: Options = {"lr": 0.01, "betas": (0.8, 0.95), "eps": 1e-3, "weight_decay": 0.1, "maximize": True}
_DECOUPLED: Options = {"decoupled_weight_decay": True}
_MAXIMUM: Options = {"amsgrad": True}


def _defaults(regimes: tuple[str, ...]) -> list[Row]:
    return [("default", regime, {}) for regime in regimes]


_ROWS: dict[str, list[Row]] = {
    "adam": [
        *_defaults(_ADAM_REGIMES),
        *_EVERY_OPTIMIZER,
        *_ADAM_AND_RADAM,
        *_AMSGRAD,
        ("decoupled-0.1-amsgrad-maximize", "spike", {"weight_decay": 0.1, "maximize": True, **_DECOUPLED, **_MAXIMUM}),
        ("all-options", "shrinking", {**_UNUSUAL, **_DECOUPLED, **_MAXIMUM}),
    ],
    "adamw": [
        *_defaults(_ADAMW_REGIMES),
        *_EVERY_OPTIMIZER,
        *_AMSGRAD,
        ("decay-0", "normal", {"weight_decay": 0.0}),
        ("decay-0.1", "zero", {"weight_decay": 0.1}),
        ("decay-0.1-lr-0.1", "sparse", {"weight_decay": 0.1, "lr": 0.1}),
        ("decay-0.1-amsgrad-maximize", "spike", {"weight_decay": 0.1, "maximize": True, **_MAXIMUM}),
        ("all-options", "shrinking", {**_UNUSUAL, **_MAXIMUM}),
    ],
    "radam": [
        *_defaults(_RADAM_REGIMES),
        *_EVERY_OPTIMIZER,
        *_ADAM_AND_RADAM,
        # ρ∞ ≤ 4 and no step is ever rectified; then from step 10, 7 and 6 on.
        ("beta2-0.6", "spike", {"betas": (0.9, 0.6)}),
        ("beta2-0.7", "normal", {"betas": (0.9, 0.7)}),
        ("beta2-0.8", "alternating", {"betas": (0.5, 0.8)}),
        ("beta2-0.9", "onespike", {"betas": (0.9, 0.9)}),
        ("decoupled-0.1-maximize", "spike", {"weight_decay": 0.1, "maximize": True, **_DECOUPLED}),
        ("all-options", "shrinking", {**_UNUSUAL, **_DECOUPLED}),
    ],
}

# Which of the rows above are recorded on the other execution paths too, in Float32.
_FOREACH = {
    ("default", "mixed"),
    ("default", "zero"),
    ("eps-1e-16-from-zero", "tiny"),
    ("all-options", "shrinking"),
    ("edge-default", "special"),
}
_FUSED_ADAM = {
    *_FOREACH,
    ("default", "normal"),
    ("default", "spike"),
    ("l2-0.1", "shrinking"),
    ("amsgrad-beta2-0.9", "onespike"),
}
_FUSED_ADAMW = {("default", "mixed"), ("decay-0.1-lr-0.1", "sparse"), ("all-options", "shrinking")}
_OTHER_PATHS = {
    "adam": {"foreach": _FOREACH, "fused": _FUSED_ADAM},
    "adamw": {"fused": _FUSED_ADAMW},
    "radam": {"foreach": _FOREACH | {("edge-eps-0", "zeros")}},
}

# What the larger shapes of a trajectory are run with.
_STRUCTURAL: dict[str, Options] = {
    "adam": {"weight_decay": 0.1, "betas": (0.8, 0.99), **_MAXIMUM},
    "adamw": {"weight_decay": 0.1, "betas": (0.8, 0.99), **_MAXIMUM},
    "radam": {"weight_decay": 0.1, "betas": (0.8, 0.99), **_DECOUPLED},
}


def _structural(optimizer: str) -> list[Case]:
    """Two parameters; two of which one lacks its gradient at times; and a run past step 1,000."""
    options = _STRUCTURAL[optimizer]
    return [
        Case(optimizer, "two-parameters", "normal", options, shapes=SHAPES),
        Case(optimizer, "absent-gradients", "normal", options, shapes=SHAPES, absent=ABSENT),
        Case(optimizer, "long", "normal", {"lr": 0.01}, steps=1200, shapes={"w": (4,)}),
    ]


# β2 beside a root of ρ6 = 5 or ρ8 = 5: on which side ρt is, and on which the rounding of torch's ρt takes the step.
_OPEN_BRANCHES = {
    "open-above-taken-as-below": 0.8397685748659791,
    "open-below-taken-as-above": 0.8397685748659789,
    "open-above-taken-as-above": 0.729637229259242,
    "open-below-taken-as-below": 0.7296372292592419,
}


def _open_branches(optimizer: str) -> list[Case]:
    """Steps whose branch Float64 cannot tell: a few numbers show which one was taken."""
    if optimizer != "radam":
        return []
    return [
        Case(optimizer, setting, "normal", {"betas": (0.9, beta2)}, steps=9, shapes={"w": (5,)})
        for setting, beta2 in _OPEN_BRANCHES.items()
    ]


_EDGES: dict[str, list[Row]] = {
    "adam": [
        ("edge-default", "special", {}),
        ("edge-default", "extreme", {}),
        ("edge-eps-0", "zeros", {"eps": 0.0}),
        ("edge-betas-0", "extreme", {"betas": (0.0, 0.0)}),
        ("edge-l2-0.1-from-special", "normal", {"weight_decay": 0.1}, "special"),
        ("edge-lr-0-amsgrad", "special", {"lr": 0.0, **_MAXIMUM}),
    ],
    "adamw": [
        ("edge-decay-0.1-from-special", "normal", {"weight_decay": 0.1}, "special"),
        ("edge-amsgrad-beta2-0", "special", {"betas": (0.9, 0.0), **_MAXIMUM}),
    ],
    "radam": [
        ("edge-default", "special", {}),
        ("edge-default", "extreme", {}),
        ("edge-eps-0", "zeros", {"eps": 0.0}),
        (
            "edge-decoupled-0.1-beta1-0-from-special",
            "normal",
            {"weight_decay": 0.1, "betas": (0.0, 0.999), **_DECOUPLED},
            "special",
        ),
    ],
}


def _edges(optimizer: str) -> list[Case]:
    """NaN, infinities, zeros and numbers near the ends of Float32, past RAdam's first rectified step."""
    return [Case(optimizer, *row, steps=9, shapes={"w": (8,)}) for row in _EDGES[optimizer]]


def _other_paths(case: Case) -> list[str]:
    """The paths beside the loop that the case is recorded on: in Float64 only foreach, with all options."""
    recorded = _OTHER_PATHS[case.optimizer]
    if case.precision == "float64":
        return ["foreach"] if case.setting == "all-options" and "foreach" in recorded else []
    return [path for path, rows in recorded.items() if case.absent or (case.setting, case.regime) in rows]


def adam_cases() -> list[Case]:
    """Every case, in a fixed order."""
    cases: list[Case] = []
    for optimizer, precision in itertools.product(_ROWS, ("float64", "float32")):
        plain = [Case(optimizer, *row) for row in _ROWS[optimizer]]
        structural = [*_structural(optimizer), *_open_branches(optimizer), *_edges(optimizer)]
        for case in plain + structural:
            fields = {**vars(case), "precision": precision}
            looped = Case(**fields)
            cases.append(looped)
            cases += [Case(**{**fields, "path": path}) for path in _other_paths(looped)]
    return cases
