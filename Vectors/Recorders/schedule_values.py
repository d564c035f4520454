"""What the recorders of learning rates share: the file that they write."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import output_file


@dataclass(frozen=True)
class Rates:
    """One schedule, by its own name and arguments, and the rate of each step, the first first."""

    schedule: str
    arguments: dict[str, Any]
    rates: list[float]

    def line(self) -> str:
        # Hexadecimal, so that every bit is there.
        values = {"schedule": self.schedule, "arguments": self.arguments, "rates": [rate.hex() for rate in self.rates]}
        return json.dumps(values, sort_keys=True)


def write(path: Path, source: str, schedules: Iterable[Rates]) -> None:
    """A JSON object with a line for each schedule."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(schedule.line() for schedule in schedules)
    text = f'{{"source": {json.dumps(source)}, "schedules": [\n{lines}\n]}}\n'
    output_file.replace(path, text.encode())
