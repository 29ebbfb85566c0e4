"""Runs the programs that know a place best: git and rsync."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from sitegen.errors import Problem, SitegenError

_DENIED = "Permission denied"


def run(  # noqa: PLR0913  # all but the command by name
    command: Sequence[str],
    *,
    where: str,
    hint: str,
    content: bytes = b"",
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    fine: Sequence[int] = (0,),
    forgive: str = "",
) -> bytes:
    """What a program prints.

    where        the target, for messages
    hint         what to do when it fails
    content      what the program reads
    environment  variables besides those of this process
    fine         the exit codes that mean no failure
    forgive      words in what it says that mean no failure: `No such file or directory`

    Raises SitegenError when the program is missing or fails, with what it says itself.
    """
    program = shutil.which(command[0])
    if program is None:
        install = f"install it, for example on Debian: apt-get install {command[0]}"
        raise SitegenError(Problem(where, 0, f"needs the program {command[0]}, which is not here", install))
    done = subprocess.run(
        [program, *command[1:]],
        input=content,
        capture_output=True,
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8", **(environment or {})},
        check=False,
    )
    if done.returncode not in fine:
        said = done.stderr.decode(errors="replace").strip() or f"it ended with code {done.returncode}"
        if forgive and forgive in said and _DENIED not in said:
            return done.stdout
        raise SitegenError(Problem(where, 0, f"{command[0]} failed: {_shortened(said)}", hint))
    return done.stdout


def _shortened(said: str, lines: int = 4) -> str:
    """The last lines of what a program says: the first of rsync's and git's are often greetings."""
    told = [line.strip() for line in said.splitlines() if line.strip()]
    return " / ".join(told[-lines:])
