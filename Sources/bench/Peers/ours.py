"""This package, through its C library."""

import ctypes
import json
from pathlib import Path

import numpy as np

from contestant import Options
from values import FIRST_STEP, Values

_SLOTS = {"first": 0, "second": 1, "maximum": 2, "averaged": 3}
_NAME = "θ"


def load(path: Path) -> ctypes.CDLL:
    library = ctypes.CDLL(str(path))
    library.optk_version.restype = ctypes.c_char_p
    library.optk_error_message.restype = ctypes.c_char_p
    return library


class Ours:
    """One optimizer with one parameter."""

    def __init__(self, library: ctypes.CDLL, rule: str, options: Options, slots: tuple[str, ...], values: Values, threads: int) -> None:
        self._library, self._slots, self._values = library, slots, values
        self._handle, self._count = ctypes.c_int64(), ctypes.c_int64(values.count)
        self._check(library.optk_create(rule.encode(), json.dumps(dict(options)).encode(), None, ctypes.byref(self._handle)))
        shape = ctypes.byref(self._count)
        self._check(library.optk_add_parameter(self._handle, _NAME.encode(), shape, ctypes.c_int64(1), ctypes.c_int64(0), None))
        self._check(library.optk_set_threads(self._handle, ctypes.c_int64(threads)))
        self._arguments = self._step_arguments()

    def __del__(self) -> None:
        self._library.optk_free(self._handle)

    def restore(self) -> None:
        self._values.restore_parameters()
        for slot in self._slots:
            values = _address(self._values.slots[slot])
            self._check(self._library.optk_set_state(self._handle, ctypes.c_int64(0), ctypes.c_int32(_SLOTS[slot]), values, self._count))
        self._check(self._library.optk_set_step_count(self._handle, ctypes.c_int64(0), ctypes.c_int64(FIRST_STEP - 1)))

    def steps(self, count: int) -> None:
        step, arguments = self._library.optk_step, self._arguments
        for _ in range(count):
            if step(*arguments):
                self._check(1)

    def parameters(self) -> np.ndarray:
        return self._values.parameters

    def _step_arguments(self) -> tuple[object, ...]:
        """Made once: the arrays stay where they are."""
        parameters = (ctypes.c_void_p * 1)(_address(self._values.parameters))
        gradients = (ctypes.c_void_p * 1)(_address(self._values.gradients))
        float32 = ctypes.c_int32(0)
        return self._handle, ctypes.c_int64(1), parameters, gradients, float32, None, float32, ctypes.c_float(1), None

    def _check(self, status: int) -> None:
        if status:
            raise RuntimeError(self._library.optk_error_message().decode())


def _address(values: np.ndarray) -> ctypes.c_void_p:
    return ctypes.c_void_p(values.ctypes.data)
