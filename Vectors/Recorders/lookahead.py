"""An optimizer wrapped in Lookahead."""

import inspect
from dataclasses import dataclass
from typing import Any

import torch

import record_torch
from case import Options, Row
from recording import Implementation, Parameter

INNER = {implementation.name: implementation for implementation in record_torch.IMPLEMENTATIONS.values()}


@dataclass(frozen=True)
class Wrapped(Implementation):
    """`optimizer` takes an inner one in place of parameters; `slots` are those of its own state."""

    def make(self, parameters: list[Parameter], options: Options) -> torch.optim.Optimizer:
        inner = INNER[options["inner"]]
        own = {key: options[key] for key in self.keys if key in options}
        return self.optimizer(inner.make(parameters, {**options["inner_args"], **inner.paths["loop"]}), **own)

    def hyperparameters(self, options: Options) -> dict[str, Any]:
        known = inspect.signature(self.optimizer.__init__).parameters
        own = {key: options.get(key, known[key].default) for key in self.keys}
        arguments = INNER[options["inner"]].hyperparameters(options["inner_args"])
        return {"inner": options["inner"], "inner_args": arguments, **own}

    def state(self, optimizer: Any, parameter: Parameter) -> dict[str, torch.Tensor | None]:
        """The inner one's slots, and its own."""
        inner = INNER[f"torch.optim.{type(optimizer.optimizer).__name__}"]
        kept = optimizer.state.get(parameter, {})
        return {**inner.state(optimizer.optimizer, parameter), **{slot: kept.get(key) for slot, key in self.slots.items()}}


_SGD: Options = {"inner": "torch.optim.SGD", "inner_args": {"lr": 0.1}}
_MOMENTUM: Options = {"inner": "torch.optim.SGD", "inner_args": {"lr": 0.01, "momentum": 0.9}}
_ADAM: Options = {"inner": "torch.optim.Adam", "inner_args": {"lr": 0.01}}
_AMSGRAD: Options = {"inner": "torch.optim.Adam", "inner_args": {"lr": 0.1, "amsgrad": True, "weight_decay": 0.1}}

ROWS: list[Row] = [
    ("sgd", "mixed", _SGD),
    ("sgd-from-tiny", "tiny", _SGD, "tiny"),
    ("sgd-k-3-from-zero", "constant", {**_SGD, "k": 3}, "zero"),
    ("sgd-k-1", "alternating", {**_SGD, "k": 1}),
    ("sgd-alpha-0.8", "signflip", {**_SGD, "alpha": 0.8}),
    ("momentum", "sparse", _MOMENTUM),
    ("momentum-k-2-alpha-0.25", "spike", {**_MOMENTUM, "k": 2, "alpha": 0.25}),
    ("adam", "zero", _ADAM),
    ("adam-k-6-alpha-0.8", "mixed", {**_ADAM, "k": 6, "alpha": 0.8}),
    ("adam-alpha-0", "normal", {**_ADAM, "alpha": 0.0}),
    ("amsgrad-k-4", "shrinking", {**_AMSGRAD, "k": 4}),
    ("amsgrad-alpha-1", "onespike", {**_AMSGRAD, "alpha": 1.0}),
]
STRUCTURAL: Options = {**_AMSGRAD, "k": 4, "alpha": 0.6}
LONG: Options = {**_ADAM, "k": 7}
