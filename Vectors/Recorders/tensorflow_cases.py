"""Every recording of tensorflow-addons and Keras, in a fixed order."""

from adabelief_cases import adabelief
from keras_cases import keras_cases
from recorded_case import Case
from rectified_adam_cases import rectified_adam
from tensorflow_further_cases import further_cases
from tensorflow_lookahead_cases import lookahead


def all_cases() -> list[Case]:
    cases = [*rectified_adam(), *adabelief(), *lookahead(), *keras_cases(), *further_cases()]
    names = [case.name for case in cases]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise ValueError(f"two recordings of one name: {repeated}")
    return cases
