"""Slugs: the last part of an article's address and the name of its file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count
from pathlib import PurePosixPath

from slugify import slugify

from sitegen.containment import is_device
from sitegen.model.article import Article

MAX_SLUG = 80
"""Letters of the longest slug; long enough for a headline, short enough for every file system."""

_FRONTS = frozenset({"index", "readme"})
"""What web servers and MkDocs take for the page of a folder."""

_ENOUGH = 1000
"""Characters of a title that are looked at; a line of a megabyte has no better slug."""


def slug_of(title: str, sha256: str) -> str:
    """`Mayor says: "I resign"` -> `mayor-says-i-resign`: a-z, 0-9 and single hyphens only.

    Other scripts are written in Latin letters. A title without a letter gives `untitled-` and the first
    eight digits of the seed's hash.
    """
    slug: str = slugify(title[:_ENOUGH], max_length=MAX_SLUG, word_boundary=True, save_order=True)
    if not slug:
        return f"untitled-{sha256[:8]}" if sha256 else "untitled"
    return f"{slug}-{sha256[:6] or 'story'}" if is_kept(slug) else slug


def is_kept(slug: str) -> bool:
    """True for a name that no page can have: one that Windows keeps for itself, or the folder's own page."""
    return slug in _FRONTS or is_device(slug)


def article_paths(article: Article) -> Iterator[PurePosixPath]:
    """Where an article may stand below `content/`, the best first: `articles/<yyyy>/<mm>/<slug>.md`, or
    `articles/undated/<slug>.md` without a date; then the same with ever more of the seed's hash, and at last
    with a number, for when another article has that name. Never ends.
    """
    sha256 = article.source.sha256
    slug = slug_of(article.title, sha256)
    folder = f"{article.date.year:04}/{article.date.month:02}" if article.date else "undated"
    hashes = (f"-{sha256[:digits]}" for digits in (6, 16, 64) if sha256)
    for ending in chain([""], hashes, (f"-{number}" for number in count(2))):
        yield PurePosixPath("articles", folder, f"{slug}{ending}.md")
