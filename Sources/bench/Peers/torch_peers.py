"""Optimizers that are built like torch's, on numpy's memory."""

import functools
import importlib
from typing import Any

import numpy as np

from contestant import Options, Peer
from values import FIRST_STEP, Values

# The key of each slot in an optimizer's state.
ADAM = {"exp_avg": "first", "exp_avg_sq": "second"}
ADAMOD = {**ADAM, "exp_avg_lr": "averaged"}
ADAGRAD = {"sum": "second"}
MOMENTUM = {"momentum_buffer": "first"}


def peer(name: str, path: str, options: Options, keys: dict[str, str], wanted: dict[int, float] | None = None) -> Peer:
    """The optimizer of a path such as torch.optim.Adam."""
    return Peer(name, functools.partial(TorchPeer, path, options, keys), wanted or {})


class TorchPeer:
    def __init__(self, path: str, options: Options, keys: dict[str, str], values: Values) -> None:
        # Imported here: where a library is missing, its own rows are left out alone.
        import torch

        self._torch, self._values, self._keys = torch, values, keys
        module, name = path.rsplit(".", 1)
        optimizer_class = getattr(importlib.import_module(module), name)
        self._parameter = torch.nn.Parameter(torch.from_numpy(values.parameters))
        self._parameter.grad = torch.from_numpy(values.gradients)
        self._optimizer = optimizer_class([self._parameter], **options)
        # Only a step makes the state.
        self.steps(1)

    def restore(self) -> None:
        self._values.restore_parameters()
        state = self._optimizer.state[self._parameter]
        for key, slot in self._keys.items():
            state[key].copy_(self._torch.from_numpy(self._values.slots[slot]))
        for kept in (state, self._optimizer.param_groups[0]):
            if "step" in kept:
                kept["step"] = self._step_number(kept["step"])

    def steps(self, count: int) -> None:
        step = self._optimizer.step
        with self._torch.no_grad():
            for _ in range(count):
                step()

    def parameters(self) -> np.ndarray:
        return self._values.parameters

    def _step_number(self, kept: Any) -> Any:
        """Some count in a tensor."""
        if isinstance(kept, self._torch.Tensor):
            return kept.fill_(FIRST_STEP - 1)
        return FIRST_STEP - 1
