"""What the theme's templates are given: escaping, the site's words, filters for dates and teasers."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import jinja2
from babel.core import Locale

from sitegen.site.colours import own_colours
from sitegen.site.groups import by_day, by_letter
from sitegen.site.rendering.addresses import url
from sitegen.site.rendering.finish import finish
from sitegen.site.rendering.frames import FramedEnvironment, Frames
from sitegen.site.rendering.inlining import Inlining
from sitegen.site.rendering.kinds import kind_of
from sitegen.site.rendering.pieces import Pieces
from sitegen.site.teasers import first_sentences
from sitegen.site.timing import machine_date, shown_day, shown_month, shown_time
from sitegen.site.weekdays import month_alone, shown_clock, shown_weekday, with_time

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class House:
    """How this paper sets its pages: the language of its furniture, its zone, whether it has a search."""

    language: str
    locale: Locale
    zone: ZoneInfo
    search: bool


def own_templates(theme: Path) -> frozenset[str]:
    """The names of the templates in the newsroom's theme folder, as Jinja knows them."""
    return frozenset(path.relative_to(theme).as_posix() for path in theme.rglob("*.html"))


def escapes(own: frozenset[str]) -> Callable[[str | None], bool]:
    """Jinja's autoescape for our templates. Material's are written for an environment without it."""
    return lambda name: name in own


def words_in(language: str) -> Mapping[str, str]:
    """The furniture's words in a language, English where one is missing: `words.search` ..."""
    folder = files("sitegen.site") / "words"
    words: dict[str, str] = tomllib.loads((folder / "en.toml").read_text("utf-8"))
    own = folder / f"{_base(language)}.toml"
    return words | tomllib.loads(own.read_text("utf-8")) if own.is_file() else words


def direction(language: str) -> str:
    """`rtl` for a language written from right to left, else `ltr`."""
    return "rtl" if _base(language) in _RIGHT_TO_LEFT else "ltr"


def isolated(name: str, language: str) -> str:
    """A name inside a sentence of `language`, set off by signs nobody sees if it is written the other way.

    Else the name would take the words or the comma beside it into its own direction (Unicode's UAX 9).
    """
    other_way = {"L"} if direction(language) == "rtl" else {"R", "AL"}
    runs = any(unicodedata.bidirectional(sign) in other_way for sign in name)
    return f"\u2068{name}\u2069" if runs else name


def _base(language: str) -> str:
    """`pt-BR` -> `pt`."""
    return language.replace("_", "-").partition("-")[0].lower()


def furnish(
    env: jinja2.Environment, house: House, theme: Path, cache: Path, warn: Callable[[str], None]
) -> FramedEnvironment:
    """Give a theme's environment what our templates need; returns it with frames for its pages.

    cache  a folder for compiled templates
    warn   is told of a theme whose pages cannot have frames
    """
    cache.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(cache), "%s.bin")
    own = own_templates(theme)
    env.autoescape = escapes(own)
    env.trim_blocks = env.lstrip_blocks = True
    if env.loader:
        env.loader = Inlining(env.loader, own)
    env.globals.update(words=words_in(house.language), site_language=house.language, site_search=house.search)
    env.globals.update(piece=Pieces(env).piece)
    env.filters.update(
        url=url,
        shortened=first_sentences,
        direction=direction,
        isolated=partial(isolated, language=house.language),
        machine_date=_kept(machine_date, zone=house.zone),
        shown_month=_kept(shown_month, locale=house.locale),
        shown_day=_kept(shown_day, zone=house.zone, locale=house.locale),
        shown_time=_kept(shown_time, zone=house.zone, locale=house.locale),
        shown_clock=_kept(shown_clock, zone=house.zone, locale=house.locale),
        shown_weekday=_kept(shown_weekday, zone=house.zone, locale=house.locale),
        month_alone=partial(month_alone, locale=house.locale),
        with_time=partial(with_time, locale=house.locale),
        by_day=partial(by_day, zone=house.zone),
        by_letter=by_letter,
        own_colours=own_colours,
    )
    return FramedEnvironment(Frames(env, kind_of, finish, warn), own)


def _kept(shown: Callable[..., str], **settings: object) -> Callable[[Any], str]:
    """The filter with its settings; what it has said of a date once is kept, for babel takes its time."""
    return lru_cache(maxsize=4096)(partial(shown, **settings))
