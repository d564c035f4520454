"""Every recording of tensorflow-addons and Keras, in a fixed order."""

from recorded_case import Case
from rectified_adam_cases import rectified_adam


def all_cases() -> list[Case]:
    return [*rectified_adam()]
