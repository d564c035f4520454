"""Every recording of optax, in a fixed order."""

from dataclasses import dataclass, replace

from recorded_case import Case, Options, Row, table


@dataclass(frozen=True)
class WideCase(Case):
    """A float32 recording with JAX's 64-bit types on (`jax_enable_x64`), which the float64 ones need anyway."""

    @property
    def name(self) -> str:
        return f"{self.optimizer}-{self.precision}-{self.setting}-x64-{self.regime}"


def _around(inner: str, arguments: Options, **options: object) -> Options:
    return {"inner": inner, "inner_args": arguments, "sync_period": 6, "slow_step_size": 0.5, **options}


_B09: Options = {"b2": 0.9}
# ρt is 4.13 at step 5, 4.60 at step 6 and above 5 and 6 later: each threshold parts from the others.
_B08: Options = {"b2": 0.8}
_ALL: Options = {"learning_rate": 0.01, "b1": 0.8, "b2": 0.95, "eps": 1e-3, "eps_root": 1e-4}
_NESTEROV: Options = {"nesterov": True}

_SHARED: list[Row] = [
    *(("default", regime, {}) for regime in ("normal", "mixed", "spike", "zero", "sparse")),
    ("lr-1-from-zero", "normal", {"learning_rate": 1.0}, "zero"),
    ("b1-0", "alternating", {"b1": 0.0}),
    ("b2-0.5", "signflip", {"b2": 0.5}),
    ("b2-0.9", "onespike", _B09),
    ("b2-0.9999", "mixed", {"b2": 0.9999}),
    ("eps-1e-3-from-zero", "small", {"eps": 1e-3}, "zero"),
    ("eps-0.1-eps-root-1e-4-b2-0.9", "normal", {"eps": 0.1, "eps_root": 1e-4, **_B09}),
    ("eps-root-1e-6", "small", {"eps_root": 1e-6, **_B09}),
    ("eps-root-1e-2", "signflip", {"eps_root": 1e-2, **_B09}),
]

_NO_MU: Options = {"bias_correction_mu": False}
_NO_NU: Options = {"bias_correction_nu": False}

_ROWS: dict[str, list[Row]] = {
    "radam": [
        *_SHARED,
        *(("default", regime, {}) for regime in ("onespike", "constant", "large")),
        ("b2-0.7", "normal", {"b2": 0.7}),
        ("b2-0.8", "alternating", _B08),
        ("threshold-4", "normal", {"threshold": 4.0, **_B08}),
        ("threshold-4.5", "signflip", {"threshold": 4.5, **_B08}),
        ("threshold-6", "normal", {"threshold": 6.0}),
        ("nesterov", "normal", _NESTEROV),
        ("nesterov-b2-0.9", "signflip", {**_NESTEROV, **_B09}),
        ("all-options", "shrinking", {**_ALL, **_NESTEROV, "threshold": 6.0}),
    ],
    "amsgrad": [
        *_SHARED,
        ("default", "onespike", {}),
        ("default", "shrinking", {}),
        ("mu-uncorrected", "normal", _NO_MU),
        ("mu-uncorrected", "shrinking", _NO_MU),
        ("nu-uncorrected", "normal", _NO_NU),
        ("nu-uncorrected", "onespike", _NO_NU),
        ("uncorrected", "spike", {**_NO_MU, **_NO_NU}),
        ("uncorrected", "shrinking", {**_NO_MU, **_NO_NU}),
        ("all-options", "shrinking", {**_ALL, **_NO_MU, **_NO_NU}),
    ],
    "adabelief": [
        *_SHARED,
        ("default", "constant", {}),
        ("eps-root-0", "normal", {"eps_root": 0.0}),
        ("nesterov", "normal", _NESTEROV),
        ("nesterov-b2-0.9", "signflip", {**_NESTEROV, **_B09}),
        ("all-options", "shrinking", {**_ALL, **_NESTEROV}),
    ],
}

_MOMENTUM: Options = {"learning_rate": 0.05, "momentum": 0.9}
_LOOKAHEAD: list[Row] = [
    ("sgd", "normal", _around("sgd", {"learning_rate": 0.1}, sync_period=3)),
    ("sgd-momentum", "alternating", _around("sgd", _MOMENTUM, sync_period=4, slow_step_size=0.7)),
    ("sgd-nesterov", "signflip", _around("sgd", {**_MOMENTUM, **_NESTEROV}, sync_period=5, slow_step_size=0.3)),
    ("sgd-period-1-step-0.3", "normal", _around("sgd", _MOMENTUM, sync_period=1, slow_step_size=0.3)),
    ("sgd-step-0", "normal", _around("sgd", _MOMENTUM, sync_period=4, slow_step_size=0.0)),
    ("sgd-step-1", "normal", _around("sgd", _MOMENTUM, sync_period=4, slow_step_size=1.0)),
    ("sgd-momentum-0", "normal", _around("sgd", {"learning_rate": 0.1, "momentum": 0.0}, sync_period=4)),
    ("sgd-momentum-reset", "normal", _around("sgd", _MOMENTUM, sync_period=4, reset_state=True)),
    ("adam", "normal", _around("adam", {})),
    ("adam-period-2-step-0.8", "mixed", _around("adam", {**_B09, **_NESTEROV}, sync_period=2, slow_step_size=0.8)),
    ("adam-reset", "signflip", _around("adam", {"learning_rate": 0.01}, sync_period=5, reset_state=True)),
    ("adam-eps-root-reset", "normal", _around("adam", {"eps": 0.1, "eps_root": 0.01}, sync_period=3, reset_state=True)),
    ("radam", "normal", _around("radam", {})),
    ("radam-b2-0.9", "onespike", _around("radam", _B09, sync_period=5, slow_step_size=0.25)),
    ("radam-reset", "normal", _around("radam", _B08, sync_period=10, slow_step_size=0.4, reset_state=True)),
    ("amsgrad", "shrinking", _around("amsgrad", _B09, sync_period=4)),
    ("adabelief", "normal", _around("adabelief", _B09, sync_period=5, slow_step_size=0.6)),
]

_FLOAT32 = {
    *(("default", regime) for regime in ("normal", "mixed", "spike", "onespike")),
    *(("b1-0", "alternating"), ("b2-0.5", "signflip"), ("b2-0.9", "onespike"), ("b2-0.7", "normal")),
    *(("b2-0.9999", "mixed"), ("eps-root-1e-2", "signflip"), ("nesterov-b2-0.9", "signflip")),
    *(("threshold-4", "normal"), ("nu-uncorrected", "onespike"), ("uncorrected", "shrinking")),
    *(("mu-uncorrected", "shrinking"), ("all-options", "shrinking")),
    *(("sgd", "normal"), ("sgd-nesterov", "signflip"), ("sgd-momentum-reset", "normal"), ("adam", "normal")),
    *(("adam-reset", "signflip"), ("radam-b2-0.9", "onespike"), ("adabelief", "normal")),
}
_X64 = {("default", "normal"), ("default", "spike"), ("b2-0.9999", "mixed")}

_LONG: dict[str, Options] = {
    "radam": {"learning_rate": 0.01},
    "amsgrad": {"learning_rate": 0.01},
    "adabelief": {"learning_rate": 0.01, "eps_root": 1e-8},
    "lookahead": _around("radam", {"learning_rate": 0.01}, sync_period=7),
}

# NaN, infinities and numbers near the ends of Float32.
_EDGES: dict[str, list[Row]] = {
    "radam": [("edge-default", "special", {}), ("edge-default", "extreme", {})],
    "amsgrad": [("edge-default", "special", {})],
    "adabelief": [("edge-default", "special", {}), ("edge-default", "extreme", {})],
    "lookahead": [
        ("edge-sgd", "special", _around("sgd", _MOMENTUM, sync_period=4)),
        ("edge-sgd-reset", "special", _around("sgd", _MOMENTUM, sync_period=4, reset_state=True)),
    ],
}


def all_cases() -> list[Case]:
    """Each optimizer in float64, some of it in float32, and some of that with JAX's 64-bit types all the same."""
    cases: list[Case] = []
    for optimizer, rows in (_ROWS | {"lookahead": _LOOKAHEAD}).items():
        wide = table(optimizer, "float64", rows)
        narrow = [replace(case, precision="float32") for case in wide if (case.setting, case.regime) in _FLOAT32]
        cases += wide
        cases.append(Case(optimizer, "long", "normal", _LONG[optimizer], steps=1200, shapes={"w": (3,)}))
        pair = {"matrix": (3, 5), "vector": (7,)}
        cases.append(Case(optimizer, "two-parameters", "normal", _LONG[optimizer], shapes=pair))
        cases += narrow
        if optimizer == "radam":
            cases += [WideCase(**vars(case)) for case in narrow if (case.setting, case.regime) in _X64]
        cases += [Case(optimizer, *row, steps=9, shapes={"w": (8,)}) for row in _EDGES[optimizer]]
    cases += [Case(name, "default", "tiny", {}, "tiny", "float32") for name in ("radam", "amsgrad")]
    edge = _EDGES["lookahead"][1]
    cases.append(Case("lookahead", *edge, precision="float32", steps=9, shapes={"w": (8,)}))
    return cases
