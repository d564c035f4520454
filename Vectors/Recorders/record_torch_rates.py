"""Records the learning rates of torch's schedulers, and of labml_nn's optimizers that have one: python record_torch_rates.py SCHEDULES_DIR

Python's floats throughout. A torch scheduler goes on from its own last rate, and most have a closed form beside that: `rates` is the closed
form, and `stepped` in the name the other.
"""

import contextlib
import sys
import warnings
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import torch
from labml_nn.optimizers import WeightDecay
from labml_nn.optimizers.adam_warmup import AdamWarmup
from labml_nn.optimizers.adam_warmup_cosine_decay import AdamWarmupCosineDecay
from labml_nn.optimizers.noam import Noam

from recording import TORCH
from schedule_values import Rates, write

STEPS = 40
SCHEDULER = torch.optim.lr_scheduler


def linear_warmup(optimizer: torch.optim.Optimizer, steps: float) -> Any:
    """The warmup that users write."""
    return SCHEDULER.LambdaLR(optimizer, lambda s: min(1, (s + 1) / steps))


Row = tuple[str, Callable[..., Any], float, dict[str, Any]]
TORCH_ROWS: list[Row] = [
    ("LambdaLR", linear_warmup, 0.02, {"steps": 10}),
    ("LambdaLR", linear_warmup, 0.1, {"steps": 7.5}),
    ("LinearLR", SCHEDULER.LinearLR, 0.05, {"start_factor": 1 / 3, "end_factor": 1.0, "total_iters": 5}),
    ("LinearLR", SCHEDULER.LinearLR, 0.3, {"start_factor": 1.0, "end_factor": 0.1, "total_iters": 30}),
    ("CosineAnnealingLR", SCHEDULER.CosineAnnealingLR, 0.1, {"T_max": 12, "eta_min": 0.001}),
    ("CosineAnnealingLR", SCHEDULER.CosineAnnealingLR, 0.7, {"T_max": 50, "eta_min": 0.0}),
    ("CosineAnnealingWarmRestarts", SCHEDULER.CosineAnnealingWarmRestarts, 0.1, {"T_0": 3, "T_mult": 2, "eta_min": 0.0}),
    ("CosineAnnealingWarmRestarts", SCHEDULER.CosineAnnealingWarmRestarts, 0.3, {"T_0": 7, "T_mult": 1, "eta_min": 0.01}),
    ("ExponentialLR", SCHEDULER.ExponentialLR, 0.1, {"gamma": 0.9}),
    ("StepLR", SCHEDULER.StepLR, 0.1, {"step_size": 6, "gamma": 0.3}),
    ("MultiStepLR", SCHEDULER.MultiStepLR, 0.1, {"milestones": [5, 6, 20], "gamma": 0.1}),
    ("PolynomialLR", SCHEDULER.PolynomialLR, 0.1, {"total_iters": 25, "power": 1.7}),
]

LABML_ROWS: list[Row] = [
    ("AdamWarmup", AdamWarmup, 0.03, {"warmup": 10}),
    ("AdamWarmup", AdamWarmup, 0.3, {"warmup": 7.5}),
    ("AdamWarmup", AdamWarmup, 0.3, {"warmup": 0}),
    ("AdamWarmupCosineDecay", AdamWarmupCosineDecay, 0.03, {"warmup": 6, "total_steps": 30}),
    ("AdamWarmupCosineDecay", AdamWarmupCosineDecay, 0.7, {"warmup": 3, "total_steps": 12.5}),
    ("Noam", Noam, 1.1, {"warmup": 10, "d_model": 512}),
    ("Noam", Noam, 0.3, {"warmup": 2.5, "d_model": 7}),
]


def torch_rates(row: Row) -> list[Rates]:
    name, make, rate, arguments = row

    def rates(of: Callable[[Any], float]) -> list[float]:
        optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=rate)
        scheduler = make(optimizer, **arguments)
        seen = []
        for _ in range(STEPS):
            seen.append(float(of(scheduler)))
            optimizer.step()
            scheduler.step()
        return seen

    given = {"lr": rate, **arguments}
    stepped = rates(lambda scheduler: scheduler.optimizer.param_groups[0]["lr"])
    if not hasattr(SCHEDULER, name) or not hasattr(getattr(SCHEDULER, name), "_get_closed_form_lr"):
        return [Rates(name, given, stepped)]
    closed = rates(lambda scheduler: scheduler._get_closed_form_lr()[0])
    return [Rates(name, given, closed), Rates(f"{name} stepped", given, stepped)]


def labml_rates(row: Row) -> Rates:
    name, make, rate, arguments = row
    optimizer = make([torch.nn.Parameter(torch.zeros(1))], lr=rate, weight_decay=WeightDecay(), **arguments)
    group = optimizer.param_groups[0]
    return Rates(name, {"lr": rate, **arguments}, [float(optimizer.get_lr({"step": t}, group)) for t in range(1, STEPS + 1)])


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: python record_torch_rates.py SCHEDULES_DIR")
    directory = Path(sys.argv[1])
    # A scheduler that goes on past its end warns of it.
    with contextlib.redirect_stdout(None), warnings.catch_warnings(action="ignore"):
        of_torch = [rates for row in TORCH_ROWS for rates in torch_rates(row)]
        of_labml = [labml_rates(row) for row in LABML_ROWS]
    write(directory / f"torch-{torch.__version__.split('+')[0]}.json", TORCH, of_torch)
    write(directory / f"labml_nn-{version('labml_nn')}.json", f"labml_nn {version('labml_nn')} on {TORCH}", of_labml)
    print(f"{len(of_torch) + len(of_labml)} schedules in {directory}")


if __name__ == "__main__":
    main()
