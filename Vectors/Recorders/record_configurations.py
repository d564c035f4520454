"""Writes what Keras and tensorflow-addons write of their optimizers, and what they make of ours.

    python record_configurations.py CONFIGURATIONS_DIR

`keras.json`: for each case what `tf.keras.optimizers.serialize` and `get_config` gave, before a step and after one, and whether
`deserialize` makes an optimizer of it that steps.
`read-back.jsonl`: the same of each line of `written.jsonl`, which this package wrote, after `deserialize` and `serialize`.
"""

import copy
import json
import os
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ |= {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0", "CUDA_VISIBLE_DEVICES": ""}
warnings.filterwarnings("ignore", category=UserWarning)  # tensorflow-addons says that it is no longer developed

import tensorflow as tf
import tensorflow_addons as tfa

import output_file

ADDONS = tfa.optimizers
LEGACY = tf.keras.optimizers.legacy
SCHEDULES = tf.keras.optimizers.schedules

CASES: dict[str, Callable[[], Any]] = {
    "adam": lambda: LEGACY.Adam(),
    "adam-numbers": lambda: LEGACY.Adam(0.003, 0.85, 0.99, 1e-5, amsgrad=True, decay=0.01, clipnorm=0.7),
    "adam-renamed": lambda: LEGACY.Adam(0.003, name="generator"),
    "sgd": lambda: LEGACY.SGD(),
    "sgd-nesterov": lambda: LEGACY.SGD(0.1, 0.9, nesterov=True, clipvalue=0.3),
    "adagrad": lambda: LEGACY.Adagrad(),
    "adagrad-numbers": lambda: LEGACY.Adagrad(0.03, 0.2, 1e-6, decay=0.1, global_clipnorm=2.5),
    "exponential": lambda: LEGACY.Adam(SCHEDULES.ExponentialDecay(0.01, 7, 0.6, staircase=True)),
    "inverse-time": lambda: LEGACY.SGD(SCHEDULES.InverseTimeDecay(0.02, 4, 0.7)),
    "polynomial": lambda: LEGACY.SGD(SCHEDULES.PolynomialDecay(0.02, 15, 0.001, 1.5, cycle=True)),
    "cosine": lambda: LEGACY.SGD(SCHEDULES.CosineDecay(0.02, 18, 0.1)),
    "cosine-warmup": lambda: LEGACY.Adam(SCHEDULES.CosineDecay(0.001, 12, 0.2, warmup_target=0.02, warmup_steps=6)),
    "cosine-restarts": lambda: LEGACY.SGD(SCHEDULES.CosineDecayRestarts(0.02, 5, 1.5, 0.9, 0.05)),
    "piecewise": lambda: LEGACY.Adagrad(SCHEDULES.PiecewiseConstantDecay([3, 8], [0.02, 0.01, 0.03])),
    "rectified-adam": lambda: ADDONS.RectifiedAdam(),
    "rectified-adam-numbers": lambda: ADDONS.RectifiedAdam(
        0.003, 0.85, 0.99, 1e-5, 0.03, True, 4.5, 100, 0.3, 0.0001, clipvalue=0.3, clipnorm=0.7
    ),
    "rectified-adam-schedules": lambda: ADDONS.RectifiedAdam(
        SCHEDULES.ExponentialDecay(0.01, 7, 0.6), weight_decay=SCHEDULES.InverseTimeDecay(0.3, 5, 0.5), total_steps=50
    ),
    "adabelief": lambda: ADDONS.AdaBelief(),
    "adabelief-plain": lambda: ADDONS.AdaBelief(0.003, 0.85, 0.99, 1e-7, 0.03, True, False, 4.5, 100, 0.3, 0.0001),
    "lookahead": lambda: ADDONS.Lookahead(ADDONS.RectifiedAdam()),
    "lookahead-numbers": lambda: ADDONS.Lookahead(LEGACY.SGD(0.1, 0.9), sync_period=3, slow_step_size=0.3),
    "lookahead-schedule": lambda: ADDONS.Lookahead(
        LEGACY.Adam(SCHEDULES.PiecewiseConstantDecay([3], [0.02, 0.01]), clipnorm=0.7), clipvalue=0.3
    ),
    "rmsprop": lambda: LEGACY.RMSprop(),
    "adam-of-today": lambda: tf.keras.optimizers.Adam(),
}
"""The last two are refused by this package."""


def stepped(optimizer: Any) -> Any:
    variable = tf.Variable([1.0, 2.0])
    optimizer.apply_gradients([(tf.constant([0.1, -0.2]), variable)])
    return optimizer


def plain(value: Any) -> Any:
    """What JSON holds of it: numpy's float32 as the number that it is."""
    return json.loads(json.dumps(value, default=float))


def deserialized(serialized: dict[str, Any]) -> Any:
    """An optimizer of it. It is copied, for `from_config` puts schedules into what it is given."""
    return tf.keras.optimizers.deserialize(copy.deepcopy(serialized))


def reads(serialized: dict[str, Any]) -> bool:
    """Whether the library makes an optimizer of it that steps. Adagrad of a schedule is one that does not, from its own file."""
    try:
        stepped(deserialized(serialized))
    except ValueError:
        return False
    return True


def recorded(make: Callable[[], Any]) -> dict[str, Any]:
    fresh, after = make(), stepped(make())
    serialized = plain(tf.keras.optimizers.serialize(fresh))
    return {
        "serialized": serialized,
        "config": plain(fresh.get_config()),
        "config-after-a-step": plain(after.get_config()),
        "is-read": reads(serialized),
    }


def read_back(line: str) -> dict[str, Any]:
    written = json.loads(line)
    again = tf.keras.optimizers.serialize(deserialized(written))
    return {"serialized": plain(again), "is-read": reads(written)}


def main(folder: Path) -> None:
    entries = {name: recorded(make) for name, make in CASES.items()}
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(entry)}" for name, entry in entries.items())
    output_file.replace(folder / "keras.json", ("{\n" + lines + "\n}\n").encode())
    written = folder / "written.jsonl"
    if written.exists():
        back = [json.dumps(read_back(line)) + "\n" for line in written.read_text().splitlines()]
        output_file.replace(folder / "read-back.jsonl", "".join(back).encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
