"""The processor, its cores, and the versions of what runs."""

import contextlib
import os
import platform
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

PACKAGES = (
    *("torch", "deepspeed", "optax", "jax", "jaxlib", "numpy"),
    *("adabound", "adamod", "torch_optimizer", "pytorch_optimizer"),
)


def processor() -> str:
    """Its name, and its model where there is one: names in virtual machines say little."""
    fields = {}
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        key, _, value = line.partition(":")
        fields.setdefault(key.strip(), value.strip())
    name = fields.get("model name") or platform.machine()
    numbers = [f"{key.replace('cpu ', '')} {fields[key]}" for key in ("cpu family", "model", "stepping") if key in fields]
    return f"{name} ({', '.join(numbers)})" if numbers else name


def versions() -> dict[str, str]:
    found = {"Python": platform.python_version()}
    for package in PACKAGES:
        with contextlib.suppress(metadata.PackageNotFoundError):
            found[package] = metadata.version(package)
    return found


def cores() -> list[int]:
    """Those that this process may use; the second threads of a core come last."""
    allowed = sorted(os.sched_getaffinity(0))
    return sorted(allowed, key=lambda cpu: cpu != _first_sibling(cpu))


def _first_sibling(cpu: int) -> int:
    path = Path(f"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list")
    return int(path.read_text().replace("-", ",").split(",")[0]) if path.exists() else cpu


@contextlib.contextmanager
def confined_to(chosen: list[int]) -> Iterator[None]:
    """Processes that are started meanwhile stay on these cores."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, chosen)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def environment(threads: int) -> dict[str, str]:
    """That of a process with so many threads."""
    folder = str(Path(sys.executable).parent)
    return {
        **os.environ,
        "OMP_NUM_THREADS": str(threads),
        "MKL_NUM_THREADS": str(threads),
        "JAX_PLATFORMS": "cpu",
        "DS_ACCELERATOR": "cpu",
        "CUDA_VISIBLE_DEVICES": "",
        # ninja is beside Python, and is looked for here.
        "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}",
    }
