"""Records AdaBound of the package adabound: python record_adabound.py OUTPUT_DIR"""

from importlib.metadata import version

from adabound import AdaBound

from case import Options, table
from common_rows import ADAPTIVE, MAXIMUM, bound_rows
from recording import TORCH, Implementation, main

KEYS = ("lr", "betas", "final_lr", "gamma", "eps", "weight_decay", "amsbound")
ROWS = [*ADAPTIVE, *bound_rows("amsbound")]
STRUCTURAL: Options = {"weight_decay": 0.1, "betas": (0.8, 0.99), "gamma": 0.1, "amsbound": True}
LONG: Options = {"lr": 0.01, "gamma": 0.01}

IMPLEMENTATIONS = {"adabound": Implementation(AdaBound, "adabound.AdaBound", KEYS, MAXIMUM)}
CASES = table("adabound", ROWS, STRUCTURAL, LONG)

if __name__ == "__main__":
    main(IMPLEMENTATIONS, CASES, f"adabound {version('adabound')} on {TORCH}")
