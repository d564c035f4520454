"""Rows that are recorded of the optimizers of several libraries: they name lr, betas and eps alike."""

from case import Options, Row

MOMENTS = {"m": "exp_avg", "v": "exp_avg_sq"}
MAXIMUM = {**MOMENTS, "vmax": "max_exp_avg_sq"}
VARIANCE = {"m": "exp_avg", "s": "exp_avg_var", "vmax": "max_exp_avg_var"}
AVERAGED = {**MOMENTS, "step_size": "exp_avg_lr"}

# ε = 0 only where no gradient is zero: none of them guards 0/0.
ADAPTIVE: list[Row] = [
    ("default", "mixed", {}),
    ("default-from-tiny", "tiny", {}, "tiny"),
    ("eps-0", "alternating", {"eps": 0.0}),
    ("beta2-0.9999", "sparse", {"lr": 0.01, "betas": (0.9, 0.9999)}),
    ("lr-0.1-betas-0.5", "signflip", {"lr": 0.1, "betas": (0.5, 0.5)}),
    ("lr-1-eps-1e-3-from-zero", "small", {"lr": 1.0, "eps": 1e-3}, "zero"),
    ("beta1-0-eps-0.01", "zero", {"betas": (0.0, 0.99), "eps": 0.01}),
]

# ρ∞ ≤ 4 and no step is ever rectified; then from step 10, 7 and 6 on.
RECTIFIED: list[Row] = [
    ("beta2-0.6", "spike", {"lr": 0.01, "betas": (0.9, 0.6)}),
    ("beta2-0.7", "normal", {"lr": 0.01, "betas": (0.9, 0.7)}),
    ("beta2-0.8", "alternating", {"lr": 0.01, "betas": (0.5, 0.8)}),
    ("beta2-0.9-from-zero", "constant", {"lr": 0.01, "betas": (0.9, 0.9)}, "zero"),
]

DECAYED: Options = {"lr": 0.01, "weight_decay": 0.1}


def with_options(rows: list[Row], options: Options) -> list[Row]:
    """The same rows with these options added."""
    return [(row[0], row[1], {**row[2], **options}, *row[3:]) for row in rows]


def bound_rows(maximum: str) -> list[Row]:
    """What AdaBound adds; `maximum` is what the library calls its AMSBound flag."""
    # Bounds so wide that they do not hide the maximum.
    wide: Options = {"lr": 1.0, "final_lr": 0.01, maximum: True}
    return [
        ("gamma-0.3", "normal", {"gamma": 0.3}),
        ("gamma-0.02-final-0.5-decay-0.1", "constant", {**DECAYED, "gamma": 0.02, "final_lr": 0.5}),
        ("gamma-0.9-final-1e-3", "sparse", {"gamma": 0.9, "final_lr": 1e-3}),
        ("amsbound", "shrinking", {**wide, "betas": (0.9, 0.9)}),
        ("amsbound-from-zero", "onespike", {**wide, "betas": (0.9, 0.8)}, "zero"),
        ("amsbound-decay-0.1", "spike", {**wide, "betas": (0.5, 0.9), "weight_decay": 0.1, "eps": 1e-3}),
    ]


def belief_rows(maximum: str) -> list[Row]:
    """What AdaBelief adds; `maximum` is what the library calls its AMSGrad flag. Some set an option to its default."""
    plain: Options = {"rectify": False}
    rectified: Options = {"rectify": True}
    coupled: Options = {**DECAYED, "weight_decouple": False}
    decoupled: Options = {**DECAYED, "weight_decouple": True}
    fixed: Options = {**decoupled, "fixed_decay": True}
    return [
        ("plain", "normal", plain),
        ("plain-eps-1e-3", "alternating", {**plain, "eps": 1e-3}),
        ("plain-maximum", "shrinking", {**plain, maximum: True}),
        ("plain-maximum-eps-1e-3", "onespike", {**plain, maximum: True, "eps": 1e-3, "betas": (0.9, 0.9)}),
        ("rectified-eps-1e-3", "alternating", {**rectified, "eps": 1e-3}),
        ("rectified-maximum", "shrinking", {**rectified, maximum: True, "betas": (0.9, 0.9)}),
        *with_options(RECTIFIED, rectified),
        ("plain-l2", "normal", {**plain, **coupled}),
        ("rectified-l2", "sparse", {**rectified, **coupled}),
        ("plain-decoupled", "spike", {**plain, **decoupled}),
        ("rectified-decoupled", "zero", {**rectified, **decoupled}),
        ("plain-fixed-maximum", "signflip", {**plain, **fixed, "betas": (0.8, 0.8), maximum: True}),
        ("plain-fixed", "mixed", {**plain, **fixed}),
        ("rectified-fixed", "normal", {**rectified, **fixed}),
    ]
