"""What other processes take of the cores meanwhile.

A library that waits for all its threads at every step is many times slower where one of their cores is busy otherwise.
"""

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

QUIET = 0.03
"""Up to this share of the cores others change little."""

_IDLE = (3, 4)
"""The fields of a processor's line in /proc/stat in which it does nothing."""
_COUNTED = 8


@dataclass
class Load:
    """Adds up over spans, each from `begin` to `end`."""

    _cores: frozenset[int] = field(default_factory=lambda: frozenset(os.sched_getaffinity(0)))
    _available: float = 0
    _others: float = 0
    _began: tuple[float, float] = (0, 0)

    def begin(self) -> None:
        self._began = self._read()

    def end(self) -> None:
        wall, others = (now - then for now, then in zip(self._read(), self._began))
        self._available += wall * len(self._cores)
        self._others += others

    @property
    def share(self) -> float:
        return max(0.0, self._others / self._available) if self._available else 0.0

    def _read(self) -> tuple[float, float]:
        """Seconds of the clock, and seconds that the cores worked for others."""
        return time.monotonic(), self._busy() - time.process_time()

    def _busy(self) -> float:
        seconds = 0.0
        for line in Path("/proc/stat").read_text().splitlines():
            name, *fields = line.split()
            if name.startswith("cpu") and name[3:].isdigit() and int(name[3:]) in self._cores:
                seconds += sum(int(ticks) for index, ticks in enumerate(fields[:_COUNTED]) if index not in _IDLE)
        return seconds / os.sysconf("SC_CLK_TCK")
