"""Records optax's optimizers: python record_optax.py RECORDED_DIR

One file a case, as `optax_cases.py` lists them. Running it twice gives the same bytes: inputs are seeded by the case's
name, one thread runs, and the instruction set is fixed.
"""

import inspect
import os
import sys
from pathlib import Path
from typing import Any

os.environ |= {
    "JAX_PLATFORMS": "cpu",
    "XLA_FLAGS": "--xla_cpu_max_isa=AVX2 --xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
}

import jax
import jax.numpy as jnp
import numpy as np
import optax

import recorded_case
from optax_cases import WideCase, all_cases
from recorded_case import Case, Options, Tensors

# Arguments that only choose a type of storage.
STORAGE = ("mu_dtype", "accumulator_dtype")
RATE: Options = {"sgd": 0.01}  # optax has no default

# Our name for each slot, and the state that keeps it under the name on the right.
SLOTS: dict[str, tuple[str, dict[str, str]]] = {
    "radam": ("ScaleByAdamState", {"m": "mu", "v": "nu"}),
    "adam": ("ScaleByAdamState", {"m": "mu", "v": "nu"}),
    "amsgrad": ("ScaleByAmsgradState", {"m": "mu", "v": "nu", "vmax": "nu_max"}),
    "adabelief": ("ScaleByBeliefState", {"m": "mu", "s": "nu"}),
    "sgd": ("TraceState", {"momentum": "trace"}),
}


def make(name: str, options: Options) -> tuple[optax.GradientTransformation, Options]:
    """The optimizer, and every argument that it has, as given or by default."""
    function = getattr(optax, name)
    if name == "lookahead":
        inner, inner_args = make(options["inner"], options["inner_args"])
        given = {key: value for key, value in options.items() if key not in ("inner", "inner_args")}
        written = {"reset_state": False, **given, "inner": f"optax.{options['inner']}", "inner_args": inner_args}
        return function(inner, **given), written
    parameters = inspect.signature(function).parameters.values()
    defaults = {p.name: p.default for p in parameters if p.default is not p.empty and p.name not in STORAGE}
    arguments = {"learning_rate": RATE.get(name, 1e-3), **defaults, **options}
    # The momentum of an SGD that has none is not written.
    return function(**arguments), {key: value for key, value in arguments.items() if value is not None}


def _slots(name: str, state: Any) -> dict[str, dict[str, Any]]:
    """The slots of an optimizer's state, each a value for each parameter."""
    kind, slots = SLOTS[name]
    states = jax.tree.leaves(state, is_leaf=lambda node: type(node).__name__ == kind)
    kept = [node for node in states if type(node).__name__ == kind]
    return {slot: getattr(kept[0], field) for slot, field in slots.items()} if kept else {}


def run(case: Case) -> tuple[Options, Tensors]:
    """The hyperparameters in effect, and what the optimizer was given and did."""
    given = recorded_case.inputs(case)
    optimizer, hyperparameters = make(case.optimizer, case.options)
    looks_ahead = case.optimizer == "lookahead"
    parameters: Any = {name: jnp.asarray(given[f"initial/{name}"]) for name in case.shapes}
    if looks_ahead:
        parameters = optax.LookaheadParams.init_synced(parameters)
    state = optimizer.init(parameters)
    seen: dict[str, list[np.ndarray]] = {}
    for step in range(case.steps):
        gradients = {name: jnp.asarray(given[f"gradient/{name}"][step]) for name in case.shapes}
        updates, state = optimizer.update(gradients, state, parameters)
        parameters = optax.apply_updates(parameters, updates)
        slots = _slots(case.options["inner"] if looks_ahead else case.optimizer, state)
        if looks_ahead:
            slots["slow"] = parameters.slow
        for name in case.shapes:
            fast = parameters.fast if looks_ahead else parameters
            seen.setdefault(f"parameter/{name}", []).append(np.asarray(fast[name]))
            for slot, values in slots.items():
                seen.setdefault(f"state/{slot}/{name}", []).append(np.asarray(values[name]))
    return hyperparameters, {**given, **{name: np.stack(values) for name, values in seen.items()}}


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: python record_optax.py RECORDED_DIR")
    directory = Path(sys.argv[1]) / f"optax-{optax.__version__}"
    cases = all_cases()
    for case in cases:
        x64 = case.precision == "float64" or isinstance(case, WideCase)
        jax.config.update("jax_enable_x64", x64)
        hyperparameters, tensors = run(case)
        source = f"optax {optax.__version__}, jax {jax.__version__}, CPU"
        note = f"not jitted; jax_enable_x64 {'on' if x64 else 'off'}"
        recorded_case.write(case, directory, f"optax.{case.optimizer}", source, note, hyperparameters, tensors)
    print(f"{len(cases)} recordings in {directory}")


if __name__ == "__main__":
    main()
