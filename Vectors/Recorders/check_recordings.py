"""Checks the recordings of torch: python check_recordings.py DIRECTORY

Every file that `cases.py` lists is there and no other, has the tensors, types and shapes that the format wants, holds
finite values only, and agrees, step by step, with the formulas in `transcriptions.py`. And every option matters: left
out or turned off, it would change the parameters of three files at least, of each optimizer and precision.
"""

import collections
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

import safetensors_file
import transcriptions
from cases import Case, all_cases

Array = np.ndarray
Tensors = dict[str, Array]
Hyperparameters = dict[str, Any]

KEYS = {
    "torch.optim.Adam": "lr betas eps weight_decay amsgrad maximize decoupled_weight_decay",
    "torch.optim.AdamW": "lr betas eps weight_decay amsgrad maximize",
    "torch.optim.RAdam": "lr betas eps weight_decay decoupled_weight_decay maximize",
}
NAMES = {"adam": "torch.optim.Adam", "adamw": "torch.optim.AdamW", "radam": "torch.optim.RAdam"}
DTYPES: dict[str, np.dtype[np.floating]] = {"float32": np.dtype("<f4"), "float64": np.dtype("<f8")}

# Relative to the largest number that an operation sees: far above rounding, far below any other formula.
AGREEMENT = {"float32": 1e-5, "float64": 1e-12}

# What each option is when it is left out; AdamW's decay is then not off, so both are tried.
DEFAULTS: Hyperparameters = {
    "lr": 1e-3,
    "beta1": 0.9,
    "beta2": 0.999,
    "eps": 1e-8,
    "weight_decay": 0.0,
    "amsgrad": False,
    "maximize": False,
    "decoupled_weight_decay": False,
}
ADAMW_DECAY = "weight_decay of AdamW"
CHANGE = 1e-6
FILES = 3


class Failure(Exception):
    """A recording that is not what it should be."""


def require(condition: bool, reason: str) -> None:
    if not condition:
        raise Failure(reason)


def check_form(case: Case, metadata: dict[str, str], tensors: Tensors) -> None:
    """Metadata, names, types and shapes; finite values; inputs that Float32 holds."""
    implementation = NAMES[case.optimizer]
    h = json.loads(metadata["hyperparameters"])
    require(metadata["format"] == "optimizer-vectors/1", "format")
    require(metadata["implementation"] == implementation, "implementation")
    require(metadata["precision"] == case.precision, "precision")
    require(metadata["steps"] == str(case.steps), "steps")
    require(set(h) == set(KEYS[implementation].split()), f"hyperparameters {sorted(h)}")
    slots = ["m", "v"] + (["vmax"] if h.get("amsgrad") else [])
    expected: dict[str, tuple[int, ...]] = {}
    for name, shape in case.shapes.items():
        expected[f"initial/{name}"] = shape
        for kind in ("gradient", "parameter", *(f"state/{slot}" for slot in slots)):
            expected[f"{kind}/{name}"] = (case.steps, *shape)
        if name in case.absent:
            expected[f"present/{name}"] = (case.steps,)
    require({key: tensor.shape for key, tensor in tensors.items()} == expected, "tensors or shapes")
    for key, tensor in tensors.items():
        require(tensor.dtype == DTYPES[case.precision], f"{key} is {tensor.dtype}")
        require(bool(np.isfinite(tensor).all()), f"{key} is not finite")
        if key.startswith(("initial/", "gradient/")):
            require(bool((tensor.astype(np.float32) == tensor).all()), f"{key} does not fit Float32")


def check_close(what: str, recorded: Array, expected: Array, scale: Array, precision: str) -> None:
    """Within the agreement of the scale, or a few of the smallest numbers there are."""
    allowed = AGREEMENT[precision] * scale + 4 * float(np.finfo(DTYPES[precision]).smallest_subnormal)
    error = np.abs(recorded - expected)
    require(bool((error <= allowed).all()), f"{what} is off by {error.max():.3g}")


def check_steps(case: Case, implementation: str, h: Hyperparameters, tensors: Tensors, name: str) -> None:
    """Each step from the recorded state before it."""
    wide = {key: tensor.astype(np.float64) for key, tensor in tensors.items()}
    zeros = np.zeros_like(wide[f"initial/{name}"])
    x = transcriptions.Element(wide[f"initial/{name}"], zeros, zeros, zeros)
    t = 0
    for index in range(case.steps):
        after = {slot: wide[f"state/{slot}/{name}"][index] for slot in ("m", "v")}
        vmax = wide[f"state/vmax/{name}"][index] if h.get("amsgrad") else np.maximum(x.vmax, after["v"])
        y = transcriptions.Element(wide[f"parameter/{name}"][index], **after, vmax=vmax)
        at = f"of {name} at step {index + 1}"
        if index + 1 in case.absent.get(name, ()):
            same = all(np.array_equal(getattr(x, part), getattr(y, part)) for part in ("parameter", "m", "v", "vmax"))
            require(same, f"something {at} moved without a gradient")
        else:
            t += 1
            gradient = wide[f"gradient/{name}"][index]
            g = transcriptions.effective_gradient(implementation, h, gradient, x.parameter)
            size = np.abs(gradient) + np.abs(h["weight_decay"] * x.parameter)
            m, v = transcriptions.moments(h, g, x.m, x.v)
            check_close(f"m {at}", y.m, m, np.abs(x.m) + size, case.precision)
            check_close(f"v {at}", y.v, v, x.v + size * size, case.precision)
            require(bool(np.array_equal(y.vmax, np.maximum(x.vmax, y.v))), f"vmax {at} is not the maximum")
            second = y.vmax if h.get("amsgrad") else y.v
            update = transcriptions.update(implementation, h, t, y.m, second)
            expected = transcriptions.decayed(implementation, h, x.parameter) - update
            scale = np.abs(x.parameter) + np.abs(update)
            check_close(f"parameter {at}", y.parameter, expected, scale, case.precision)
        x = y


def variants(implementation: str, h: Hyperparameters) -> dict[str, Hyperparameters]:
    """For each option that the implementation has, the hyperparameters without it."""
    beta1, beta2 = h["betas"]
    found = {option: {**h, option: value} for option, value in DEFAULTS.items() if option in h}
    found["beta1"] = {**h, "betas": [DEFAULTS["beta1"], beta2]}
    found["beta2"] = {**h, "betas": [beta1, DEFAULTS["beta2"]]}
    if implementation == "torch.optim.AdamW":
        found[ADAMW_DECAY] = {**h, "weight_decay": 0.01}
    return found


def changes(case: Case, implementation: str, h: Hyperparameters, other: Hyperparameters, tensors: Tensors) -> bool:
    """Whether the other hyperparameters lead some parameter elsewhere."""
    for name in case.shapes:
        given = (tensors[f"initial/{name}"], tensors[f"gradient/{name}"])
        present = tensors.get(f"present/{name}", np.ones(case.steps))
        ours = transcriptions.trajectory(implementation, h, *given, present)
        theirs = transcriptions.trajectory(implementation, other, *given, present)
        if np.abs(ours - theirs).max() > CHANGE * np.abs(ours).max():
            return True
    return False


def check(case: Case, path: Path) -> dict[str, bool]:
    """Checks one file; returns for each of its options whether it matters."""
    metadata, tensors = safetensors_file.read(path)
    check_form(case, metadata, tensors)
    implementation = metadata["implementation"]
    h = json.loads(metadata["hyperparameters"])
    for name in case.shapes:
        check_steps(case, implementation, h, tensors, name)
    return {
        option: other != h and changes(case, implementation, h, other, tensors)
        for option, other in variants(implementation, h).items()
    }


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: python check_recordings.py DIRECTORY")
    directory = Path(sys.argv[1])
    cases = {f"{case.name}.safetensors": case for case in all_cases()}
    there = {path.name for path in directory.glob("*.safetensors")}
    failures = [f"{name}: missing" for name in sorted(cases.keys() - there)]
    failures += [f"{name}: in no case" for name in sorted(there - cases.keys())]

    matters: collections.Counter[str] = collections.Counter()
    for name in sorted(cases.keys() & there):
        case = cases[name]
        try:
            options = check(case, directory / name)
        except Failure as failure:
            failures.append(f"{name}: {failure}")
            continue
        if case.path == "loop":  # the other paths repeat what the loop was given
            matters.update({f"{case.optimizer} {case.precision}: {key}": int(yes) for key, yes in options.items()})

    for option, count in sorted(matters.items()):
        print(f"{option} matters in {count} files")
    failures += [f"{option} matters in {count} files only" for option, count in matters.items() if count < FILES]
    print("\n".join(failures) or f"{len(cases)} recordings hold")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
