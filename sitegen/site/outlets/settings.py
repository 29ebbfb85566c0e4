"""What a newsroom says of itself in mkdocs.yml, for search engines, feed readers and social networks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time
from enum import StrEnum
from types import MappingProxyType

from sitegen.errors import Problem, SitegenError
from sitegen.site.options import read_block


class Cards(StrEnum):
    """Which share cards are drawn for stories that have no picture of their own."""

    SECTIONS = "sections"
    STORIES = "stories"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What mkdocs.yml says of the site itself.

    name      of the paper; motto below it
    address   of the site, ends in /; "" when there is no site_url, and then machines are told nothing
    language  of the site
    locale    `en_GB`, for OpenGraph; "" when the settings name no country
    """

    name: str
    address: str = ""
    motto: str = ""
    language: str = "en"
    locale: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom(Site):
    """The site and its publisher. Addresses may be absolute, or of this site: `/about/`.

    logo           a picture of the site: `/assets/images/logo.png`
    same_as        the paper's pages elsewhere
    principles     the page on how the paper works
    twitter        its account there: `@courier`
    cards          which share cards are drawn
    accent         the colour of the cards
    llms           True to write llms.txt
    manifest       True to write a web manifest
    contact        whom to tell of a hole in the site, for security.txt; "" writes none
    contact_until  when that ends
    """

    logo: str = ""
    same_as: tuple[str, ...] = ()
    principles: str = ""
    twitter: str = ""
    cards: Cards = Cards.SECTIONS
    accent: str = "#8b1a1a"
    llms: bool = False
    manifest: bool = False
    contact: str = ""
    contact_until: datetime | None = None

    def absolute(self, address: str) -> str:
        """An address of this site with its host; one that has a host already stays; "" stays ""."""
        if not address or "://" in address or not self.address:
            return address
        return self.address + address.removeprefix("/")


def newsroom_of(values: Mapping[str, object], site: Site, path: str = "mkdocs.yml") -> Newsroom:
    """The settings below `publisher:` in mkdocs.yml, together with what the file says of the site itself.

    values  as YAML read them
    path    of the file, for messages

    Raises SitegenError with everything that is wrong at once.
    """
    read, problems = read_block("publisher", _KEYS, values, path)
    if read.get("contact") and not read.get("contact_until"):
        hint = "write below it, for example, contact_until: 2027-12-31"
        problems.append(Problem(path, 0, "publisher: contact has no end, which security.txt asks for", hint))
    if problems:
        raise SitegenError(problems)
    about = {field.name: getattr(site, field.name) for field in fields(Site)}
    if site.address and not site.address.endswith("/"):
        about["address"] += "/"
    return Newsroom(**about, **read)  # type: ignore[arg-type]  # _KEYS reads each as its field has it


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("write a text")  # noqa: TRY004  # one kind of error for all of them
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("write a list, each line with a dash before it")  # noqa: TRY004
    return tuple(map(_text, value))


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("write true or false")  # noqa: TRY004
    return value


def _cards(value: object) -> Cards:
    if value not in tuple(Cards):
        raise ValueError("write one of: " + ", ".join(Cards))
    return Cards(str(value))


def _moment(value: object) -> datetime:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime.combine(value, time.min, UTC)
    raise ValueError("write a day: 2027-12-31")


_KEYS: Mapping[str, Callable[[object], object]] = MappingProxyType(
    {
        "logo": _text,
        "same_as": _texts,
        "principles": _text,
        "twitter": _text,
        "cards": _cards,
        "accent": _text,
        "llms": _flag,
        "manifest": _flag,
        "contact": _text,
        "contact_until": _moment,
    }
)
"""How each setting is read."""
