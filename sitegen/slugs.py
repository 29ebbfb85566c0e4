"""Slugs: the last part of an article's address and the name of its file."""

from __future__ import annotations

from pathlib import PurePosixPath

from slugify import slugify

from sitegen.model.article import Article

MAX_SLUG = 80
"""Letters of the longest slug; long enough for a headline, short enough for every file system."""

_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "index", *(f"{n}{i}" for n in ("com", "lpt") for i in range(10))}
)
"""Names that Windows keeps for itself, and the one that web servers give a meaning."""


def slug_of(title: str, sha256: str) -> str:
    """`Mayor says: "I resign"` -> `mayor-says-i-resign`: a-z, 0-9 and single hyphens only.

    Other scripts are written in Latin letters. A title without a letter gives `untitled-` and the first
    eight digits of the seed's hash.
    """
    slug: str = slugify(title, max_length=MAX_SLUG, word_boundary=True, save_order=True)
    if not slug:
        return f"untitled-{sha256[:8]}"
    return f"{slug}-{sha256[:6]}" if slug in _RESERVED else slug


def article_path(article: Article, *, distinct: bool = False) -> PurePosixPath:
    """Where an article stands below `content/`: `articles/<yyyy>/<mm>/<slug>.md` or `articles/undated/<slug>.md`.

    distinct  add six digits of the seed's hash, because the plain name is another article's
    """
    slug = slug_of(article.title, article.source.sha256)
    if distinct:
        slug = f"{slug}-{article.source.sha256[:6]}"
    folder = f"{article.date:%Y/%m}" if article.date else "undated"
    return PurePosixPath("articles") / folder / f"{slug}.md"
