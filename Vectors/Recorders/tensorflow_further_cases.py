"""What is recorded of tensorflow-addons and Keras beyond the tables: what Float32 does where numbers are small, or near each other."""

from dataclasses import replace

from recorded_case import Case, Options
from tensorflow_schedules import AS_GIVEN

_TINY: dict[str, Options] = {"rectifiedadam": {}, "adabelief": {"epsilon": 1e-30}, "adam": {}, "adagrad": {}}
_SCHEDULED: dict[str, Options] = {
    # Decays of 0.5: their powers cancel nothing.
    **dict.fromkeys(("rectifiedadam", "adabelief", "adam"), {"learning_rate": AS_GIVEN, "beta_1": 0.5, "beta_2": 0.5}),
    "adagrad": {"learning_rate": AS_GIVEN},
    "sgd": {"learning_rate": AS_GIVEN, "momentum": 0.9},
    "lookahead": {"inner": "adam", "inner_args": {"learning_rate": AS_GIVEN, "beta_1": 0.5, "beta_2": 0.5}, "sync_period": 5},
}


def further_cases() -> list[Case]:
    """Subnormal numbers; a schedule as users give it; NaN in a maximum."""
    scheduled = [Case(name, "cosine-as-given-from-zero", "zero", o, "zero") for name, o in _SCHEDULED.items()]
    edge = Case("adam", "edge-amsgrad", "special", {"amsgrad": True}, precision="float32", steps=9, shapes={"w": (8,)})
    return [
        *(Case(name, "tiny", "tiny", options, "tiny", precision="float32") for name, options in _TINY.items()),
        *scheduled,
        *(replace(case, precision="float32") for case in scheduled),
        edge,
    ]
