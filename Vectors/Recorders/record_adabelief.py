"""Records adabelief_pytorch's AdaBelief: python record_adabelief.py OUTPUT_DIR

Whichever version is installed: 0.2.1, or 0.0.5, which computes something else and has a name of its own.
"""

from importlib.metadata import version

from adabelief_pytorch.AdaBelief import AdaBelief

from case import Case, Options, Row, table
from common_rows import ADAPTIVE, DECAYED, VARIANCE, belief_rows
from recording import TORCH, Implementation, main

_KEYS = ("lr", "betas", "eps", "weight_decay", "amsgrad", "weight_decouple", "fixed_decay", "rectify")
_QUIET: Options = {"print_change_log": False}

_OLD = Implementation(AdaBelief, "adabelief_pytorch_0_0_5.AdaBelief", _KEYS, VARIANCE)
_NEW = Implementation(
    AdaBelief, "adabelief_pytorch.AdaBelief", (*_KEYS, "degenerated_to_sgd"), VARIANCE, paths={"loop": _QUIET}
)

# Below the threshold nothing moves but by the decay.
_HELD: list[Row] = [
    ("hold", "normal", {"degenerated_to_sgd": False}),
    ("hold-decoupled", "alternating", {"degenerated_to_sgd": False, **DECAYED}),
    ("hold-l2-beta2-0.7", "sparse", {"degenerated_to_sgd": False, **DECAYED, "weight_decouple": False, "betas": (0.9, 0.7)}),
]

VERSION = version("adabelief_pytorch")
IMPLEMENTATIONS = {"adabelief": {"0.2.1": _NEW, "0.0.5": _OLD}[VERSION]}
ROWS = [*ADAPTIVE[:4], *belief_rows("amsgrad"), *(_HELD if VERSION == "0.2.1" else [])]
_STRUCTURAL: Options = {"rectify": False, "weight_decay": 0.1, "lr": 0.01, "betas": (0.8, 0.99), "amsgrad": True}
CASES: list[Case] = table("adabelief", ROWS, _STRUCTURAL, long={"lr": 0.01, "rectify": True})

if __name__ == "__main__":
    main(IMPLEMENTATIONS, CASES, f"adabelief_pytorch {VERSION} on {TORCH}")
