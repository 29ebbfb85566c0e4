"""Writing files so that a crash at any moment leaves the old one or the new one, never half of one."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_LEFT = re.compile(r"\..+\.(\d{1,19})-[^.]+\.tmp", re.DOTALL)
"""The name of a temporary file, with the number of the process that writes it."""

_HERE, _CHANGE_PLACES = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux; RENAME_SWAP of macOS has the same number."""

_CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV, errno.ENOENT})


def alive(pid: int) -> bool:
    """True when a process of that number runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OverflowError, PermissionError):
        return True
    return True


def write_atomic(path: Path, content: str | bytes) -> None:
    """Write bytes, or text as UTF-8: a temporary file beside it, synced to disk, then renamed over it.

    Makes the folder if it is missing. Raises OSError as the system says it; nothing is left behind then. A
    process that is killed leaves the temporary file, named after it: see `clear_away`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{path.name[:40]}.{os.getpid()}-"
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=prefix, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def clear_away(folder: Path, *, runs: Callable[[int], bool] = alive) -> None:
    """Remove the temporary files below a folder that processes left there when they were killed.

    runs  tells whether the process of a number runs: its files are left alone

    What cannot be removed stays; the next run tries again.
    """
    for where, _, names in os.walk(folder):
        for name in names:
            found = _LEFT.fullmatch(name)
            if found and (int(found[1]) == os.getpid() or not runs(int(found[1]))):
                with suppress(OSError):
                    Path(where, name).unlink()


def change_places(one: Path, other: Path) -> bool:
    """Let two files or folders of one disk change places, so that at no moment either is missing.

    False where that cannot be: on other systems than Linux and macOS, on some file systems, and when one of
    them does not exist; nothing has changed then. Raises OSError for whatever else keeps the system from it.
    """
    sys.audit("sitegen.files.change_places", str(one), str(other))
    places = os.fsencode(one), os.fsencode(other)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = libc.renamex_np(*places, _CHANGE_PLACES)
        else:
            failed = libc.renameat2(_HERE, places[0], _HERE, places[1], _CHANGE_PLACES)
    except (AttributeError, TypeError, OSError):  # a system, or a C library, that knows no such thing
        return False
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(other))
