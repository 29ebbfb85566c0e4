"""The article: what stands in one Markdown file under `content/articles/`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

When = date | datetime
"""A day, or an instant: aware when its source named a zone or an offset, else naive."""


@dataclass(frozen=True, slots=True)
class Image:
    """The lead picture as data; a part that is unknown is ""."""

    src: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""

    def __bool__(self) -> bool:
        return bool(self.src or self.alt or self.caption or self.credit)


@dataclass(frozen=True, slots=True)
class Source:
    """Where the article came from.

    path    the seed, relative to the project, with forward slashes; "" when converted from memory
    sha256  of the raw bytes, 64 hexadecimal digits
    url     the page's own address, when known
    """

    path: str = ""
    sha256: str = ""
    url: str = ""

    def __bool__(self) -> bool:
        return bool(self.path or self.sha256 or self.url)


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong in a story and has been put right, and when."""

    text: str
    date: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as an editor sees it: the header's fields and the body in Markdown.

    Unknown text is "", an unknown date None, an unknown list (): such keys are left out of the file.

    kicker       the short label above the headline; without one the section stands there
    series       the name of a running story, the same in all its articles
    corrections  in the order of the file
    pin          until then the story stands on top of the front page; a day ends at its midnight
    expires      from then on readers no longer see the story
    aliases      old addresses that lead here: `/2019/old-address/`
    """

    title: str = ""
    kicker: str = ""
    date: When | None = None
    updated: When | None = None
    authors: tuple[str, ...] = ()
    section: str = ""
    series: str = ""
    tags: tuple[str, ...] = ()
    description: str = ""
    lang: str = ""
    image: Image = Image()
    corrections: tuple[Correction, ...] = ()
    pin: When | None = None
    expires: When | None = None
    aliases: tuple[str, ...] = ()
    source: Source = Source()
    review: tuple[str, ...] = ()
    draft: bool = False
    body: str = ""

    def to_markdown(self) -> str:
        """The whole file: front matter, an empty line, the body, one newline at the end."""
        from sitegen.front_matter import render  # noqa: PLC0415  # which knows the article

        return render(self)
