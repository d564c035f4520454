"""Runs optimizers that are built like torch's, and writes what they did.

Running a recorder twice gives the same bytes: inputs are seeded by the case's name, one thread runs, and the
instruction set is fixed.
"""

import contextlib
import inspect
import json
import os
import sys
import warnings
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# torch picks its kernels by what the processor can do, once, when it is loaded. AVX2 is what most have.
os.environ["ATEN_CPU_CAPABILITY"] = "avx2"

import numpy as np
import torch

import regimes
import safetensors_file
from case import Case, Options

Tensors = dict[str, np.ndarray]
Parameter = torch.nn.Parameter

DTYPES = {"float32": np.float32, "float64": np.float64}
TORCH = f"torch {torch.__version__.split('+')[0]} ({torch.version.git_version[:12]}), CPU"


@dataclass(frozen=True)
class Implementation:
    """What is run, the hyperparameters that a recording of it names, and the key under which it keeps each slot."""

    optimizer: type[torch.optim.Optimizer]
    name: str
    keys: tuple[str, ...]
    slots: dict[str, str]
    paths: dict[str, Options] = field(default_factory=lambda: {"loop": {}})
    """The arguments that choose each path."""
    notes: dict[str, str] = field(default_factory=dict)
    """What a recording on each path says."""

    def make(self, parameters: list[Parameter], options: Options) -> torch.optim.Optimizer:
        return self.optimizer(parameters, **options)

    def hyperparameters(self, options: Options) -> dict[str, Any]:
        """The constructor's arguments, the defaults included."""
        known = inspect.signature(self.optimizer.__init__).parameters
        return {key: options[key] if key in options else known[key].default for key in self.keys}

    def state(self, optimizer: torch.optim.Optimizer, parameter: Parameter) -> dict[str, torch.Tensor | None]:
        """Each slot; None while the optimizer keeps nothing there."""
        kept = optimizer.state.get(parameter, {})
        return {slot: kept.get(key) for slot, key in self.slots.items()}


def inputs(case: Case) -> Tensors:
    """Start, gradients and, where some are absent, presence of every parameter, in the case's precision."""
    rng = np.random.default_rng(zlib.crc32(case.inputs.encode()))
    tensors: Tensors = {}
    for name, shape in case.shapes.items():
        gradient = regimes.gradients(case.regime, rng, case.steps, shape)
        tensors[f"initial/{name}"] = regimes.start(case.start, rng, shape)
        if name in case.absent:
            present = np.ones(case.steps, np.float32)
            present[[step - 1 for step in case.absent[name]]] = 0
            gradient[present == 0] = 0
            tensors[f"present/{name}"] = present
        tensors[f"gradient/{name}"] = gradient
    return {name: tensor.astype(DTYPES[case.precision]) for name, tensor in tensors.items()}


def run(case: Case, implementation: Implementation) -> Tensors:
    """What the optimizer was given and did."""
    given = inputs(case)
    parameters = {name: Parameter(torch.from_numpy(given[f"initial/{name}"].copy())) for name in case.shapes}
    optimizer = implementation.make(list(parameters.values()), {**case.options, **implementation.paths[case.path]})
    seen: dict[str, list[np.ndarray | None]] = {}
    for step in range(1, case.steps + 1):
        for name, parameter in parameters.items():
            absent = step in case.absent.get(name, ())
            parameter.grad = None if absent else torch.from_numpy(given[f"gradient/{name}"][step - 1].copy())
        optimizer.step()
        for name, parameter in parameters.items():
            seen.setdefault(f"parameter/{name}", []).append(parameter.detach().numpy().copy())
            for slot, kept in implementation.state(optimizer, parameter).items():
                seen.setdefault(f"state/{slot}/{name}", []).append(None if kept is None else kept.numpy().copy())
    return {**given, **{name: _stacked(values) for name, values in seen.items() if any(v is not None for v in values)}}


def _stacked(values: list[np.ndarray | None]) -> np.ndarray:
    """Before its first gradient an optimizer may keep no state for a parameter: that is recorded as zeros."""
    some = next(value for value in values if value is not None)
    return np.stack([np.zeros_like(some) if value is None else value for value in values])


def record(case: Case, implementation: Implementation, source: str, directory: Path) -> None:
    metadata = {
        "format": "optimizer-vectors/1",
        "implementation": implementation.name,
        "hyperparameters": json.dumps(implementation.hyperparameters(case.options), sort_keys=True),
        "source": source,
        "precision": case.precision,
        "steps": str(case.steps),
    }
    if case.path in implementation.notes:
        metadata["note"] = implementation.notes[case.path]
    # Some libraries print when an optimizer is made, or warn of deprecated calls at each step.
    with contextlib.redirect_stdout(None), warnings.catch_warnings(action="ignore"):
        tensors = run(case, implementation)
    safetensors_file.write(directory / f"{case.name}.safetensors", metadata, tensors)


def main(implementations: dict[str, Implementation], cases: Iterable[Case], source: str) -> None:
    """Records all cases into the folder that the command line names."""
    if len(sys.argv) != 2:
        sys.exit(f"usage: python {sys.argv[0]} OUTPUT_DIR")
    directory = Path(sys.argv[1])
    directory.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    names = set()
    for case in cases:
        if case.name in names:
            raise ValueError(f"{case.name} is recorded twice")
        names.add(case.name)
        record(case, implementations[case.optimizer], source, directory)
    print(f"{len(names)} recordings in {directory}")
