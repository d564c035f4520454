"""Records kozistr/RAdam-tensorflow with a tensor of learning rates: python record_kozistr.py RADAM_PY OUTPUT_DIR

RADAM_PY is `radam.py` of commit ed889cadf1fdf6fc7128e98df9073fbb28527e56 of github.com/kozistr/RAdam-tensorflow, which no package registry
carries. Graph mode, resource variables, one thread. In Float64 its `tf.float32` is replaced by `tf.float64`, and `tf.multiply` by a product.
"""

import os
import sys
from pathlib import Path
from typing import Any

os.environ |= {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0", "CUDA_VISIBLE_DEVICES": ""}

import numpy as np
import tensorflow.compat.v1 as tf

import recorded_case
from recorded_case import Case, Options, Tensors

NAME = "kozistr.RAdamOptimizer"
RATES = [0.001, 0.001, 0.125, 0.0, 0.5, 0.01, 0.125]
_DECAYING: Options = {"beta2": 0.7, "epsilon": 1e-3, "weight_decay": 0.1, "decay": 0.05}
_DEFAULTS: Options = {
    **{"learning_rate": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-6, "decay": 0.0},
    **{"warmup_proportion": 0.1, "weight_decay": 0.0, "amsgrad": False},
}
CASES = [
    Case("kozistr-radam", setting, regime, options, precision=precision, steps=12, shapes={"w": (len(RATES),)})
    for setting, regime, options in (
        ("rates", "normal", {"beta2": 0.9}),
        ("rates-decay-0.05", "signflip", _DECAYING),
    )
    for precision in ("float64", "float32")
]


def optimizer_class(source: str, precision: str) -> Any:
    text = source.replace("import tensorflow as tf", "import tensorflow.compat.v1 as tf")
    # tf.multiply makes a Float32 of a Python number, whatever it is multiplied with.
    names: dict[str, Any] = {"product": lambda a, b: a * b}
    if precision == "float64":
        text = text.replace("tf.float32", "tf.float64").replace("tf.multiply(", "product(")
    exec(compile(text, "radam.py", "exec"), names)
    return names["RAdamOptimizer"]


def run(case: Case, source: str) -> tuple[Options, Tensors]:
    given = recorded_case.inputs(case)
    rates = np.array(RATES, np.float32).astype(recorded_case.DTYPES[case.precision])
    with tf.Graph().as_default():
        w = tf.get_variable("w", initializer=given["initial/w"])
        step = tf.train.get_or_create_global_step()
        gradient = tf.placeholder(w.dtype, w.shape)
        optimizer = optimizer_class(source, case.precision)(learning_rate=tf.constant(rates), **case.options)
        update = optimizer.apply_gradients([(gradient, w)], global_step=step)
        kept = {variable.op.name: variable for variable in tf.global_variables()}
        seen: dict[str, list[np.ndarray]] = {}
        config = tf.ConfigProto(intra_op_parallelism_threads=1, inter_op_parallelism_threads=1)
        with tf.Session(config=config) as session:
            session.run(tf.global_variables_initializer())
            for g in given["gradient/w"]:
                session.run(update, {gradient: g})
                for key, name in {"parameter/w": "w", "state/m/w": "w/radam_m", "state/v/w": "w/radam_v"}.items():
                    seen.setdefault(key, []).append(session.run(kept[name]))
    return {**_DEFAULTS, **case.options}, {**given, "learning_rate/w": rates, **{key: np.stack(v) for key, v in seen.items()}}


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit("usage: python record_kozistr.py RADAM_PY OUTPUT_DIR")
    source = Path(sys.argv[1]).read_text()
    tf.disable_eager_execution()
    tf.enable_resource_variables()
    tf.get_logger().setLevel("ERROR")
    described = f"kozistr/RAdam-tensorflow ed889cadf1fdf6fc7128e98df9073fbb28527e56, tensorflow-cpu {tf.__version__}, graph mode"
    for case in CASES:
        hyperparameters, tensors = run(case, source)
        note = "learning_rate is a tensor, learning_rate/w"
        recorded_case.write(case, Path(sys.argv[2]), NAME, described, note, hyperparameters, tensors)
    print(f"{len(CASES)} recordings in {sys.argv[2]}")


if __name__ == "__main__":
    main()
