"""What is recorded of tensorflow-addons and Keras beyond the tables: what Float32 does where numbers are small, or near each other."""

from dataclasses import replace

from recorded_case import Case, Options
from tensorflow_schedules import AS_GIVEN, COSINE, CYCLE, EQUAL_RESTARTS, EXPONENTIAL, GROWING_RESTARTS, POLYNOMIAL, RESTARTS

_TINY: dict[str, Options] = {"rectifiedadam": {}, "adabelief": {"epsilon": 1e-30}, "adam": {}, "adagrad": {}}
_SCHEDULED: dict[str, Options] = {
    # Decays of 0.5: their powers cancel nothing.
    **dict.fromkeys(("rectifiedadam", "adabelief", "adam"), {"learning_rate": AS_GIVEN, "beta_1": 0.5, "beta_2": 0.5}),
    "adagrad": {"learning_rate": AS_GIVEN},
    "sgd": {"learning_rate": AS_GIVEN, "momentum": 0.9},
    "lookahead": {"inner": "adam", "inner_args": {"learning_rate": AS_GIVEN, "beta_1": 0.5, "beta_2": 0.5}, "sync_period": 5},
}

_RATES = {"cycle": CYCLE, "restarts": RESTARTS, "equal-restarts": EQUAL_RESTARTS, "growing-restarts": GROWING_RESTARTS}
_DECAYS = {"exponential": EXPONENTIAL, "polynomial": POLYNOMIAL, "cosine": COSINE, "restarts": RESTARTS}


def _scheduled() -> list[Case]:
    """Schedules that the tables lack: of the learning rate, and of the weight decay. Three elements, for all have one rate."""
    fixed: Options = {"learning_rate": 0.5, "beta_2": 0.9}
    rates = [Case("adam", f"{name}-rate", "normal", {"learning_rate": schedule}) for name, schedule in _RATES.items()]
    decays = [
        Case("rectifiedadam", f"{name}-weight-decay", "normal", {"weight_decay": schedule, **fixed})
        for name, schedule in _DECAYS.items()
    ]
    wide = [replace(case, shapes={"w": (3,)}) for case in [*rates, *decays]]
    return [*wide, *(replace(case, precision="float32") for case in wide[:2])]


def further_cases() -> list[Case]:
    """Subnormal numbers; schedules; a schedule as users give it; NaN in a maximum."""
    scheduled = [Case(name, "cosine-as-given-from-zero", "zero", o, "zero") for name, o in _SCHEDULED.items()]
    edge = Case("adam", "edge-amsgrad", "special", {"amsgrad": True}, precision="float32", steps=9, shapes={"w": (8,)})
    return [
        *(Case(name, "tiny", "tiny", options, "tiny", precision="float32") for name, options in _TINY.items()),
        *scheduled,
        *(replace(case, precision="float32") for case in scheduled),
        edge,
        *_scheduled(),
    ]
