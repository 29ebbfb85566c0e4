"""A folder behind rsync, over ssh or at an rsync server. Nothing but rsync runs there."""

from __future__ import annotations

import shlex
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from sitegen.publish.places.programs import run
from sitegen.publish.scanning import OURS

_HINT = """\
try it by hand: rsync --list-only {where}/
(rsync has to be 3.2.3 or newer here and there); then publish again: what is missing is sent then"""

_MISSING = "No such file or directory"
_VANISHED = 24
"""rsync's exit code when a file of its list is not here, which is how we delete it there."""

_OPEN = 20
"""Seconds that ssh keeps its line open after a call."""

_NAMED = ("--from0", "--files-from=-")
"""The paths come on standard input."""

_PUBLIC = "--chmod=D755,F644"
_PRIVATE = "--chmod=D700,F600"
_DENY = b"Require all denied\n"


@dataclass(frozen=True, slots=True)
class RsyncStore:
    """A `Store` behind rsync, which writes each file beside and renames it into its place.

    where      as rsync writes it: `user@host:/srv/www/courier`
    ssh        options of ssh: `-p 2222 -i key`
    may_ask    True lets ssh ask for a password
    sockets    a private folder in which ssh keeps its line open from one call to the next; None closes it
    """

    where: str
    ssh: str = ""
    may_ask: bool = False
    sockets: Path | None = None

    def read(self, paths: Sequence[str]) -> Mapping[str, bytes]:
        with tempfile.TemporaryDirectory() as into:
            options = ("--ignore-missing-args", *_NAMED)
            self._rsync(*options, self._at(), f"{into}/", content=_listed(paths), forgive=_MISSING)
            found = {path: Path(into, path) for path in paths}
            return {path: file.read_bytes() for path, file in found.items() if file.is_file()}

    def names(self) -> Sequence[str]:
        listed = self._rsync("--list-only", "--dirs", "--8-bit-output", self._at(), forgive=_MISSING)
        lines = (line.split(maxsplit=4) for line in listed.decode(errors="replace").splitlines())
        parts = [part for part in lines if len(part) == 5 and part[4] != "."]
        return sorted(f"{part[4]}/" if part[0].startswith("d") else part[4] for part in parts)

    def write(self, path: str, content: bytes) -> None:
        self._put(path, content)

    def claim(self, path: str, content: bytes) -> bool:
        """Two that claim in the same split second may both be let in; the lock looks again later."""
        self._put(path, content, "--ignore-existing")
        return self.read([path]).get(path) == content

    def send(
        self,
        source: Path,
        paths: Sequence[str],
        keep: str = "",
        new: Collection[str] = (),  # noqa: ARG002  # rsync sees for itself
    ) -> None:
        how = ("--checksum", "--times", "--omit-dir-times", "--perms", _PUBLIC, "--compress", "--mkpath")
        self._rsync(*how, *_kept(keep), *_NAMED, f"{source}/", self._at(), content=_listed(paths))

    def remove(self, paths: Sequence[str], keep: str = "") -> None:
        """Delete them by sending a list of files that are not here: rsync then takes them away there."""
        self._vanish(paths, *_kept(keep))
        folders = {it.as_posix() for path in paths for it in Path(path).parents} - {".", OURS}
        by_depth = sorted(folders, key=_depth, reverse=True)
        for _, level in groupby(by_depth, key=_depth):  # the innermost first; one that holds files stays
            self._vanish(list(level))

    def fetch(self, folder: str, into: Path) -> None:
        self._rsync("--recursive", self._at(folder), f"{into}/", forgive=_MISSING)

    def clear(self, folder: str, but: str = "") -> None:
        with tempfile.TemporaryDirectory() as nothing:
            excepted = [f"--exclude=/{but}"] if but else []
            options = ("--recursive", "--delete", "--existing", *excepted)
            self._rsync(*options, f"{nothing}/", self._at(folder), forgive=_MISSING)

    def _put(self, path: str, content: bytes, *options: str) -> None:
        """Write a note, with our own folder around it, which the web server cannot enter."""
        with tempfile.TemporaryDirectory() as folder:
            for name, told in ((path, content), (f"{OURS}/.htaccess", _DENY)):
                file = Path(folder, name)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(told)
            how = ("--recursive", "--perms", "--ignore-times", "--mkpath", *options, _PRIVATE)
            self._rsync(*how, f"{folder}/{OURS}", self._at())

    def _vanish(self, paths: Sequence[str], *options: str) -> None:
        with tempfile.TemporaryDirectory() as nothing:
            how = (*options, "--delete-missing-args", "--dirs", *_NAMED, f"{nothing}/", self._at())
            self._rsync(*how, content=_listed(paths), fine=(0, _VANISHED))

    def _at(self, path: str = "") -> str:
        return f"{self.where.rstrip('/')}/{path}{'/' if path else ''}"

    def _rsync(
        self, *arguments: str, content: bytes = b"", fine: Sequence[int] = (0,), forgive: str = ""
    ) -> bytes:
        settings = ["ConnectTimeout=20"] if self.may_ask else ["ConnectTimeout=20", "BatchMode=yes"]
        if self.sockets:
            path = f"ControlPath={self.sockets}/%C"
            settings += ["ControlMaster=auto", path, f"ControlPersist={_OPEN}"]
        options = [part for setting in settings for part in ("-o", setting)]
        shell = shlex.join(["ssh", *shlex.split(self.ssh), *options])  # ssh takes the first of a kind
        command = ["rsync", "--rsh", shell, "--protect-args", *arguments]
        hint = _HINT.format(where=self.where)
        return run(command, where=self.where, hint=hint, content=content, fine=fine, forgive=forgive)


def _listed(paths: Sequence[str]) -> bytes:
    return b"".join(path.encode() + b"\0" for path in paths)


def _depth(path: str) -> int:
    return path.count("/")


def _kept(keep: str) -> tuple[str, ...]:
    return ("--backup", f"--backup-dir={keep}") if keep else ()
