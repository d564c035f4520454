"""Records pytorch_optimizer's RAdam, Ranger, AdaBelief, AdaBound and AdaMod: python record_pytorch_optimizer.py OUTPUT_DIR

One file a case, as `pytorch_optimizer_cases.py` lists them.
"""

from importlib.metadata import version

import pytorch_optimizer

from common_rows import AVERAGED, MAXIMUM, MOMENTS, VARIANCE
from pytorch_optimizer_cases import CASES
from recording import TORCH, Implementation, main

_COMMON = ("lr", "betas", "weight_decay", "weight_decouple", "fixed_decay", "eps", "maximize")
_RECTIFIED = ("n_sma_threshold", "degenerated_to_sgd")
_RANGER = ("alpha", "k", "use_gc", "gc_conv_only")
_PATHS = {"loop": {"foreach": False}, "foreach": {"foreach": True}}
_NOTES = {"loop": "one tensor at a time (foreach=False)", "foreach": "all tensors at once (foreach=True, what it does unasked)"}


def _named(optimizer: type, keys: tuple[str, ...], slots: dict[str, str]) -> Implementation:
    return Implementation(optimizer, f"pytorch_optimizer.{optimizer.__name__}", (*_COMMON, *keys), slots, _PATHS, _NOTES)


IMPLEMENTATIONS = {
    "radam": _named(pytorch_optimizer.RAdam, _RECTIFIED, MOMENTS),
    "ranger": _named(pytorch_optimizer.Ranger, (*_RECTIFIED, *_RANGER), {**MOMENTS, "slow": "slow_buffer"}),
    "adabelief": _named(pytorch_optimizer.AdaBelief, (*_RECTIFIED, "rectify", "ams_bound"), VARIANCE),
    "adabound": _named(pytorch_optimizer.AdaBound, ("final_lr", "gamma", "ams_bound"), MAXIMUM),
    "adamod": _named(pytorch_optimizer.AdaMod, (), AVERAGED),
}

if __name__ == "__main__":
    main(IMPLEMENTATIONS, CASES, f"pytorch_optimizer {version('pytorch_optimizer')} on {TORCH}")
