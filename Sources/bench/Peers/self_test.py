"""That the check before the timing can fail: ours with a learning rate 1 % too high must be refused beside every peer."""

import json
import sys
import warnings
from ctypes import CDLL
from pathlib import Path

import agreement
import measuring
import ours
import values
from contestant import Group
from groups import GROUPS

_TOO_HIGH = 1.01


def main() -> None:
    settings = json.loads(sys.argv[1])
    warnings.simplefilter("ignore")
    library = ours.load(Path(settings["library"]))
    measuring.use_threads(settings["threads"])
    made = values.make(settings["counts"][0])
    good, found = True, 0
    for group in GROUPS:
        if settings["only"] not in group.rule:
            continue
        right, wrong = (agreement.moved(_ours(library, group, rate, made, settings["threads"]), made) for rate in (1, _TOO_HIGH))
        for peer in group.peers:
            contestant, reason = measuring.prepare(peer, made, right)
            if contestant is None:
                print(f"{peer.name}: {reason}")
                good &= reason.startswith("not built")
                continue
            refusal = agreement.difference(wrong, agreement.moved(contestant, made), made)
            print(f"{peer.name}: agrees; with a wrong learning rate {f'refused, {refusal}' if refusal else 'TAKEN'}")
            good, found = good and refusal is not None, found + 1
    Path(sys.argv[2]).write_text(json.dumps({"good": good and found > 0}))


def _ours(library: CDLL, group: Group, rate: float, made: values.Values, threads: int) -> ours.Ours:
    key = "lr" if "lr" in group.options else "learning_rate"
    return ours.Ours(library, group.rule, {**group.options, key: rate * group.options[key]}, group.slots, made, threads)


if __name__ == "__main__":
    main()
