"""Records labml_nn's optimizers: python record_labml.py OUTPUT_DIR

One file a case, as `labml_cases.py` lists them.
"""

import inspect
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import torch
from labml_nn.optimizers import WeightDecay
from labml_nn.optimizers.ada_belief import AdaBelief
from labml_nn.optimizers.adam import Adam
from labml_nn.optimizers.adam_warmup import AdamWarmup
from labml_nn.optimizers.adam_warmup_cosine_decay import AdamWarmupCosineDecay
from labml_nn.optimizers.amsgrad import AMSGrad
from labml_nn.optimizers.noam import Noam
from labml_nn.optimizers.radam import RAdam

from case import Options
from common_rows import MAXIMUM, MOMENTS, VARIANCE
from labml_cases import CASES
from recording import TORCH, Implementation, Parameter, main


@dataclass(frozen=True)
class WithWeightDecay(Implementation):
    """`weight_decay` is an object of arguments of WeightDecay."""

    def make(self, parameters: list[Parameter], options: Options) -> torch.optim.Optimizer:
        return self.optimizer(parameters, **{**options, "weight_decay": WeightDecay(**self._decay(options))})

    def hyperparameters(self, options: Options) -> dict[str, Any]:
        return super().hyperparameters({**options, "weight_decay": self._decay(options)})

    @staticmethod
    def _decay(options: Options) -> Options:
        known = inspect.signature(WeightDecay.__init__).parameters
        given = options.get("weight_decay", {})
        return {key: given.get(key, known[key].default) for key in ("weight_decay", "weight_decouple", "absolute")}


def _named(optimizer: type, keys: tuple[str, ...], slots: dict[str, str]) -> WithWeightDecay:
    name = f"{optimizer.__module__}.{optimizer.__name__}"
    return WithWeightDecay(optimizer, name, ("lr", "betas", "eps", "weight_decay", *keys), slots)


_AMSGRAD = ("optimized_update", "amsgrad")

IMPLEMENTATIONS = {
    "adam": _named(Adam, ("optimized_update",), MOMENTS),
    "amsgrad": _named(AMSGrad, _AMSGRAD, MAXIMUM),
    "radam": _named(RAdam, (*_AMSGRAD, "degenerated_to_sgd"), MAXIMUM),
    "adabelief": _named(AdaBelief, ("amsgrad", "degenerate_to_sgd", "rectify"), VARIANCE),
    "adamwarmup": _named(AdamWarmup, (*_AMSGRAD, "warmup"), MAXIMUM),
    "adamwarmupcosinedecay": _named(AdamWarmupCosineDecay, (*_AMSGRAD, "warmup", "total_steps"), MAXIMUM),
    "noam": _named(Noam, (*_AMSGRAD, "warmup", "d_model"), MAXIMUM),
}

if __name__ == "__main__":
    main(IMPLEMENTATIONS, CASES, f"labml_nn {version('labml_nn')} on {TORCH}")
