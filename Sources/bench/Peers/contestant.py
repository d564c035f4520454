"""What can take part: something that steps the parameters of some Values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from values import Values

Options = Mapping[str, Any]


class Contestant(Protocol):
    def restore(self) -> None:
        """Goes back to where all start: θ, the moments, and the number of steps."""

    def steps(self, count: int) -> None:
        """Takes steps. When it returns their results are there."""

    def parameters(self) -> np.ndarray:
        """θ as it is now."""


@dataclass(frozen=True)
class Peer:
    """Another library's optimizer."""

    name: str
    build: Callable[[Values], Contestant]
    wanted: Mapping[int, float] = field(default_factory=dict)
    """By count, how many times as long as ours it shall take at least."""


@dataclass(frozen=True)
class Group:
    """Peers that step one rule, and that rule of ours. Of candidates only the fastest is shown."""

    rule: str
    """As optk_create has it."""
    options: Options
    slots: tuple[str, ...]
    peers: tuple[Peer, ...]
    candidates_for: str = ""
    """What they are candidates for; where it is empty all are shown."""
