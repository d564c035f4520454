"""Timing in rounds: every contestant takes its turn in each, beginning with another from round to round."""

import gc
import math
import time
from dataclasses import dataclass

from contestant import Contestant

_TURN_NANOSECONDS = 2_000_000
# From the same start, so many steps neither make a value subnormal nor let one run away.
_MOST_STEPS = 3000
_LONGEST_SETTLING = 50
_SLICE_SECONDS = 0.002


@dataclass
class Seat:
    """A contestant, and how its turns go."""

    contestant: Contestant
    steps_a_turn: int = 1
    _taken: int = 0

    def calibrate(self) -> None:
        """A turn takes the shortest time that is measured well, or one step where that is longer."""
        self.contestant.restore()
        self.contestant.steps(1)
        steps, elapsed = 1, self._timed(1)
        while elapsed < _TURN_NANOSECONDS / 4 and steps < _MOST_STEPS // 4:
            steps *= 2
            elapsed = self._timed(steps)
        needed = math.ceil(_TURN_NANOSECONDS * steps / elapsed)
        self.steps_a_turn = max(1, min(needed, _MOST_STEPS // 2))
        self._taken = _MOST_STEPS

    def turn(self) -> float:
        """Nanoseconds of a step."""
        warming = max(1, self.steps_a_turn // 8)
        if self._taken + warming + self.steps_a_turn > _MOST_STEPS:
            self.contestant.restore()
            self._taken = 0
        self._taken += warming + self.steps_a_turn
        settle()
        self.contestant.steps(warming)
        return self._timed(self.steps_a_turn) / self.steps_a_turn

    def _timed(self, steps: int) -> int:
        begin = time.perf_counter_ns()
        self.contestant.steps(steps)
        return time.perf_counter_ns() - begin


def settle() -> None:
    """Waits until nothing of this process runs: after its work a pool's threads spin for a while, on the cores that the next one needs."""
    for _ in range(_LONGEST_SETTLING):
        begin = time.process_time_ns()
        time.sleep(_SLICE_SECONDS)
        if time.process_time_ns() - begin < _SLICE_SECONDS * 1e9 / 10:
            return


def run(seats: list[Seat], fewest: int, seconds: float) -> list[list[float]]:
    """Nanoseconds of a step, by round and seat."""
    for seat in seats:
        seat.calibrate()
    rounds: list[list[float]] = []
    end = time.monotonic() + seconds
    gc.collect()
    gc.disable()
    while len(rounds) < fewest or time.monotonic() < end:
        first = len(rounds) % len(seats)
        times = {index: seats[index].turn() for index in (*range(first, len(seats)), *range(first))}
        rounds.append([times[index] for index in range(len(seats))])
    gc.enable()
    return rounds
