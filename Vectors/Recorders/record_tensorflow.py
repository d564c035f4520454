"""Records tensorflow-addons' and Keras' optimizers: python record_tensorflow.py RECORDED_DIR

One file a case, as `tensorflow_cases.py` lists them. Running it twice gives the same bytes: inputs are seeded by the
case's name, one thread runs, and oneDNN is off.
"""

import os
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ |= {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0", "CUDA_VISIBLE_DEVICES": ""}
warnings.filterwarnings("ignore", category=UserWarning)  # tensorflow-addons says that it is no longer developed

import keras
import numpy as np
import tensorflow as tf
import tensorflow_addons as tfa

import recorded_case
from recorded_case import Case, Options, Tensors
from tensorflow_cases import all_cases
from tensorflow_schedules import Schedule

ADDONS = f"tensorflow-addons-{tfa.__version__}"
KERAS = f"keras-{keras.__version__}"
LEGACY = tf.keras.optimizers.legacy
CLIPS = ("clipvalue", "clipnorm", "global_clipnorm")


@dataclass(frozen=True)
class Implementation:
    """What is run, the hyperparameters that a recording of it names, and its slots by our name."""

    name: str
    package: str
    make: Callable[..., Any]
    keys: tuple[str, ...]
    slots: dict[str, str]


_RATES = ("learning_rate", "beta_1", "beta_2", "epsilon", "decay", "amsgrad")
_WARMUP = ("weight_decay", "sma_threshold", "total_steps", "warmup_proportion", "min_lr")
_MOMENTS = {"m": "m", "v": "v", "vmax": "vhat"}

IMPLEMENTATIONS = {
    "rectifiedadam": Implementation(
        "tfa.optimizers.RectifiedAdam", ADDONS, tfa.optimizers.RectifiedAdam, (*_RATES, *_WARMUP), _MOMENTS
    ),
    "adabelief": Implementation(
        "tfa.optimizers.AdaBelief",
        ADDONS,
        tfa.optimizers.AdaBelief,
        (*_RATES, *_WARMUP, "rectify"),
        {"m": "m", "s": "v", "vmax": "vhat"},
    ),
    "lookahead": Implementation(
        "tfa.optimizers.Lookahead",
        ADDONS,
        tfa.optimizers.Lookahead,
        ("sync_period", "slow_step_size"),
        {"slow": "slow"},
    ),
    "adam": Implementation("tf.keras.optimizers.legacy.Adam", KERAS, LEGACY.Adam, _RATES, _MOMENTS),
    "sgd": Implementation(
        "tf.keras.optimizers.legacy.SGD",
        KERAS,
        LEGACY.SGD,
        ("learning_rate", "momentum", "nesterov", "decay"),
        {"momentum": "momentum"},
    ),
    "adagrad": Implementation(
        "tf.keras.optimizers.legacy.Adagrad",
        KERAS,
        LEGACY.Adagrad,
        ("learning_rate", "initial_accumulator_value", "epsilon", "decay"),
        {"sum": "accumulator"},
    ),
}


def _schedule(schedule: Schedule, precision: str) -> tuple[Any, Options]:
    """Keras' schedule, and how it is written. It computes in the type of its numbers: Python's are Float32 to it."""
    wide = precision == "float64" and not schedule.in_float32

    def number(key: str, value: Any) -> Any:
        if isinstance(value, list):
            return [number(key, element) for element in value]
        if not isinstance(value, float) or schedule.as_given:
            return value
        if wide:
            return np.float64(value)
        # CosineDecay forms 1 − alpha in Python before any rounding.
        return value if key == "alpha" else float(np.float32(value))

    given = {key: number(key, value) for key, value in schedule.config.items()}
    made = getattr(tf.keras.optimizers.schedules, schedule.class_name)(**given)
    config = {key: value for key, value in made.get_config().items() if key != "name"}
    return made, {"class_name": schedule.class_name, "config": config}


def make_optimizer(key: str, options: Options, precision: str) -> tuple[Any, Callable[[], Options]]:
    """The optimizer, and a function that reads from it, once it has run, the hyperparameters that were in effect."""
    implementation = IMPLEMENTATIONS[key]
    written: Options = {}
    arguments: Options = {}
    for name, value in options.items():
        if isinstance(value, Schedule):
            arguments[name], written[name] = _schedule(value, precision)
        elif name not in ("inner", "inner_args"):
            arguments[name] = value
    inner = None
    if "inner" in options:
        inner, inner_in_effect = make_optimizer(options["inner"], options["inner_args"], precision)
        arguments["optimizer"] = inner
    optimizer = implementation.make(**arguments)

    def in_effect() -> Options:
        result = {name: written[name] if name in written else _value(optimizer, name) for name in implementation.keys}
        result |= {name: getattr(optimizer, name) for name in CLIPS if getattr(optimizer, name) is not None}
        if inner is not None:
            result |= {"inner": IMPLEMENTATIONS[options["inner"]].name, "inner_args": inner_in_effect()}
        return result

    return optimizer, in_effect


def _value(optimizer: Any, name: str) -> Any:
    if name == "decay":
        return float(np.float32(optimizer._initial_decay))  # tf.cast makes a Float32 of it first
    if name == "initial_accumulator_value":
        return optimizer._initial_accumulator_value
    if name not in optimizer._hyper:
        return getattr(optimizer, name)
    value = optimizer._get_hyper(name)
    if name in ("total_steps", "sync_period"):
        return int(value)
    return float(np.float32(value))  # a Float32 variable; of Lookahead's, a number that tf.cast makes one of


def _gradient(given: Tensors, name: str, step: int) -> Any:
    """None, rows or the whole gradient of a step."""
    gradient = given[f"gradient/{name}"][step - 1]
    if f"present/{name}" in given and given[f"present/{name}"][step - 1] == 0:
        return None
    if f"rows/{name}" not in given:
        return tf.constant(gradient)
    indices = np.flatnonzero(given[f"rows/{name}"][step - 1])
    return tf.IndexedSlices(tf.constant(gradient[indices]), tf.constant(indices), tf.constant(gradient.shape))


def _slots(case: Case, optimizer: Any) -> dict[str, tuple[Any, str]]:
    """Which optimizer keeps which slot, and what it calls it."""
    owners = {slot: (optimizer, own) for slot, own in IMPLEMENTATIONS[case.optimizer].slots.items()}
    if "inner" in case.options:
        inner = optimizer._optimizer
        owners |= {slot: (inner, own) for slot, own in IMPLEMENTATIONS[case.options["inner"]].slots.items()}
    return {slot: pair for slot, pair in owners.items() if pair[1] in pair[0].get_slot_names()}


def run(case: Case) -> tuple[Options, Tensors]:
    """The hyperparameters in effect, and what the optimizer was given and did."""
    given = recorded_case.inputs(case)
    variables = {name: tf.Variable(given[f"initial/{name}"], name=name) for name in case.shapes}
    optimizer, in_effect = make_optimizer(case.optimizer, case.options, case.precision)
    # Slots are made at a parameter's first gradient; made now, they hold at every step what they will start from.
    optimizer._create_all_weights(list(variables.values()))
    slots = _slots(case, optimizer)
    seen: dict[str, list[np.ndarray]] = {}
    for step in range(1, case.steps + 1):
        optimizer.apply_gradients([(_gradient(given, name, step), variable) for name, variable in variables.items()])
        for name, variable in variables.items():
            seen.setdefault(f"parameter/{name}", []).append(variable.numpy().copy())
            for slot, (owner, own) in slots.items():
                seen.setdefault(f"state/{slot}/{name}", []).append(owner.get_slot(variable, own).numpy().copy())
    return in_effect(), {**given, **{name: np.stack(values) for name, values in seen.items()}}


def _note(options: Options) -> str:
    values = [*options.values(), *options.get("inner_args", {}).values()]
    in_float32 = any(isinstance(value, Schedule) and (value.in_float32 or value.as_given) for value in values)
    return "eager mode" + ("; the schedule was computed in Float32" if in_float32 else "")


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: python record_tensorflow.py RECORDED_DIR")
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    tf.get_logger().setLevel("ERROR")
    source = {
        ADDONS: f"tensorflow-addons {tfa.__version__}, tensorflow {tf.__version__}, keras {keras.__version__}, CPU",
        KERAS: f"keras {keras.__version__}, tensorflow {tf.__version__}, CPU",
    }
    cases = all_cases()
    for case in cases:
        implementation = IMPLEMENTATIONS[case.optimizer]
        hyperparameters, tensors = run(case)
        directory = Path(sys.argv[1]) / implementation.package
        recorded_case.write(
            case,
            directory,
            implementation.name,
            source[implementation.package],
            _note(case.options),
            hyperparameters,
            tensors,
        )
    print(f"{len(cases)} recordings in {sys.argv[1]}")


if __name__ == "__main__":
    main()
