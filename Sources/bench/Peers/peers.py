"""Times this package's optimizers beside those of other libraries: python peers.py

In one process for each number of threads, and on the same arrays, all optimizers of a rule take turns; a ratio is what the other took by
what ours took in the same round. What does not compute the same is not timed. README.md says more.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NoReturn

import machine
import tables
from groups import GROUPS
from load import QUIET

HERE = Path(__file__).resolve().parent
LIBRARY = HERE.parents[2] / ".build/release/liboptimizer_kernels.so"


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(1, f"{self.prog}: {message}\n")


def arguments() -> argparse.Namespace:
    parser = Parser(description=__doc__.partition("\n")[0])
    parser.add_argument("--library", type=Path, default=LIBRARY, help="the C library; by default that of the release build")
    parser.add_argument("--counts", type=_numbers, default=[1 << 12, 1 << 16, 1 << 20, 1 << 24], help="of elements, as 4096,65536")
    parser.add_argument("--threads", type=_numbers, default=[1, 2], help="a process for each number, as 1,2")
    parser.add_argument("--seconds", type=float, default=5, help="for each group of a count; 5 unless given")
    parser.add_argument("--rounds", type=_positive, default=15, help="the fewest, however long they take; 15 unless given")
    parser.add_argument("--only", default="", help="the rules whose names have this in them, as optax")
    parser.add_argument("--markdown", action="store_true", help="print the tables of a README")
    parser.add_argument("--json", type=Path, help="a file for all results, those of slower candidates included")
    parser.add_argument("--self-test", action="store_true", help="only show that the check refuses a wrong learning rate; 1 if it does not")
    given = parser.parse_args()
    if not given.library.exists():
        parser.error(f"there is no {given.library}; swift build -c release --product optimizer_kernels makes it, or give --library")
    if max(given.threads) > len(machine.cores()):
        parser.error(f"--threads is {max(given.threads)}; allowed: up to {len(machine.cores())}, the cores of this process")
    if not any(given.only in group.rule for group in GROUPS):
        parser.error(f"--only is {given.only}; allowed: a part of one of {', '.join(group.rule for group in GROUPS)}")
    if given.json and not given.json.absolute().parent.is_dir():
        parser.error(f"--json is {given.json}; there is no such folder")
    return given


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number above 0")
    return int(text)


def _numbers(text: str) -> list[int]:
    return [_positive(part) for part in text.split(",")]


def in_process(module: str, given: argparse.Namespace, threads: int) -> dict[str, Any]:
    """What a module finds in a process of its own, with so many threads."""
    settings = {
        "threads": threads,
        "library": str(given.library.resolve()),
        **{key: getattr(given, key) for key in ("counts", "seconds", "rounds", "only")},
    }
    with tempfile.TemporaryDirectory() as folder, machine.confined_to(machine.cores()[:threads]):
        result = Path(folder) / "result.json"
        command = [sys.executable, str(HERE / f"{module}.py"), json.dumps(settings), str(result)]
        process = subprocess.run(command, env=machine.environment(threads), check=False)
        if process.returncode != 0:
            sys.exit(f"the process of {threads} threads ended with {process.returncode}")
        return json.loads(result.read_text())


def main() -> None:
    given = arguments()
    if given.self_test:
        sys.exit(0 if in_process("self_test", given, given.threads[0])["good"] else 1)
    results = [in_process("measuring", given, threads) for threads in given.threads]
    entries = [entry for result in results for entry in result["entries"]]
    about = {
        "processor": machine.processor(),
        "cores": len(machine.cores()),
        "versions": {"optimizer_kernels": results[0]["version"], **machine.versions()},
        "others": {str(threads): result["others"] for threads, result in zip(given.threads, results)},
    }
    print("\n\n".join([heading(about), *warnings(about), (tables.markdown if given.markdown else tables.text)(entries)]))
    if given.json:
        given.json.write_text(json.dumps({**about, "results": entries}, indent=1, ensure_ascii=False) + "\n")


def heading(about: dict[str, Any]) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
    return f"{about['processor']}, {about['cores']} cores; {versions}"


def warnings(about: dict[str, Any]) -> list[str]:
    busy = [f"{share:.0%} with --threads {threads}" for threads, share in about["others"].items() if share > QUIET]
    return [f"NOT A QUIET MACHINE: other processes took of its cores {', '.join(busy)}. These ratios say little."] if busy else []


if __name__ == "__main__":
    main()
