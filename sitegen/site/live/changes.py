"""Changes of files: told by the system where it can, looked for twice a second where it cannot."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import cast

from watchdog.events import FileModifiedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

LOOK_EVERY = 0.5
"""Seconds between two looks at all files, where the system does not tell."""

_CHANGES = frozenset({"created", "modified", "moved", "deleted"})
_OF_FOLDERS = frozenset({"moved", "deleted"})
"""Changes of a folder that change what is in it; of other ones each file is told."""

_UNTOLD = frozenset({"9p", "cifs", "drvfs", "fuse.sshfs", "nfs", "nfs4", "prl_fs", "smb3", "smbfs", "vboxsf"})
"""File systems whose changes are made elsewhere: Linux does not hear of them."""

MOUNTS = Path("/proc/self/mounts")
"""Where Linux says what is mounted."""


class Sifting(FileSystemEventHandler):
    """Hands on the changes that may change the site: no file that an editor keeps beside the one it edits.

    handler  is told of each as of a file that was modified
    folder   below which changes count
    only     the one file that counts; None for all
    """

    def __init__(self, handler: FileSystemEventHandler, folder: Path, only: Path | None = None) -> None:
        self._handler, self._folder, self._only = handler, folder, only

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in (_OF_FOLDERS if event.is_directory else _CHANGES):
            return
        for name in filter(None, (event.src_path, event.dest_path)):
            if self._counts(path := Path(os.fsdecode(cast(str, name)))):
                self._handler.dispatch(FileModifiedEvent(str(path)))
                return

    def _counts(self, path: Path) -> bool:
        if self._only:
            return path == self._only
        inside = path.is_relative_to(self._folder)
        return inside and not is_scratch(path.relative_to(self._folder))


def is_scratch(path: PurePath) -> bool:
    """True for a hidden file, and for one in which an editor keeps what it has not saved.

    >>> [is_scratch(PurePath(name)) for name in ("a/.b.md.swp", "a/b.md~", ".git/index", "a/b.md")]
    [True, True, True, False]
    """
    name = path.name
    hidden = any(part.startswith(".") for part in path.parts)
    return hidden or name.startswith("#") or name.endswith(("~", ".tmp", "___jb_tmp___", "___jb_old___"))


@dataclass(frozen=True, slots=True)
class _Watch:
    handler: Sifting
    folder: Path
    recursive: bool


@dataclass(slots=True)
class Changes:
    """Watches folders and files, as an observer of watchdog does; a file may be replaced meanwhile.

    warn  is told when it has to look for changes, since the system will not tell
    """

    warn: Callable[[str], None]
    _watches: list[_Watch] = field(default_factory=list)
    _observer: BaseObserver | None = None

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool = True) -> object:
        """Watch a folder or a file. Returns what `unschedule` takes. Only before `start`."""
        place = Path(os.path.realpath(path))
        if place.is_file():  # the folder, for a file that is replaced is another one to the system
            watch = _Watch(Sifting(handler, place.parent, place), place.parent, False)
        else:
            watch = _Watch(Sifting(handler, place), place, recursive)
        self._watches.append(watch)
        return watch

    def unschedule(self, watch: object) -> None:
        """Watch it no longer. Only before `start`."""
        self._watches = [each for each in self._watches if each is not watch]

    def start(self) -> None:
        """Begin. Raises OSError for a folder that is not there."""
        if any(map(_is_untold, self._folders())):
            self.warn("a folder lies on another machine: changes are looked for twice a second")
        else:
            try:
                self._observer = self._started(Observer())
            except OSError as error:
                reason = error.strerror or str(error)
                self.warn(
                    f"the system does not tell of changes ({reason}): they are looked for twice a second"
                )
        if self._observer is None:
            self._observer = self._started(PollingObserver(timeout=LOOK_EVERY))

    def stop(self) -> None:
        """End; nothing when it never began."""
        if self._observer:
            self._observer.stop()

    def join(self) -> None:
        """Wait until it has ended."""
        if self._observer:
            self._observer.join()

    def _folders(self) -> Iterator[Path]:
        return (watch.folder for watch in self._watches)

    def _started(self, observer: BaseObserver) -> BaseObserver:
        for watch in self._watches:
            observer.schedule(watch.handler, str(watch.folder), recursive=watch.recursive)
        try:
            observer.start()
        except OSError:
            observer.stop()
            raise
        return observer


def _is_untold(folder: Path) -> bool:
    """True when the folder lies on a file system of which Linux does not hear; False on other systems."""
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    points = (line.split()[1:3] for line in lines if len(line.split()) > 2)
    over = [(point, kind) for point, kind in points if folder.is_relative_to(point.replace("\\040", " "))]
    return bool(over) and max(over, key=lambda found: len(found[0]))[1] in _UNTOLD
