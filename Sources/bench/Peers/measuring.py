"""What one process does: all groups, with one number of threads. peers.py starts it: python measuring.py SETTINGS_JSON RESULT_FILE"""

import json
import sys
import warnings
from ctypes import CDLL
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

import agreement
import ours
import rounds
import values
from contestant import Contestant, Group, Peer
from groups import GROUPS
from load import Load
from values import Values

Entry = dict[str, Any]
_LONGEST_REASON = 160


def main() -> None:
    settings = json.loads(sys.argv[1])
    warnings.simplefilter("ignore")
    library = ours.load(Path(settings["library"]))
    use_threads(settings["threads"])
    measuring = Measuring(library, settings["threads"], settings["rounds"], settings["seconds"])
    entries = []
    for count in settings["counts"]:
        made = values.make(count)
        for group in GROUPS:
            if settings["only"] in group.rule:
                print(f"threads: {settings['threads']}, elements: {count:,}, {group.rule}", file=sys.stderr, flush=True)
                entries += measuring.entries(group, made)
    found = {"version": library.optk_version().decode(), "others": measuring.load.share, "entries": entries}
    Path(sys.argv[2]).write_text(json.dumps(found))


def use_threads(threads: int) -> None:
    """DeepSpeed shares torch's OpenMP. XLA goes by the cores that the process may use."""
    try:
        import torch

        torch.set_num_threads(threads)
    except ImportError:
        pass


@dataclass
class Measuring:
    library: CDLL
    threads: int
    fewest_rounds: int
    seconds: float
    load: Load = field(default_factory=Load)
    _not_built: dict[str, str] = field(default_factory=dict)
    """Why, by peer: what cannot be built is not tried again, for that may take minutes."""

    def entries(self, group: Group, made: Values) -> list[Entry]:
        """One for each peer, timed or not."""
        mine = ours.Ours(self.library, group.rule, group.options, group.slots, made, self.threads)
        expected = agreement.moved(mine, made)
        entries, seats = [], [rounds.Seat(mine)]
        for peer in group.peers:
            contestant, reason = self._prepare(peer, made, expected)
            entries.append(self._entry(group, peer, made, reason))
            if contestant is not None:
                seats.append(rounds.Seat(contestant))
        if len(seats) > 1:
            times = self._time(seats)
            for index, entry in enumerate((entry for entry in entries if not entry["reason"]), start=1):
                entry |= summary(times[:, 0], times[:, index], made.count)
                entry |= {"steps a turn": {"ours": seats[0].steps_a_turn, "peer": seats[index].steps_a_turn}}
        return entries

    def _prepare(self, peer: Peer, made: Values, expected: np.ndarray) -> tuple[Contestant | None, str]:
        if peer.name in self._not_built:
            return None, self._not_built[peer.name]
        contestant, reason = prepare(peer, made, expected)
        if reason.startswith("not built"):
            self._not_built[peer.name] = reason
        return contestant, reason

    def _time(self, seats: list[rounds.Seat]) -> np.ndarray:
        self.load.begin()
        times = rounds.run(seats, self.fewest_rounds, self.seconds)
        self.load.end()
        return np.array(times)

    def _entry(self, group: Group, peer: Peer, made: Values, reason: str) -> Entry:
        return {
            "peer": peer.name,
            "ours": group.rule,
            "candidate for": group.candidates_for,
            "threads": self.threads,
            "count": made.count,
            "wanted": peer.wanted.get(made.count),
            "reason": reason,
        }


def prepare(peer: Peer, made: Values, expected: np.ndarray) -> tuple[Contestant | None, str]:
    """A peer that computes the same; or why there is none."""
    try:
        contestant = peer.build(made)
        found = agreement.difference(expected, agreement.moved(contestant, made), made)
    except Exception as error:  # Whatever another library throws costs its own row only.
        return None, f"not built: {_first_cause(error)}"
    return (None, f"not timed, computes something else: {found}") if found else (contestant, "")


def _first_cause(error: BaseException) -> str:
    """On one line."""
    while error.__cause__ is not None:
        error = error.__cause__
    text = " ".join(f"{type(error).__name__}: {error}".split())
    return text if len(text) <= _LONGEST_REASON else text[: _LONGEST_REASON - 1] + "…"


def summary(mine: np.ndarray, theirs: np.ndarray, count: int) -> Entry:
    """Quartiles over the rounds. A ratio is of the two turns of one round."""
    return {
        "rounds": len(mine),
        "ratio": quartiles(theirs / mine),
        "ns an element": {"ours": quartiles(mine / count), "peer": quartiles(theirs / count)},
        "ratio of each round": [round(ratio, 4) for ratio in (theirs / mine).tolist()],
    }


def quartiles(numbers: np.ndarray) -> dict[str, float]:
    first, median, third = np.percentile(numbers, (25, 50, 75))
    return {"first quartile": float(first), "median": float(median), "third quartile": float(third)}


if __name__ == "__main__":
    main()
