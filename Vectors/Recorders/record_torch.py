"""Records torch's Adam, AdamW, RAdam, SGD and Adagrad: python record_torch.py OUTPUT_DIR

One file a case, as `torch_adam_cases.py` and `torch_sgd_cases.py` list them.
"""

import torch

from recording import TORCH, Implementation, main
from torch_adam_cases import adam_cases
from torch_sgd_cases import sgd_cases

NOTES = {
    "loop": "one tensor at a time (foreach=False, fused=False)",
    "foreach": "all tensors at once (foreach=True)",
    "fused": "one fused kernel (fused=True)",
}

_FUSED = {
    "loop": {"foreach": False, "fused": False},
    "foreach": {"foreach": True, "fused": False},
    "fused": {"foreach": False, "fused": True},
}
_NOT_FUSED = {"loop": {"foreach": False}, "foreach": {"foreach": True}}

_COMMON = ("lr", "betas", "eps", "weight_decay", "maximize")
_MOMENTS = {"m": "exp_avg", "v": "exp_avg_sq"}
_MAXIMUM = {**_MOMENTS, "vmax": "max_exp_avg_sq"}
_SGD_KEYS = ("lr", "momentum", "dampening", "weight_decay", "nesterov", "maximize")
_ADAGRAD_KEYS = ("lr", "lr_decay", "weight_decay", "initial_accumulator_value", "eps", "maximize")


def _torch(optimizer: type, keys: tuple[str, ...], slots: dict[str, str], paths: dict) -> Implementation:
    return Implementation(optimizer, f"torch.optim.{optimizer.__name__}", keys, slots, paths, NOTES)


IMPLEMENTATIONS = {
    "adam": _torch(torch.optim.Adam, (*_COMMON, "amsgrad", "decoupled_weight_decay"), _MAXIMUM, _FUSED),
    "adamw": _torch(torch.optim.AdamW, (*_COMMON, "amsgrad"), _MAXIMUM, _FUSED),
    "radam": _torch(torch.optim.RAdam, (*_COMMON, "decoupled_weight_decay"), _MOMENTS, _NOT_FUSED),
    "sgd": _torch(torch.optim.SGD, _SGD_KEYS, {"momentum": "momentum_buffer"}, _FUSED),
    "adagrad": _torch(torch.optim.Adagrad, _ADAGRAD_KEYS, {"sum": "sum"}, _FUSED),
}

if __name__ == "__main__":
    main(IMPLEMENTATIONS, adam_cases() + sgd_cases(), TORCH)
