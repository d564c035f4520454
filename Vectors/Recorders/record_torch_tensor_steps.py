"""Records torch's optimizers with their step count in a tensor: python record_torch_tensor_steps.py OUTPUT_DIR

Adam and AdamW with `differentiable=True`, and they and RAdam with `capturable=True`, compute with that tensor, in Float32. Another
recorder has the rest of torch: these files are refused under the names of torch's optimizers, which compute 1 − βᵗ and ρt in Float64.
"""

import importlib
from dataclasses import replace

from case import Case
from record_torch import IMPLEMENTATIONS
from recording import TORCH, Implementation, Options, Parameter, main, torch

# torch allows capturable=True on GPUs alone. The code that it chooses runs on a CPU as well.
for module in ("adam", "radam"):
    importlib.import_module(f"torch.optim.{module}")._get_capturable_supported_devices = lambda supports_xla=True: ["cpu"]

_PATHS = {
    "differentiable": {"differentiable": True, "foreach": False},
    "capturable": {"capturable": True, "foreach": False},
}
_NOTES = {path: f"the step count is a Float32 tensor ({path}=True)" for path in _PATHS}
_RECORDED = {"adam": ("differentiable", "capturable"), "adamw": ("differentiable", "capturable"), "radam": ("capturable",)}


class _Detached:
    """An optimizer whose parameters need no gradient of their own: with `differentiable` it writes them in place."""

    def __init__(self, optimizer: torch.optim.Optimizer) -> None:
        self.optimizer, self.state = optimizer, optimizer.state

    def step(self) -> None:
        for group in self.optimizer.param_groups:
            for parameter in group["params"]:
                parameter.requires_grad_(False)
        self.optimizer.step()


class _TensorSteps(Implementation):
    def make(self, parameters: list[Parameter], options: Options) -> _Detached:
        return _Detached(super().make(parameters, options))


if __name__ == "__main__":
    made = {
        name: _TensorSteps(**{**vars(IMPLEMENTATIONS[name]), "paths": _PATHS, "notes": _NOTES}) for name in _RECORDED
    }
    plain = Case("adam", "default", "normal", precision="float32")
    cases = [replace(plain, optimizer=name, path=path) for name, paths in _RECORDED.items() for path in paths]
    main(made, cases, TORCH)
