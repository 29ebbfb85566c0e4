"""Proposals: what a new conversion would make of an article where an editor has changed the same.

It stands beside the article as a hidden file, `.story.proposal.md` beside `story.md`, which neither MkDocs
nor sitegen takes for a page. It is the editor's own file with all that is new in it. An editor takes over
what is right, deletes the proposal, and so has settled the matter: the same is not proposed again.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

_MARK = "proposal"
_ENDING = ".proposal.md"
_PLACE = " articles/"
_PARTS = 4


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal that was written.

    article         beside which it stands, below `content/`
    sha256          of the proposal as it was written
    article_sha256  of the article as it was generated
    base            its fingerprints, see merging.base
    """

    article: str
    sha256: str
    article_sha256: str
    base: str

    @property
    def path(self) -> str:
        """Its own file, below `content/`."""
        return path_of(self.article)

    def to_text(self) -> str:
        """One line for the register."""
        return f"{_MARK} {self.sha256} {self.article_sha256} {self.base} {self.article}"

    @classmethod
    def from_text(cls, text: str) -> Proposal | None:
        """What to_text wrote; None for anything else."""
        known, place, rest = text.partition(_PLACE)
        parts = known.split(" ", _PARTS - 1)
        if not place or len(parts) != _PARTS or parts[0] != _MARK:
            return None
        _, sha256, article_sha256, base = parts
        return cls(place.strip() + rest, sha256, article_sha256, base)


def path_of(article: str) -> str:
    """Where the proposal for an article stands: `articles/a.md` -> `articles/.a.proposal.md`."""
    path = PurePosixPath(article)
    return str(path.with_name(f".{path.stem}{_ENDING}"))


def article_of(path: str) -> str:
    """The article that a proposal is for: `articles/.a.proposal.md` -> `articles/a.md`; "" for others."""
    name = PurePosixPath(path).name
    if not name.startswith(".") or not name.endswith(_ENDING) or len(name) <= len(_ENDING) + 1:
        return ""
    return str(PurePosixPath(path).with_name(f"{name[1 : -len(_ENDING)]}.md"))
