"""What the site keeps of a story's words once it has read them; its page is set from the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2b

from sitegen.model.article import Article
from sitegen.site.reading import reading_minutes
from sitegen.site.related import terms
from sitegen.site.targets import addresses_in
from sitegen.site.teasers import teaser

_BYTES = 12
"""Of a digest: 96 bits, so that two of a million differ."""


@dataclass(frozen=True, slots=True)
class Gist:
    """A story's words in short.

    digest   of the whole file; "" for a story that came from no file
    card     of all that another page may show of the story
    teaser   the words under its headline on a front page
    minutes  to read it
    terms    its most telling terms, for related stories
    names    the addresses of this site in its words
    """

    digest: str = ""
    card: str = ""
    teaser: str = ""
    minutes: int = 0
    terms: str = ""
    names: tuple[str, ...] = ()


NO_GIST = Gist()
"""Of a story that came from no file."""


def gist_of(article: Article, raw: bytes) -> Gist:
    """The gist of an article; `raw` is its file."""
    said = teaser(article)
    minutes = reading_minutes(article.body, article.lang)
    shown = repr((replace(article, body=""), said, minutes))
    return Gist(
        digest=digest_of(raw),
        card=digest_of(shown.encode("utf-8", "surrogatepass")),
        teaser=said,
        minutes=minutes,
        terms=terms(article.title, article.description, article.body, article.tags, article.lang),
        names=addresses_in(article.body),
    )


def digest_of(data: bytes) -> str:
    """24 hexadecimal digits that stand for the data."""
    return blake2b(data, digest_size=_BYTES).hexdigest()
