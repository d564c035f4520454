"""State dicts of torch as safetensors files, what torch did next, and a look at what this package exports.

    checkpoint_torch.py record DIRECTORY    writes NAME.safetensors (a state dict) and NAME-next.safetensors (the steps after it)
    checkpoint_torch.py check DIRECTORY EXPORTED    loads the files of EXPORTED into torch: the next steps must be the same bits
"""

import json
import sys
from pathlib import Path

import numpy as np
import safetensors.torch
import torch
from safetensors.torch import load_file, safe_open

import output_file
import safetensors_file

SHAPES = {"w": (2, 3), "b": (4,), "idle": (2,)}

# name: class, steps before, keyword arguments, one group or two, whether `idle` never has a gradient. "adamw-one-cycle" is given names
# and steps under OneCycleLR until it is recorded.
CASES = {
    "adam": (torch.optim.Adam, 3, {"lr": 0.01, "betas": (0.8, 0.99), "weight_decay": 0.1, "amsgrad": True}, 1, True),
    "adamw": (torch.optim.AdamW, 2, {"lr": 0.02, "weight_decay": 0.05, "maximize": True}, 2, False),
    "radam": (torch.optim.RAdam, 4, {"lr": 0.01, "weight_decay": 0.1, "decoupled_weight_decay": True}, 1, False),
    "sgd": (torch.optim.SGD, 2, {"lr": 0.05, "momentum": 0.9, "weight_decay": 0.01, "nesterov": True}, 1, True),
    "adagrad": (torch.optim.Adagrad, 3, {"lr": 0.1, "lr_decay": 0.01, "initial_accumulator_value": 0.1}, 1, False),
    "nadam": (torch.optim.NAdam, 5, {"lr": 0.01, "weight_decay": 0.1, "decoupled_weight_decay": True}, 1, True),
    "adamax": (torch.optim.Adamax, 3, {"lr": 0.02, "betas": (0.8, 0.95), "eps": 1e-3, "weight_decay": 0.05, "maximize": True}, 2, False),
    "rmsprop": (torch.optim.RMSprop, 3, {"lr": 0.01, "alpha": 0.9, "weight_decay": 0.1}, 1, False),
    "rmsprop-momentum": (torch.optim.RMSprop, 4, {"lr": 0.01, "momentum": 0.8, "maximize": True}, 2, True),
    "adamw-one-cycle": (torch.optim.AdamW, 4, {"lr": 0.02}, 2, False),
}
# How many steps are recorded after the file.
STEPS = {"nadam": 50, "adamax": 50, "rmsprop": 50, "rmsprop-momentum": 50}


def steps_of(case: str) -> int:
    return STEPS.get(case, 3)


# What the verifier calls the numbers of a group.
NAMES = {
    "adam": ["amsgrad", "betas", "decoupled_weight_decay", "eps", "lr", "maximize", "weight_decay"],
    "adamw": ["amsgrad", "betas", "eps", "lr", "maximize", "weight_decay"],
    "radam": ["betas", "decoupled_weight_decay", "eps", "lr", "maximize", "weight_decay"],
    "sgd": ["dampening", "lr", "maximize", "momentum", "nesterov", "weight_decay"],
    "adagrad": ["eps", "initial_accumulator_value", "lr", "lr_decay", "maximize", "weight_decay"],
    "nadam": ["betas", "decoupled_weight_decay", "eps", "lr", "maximize", "momentum_decay", "weight_decay"],
    "adamax": ["betas", "eps", "lr", "maximize", "weight_decay"],
    "rmsprop": ["alpha", "eps", "lr", "maximize", "momentum", "weight_decay"],
    "rmsprop-momentum": ["alpha", "eps", "lr", "maximize", "momentum", "weight_decay"],
    "adamw-one-cycle": ["amsgrad", "betas", "eps", "lr", "maximize", "weight_decay"],
}


def make(case: str, values: dict[str, np.ndarray]):
    kind, _, arguments, groups, _ = CASES[case]
    parameters = {name: torch.nn.Parameter(torch.from_numpy(value.copy())) for name, value in values.items()}
    given = list(parameters.items() if case == "adamw-one-cycle" else parameters.values())
    if groups == 1:
        return parameters, kind(given, **arguments)
    # The second group has numbers of its own.
    first, *rest = given
    return parameters, kind([{"params": rest}, {"params": [first], "lr": 0.5 * arguments["lr"], "eps": 1e-6}], **arguments)


def gradients(case: str, t: int) -> dict[str, np.ndarray]:
    random = np.random.Generator(np.random.Philox(key=[sum(case.encode()), t]))
    return {name: random.normal(size=shape).astype(np.float32) for name, shape in SHAPES.items()}


def step(case: str, parameters, optimizer, t: int) -> None:
    for name, gradient in gradients(case, t).items():
        parameters[name].grad = None if name == "idle" and CASES[case][4] else torch.from_numpy(gradient)
    optimizer.step()


def save(optimizer: torch.optim.Optimizer, path: Path) -> None:
    # As the page "From torch, with its checkpoint" says, to the letter: a test compares them.
    state = optimizer.state_dict()
    tensors = {
        f"state.{index}.{key}": torch.as_tensor(value).detach().contiguous()
        for index, slots in state["state"].items()
        for key, value in slots.items()
        if value is not None
    }
    metadata = {"optimizer": type(optimizer).__name__, "param_groups": json.dumps(state["param_groups"], default=float)}
    safetensors.torch.save_file(tensors, path, metadata)


def record(directory: Path) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    for case, (kind, before, _, _, _) in CASES.items():
        start = {name: np.linspace(-1, 1, int(np.prod(shape)), dtype=np.float32).reshape(shape) for name, shape in SHAPES.items()}
        parameters, optimizer = make(case, start)
        scheduler = None
        if case == "adamw-one-cycle":
            scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.1, total_steps=10)
        for t in range(before):
            step(case, parameters, optimizer, t)
            if scheduler:
                scheduler.step()
        save(optimizer, output_file.destination(directory / f"{case}.safetensors"))
        tensors = {f"before/{name}": value.detach().numpy().copy() for name, value in parameters.items()}
        after = {name: [] for name in parameters}
        for t in range(before, before + steps_of(case)):
            step(case, parameters, optimizer, t)
            for name, value in parameters.items():
                after[name].append(value.detach().numpy().copy())
        for name in parameters:
            tensors[f"after/{name}"] = np.stack(after[name])
            tensors[f"gradient/{name}"] = np.stack([gradients(case, t)[name] for t in range(before, before + steps_of(case))])
        order = [next(name for name in parameters if parameters[name] is p) for g in optimizer.param_groups for p in g["params"]]
        hyperparameters = {}
        for group in optimizer.param_groups:
            for p in group["params"]:
                name = next(name for name in parameters if parameters[name] is p)
                hyperparameters[name] = json.dumps({key: group[key] for key in NAMES[case]}, sort_keys=True)
        metadata = {
            "implementation": f"torch.optim.{kind.__name__}",
            "source": f"torch {torch.__version__}",
            "order": " ".join(order),
            "stepsBefore": str(before),
            "steps": str(steps_of(case)),
            "idle": "idle" if CASES[case][4] else "",
            **{f"hyperparameters/{name}": text for name, text in hyperparameters.items()},
        }
        safetensors_file.write(directory / f"{case}-next.safetensors", metadata, tensors)


def check(directory: Path, exported: Path) -> None:
    for case in CASES:
        with safe_open(exported / f"{case}.safetensors", "pt") as file:
            metadata = file.metadata()
        _, recorded = safetensors_file.read(directory / f"{case}-next.safetensors")
        parameters, optimizer = make(case, {name: recorded[f"before/{name}"] for name in SHAPES})
        state: dict[int, dict[str, torch.Tensor]] = {}
        for key, value in load_file(exported / f"{case}.safetensors").items():
            _, index, name = key.split(".")
            state.setdefault(int(index), {})[name] = value
        optimizer.load_state_dict({"state": state, "param_groups": json.loads(metadata["param_groups"])})
        for t in range(steps_of(case)):
            step(case, parameters, optimizer, CASES[case][1] + t)
            for name, value in parameters.items():
                if not np.array_equal(value.detach().numpy().view(np.uint32), recorded[f"after/{name}"][t].view(np.uint32)):
                    sys.exit(f"{case}: {name} is another after {t + 1} steps")
        print(f"{case}: torch {torch.__version__} continues the exported file with the recorded bits")


if __name__ == "__main__":
    torch.manual_seed(0)
    {"record": record, "check": check}[sys.argv[1]](*map(Path, sys.argv[2:]))
