"""optax's optimizers, jitted, with parameters and state donated."""

import functools
from typing import Any

import numpy as np

from contestant import Options, Peer
from values import FIRST_STEP, Values

# The field of each slot in an optimizer's state.
ADAM = {"mu": "first", "nu": "second"}
AMSGRAD = {**ADAM, "nu_max": "maximum"}


def peer(name: str, options: Options, fields: dict[str, str], wanted: dict[int, float] | None = None) -> Peer:
    """The optimizer optax.NAME."""
    return Peer(f"optax {name}, jitted, donated", functools.partial(OptaxPeer, name, options, fields), wanted or {})


class OptaxPeer:
    def __init__(self, name: str, options: Options, fields: dict[str, str], values: Values) -> None:
        # Imported here: where the library is missing, its own rows are left out alone.
        import jax
        import optax

        self._jax, self._optax, self._values, self._fields = jax, optax, values, fields
        optimizer = getattr(optax, name)(**options)
        self._gradients = self._on_device(values.gradients)
        self._empty = optimizer.init(jax.numpy.zeros(1))

        def update(parameters: Any, state: Any, gradients: Any) -> tuple[Any, Any]:
            updates, state = optimizer.update(gradients, state, parameters)
            return optax.apply_updates(parameters, updates), state

        self._update = jax.jit(update, donate_argnums=(0, 1))
        self.restore()

    def restore(self) -> None:
        slots = {field: self._on_device(self._values.slots[slot]) for field, slot in self._fields.items()}
        count = self._jax.numpy.asarray(FIRST_STEP - 1, dtype="int32")
        # A count that is donated is gone: each state has its own.
        self._state = self._optax.tree_utils.tree_set(self._empty, count=count, **slots)
        self._parameters = self._on_device(self._values.start)
        self._jax.block_until_ready((self._parameters, self._state))

    def steps(self, count: int) -> None:
        update, parameters, state, gradients = self._update, self._parameters, self._state, self._gradients
        for _ in range(count):
            parameters, state = update(parameters, state, gradients)
        self._parameters, self._state = self._jax.block_until_ready((parameters, state))

    def parameters(self) -> np.ndarray:
        return np.asarray(self._parameters)

    def _on_device(self, values: np.ndarray) -> Any:
        """A copy: what is donated may not be numpy's."""
        return self._jax.numpy.array(values, copy=True)
