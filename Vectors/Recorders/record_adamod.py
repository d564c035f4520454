"""Records AdaMod of the package adamod: python record_adamod.py OUTPUT_DIR"""

from importlib.metadata import version

from adamod.adamod import AdaMod

from case import Options, Row, table
from common_rows import ADAPTIVE, AVERAGED, DECAYED
from recording import TORCH, Implementation, main

KEYS = ("lr", "betas", "beta3", "eps", "weight_decay")
BETA3: list[Row] = [
    ("beta3-0-decay-0.1", "normal", {**DECAYED, "beta3": 0.0}),
    ("beta3-0.5", "shrinking", {"beta3": 0.5}),
    ("beta3-0.9-decay-0.1", "spike", {**DECAYED, "beta3": 0.9}),
    ("beta3-0.99-from-zero", "onespike", {"lr": 0.1, "beta3": 0.99, "betas": (0.9, 0.9)}, "zero"),
    ("beta3-0.9999", "constant", {"lr": 0.1, "beta3": 0.9999}),
]
ROWS = [*ADAPTIVE, *BETA3]
STRUCTURAL: Options = {"lr": 0.1, "weight_decay": 0.1, "betas": (0.8, 0.99), "beta3": 0.9}
LONG: Options = {"lr": 0.1}

IMPLEMENTATIONS = {"adamod": Implementation(AdaMod, "adamod.AdaMod", KEYS, AVERAGED)}
CASES = table("adamod", ROWS, STRUCTURAL, LONG)

if __name__ == "__main__":
    main(IMPLEMENTATIONS, CASES, f"adamod {version('adamod')} on {TORCH}")
