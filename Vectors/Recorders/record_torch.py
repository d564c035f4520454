"""Records torch's Adam, AdamW and RAdam: python record_torch.py OUTPUT_DIR

One file a case, as `cases.py` lists them. Running it twice gives the same bytes: inputs are seeded by the case's name,
one thread runs, and the instruction set is fixed.
"""

import json
import os
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# torch picks its kernels by what the processor can do, once, when it is loaded. AVX2 is what most have.
os.environ["ATEN_CPU_CAPABILITY"] = "avx2"

import numpy as np
import torch

import regimes
import safetensors_file
from cases import PATHS, Case, all_cases

Tensors = dict[str, np.ndarray]


@dataclass(frozen=True)
class Implementation:
    """What is run, and the hyperparameters that a recording of it names."""

    optimizer: type[torch.optim.Optimizer]
    keys: tuple[str, ...]
    has_fused: bool

    @property
    def name(self) -> str:
        return f"torch.optim.{self.optimizer.__name__}"


_COMMON = ("lr", "betas", "eps", "weight_decay", "maximize")

IMPLEMENTATIONS = {
    "adam": Implementation(torch.optim.Adam, (*_COMMON, "amsgrad", "decoupled_weight_decay"), has_fused=True),
    "adamw": Implementation(torch.optim.AdamW, (*_COMMON, "amsgrad"), has_fused=True),
    "radam": Implementation(torch.optim.RAdam, (*_COMMON, "decoupled_weight_decay"), has_fused=False),
}

SLOTS = {"m": "exp_avg", "v": "exp_avg_sq", "vmax": "max_exp_avg_sq"}
DTYPES = {"float32": np.float32, "float64": np.float64}


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


def make_optimizer(case: Case, parameters: list[torch.nn.Parameter]) -> torch.optim.Optimizer:
    implementation = IMPLEMENTATIONS[case.optimizer]
    path: dict[str, Any] = {"foreach": case.path == "foreach"}
    if implementation.has_fused:
        path["fused"] = case.path == "fused"
    return implementation.optimizer(parameters, **case.options, **path)


def run(case: Case) -> tuple[dict[str, object], Tensors]:
    """The hyperparameters in effect, and what the optimizer was given and did."""
    given = inputs(case)
    parameters = {name: torch.nn.Parameter(torch.from_numpy(given[f"initial/{name}"].copy())) for name in case.shapes}
    optimizer = make_optimizer(case, list(parameters.values()))
    group = optimizer.param_groups[0]
    hyperparameters = {key: group[key] for key in IMPLEMENTATIONS[case.optimizer].keys}
    slots = [slot for slot in SLOTS if slot != "vmax" or group.get("amsgrad", False)]

    seen: dict[str, list[np.ndarray]] = {}
    for step in range(1, case.steps + 1):
        for name, parameter in parameters.items():
            absent = step in case.absent.get(name, ())
            parameter.grad = None if absent else torch.from_numpy(given[f"gradient/{name}"][step - 1].copy())
        optimizer.step()
        for name, parameter in parameters.items():
            value = parameter.detach().numpy()
            seen.setdefault(f"parameter/{name}", []).append(value.copy())
            for slot in slots:
                # Before its first gradient torch keeps no state for a parameter: that is recorded as zeros.
                state = optimizer.state[parameter].get(SLOTS[slot]) if parameter in optimizer.state else None
                kept = np.zeros_like(value) if state is None else state.numpy().copy()
                seen.setdefault(f"state/{slot}/{name}", []).append(kept)
    return hyperparameters, {**given, **{name: np.stack(values) for name, values in seen.items()}}


def record(case: Case, directory: Path) -> None:
    hyperparameters, tensors = run(case)
    metadata = {
        "format": "optimizer-vectors/1",
        "implementation": IMPLEMENTATIONS[case.optimizer].name,
        "hyperparameters": json.dumps(hyperparameters, sort_keys=True),
        "source": f"torch {torch.__version__.split('+')[0]} ({torch.version.git_version[:12]}), CPU",
        "precision": case.precision,
        "steps": str(case.steps),
        "note": PATHS[case.path],
    }
    safetensors_file.write(directory / f"{case.name}.safetensors", metadata, tensors)


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: python record_torch.py OUTPUT_DIR")
    directory = Path(sys.argv[1])
    directory.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    cases = all_cases()
    for case in cases:
        record(case, directory)
    print(f"{len(cases)} recordings in {directory}")


if __name__ == "__main__":
    main()
