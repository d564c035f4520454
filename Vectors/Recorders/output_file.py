"""Where a recorder writes: a regular file, or nothing yet, at the end of whatever links lead there."""

import os
import stat
import sys
import tempfile
from pathlib import Path


def destination(path: Path) -> Path:
    """The file that a path leads to. Ends the program where that is a device, a pipe, a socket or a folder."""
    target = Path(os.path.realpath(path))
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        sys.exit(f"{path} is no regular file; allowed: a file, a link to one, or nothing")
    return target


def replace(path: Path, data: bytes) -> None:
    """Puts a file of these bytes in the place of the one at the path, whole; its mode stays."""
    target = destination(path)
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:200]}.", suffix=".partial")
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
        os.chmod(temporary, mode)
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
