"""Records a regression that torch trains, step by step: python record_training.py TRAINING_DIR

Two outputs of two inputs, 1,000 steps in Float32. The bias is in a group without decay; a linear warmup of 100 steps; gradients are clipped by the
norm of both parameters; Lookahead is torch_optimizer's. What is recorded: every gradient before it is clipped, its norm, the learning rate, and
parameters and state after every step; the slow weights where they change.
"""

import json
import sys
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np
import torch
import torch_optimizer

import safetensors_file
from recording import TORCH

STEPS = 1000
BATCH = 4
SETTINGS = {
    "lr": 0.03,
    "betas": [0.9, 0.99],
    "eps": 1e-8,
    "weight_decay": 0.2,
    "warmup_steps": 100,
    "max_norm": 1.0,
    "k": 5,
    "alpha": 0.5,
}


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: python record_training.py TRAINING_DIR")
    torch.set_num_threads(1)
    rng = np.random.default_rng(1)

    def drawn(*shape: int) -> torch.Tensor:
        return torch.from_numpy(rng.standard_normal(shape).astype(np.float32))

    weight, bias = torch.nn.Parameter(drawn(2, 2)), torch.nn.Parameter(drawn(2))
    true_weight, true_bias = 2 * drawn(2, 2), 2 * drawn(2)
    named = {"weight": weight, "bias": bias}
    inner = torch.optim.AdamW(
        [{"params": [weight]}, {"params": [bias], "weight_decay": 0.0}],
        lr=SETTINGS["lr"],
        betas=tuple(SETTINGS["betas"]),
        eps=SETTINGS["eps"],
        weight_decay=SETTINGS["weight_decay"],
        foreach=False,
    )
    optimizer = torch_optimizer.Lookahead(inner, k=SETTINGS["k"], alpha=SETTINGS["alpha"])
    warmup = torch.optim.lr_scheduler.LambdaLR(inner, lambda s: min(1, (s + 1) / SETTINGS["warmup_steps"]))

    tensors = {f"initial/{name}": parameter.detach().numpy().copy() for name, parameter in named.items()}
    seen: dict[str, list[np.ndarray]] = {}

    def see(key: str, value: torch.Tensor) -> None:
        seen.setdefault(key, []).append(value.detach().numpy().copy())

    rates, norms = [], []
    for step in range(1, STEPS + 1):
        x = drawn(BATCH, 2)
        y = x @ true_weight.T + true_bias + 0.3 * drawn(BATCH, 2)
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(torch.nn.functional.linear(x, weight, bias), y).backward()
        for name, parameter in named.items():
            see(f"gradient/{name}", parameter.grad)
        rates.append(inner.param_groups[0]["lr"])
        norms.append(float(torch.nn.utils.clip_grad_norm_(list(named.values()), SETTINGS["max_norm"])))
        optimizer.step()
        warmup.step()
        for name, parameter in named.items():
            see(f"parameter/{name}", parameter)
            see(f"state/m/{name}", inner.state[parameter]["exp_avg"])
            see(f"state/v/{name}", inner.state[parameter]["exp_avg_sq"])
            if (step - 1) % SETTINGS["k"] == 0:
                see(f"state/slow/{name}", optimizer.state[parameter]["slow_param"])
    tensors |= {key: np.stack(values) for key, values in seen.items()}
    tensors |= {"learning_rate": np.array(rates), "norm": np.array(norms, np.float32)}
    metadata = {
        "format": "optimizer-training/1",
        "settings": json.dumps(SETTINGS, sort_keys=True),
        "source": f"{TORCH}; torch_optimizer {version('torch_optimizer')}",
        "steps": str(STEPS),
    }
    directory = Path(sys.argv[1])
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / "regression.safetensors"
    safetensors_file.write(path, metadata, tensors)
    clipped = sum(norm > SETTINGS["max_norm"] for norm in norms)
    print(f"{STEPS} steps in {path}, {clipped} of them clipped; the bias is off by {float((bias - true_bias).abs().max()):.3f}")


if __name__ == "__main__":
    with warnings.catch_warnings(action="ignore"):
        main()
