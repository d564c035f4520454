"""Adam, AdamW and RAdam as torch computes them, written out in numpy: what the recordings are checked with.

A sanity check on the recorder, not a reference: those are in Swift.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray
Hyperparameters = dict[str, Any]


@dataclass
class Element:
    """A parameter and what the optimizer remembers of it."""

    parameter: Array
    m: Array
    v: Array
    vmax: Array


def is_decoupled(implementation: str, h: Hyperparameters) -> bool:
    return implementation == "torch.optim.AdamW" or bool(h.get("decoupled_weight_decay"))


def effective_gradient(implementation: str, h: Hyperparameters, gradient: Array, before: Array) -> Array:
    """The gradient as the moments see it: turned round to maximize, and with the L2 decay added."""
    g = -gradient if h["maximize"] else gradient
    return g if is_decoupled(implementation, h) else g + h["weight_decay"] * before


def moments(h: Hyperparameters, g: Array, m: Array, v: Array) -> tuple[Array, Array]:
    beta1, beta2 = h["betas"]
    return beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g


def update(implementation: str, h: Hyperparameters, t: int, m: Array, v: Array) -> Array:
    """What step t takes from the parameter beside any decoupled decay; `v` is the maximum where AMSGrad keeps one."""
    alpha, epsilon = float(h["lr"]), float(h["eps"])
    beta1, beta2 = (float(beta) for beta in h["betas"])
    c1, c2 = 1 - math.pow(beta1, t), 1 - math.pow(beta2, t)
    root: Array = np.sqrt(v)
    if implementation != "torch.optim.RAdam":
        return alpha / c1 * m / (root / math.sqrt(c2) + epsilon)
    most = 2 / (1 - beta2) - 1
    rho = most - 2 * t * math.pow(beta2, t) / c2
    if rho <= 5:
        return alpha * m / c1
    rectification = math.sqrt((rho - 4) * (rho - 2) * most / ((most - 4) * (most - 2) * rho))
    return alpha * rectification * m / c1 * math.sqrt(c2) / (root + epsilon)


def decayed(implementation: str, h: Hyperparameters, before: Array) -> Array:
    """The parameter after decoupled decay."""
    return before * (1 - float(h["lr"]) * float(h["weight_decay"])) if is_decoupled(implementation, h) else before


def step(implementation: str, h: Hyperparameters, t: int, gradient: Array, x: Element) -> Element:
    g = effective_gradient(implementation, h, gradient, x.parameter)
    m, v = moments(h, g, x.m, x.v)
    vmax = np.maximum(x.vmax, v)
    second = vmax if h.get("amsgrad") else v
    after = decayed(implementation, h, x.parameter) - update(implementation, h, t, m, second)
    return Element(after, m, v, vmax)


def trajectory(implementation: str, h: Hyperparameters, initial: Array, gradients: Array, present: Array) -> Array:
    """The parameter after each step, on its own from the start. A step without a gradient does not count."""
    zeros = np.zeros_like(initial, dtype=np.float64)
    x = Element(initial.astype(np.float64), zeros, zeros, zeros)
    t = 0
    seen = []
    for gradient, there in zip(gradients.astype(np.float64), present, strict=True):
        if there:
            t += 1
            x = step(implementation, h, t, gradient, x)
        seen.append(x.parameter)
    return np.stack(seen)
