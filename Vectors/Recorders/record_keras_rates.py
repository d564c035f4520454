"""Records the learning rates of Keras' schedules, and of tensorflow-addons' warmup: python record_keras_rates.py SCHEDULES_DIR

In Float64: every number is given as numpy's, for Python's are Float32 to Keras.
"""

import os
import sys
import warnings
from pathlib import Path
from typing import Any

os.environ |= {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0", "CUDA_VISIBLE_DEVICES": ""}
warnings.filterwarnings("ignore", category=UserWarning)  # tensorflow-addons says that it is no longer developed

import keras
import numpy as np
import tensorflow as tf
import tensorflow_addons as tfa

import tensorflow_schedules as schedules
from schedule_values import Rates, write

STEPS = 40

KERAS_ROWS = [
    *schedules.SCHEDULES.values(),
    schedules.CYCLE,
    schedules.RESTARTS,
    schedules.EQUAL_RESTARTS,
    schedules.GROWING_RESTARTS,
]
ADDONS_ROWS: list[dict[str, Any]] = [
    {"learning_rate": 0.25, "total_steps": 20, "warmup_proportion": 0.25, "min_lr": 0.0},
    {"learning_rate": 1.0, "total_steps": 10, "warmup_proportion": 0.25, "min_lr": 0.125},
    {"learning_rate": 0.5, "total_steps": 4, "warmup_proportion": 0.0, "min_lr": 0.0625},
    {"learning_rate": 0.75, "total_steps": 32, "warmup_proportion": 1.0, "min_lr": 0.0},
]
"""Numbers that Float32 holds: it keeps them so."""


def keras_rates(schedule: schedules.Schedule) -> Rates:
    given = {key: np.float64(value) if isinstance(value, float) else value for key, value in schedule.config.items()}
    if schedule.class_name == "PiecewiseConstantDecay":
        given["values"] = [np.float64(value) for value in schedule.config["values"]]
    made = getattr(tf.keras.optimizers.schedules, schedule.class_name)(**given)
    return Rates(schedule.class_name, schedule.config, [float(made(step).numpy()) for step in range(STEPS)])


def addons_rates(arguments: dict[str, Any]) -> Rates:
    """With β1 = 0 and a threshold that ρt never reaches, a step from 0 with the gradient −1 ends at the learning rate."""
    variable = tf.Variable(np.zeros(1))
    optimizer = tfa.optimizers.RectifiedAdam(beta_1=0.0, sma_threshold=1e30, **arguments)
    rates = []
    for _ in range(STEPS):
        variable.assign(np.zeros(1))
        optimizer.apply_gradients([(tf.constant(-np.ones(1)), variable)])
        rates.append(float(variable.numpy()[0]))
    return Rates("RectifiedAdam", arguments, rates)


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: python record_keras_rates.py SCHEDULES_DIR")
    directory = Path(sys.argv[1])
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    tensorflow = f"tensorflow {tf.__version__}"
    of_keras = [keras_rates(row) for row in KERAS_ROWS]
    of_addons = [addons_rates(row) for row in ADDONS_ROWS]
    write(directory / f"keras-{keras.__version__}.json", f"keras {keras.__version__}, {tensorflow}, CPU", of_keras)
    name = f"tensorflow-addons-{tfa.__version__}"
    write(directory / f"{name}.json", f"tensorflow-addons {tfa.__version__}, {tensorflow}, keras {keras.__version__}, CPU", of_addons)
    print(f"{len(of_keras) + len(of_addons)} schedules in {directory}")


if __name__ == "__main__":
    main()
