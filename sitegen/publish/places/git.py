"""A branch in git, as GitHub, GitLab and Codeberg Pages serve it. Its commits are manifest and memory.

Only git itself is used: blobs of changed files, an index of their own, one commit, one push, which is taken
whole or not at all. No work tree, branch or index of the paper's own repository is touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sitegen.errors import Problem, SitegenError
from sitegen.publish.manifest import Entry, Known, Manifest
from sitegen.publish.places.commits import Commit, commits_from, message_of
from sitegen.publish.places.repository import Repository
from sitegen.publish.plan import Plan
from sitegen.publish.scanning import Digest
from sitegen.publish.standing import Earlier, Standing

NO_JEKYLL = ".nojekyll"
"""Tells GitHub to serve the branch as it is, also files whose names begin with an underscore."""


@dataclass(frozen=True)
class GitPlace:
    """A `Place` on a branch."""

    repository: Repository

    @property
    def digest(self) -> Digest:
        return self.repository.digest

    @property
    def extra(self) -> frozenset[str]:
        return frozenset({NO_JEKYLL})

    @contextmanager
    def open(self, *, look_only: bool) -> Iterator[GitSession]:  # noqa: ARG002  # a push is a lock of its own
        tip = self.repository.tip()
        if tip:
            self.repository.fetch()
        yield GitSession(self.repository, tip)


@dataclass(frozen=True)
class GitSession:
    """A `Session` on a branch whose newest commit is `tip`; "" for a branch that is not there yet."""

    repository: Repository
    tip: str

    def standing(self) -> Standing:
        if not self.ours:
            return Standing(foreign=tuple(sorted({_top(path) for path in self.files})))
        last = self._manifest(self.ours[0])
        there = {path: self.files[path] for path in last.files if path in self.files}
        return Standing(Known(there, last.leaving), (), last)

    def publish(self, plan: Plan, source: Path, *, forget: bool = False) -> None:  # noqa: ARG002  # git cannot
        repository, after = self.repository, plan.after
        blobs = {path: after.files[path].digest for path in plan.send}
        repository.write(blobs, source)
        tree = repository.tree(self.tip, plan.gone, blobs)
        if self.ours and self.ours[0].name == self.tip and tree == repository.tree_of(self.tip):
            return
        message = message_of(plan, leaves=self.files.keys() - after.files.keys() - set(plan.gone))
        commit = repository.commit(tree, self.tip, message, after.published.timestamp())
        repository.push(commit, self.tip)

    def earlier(self, into: Path) -> Earlier:
        """The edition before the last one. Its files are in the repository: nothing is copied to `into`."""
        if len(self.ours) < 2:
            hint = "there is one as soon as sitegen has published to the branch twice"
            raise SitegenError(Problem("", 0, "the branch holds no earlier edition", hint))
        goal = self._manifest(self.ours[1])
        return Earlier(Manifest(goal.site, {}, goal.published, goal.by), into)

    def read(self, paths: list[str]) -> dict[str, bytes]:
        """The files of the commit that the branch is at now, wherever it was pushed from."""
        tip = self.repository.tip()
        found = ((path, self.repository.content(tip, path)) for path in paths)
        return {path: content for path, content in found if content is not None}

    @cached_property
    def files(self) -> dict[str, Entry]:
        """The files of the branch."""
        return self.repository.files(self.tip) if self.tip else {}

    @cached_property
    def ours(self) -> list[Commit]:
        """The commits in which sitegen published, the newest first."""
        return commits_from(self.repository.log(self.tip)) if self.tip else []

    def _manifest(self, commit: Commit) -> Manifest:
        """What sitegen had put on the branch in a commit; what others had put there is not of it."""
        there = self.repository.files(commit.name)
        files = {path: entry for path, entry in there.items() if path not in commit.leaves}
        leaving = {path: since for path, since in commit.leaving.items() if path in files}
        return Manifest(files, leaving, commit.published, commit.by)


def _top(path: str) -> str:
    first, slash, _ = path.partition("/")
    return first + slash
