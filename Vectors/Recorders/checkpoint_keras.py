"""`get_weights` of Keras' and tensorflow-addons' optimizers as safetensors files, what they did next, and a look at what this package exports.

    checkpoint_keras.py record DIRECTORY    writes NAME.safetensors (tensors 0, 1, …) and NAME-next.safetensors (the steps after it)
    checkpoint_keras.py check DIRECTORY EXPORTED    gives the files of EXPORTED to `set_weights`: the next steps must be the same bits
"""

import json
import os
import sys
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
import tensorflow as tf
import tensorflow_addons as tfa
from safetensors.numpy import load_file, save_file

import output_file

STEPS = 3
SHAPES = {"w": (2, 3), "b": (4,)}
KERAS = tf.keras.optimizers.legacy
RECTIFIED = {"learning_rate": 0.01, "weight_decay": 0.1, "amsgrad": True, "total_steps": 20, "warmup_proportion": 0.2}

# name: implementation, a maker, steps before
CASES = {
    "adam": ("tf.keras.optimizers.legacy.Adam", lambda: KERAS.Adam(0.01, beta_1=0.8, amsgrad=True), 3),
    "sgd": ("tf.keras.optimizers.legacy.SGD", lambda: KERAS.SGD(0.05, momentum=0.9, nesterov=True), 2),
    "adagrad": ("tf.keras.optimizers.legacy.Adagrad", lambda: KERAS.Adagrad(0.1), 3),
    "rectified-adam": ("tfa.optimizers.RectifiedAdam", lambda: tfa.optimizers.RectifiedAdam(**RECTIFIED), 5),
    "lookahead": (
        "tfa.optimizers.Lookahead",
        lambda: tfa.optimizers.Lookahead(tfa.optimizers.RectifiedAdam(0.01), sync_period=4, slow_step_size=0.25),
        6,
    ),
}
# What the verifier wants of an optimizer's numbers.
NUMBERS = {
    "tf.keras.optimizers.legacy.Adam": ["amsgrad", "beta_1", "beta_2", "decay", "epsilon", "learning_rate"],
    "tf.keras.optimizers.legacy.SGD": ["decay", "learning_rate", "momentum", "nesterov"],
    "tf.keras.optimizers.legacy.Adagrad": ["decay", "epsilon", "initial_accumulator_value", "learning_rate"],
    "tfa.optimizers.RectifiedAdam": [
        "amsgrad", "beta_1", "beta_2", "decay", "epsilon", "learning_rate", "min_lr", "sma_threshold", "total_steps",
        "warmup_proportion", "weight_decay",
    ],
}  # fmt: skip


def numbers(implementation: str, optimizer) -> dict[str, object]:
    """As the optimizer holds them: its variables are float32."""
    config = optimizer.get_config()
    if implementation == "tfa.optimizers.Lookahead":
        inner = "tfa.optimizers.RectifiedAdam"
        return {
            "inner": inner,
            "inner_args": numbers(inner, optimizer._optimizer),
            "slow_step_size": float(np.float32(config["slow_step_size"])),
            "sync_period": config["sync_period"],
        }
    hyper = set(getattr(optimizer, "_hyper", {}))
    return {
        key: (int if key == "total_steps" else float)(np.float32(config[key])) if key in hyper else config[key]
        for key in NUMBERS[implementation]
    }


def gradients(case: str, t: int) -> dict[str, np.ndarray]:
    random = np.random.Generator(np.random.Philox(key=[sum(case.encode()), t]))
    return {name: random.normal(size=shape).astype(np.float32) for name, shape in SHAPES.items()}


def step(case: str, variables, optimizer, t: int) -> None:
    given = gradients(case, t)
    optimizer.apply_gradients([(tf.constant(given[name]), variables[name]) for name in SHAPES])


def record(directory: Path) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    for case, (implementation, make, before) in CASES.items():
        optimizer = make()
        variables = {
            name: tf.Variable(np.linspace(-1, 1, int(np.prod(shape)), dtype=np.float32).reshape(shape))
            for name, shape in SHAPES.items()
        }
        for t in range(before):
            step(case, variables, optimizer, t)
        weights = optimizer.get_weights()
        save_file({str(i): np.array(weight) for i, weight in enumerate(weights)}, output_file.destination(directory / f"{case}.safetensors"))
        tensors = {f"before/{name}": variable.numpy() for name, variable in variables.items()}
        after = {name: [] for name in variables}
        for t in range(before, before + STEPS):
            step(case, variables, optimizer, t)
            for name, variable in variables.items():
                after[name].append(variable.numpy())
        for name in variables:
            tensors[f"after/{name}"] = np.stack(after[name])
            tensors[f"gradient/{name}"] = np.stack([gradients(case, t)[name] for t in range(before, before + STEPS)])
        text = json.dumps(numbers(implementation, optimizer), sort_keys=True)
        metadata = {
            "implementation": implementation,
            "source": f"keras {keras.__version__}, tensorflow-addons {tfa.__version__}, tensorflow {tf.__version__}",
            "order": " ".join(SHAPES),
            "stepsBefore": str(before),
            "steps": str(STEPS),
            "idle": "",
            **{f"hyperparameters/{name}": text for name in SHAPES},
        }
        save_file(tensors, output_file.destination(directory / f"{case}-next.safetensors"), metadata=metadata)


def check(directory: Path, exported: Path) -> None:
    for case, (_, make, before) in CASES.items():
        recorded = load_file(directory / f"{case}-next.safetensors")
        optimizer = make()
        variables = {name: tf.Variable(recorded[f"before/{name}"]) for name in SHAPES}
        # `set_weights` wants the slots to be there: a step makes them, and is forgotten.
        step(case, variables, optimizer, 0)
        weights = load_file(exported / f"{case}.safetensors")
        optimizer.set_weights([weights[str(i)] for i in range(len(weights))])
        for name, variable in variables.items():
            variable.assign(recorded[f"before/{name}"])
        for t in range(STEPS):
            step(case, variables, optimizer, before + t)
            for name, variable in variables.items():
                if not np.array_equal(variable.numpy().view(np.uint32), recorded[f"after/{name}"][t].view(np.uint32)):
                    sys.exit(f"{case}: {name} is another after {t + 1} steps")
        print(f"{case}: keras {keras.__version__} continues the exported file with the recorded bits")


if __name__ == "__main__":
    {"record": record, "check": check}[sys.argv[1]](*map(Path, sys.argv[2:]))
