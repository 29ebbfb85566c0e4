"""The repository through which a branch is published: git's own commands on it, and nothing else."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sitegen.errors import Problem, SitegenError
from sitegen.publish.manifest import Entry
from sitegen.publish.places.programs import run
from sitegen.publish.scanning import Digest

_DEPTH = 50
"""Commits of the branch that a clone without history is given."""

_FILE = "100644"
_NONE = "0" * 40

_HINT = "try it by hand: git ls-remote {remote}"
_NAME, _MAIL = "sitegen", "sitegen@localhost"


@dataclass(frozen=True)
class Repository:
    """A branch at a remote, and the repository here that knows it.

    remote   the name of a remote of the paper's repository, or an address
    project  the paper's folder; when it is in no repository, one is made in `spare`
    may_ask  True lets git ask for a password
    """

    remote: str
    branch: str
    project: Path
    spare: Path
    may_ask: bool = False

    @cached_property
    def digest(self) -> Digest:
        """The name that git gives to a file's content."""
        algorithm = self.git("rev-parse", "--show-object-format").decode().strip()

        def blob(content: bytes) -> str:
            told = b"blob %d\0" % len(content) + content
            return hashlib.new(algorithm, told, usedforsecurity=False).hexdigest()

        return blob

    def tip(self) -> str:
        """The commit that the branch at the remote is at; "" when there is no such branch."""
        listed = self.git("ls-remote", self.remote, f"refs/heads/{self.branch}").decode()
        return listed.partition("\t")[0].strip()

    def fetch(self) -> None:
        """Have the commits of the branch here; of a long history, where this clone has none, the newest."""
        shallow = self.git("rev-parse", "--is-shallow-repository").strip() == b"true"
        depth = [f"--depth={_DEPTH}"] if shallow else []
        ref = f"+refs/heads/{self.branch}:{self._ref}"
        self.git("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", *depth, self.remote, ref)

    def push(self, commit: str, before: str) -> None:
        """Move the branch from the commit `before` to its successor; "" for a branch that is not there yet.

        Raises SitegenError when somebody else has moved it meanwhile.
        """
        try:
            self.git("push", "--quiet", self.remote, f"{commit}:refs/heads/{self.branch}")
        except SitegenError:
            if self.tip() == before:
                raise
            what = f"somebody else has pushed to the branch {self.branch} meanwhile"
            raise SitegenError(Problem(self.remote, 0, what, "nothing was changed; publish again")) from None
        self.git("update-ref", self._ref, commit)

    def log(self, commit: str) -> str:
        """The newest commits of a branch up to `commit`: name, line end, message, NUL for each."""
        how = ("--first-parent", f"--max-count={_DEPTH}", "-z", "--format=%H%n%B")
        return self.git("log", *how, commit).decode(errors="replace")

    def files(self, commit: str) -> dict[str, Entry]:
        """The files of a commit."""
        listed = self.git("ls-tree", "-r", "-z", "-l", "--full-tree", commit)
        files = {}
        for line in filter(None, listed.decode(errors="surrogateescape").split("\0")):
            about, _, path = line.partition("\t")
            _, kind, name, size = about.split()
            if kind == "blob":
                files[path] = Entry(name, int(size))
        return files

    def content(self, commit: str, path: str) -> bytes | None:
        """A file of a commit, or None."""
        listed = self.git("ls-tree", "-z", "--full-tree", commit, "--", path)
        return self.git("cat-file", "blob", f"{commit}:{path}") if listed else None

    def write(self, blobs: Mapping[str, str], source: Path) -> None:
        """Have contents here: `blobs` is path below `source` -> name. An empty one needs no file."""
        names = "".join(f"{name}\n" for name in blobs.values())
        checked = self.git("cat-file", "--batch-check", content=names.encode()).decode().splitlines()
        missing = [path for path, said in zip(blobs, checked, strict=True) if said.endswith(" missing")]
        empty = self.git("hash-object", "-w", "--stdin").decode().strip()
        missing = [path for path in missing if blobs[path] != empty]
        files = "".join(f"{source / path}\n" for path in missing)
        made = self.git("hash-object", "-w", "--no-filters", "--stdin-paths", content=files.encode())
        for path, name in zip(missing, made.decode().split(), strict=True):
            if blobs[path] != name:
                raise SitegenError(Problem(path, 0, "changed while it was published", "publish again"))

    def tree(self, base: str, gone: Collection[str], blobs: Mapping[str, str]) -> str:
        """The tree of the commit `base` ("" for none) without `gone`, and with `blobs` in their places."""
        with tempfile.TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
            if base:
                self.git("read-tree", base, environment=index)
            lines = [f"0 {_NONE}\t{path}\0" for path in gone]
            lines += [f"{_FILE} {name}\t{path}\0" for path, name in blobs.items()]
            told = "".join(lines).encode()
            self.git("update-index", "-z", "--index-info", content=told, environment=index)
            return self.git("write-tree", environment=index).decode().strip()

    def tree_of(self, commit: str) -> str:
        return self.git("rev-parse", f"{commit}^{{tree}}").decode().strip()

    def commit(self, tree: str, parent: str, message: str, seconds: float) -> str:
        """The name of a new commit; `seconds` is its time since 1970, "" means no parent."""
        after = ["-p", parent] if parent else []
        when = f"{seconds:.0f} +0000"
        who = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, **self._author()}
        name = self.git("commit-tree", tree, *after, content=message.encode(), environment=who)
        return name.decode().strip()

    def git(
        self, *arguments: str, content: bytes = b"", environment: Mapping[str, str] | None = None
    ) -> bytes:
        """What git prints, run in the repository, without the hooks of its owner."""
        return run(
            ["git", "-c", f"core.hooksPath={os.devnull}", "-c", "gc.auto=0", *arguments],
            where=f"git {self.remote}, branch {self.branch}",
            hint=_HINT.format(remote=self.remote),
            content=content,
            folder=self._folder,
            environment={**({} if self.may_ask else {"GIT_TERMINAL_PROMPT": "0"}), **(environment or {})},
        )

    @property
    def _ref(self) -> str:
        return f"refs/sitegen/publish/{self.branch}"

    @cached_property
    def _folder(self) -> Path:
        """The paper's own repository, whose remotes and credentials count, or one made for publishing."""
        if _is_repository(self.project):
            return self.project
        if not (self.spare / "HEAD").exists():
            run(["git", "init", "--quiet", "--bare", str(self.spare)], where=str(self.spare), hint="")
        return self.spare

    def _author(self) -> dict[str, str]:
        """Nothing where the newsroom has a name in git; elsewhere, as on a build server, sitegen's own."""
        asked = ["git", "config", "user.email"]
        named = run(asked, where="", hint="", folder=self._folder, fine=(0, 1)).strip()
        if named or "GIT_AUTHOR_EMAIL" in os.environ:
            return {}
        parts = {"NAME": _NAME, "EMAIL": _MAIL}
        return {f"GIT_{who}_{part}": parts[part] for who in ("AUTHOR", "COMMITTER") for part in parts}


def _is_repository(folder: Path) -> bool:
    said: Sequence[int] = (0, 128)
    asked = ["git", "rev-parse", "--is-inside-work-tree"]
    return run(asked, where=str(folder), hint="", folder=folder, fine=said).strip() == b"true"
