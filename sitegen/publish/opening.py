"""A target of mkdocs.yml -> the place it stands for."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sitegen.errors import Problem, SitegenError
from sitegen.publish.filewise import FilewisePlace
from sitegen.publish.limits import host_of
from sitegen.publish.lock import Publisher
from sitegen.publish.places.folder import FolderStore
from sitegen.publish.places.git import GitPlace
from sitegen.publish.places.repository import Repository
from sitegen.publish.places.rsync import RsyncStore
from sitegen.publish.places.s3 import S3Store, open_bucket
from sitegen.publish.places.store import Store
from sitegen.publish.settings import Settings
from sitegen.publish.standing import Place, Run
from sitegen.publish.targets import Target

_SOCKET_FOLDER = 40
"""Characters: the name of a socket has at most 104 on some systems, and ssh adds up to 60."""

NOTES = ".cache/sitegen/publish"
"""Below the project's folder: copies of what was published, and a repository for git without one."""


def open_place(
    settings: Settings, target: Target, me: Publisher, run: Run, *, may_ask: bool = False
) -> Place:
    """The place of a target. Nothing there is asked or changed yet.

    may_ask  True lets ssh and git ask a person for a password

    Raises SitegenError for a place that cannot be published to.
    """
    if target.kind == "git":
        spare = settings.project / NOTES / "repository.git"
        here = settings.project / target.where
        remote = str(here.resolve()) if here.exists() else target.where
        return GitPlace(Repository(remote, target.options["branch"], settings.project, spare, may_ask))
    return FilewisePlace(_store(settings, target, may_ask), me, run, target.keep)


def _store(settings: Settings, target: Target, may_ask: bool) -> Store:
    options = target.options
    if target.kind == "rsync":
        return RsyncStore(target.where, options.get("ssh", ""), may_ask, _sockets())
    if target.kind == "s3":
        return S3Store(open_bucket(target.where, options), str(target))
    folder = (settings.project / Path(target.where).expanduser()).resolve()
    if problem := next(_misplaced(folder, settings), None):
        raise SitegenError(problem)
    return FolderStore(folder)


def _sockets() -> Path | None:
    """A folder that nobody else can enter, with a name short enough for sockets; None where there is none."""
    if not hasattr(os, "getuid"):
        return None  # Windows, where ssh keeps no line open
    folder = Path(tempfile.gettempdir(), f"sitegen-{os.getuid()}")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return None
    is_ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
    return folder if is_ours and len(str(folder)) <= _SOCKET_FOLDER else None


def _misplaced(folder: Path, settings: Settings) -> Iterator[Problem]:
    """Why a folder cannot be a target: it holds the paper's own files, or lies among them."""
    hint = "name a folder of its own: /srv/www/courier, or public"
    own = {"the paper's own files": settings.project, "the built site": settings.site}
    for what, place in own.items():
        if os.path.realpath(place) == str(folder) or folder in Path(os.path.realpath(place)).parents:
            yield Problem(str(folder), 0, f"this folder holds {what}", hint)
    for place in (settings.site, settings.content, settings.project / "seeds", settings.project / "theme"):
        if Path(os.path.realpath(place)) in folder.parents or os.path.realpath(place) == str(folder):
            yield Problem(
                str(folder), 0, f"this folder lies in {place.name}/, which sitegen reads or writes", hint
            )


def host_for(target: Target) -> str:
    """Whose limits count at a target, as said in mkdocs.yml or as its address tells."""
    return target.host or (host_of(target.where) if target.kind == "git" else "none")
