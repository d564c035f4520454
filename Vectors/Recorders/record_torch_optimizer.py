"""Records torch_optimizer's RAdam, AdaBound, AdaMod, AdaBelief and Lookahead: python record_torch_optimizer.py OUTPUT_DIR"""

from importlib.metadata import version

import torch_optimizer

import lookahead
import record_adabound
import record_adamod
from case import Case, Options, Row, table
from common_rows import ADAPTIVE, AVERAGED, DECAYED, MAXIMUM, MOMENTS, RECTIFIED, VARIANCE, belief_rows
from recording import TORCH, Implementation, main

_BELIEF_KEYS = ("lr", "betas", "eps", "weight_decay", "amsgrad", "weight_decouple", "fixed_decay", "rectify")
_STRUCTURAL: Options = {**DECAYED, "betas": (0.8, 0.99)}


def _named(optimizer: type, keys: tuple[str, ...], slots: dict[str, str]) -> Implementation:
    return Implementation(optimizer, f"torch_optimizer.{optimizer.__name__}", keys, slots)


IMPLEMENTATIONS = {
    "radam": _named(torch_optimizer.RAdam, ("lr", "betas", "eps", "weight_decay"), MOMENTS),
    "adabound": _named(torch_optimizer.AdaBound, record_adabound.KEYS, MAXIMUM),
    "adamod": _named(torch_optimizer.AdaMod, record_adamod.KEYS, AVERAGED),
    "adabelief": _named(torch_optimizer.AdaBelief, _BELIEF_KEYS, VARIANCE),
    "lookahead": lookahead.Wrapped(
        torch_optimizer.Lookahead, "torch_optimizer.Lookahead", ("k", "alpha"), {"slow": "slow_param"}
    ),
}


# In Float32 only: it computes in nothing else.
_RADAM: list[Row] = [
    *ADAPTIVE,
    *RECTIFIED,
    ("decay-0.1", "normal", DECAYED),
    ("decay-0.1-lr-0.1", "shrinking", {**DECAYED, "lr": 0.1}),
]
_LOOKAHEAD: list[Row] = [
    *lookahead.ROWS,
    ("sgd-alpha-1.5", "normal", {"inner": "torch.optim.SGD", "inner_args": {"lr": 0.1}, "alpha": 1.5}),
]
_BELIEF: list[Row] = [*ADAPTIVE[:4], *belief_rows("amsgrad")]
_BELIEF_STRUCTURAL: Options = {**_STRUCTURAL, "weight_decouple": True, "amsgrad": True}

CASES: list[Case] = [
    *(case for case in table("radam", _RADAM, _STRUCTURAL, {"lr": 0.01}, float32_every=1) if case.precision == "float32"),
    *table("adabound", record_adabound.ROWS[2:], record_adabound.STRUCTURAL, record_adabound.LONG),
    *table("adamod", record_adamod.ROWS[2:], record_adamod.STRUCTURAL, record_adamod.LONG),
    *table("adabelief", _BELIEF, _BELIEF_STRUCTURAL, long={"lr": 0.01, "rectify": True}),
    # Not without gradients: it moves a parameter that has none, which the verifier takes for a fault.
    *(case for case in table("lookahead", _LOOKAHEAD, lookahead.STRUCTURAL, lookahead.LONG) if not case.absent),
]

if __name__ == "__main__":
    main(IMPLEMENTATIONS, CASES, f"torch_optimizer {version('torch_optimizer')} on {TORCH}")
