"""What `sitegen check` finds about a file, worked out in another process: no build and no page waits."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

Told = dict[str, object]
"""A finding as plain values: file, line, severity, check, message, hint."""


@dataclass
class Examiner:
    """The other process. It is started when it is needed first, and again should it die.

    folder  of the project
    """

    folder: Path
    _process: subprocess.Popen[str] | None = None
    _asking: threading.Lock = field(default_factory=threading.Lock)  # one question until it is answered
    _saying: threading.Lock = field(default_factory=threading.Lock)  # one line until it is written

    def renew(self) -> None:
        """Say that files have changed. Returns at once."""
        with suppress(OSError):
            self._say("")

    def about(self, path: str) -> Sequence[Told] | None:
        """What is found about a file, the worst first; None when that could not be found out.

        path  in the content folder; waits until the examination is up to date
        """
        with self._asking:
            try:
                process = self._say(json.dumps(path))
                line = process.stdout.readline() if process.stdout else ""
            except OSError:
                return None
        return list(json.loads(line)) if line else None

    def stop(self) -> None:
        """End the process; nothing when there is none."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        process.wait()
        for pipe in filter(None, (process.stdin, process.stdout)):
            with suppress(OSError):
                pipe.close()

    def _running(self) -> subprocess.Popen[str]:
        if self._process and self._process.poll() is not None:
            self.stop()
        if self._process is None:
            # -P: a file in the project's folder is not taken for a module. A session of its own: Ctrl-C ends
            # the server, and with it this one's standard input.
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "sitegen.site.live.examination", str(self.folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
                start_new_session=True,
            )
        return self._process

    def _say(self, line: str) -> subprocess.Popen[str]:
        """Write a line to the process; returns the process that will answer. Raises OSError."""
        with self._saying:
            process = self._running()
            if process.stdin:
                process.stdin.write(f"{line}\n")
                process.stdin.flush()
        return process
