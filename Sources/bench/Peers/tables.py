"""The results as a table of text, and as one for a README."""

from typing import Any

Entry = dict[str, Any]
_HEADINGS = ("peer ÷ ours", "threads", "elements", "ratio", "quartiles", "ns an element", "ours", "rounds", "wanted")
_LAST = len(_HEADINGS) - 1


def shown(entries: list[Entry]) -> list[Entry]:
    """Of candidates the fastest, which says so; everything else as it is."""
    kept = [entry for entry in entries if not entry["candidate for"]]
    contests: dict[tuple[str, int, int], list[Entry]] = {}
    for entry in entries:
        if entry["candidate for"]:
            contests.setdefault((entry["candidate for"], entry["count"], entry["threads"]), []).append(entry)
    for (title, _, _), candidates in contests.items():
        timed = [entry for entry in candidates if not entry["reason"]]
        if timed:
            best = min(timed, key=lambda entry: entry["ns an element"]["peer"]["median"])
            kept.append({**best, "row": f"best {title}", "best of": len(timed)})
        else:
            kept.append({**candidates[0], "row": f"best {title}"})
    order = list(dict.fromkeys(row(entry) for entry in kept))
    return sorted(kept, key=lambda entry: (entry["threads"], order.index(row(entry)), entry["count"]))


def row(entry: Entry) -> str:
    return entry.get("row", entry["peer"])


def text(entries: list[Entry]) -> str:
    """A line for each measurement, aligned; then what became of candidates that no line shows."""
    lines = [_HEADINGS, *(_cells(entry) for entry in shown(entries))]
    widths = [max(len(line[column]) for line in lines if column < len(line) - 1) for column in range(_LAST)]
    notes = [f"{entry['peer']}: {entry['reason']}" for entry in entries if entry["reason"] and entry["candidate for"]]
    return "\n".join([*(_aligned(line, widths) for line in lines), *dict.fromkeys(notes)])


def _cells(entry: Entry) -> tuple[str, ...]:
    title = row(entry) + (f": {entry['peer']}" if "best of" in entry else "")
    begin = (title, str(entry["threads"]), f"{entry['count']:,}")
    if entry["reason"]:
        return *begin, entry["reason"]
    ratio, nanoseconds = entry["ratio"], entry["ns an element"]
    middle = (f"{ratio['median']:.2f}", _quartiles(ratio), _digits(nanoseconds["peer"]["median"]), _digits(nanoseconds["ours"]["median"]))
    return *begin, *middle, str(entry["rounds"]), _wanted(entry)


def _wanted(entry: Entry) -> str:
    if entry["wanted"] is None:
        return ""
    # As far as it is printed.
    missed = round(entry["ratio"]["median"], 2) < entry["wanted"]
    return f"≥ {entry['wanted']:g}{', missed' if missed else ''}"


def _quartiles(ratio: dict[str, float]) -> str:
    return f"{ratio['first quartile']:.2f}–{ratio['third quartile']:.2f}"


def _digits(nanoseconds: float) -> str:
    return f"{nanoseconds:.3f}" if nanoseconds < 10 else f"{nanoseconds:.1f}"


def _aligned(line: tuple[str, ...], widths: list[int]) -> str:
    """The name to the left, numbers to the right; the last cell of a line, which may be a reason, as it is."""
    middle = [cell.rjust(width) for cell, width in zip(line[1:-1], widths[1:])]
    return "  ".join([line[0].ljust(widths[0]), *middle, line[-1]]).rstrip()


def markdown(entries: list[Entry]) -> str:
    """For each number of threads a table: a row for each peer, a column for each count."""
    kept = shown(entries)
    parts = []
    for threads in dict.fromkeys(entry["threads"] for entry in kept):
        parts.append(_markdown_table([entry for entry in kept if entry["threads"] == threads], threads))
    parts += dict.fromkeys(f"{entry['peer']}: {entry['reason']}" for entry in entries if entry["reason"])
    return "\n\n".join(parts)


def _markdown_table(entries: list[Entry], threads: int) -> str:
    counts = sorted({entry["count"] for entry in entries})
    of = {(row(entry), entry["count"]): entry for entry in entries}
    lines = [
        f"| {threads} thread{'s' * (threads > 1)}, elements: | " + " | ".join(f"{count:,}" for count in counts) + " |",
        "|---" * (len(counts) + 1) + "|",
    ]
    for name in dict.fromkeys(row(entry) for entry in entries):
        lines.append(f"| {name} | " + " | ".join(_markdown_cell(of.get((name, count))) for count in counts) + " |")
    return "\n".join(lines)


def _markdown_cell(entry: Entry | None) -> str:
    if entry is None:
        return ""
    if entry["reason"]:
        return entry["reason"].partition(":")[0]
    nanoseconds = entry["ns an element"]
    times = f"{_digits(nanoseconds['peer']['median'])} : {_digits(nanoseconds['ours']['median'])} ns"
    wanted = f"<br>wanted {_wanted(entry)}" if entry["wanted"] is not None else ""
    best = f"<br>{entry['peer']}" if "best of" in entry else ""
    return f"**{entry['ratio']['median']:.2f}** ({_quartiles(entry['ratio'])}){wanted}<br>{times}{best}"
