"""What is set beside what, and the ratios that are wanted."""

import optax_peers
import torch_peers
from contestant import Group, Options, Peer
from values import LEARNING_RATE

Keys = dict[str, str]
Wanted = dict[int, float]

_SMALL, _MIDDLE, _LARGE, _LARGEST = 1 << 12, 1 << 16, 1 << 20, 1 << 24

_RATE = {"lr": LEARNING_RATE}
_DECAYED = {**_RATE, "weight_decay": 1e-2}
# Rates at which an element moves by enough to tell a wrong rate from rounding.
_ADAGRAD = {"lr": 1e-2}
_MOMENTUM = {"lr": 0.1, "momentum": 0.9}
_OPTAX = {"learning_rate": LEARNING_RATE}
_MOMENTS = ("first", "second")


def _torch(rule: str, options: Options, slots: tuple[str, ...], keys: Keys, *others: Peer, wanted: Wanted | None = None) -> Group:
    """torch.optim's fused optimizer of a rule, and others of the same rule."""
    path = f"torch.optim.{rule}"
    fused = torch_peers.peer(f"torch fused {rule}", path, {**options, "fused": True}, keys, wanted)
    return Group(path, options, slots, (fused, *others))


def _optax(name: str, slots: tuple[str, ...], fields: Keys, wanted: Wanted | None = None) -> Group:
    return Group(f"optax.{name}", _OPTAX, slots, (optax_peers.peer(name, _OPTAX, fields, wanted),))


def _candidates(rule: str, slots: tuple[str, ...], keys: Keys, original: str, betas: tuple[float, ...]) -> Group:
    """What there is in Python for AdaBound or AdaMod."""
    wanted = {_LARGE: 8.0}
    title = rule.rsplit(".", 1)[1]
    path, batched = f"pytorch_optimizer.{title}", {**_RATE, "betas": betas}
    peers = (
        torch_peers.peer(f"{title} of {rule.split('.')[0]}", original, _RATE, keys, wanted),
        torch_peers.peer(f"{title} of torch_optimizer", f"torch_optimizer.{title}", _RATE, keys, wanted),
        torch_peers.peer(f"{title} of pytorch_optimizer, foreach", path, {**batched, "foreach": True}, keys, wanted),
        torch_peers.peer(f"{title} of pytorch_optimizer", path, {**batched, "foreach": False}, keys, wanted),
    )
    return Group(rule, _RATE, slots, peers, candidates_for=title)


_DEEPSPEED = torch_peers.peer(
    "DeepSpeed CPUAdam, AdamW",
    "deepspeed.ops.adam.DeepSpeedCPUAdam",
    {**_DECAYED, "adamw_mode": True},
    torch_peers.ADAM,
    {_SMALL: 3, _LARGE: 1.15, _LARGEST: 1.05},
)
_RADAM = torch_peers.peer(
    "torch foreach RAdam",
    "torch.optim.RAdam",
    {**_RATE, "foreach": True},
    torch_peers.ADAM,
    {_SMALL: 4, _MIDDLE: 4, _LARGE: 4, _LARGEST: 4},
)

GROUPS = (
    _torch("Adam", _RATE, _MOMENTS, torch_peers.ADAM, wanted={_SMALL: 5, _LARGE: 1.5, _LARGEST: 1.5}),
    _torch("AdamW", _DECAYED, _MOMENTS, torch_peers.ADAM, _DEEPSPEED),
    _torch("Adagrad", _ADAGRAD, ("second",), torch_peers.ADAGRAD),
    _torch("SGD", _MOMENTUM, ("first",), torch_peers.MOMENTUM),
    Group("torch.optim.RAdam", _RATE, _MOMENTS, (_RADAM,)),
    _optax("adam", _MOMENTS, optax_peers.ADAM),
    _optax("radam", _MOMENTS, optax_peers.ADAM, {_SMALL: 10, _LARGE: 1.6, _LARGEST: 1.6}),
    _optax("adabelief", _MOMENTS, optax_peers.ADAM, {_LARGE: 2, _LARGEST: 5}),
    _optax("amsgrad", (*_MOMENTS, "maximum"), optax_peers.AMSGRAD),
    _candidates("adabound.AdaBound", _MOMENTS, torch_peers.ADAM, "adabound.AdaBound", (0.9, 0.999)),
    _candidates("adamod.AdaMod", (*_MOMENTS, "averaged"), torch_peers.ADAMOD, "adamod.adamod.AdaMod", (0.9, 0.999, 0.999)),
)
