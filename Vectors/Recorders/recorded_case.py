"""One case to record, its inputs, and the file it becomes: what the TensorFlow and the JAX recorders share."""

import json
import zlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

import regimes
import safetensors_file

Options = dict[str, Any]
Tensors = dict[str, np.ndarray]
DTYPES = {"float32": np.float32, "float64": np.float64}

# setting, regime, options, and where it starts when that is not `normal`
Row = tuple[str, str, Options] | tuple[str, str, Options, str]


@dataclass(frozen=True)
class Case:
    """One trajectory. Its inputs follow from setting and regime: every optimizer and precision gets the same."""

    optimizer: str
    setting: str
    regime: str
    options: Options = field(default_factory=dict)
    start: str = "normal"
    precision: str = "float64"
    steps: int = 24
    shapes: dict[str, tuple[int, ...]] = field(default_factory=lambda: {"w": (37,)})
    absent: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """For a parameter, the steps at which it has no gradient."""
    sparse: tuple[str, ...] = ()
    """The parameters whose gradient is given for some of its rows only."""

    @property
    def inputs(self) -> str:
        return f"{self.setting}-{self.regime}"

    @property
    def name(self) -> str:
        return f"{self.optimizer}-{self.precision}-{self.setting}-{self.regime}"


def table(optimizer: str, precision: str, rows: list[Row]) -> list[Case]:
    return [replace(Case(optimizer, *row), precision=precision) for row in rows]


def _given_rows(rng: np.random.Generator, steps: int, rows: int) -> np.ndarray:
    """Half of the rows at each step: all at step 2, none at step 5; else the first always, the last never."""
    given = rng.random((steps, rows)) < 0.5
    given[:, 0], given[:, -1] = True, False
    given[1], given[4] = True, False
    return given.astype(np.float32)


def inputs(case: Case) -> Tensors:
    """Start and gradients of every parameter, and which gradients were given, in the case's precision."""
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
        if name in case.sparse:
            rows = _given_rows(rng, case.steps, shape[0])
            gradient[rows == 0] = 0
            tensors[f"rows/{name}"] = rows
        tensors[f"gradient/{name}"] = gradient
    return {name: tensor.astype(DTYPES[case.precision]) for name, tensor in tensors.items()}


def write(
    case: Case, directory: Path, implementation: str, source: str, note: str, hyperparameters: Options, tensors: Tensors
) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    metadata = {
        "format": "optimizer-vectors/1",
        "implementation": implementation,
        "hyperparameters": json.dumps(hyperparameters, sort_keys=True, allow_nan=False),
        "source": source,
        "precision": case.precision,
        "steps": str(case.steps),
        "note": note,
    }
    safetensors_file.write(directory / f"{case.name}.safetensors", metadata, tensors)
