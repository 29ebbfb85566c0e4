"""A folder on this machine, as a web server there serves it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sitegen.errors import Problem, SitegenError
from sitegen.publish.scanning import OURS

_READABLE, _PRIVATE, _PRIVATE_FOLDER = 0o644, 0o600, 0o700
"""Our own notes, and what is kept for a rollback, are not for the web server's eyes."""

_DENY = "Require all denied\n"
"""For Apache, which reads it, where the web server runs under the same name as we do."""


@dataclass(frozen=True, slots=True)
class FolderStore:
    """A `Store` in a folder. Each file is written elsewhere and renamed into its place."""

    folder: Path

    def read(self, paths: Sequence[str]) -> Mapping[str, bytes]:
        found = {}
        with self._told():
            for path in paths:
                with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
                    found[path] = (self.folder / path).read_bytes()
        return found

    def names(self) -> Sequence[str]:
        with self._told(), suppress(FileNotFoundError):
            return sorted(
                f"{child.name}/" if child.is_dir() else child.name for child in self.folder.iterdir()
            )
        return []

    def write(self, path: str, content: bytes) -> None:
        with self._told():
            self._ours()
            new = self._new()
            new.write_bytes(content)
            new.chmod(_PRIVATE)
            new.replace(self._room_for(self.folder / path))

    def claim(self, path: str, content: bytes) -> bool:
        with self._told():
            self._ours()
            new = self._new()
            new.write_bytes(content)
            new.chmod(_PRIVATE)
            try:
                self._link(new, self.folder / path)
            except FileExistsError:
                return False
            finally:
                new.unlink()
        return True

    def send(self, source: Path, paths: Sequence[str], keep: str = "", new: Collection[str] = ()) -> None:
        with self._told():
            self._ours()
            for path in paths:
                written = self._new()
                shutil.copyfile(source / path, written)
                written.chmod(_READABLE)
                place = self._room_for(self.folder / path)
                if keep and path not in new:
                    self._keep(place, self.folder / keep / path)
                written.replace(place)

    def remove(self, paths: Sequence[str], keep: str = "") -> None:
        with self._told():
            for path in paths:
                place = self.folder / path
                if keep:
                    self._keep(place, self.folder / keep / path)
                with suppress(FileNotFoundError, NotADirectoryError):
                    place.unlink()
                self._tidy(place.parent)

    def fetch(self, folder: str, into: Path) -> None:
        with self._told(), suppress(FileNotFoundError):
            shutil.copytree(self.folder / folder, into, dirs_exist_ok=True)

    def clear(self, folder: str, but: str = "") -> None:
        with self._told(), suppress(FileNotFoundError):
            for leftover in (self.folder / OURS).glob("???-*"):
                leftover.unlink()
            for child in (self.folder / folder).iterdir():
                if child.name != but:
                    shutil.rmtree(child)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the disk refuses, in plain words."""
        try:
            yield
        except OSError as error:
            place = str(error.filename or self.folder)
            hint = "mend it and publish again: what is missing is sent then"
            raise SitegenError(Problem(place, 0, f"{(error.strerror or str(error)).lower()}", hint)) from None

    def _link(self, new: Path, place: Path) -> None:
        """Give a file a second name, if that is free. Disks that know no links get a copy."""
        try:
            os.link(new, place)
        except FileExistsError:
            raise
        except OSError:
            with place.open("xb") as file:
                file.write(new.read_bytes())

    def _ours(self) -> None:
        """Our own folder at the target, closed to the web server."""
        ours = self.folder / OURS
        if not ours.is_dir():
            ours.mkdir(parents=True, exist_ok=True)
            ours.chmod(_PRIVATE_FOLDER)
            (ours / ".htaccess").write_text(_DENY, encoding="utf-8")

    def _new(self, kind: str = "new") -> Path:
        """Where a file of this process is written before it takes its place; nothing stands there."""
        place = self.folder / OURS / f"{kind}-{os.getpid()}"
        place.unlink(missing_ok=True)  # a process of that number may have died, and this may be a link
        return place

    def _room_for(self, place: Path) -> Path:
        place.parent.mkdir(parents=True, exist_ok=True)
        return place

    def _keep(self, place: Path, kept: Path) -> None:
        """Keep what stands at a place, if anything does."""
        if place.is_file():
            old = self._new("old")
            shutil.copyfile(place, old)
            old.replace(self._room_for(kept))

    def _tidy(self, folder: Path) -> None:
        """Remove a folder that has become empty, and those above it, up to the target's own."""
        while folder != self.folder and self.folder in folder.parents:
            try:
                folder.rmdir()
            except FileNotFoundError:
                pass
            except OSError:
                return
            folder = folder.parent
