"""Records torch's Adam, AdamW, RAdam, SGD and Adagrad, and clip_grad_norm_ before them: python record_torch.py OUTPUT_DIR

One file a case, as `torch_adam_cases.py`, `torch_sgd_cases.py` and `torch_clipping_cases.py` list them.
"""

from dataclasses import dataclass
from typing import Any

import torch

from case import Options
from recording import TORCH, Implementation, Parameter, main
from torch_adam_cases import adam_cases
from torch_clipping_cases import clipping_cases
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


class Clipped:
    """One of them, whose gradients are clipped before each step by the norm of all."""

    def __init__(self, inner: torch.optim.Optimizer, parameters: list[Parameter], max_norm: float) -> None:
        self.inner, self.parameters, self.max_norm = inner, parameters, max_norm

    def step(self) -> None:
        torch.nn.utils.clip_grad_norm_(self.parameters, self.max_norm)
        self.inner.step()


@dataclass(frozen=True)
class ClippedImplementation(Implementation):
    """`inner` names the optimizer, by its qualified name."""

    def make(self, parameters: list[Parameter], options: Options) -> Any:
        inner = _named(options["inner"])
        made = inner.make(parameters, {**options["inner_args"], **inner.paths["loop"]})
        return Clipped(made, parameters, options["max_norm"])

    def hyperparameters(self, options: Options) -> dict[str, Any]:
        arguments = _named(options["inner"]).hyperparameters(options["inner_args"])
        return {"inner": options["inner"], "inner_args": arguments, "max_norm": options["max_norm"]}

    def state(self, optimizer: Any, parameter: Parameter) -> dict[str, torch.Tensor | None]:
        return _named(f"torch.optim.{type(optimizer.inner).__name__}").state(optimizer.inner, parameter)


def _named(name: str) -> Implementation:
    return next(known for known in IMPLEMENTATIONS.values() if known.name == name)


CLIPPED = ClippedImplementation(
    torch.optim.Optimizer, "torch.nn.utils.clip_grad_norm_", ("inner", "inner_args", "max_norm"), {}
)

if __name__ == "__main__":
    main({**IMPLEMENTATIONS, "clip": CLIPPED}, adam_cases() + sgd_cases() + clipping_cases(), TORCH)
