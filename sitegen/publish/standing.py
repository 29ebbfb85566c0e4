"""What a place tells before anything is published there, and what is done there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sitegen.errors import SitegenError
from sitegen.publish.manifest import Known, Manifest
from sitegen.publish.places.store import Tell
from sitegen.publish.plan import Plan
from sitegen.publish.scanning import Digest


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands at a target.

    known    None when sitegen has never published there
    foreign  names at its root that sitegen did not put there, asked for only when `known` is None
    last     what was published last, whole
    broken   True when a later run broke off
    """

    known: Known | None = None
    foreign: tuple[str, ...] = ()
    last: Manifest | None = None
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """An edition that was published before, with those of its files that are not at the target as they were.

    folder  where these files are, on this machine
    """

    manifest: Manifest
    folder: Path


class UnfinishedError(SitegenError):
    """Publishing stopped midway: some files were sent, and publishing again sends the others."""


class Session(Protocol):
    """A target that is open: nobody else publishes there meanwhile, or what we send will not be taken."""

    def standing(self) -> Standing:
        """What stands there. Raises SitegenError when its notes cannot be read."""
        ...

    def publish(self, plan: Plan, source: Path, *, forget: bool = False) -> None:
        """Carry out a plan with the files in `source`. `forget` keeps nothing for a rollback.

        Raises UnfinishedError when it stops midway, SitegenError when nothing was changed.
        """
        ...

    def earlier(self, into: Path) -> Earlier:
        """The edition to go back to. Raises SitegenError when the target keeps none, or not all of it."""
        ...

    def read(self, paths: list[str]) -> dict[str, bytes]:
        """Files as they stand there now."""
        ...


class Place(Protocol):
    """A target of any kind."""

    @property
    def digest(self) -> Digest:
        """How its manifest names a file's content."""
        ...

    @property
    def extra(self) -> frozenset[str]:
        """Empty files that it wants besides the site's: `.nojekyll`."""
        ...

    def open(self, *, look_only: bool) -> AbstractContextManager[Session]:
        """Open it. `look_only` takes no lock and changes nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Run:
    """What a publishing run is given from outside.

    by     who publishes: `alice@desk`
    clock  now, in UTC
    tell   prints a line of what goes on
    runs   tells whether a process of this machine runs
    """

    by: str
    clock: Callable[[], datetime]
    tell: Tell
    runs: Callable[[int], bool]
