"""What a page says of itself in JSON-LD: the article among all the things described."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Thing = Mapping[str, Any]

ARTICLES = (
    "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
    "BackgroundNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "LiveBlogPosting",
    "BlogPosting", "Article", "SocialMediaPosting", "TechArticle", "ScholarlyArticle", "Report", "Review",
    "AdvertiserContentArticle", "SatiricalArticle",
)  # fmt: skip
"""schema.org types that are a story, the most telling first."""

PAGES = ("WebPage", "ItemPage", "VideoObject", "CreativeWork")
"""Types that may describe the story where no article is declared."""

_WRAPPING = re.compile(
    r"^\s*(?:<!--|(?:/[/*])?\s*<!\[CDATA\[\s*(?:\*/)?)|(?:-->|(?:/[/*])?\s*\]\]>\s*(?:\*/)?)\s*;?\s*$"
)
_COMMENT = re.compile(r'("(?:[^"\\]|\\.)*")|/\*.*?\*/|^\s*//[^\n]*', re.DOTALL | re.MULTILINE)
_TRAILING_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])')
_BAD_ESCAPE = re.compile(r'\\(?![\\"/bfnrtu])|\\u(?![0-9a-fA-F]{4})')
_MAX_THINGS = 2000


def things(scripts: Iterable[str]) -> list[Thing]:
    """Every object described in the scripts, outer ones first; a script beyond repair is passed over."""
    found: list[Thing] = []
    todo = [value for script in scripts if (value := load(script)) is not None]
    todo.reverse()
    while todo and len(found) < _MAX_THINGS:
        value = todo.pop()
        if isinstance(value, dict):
            found.append(value)
            todo.extend(reversed([inner for inner in value.values() if isinstance(inner, (dict, list))]))
        elif isinstance(value, list):
            todo.extend(inner for inner in reversed(value) if isinstance(inner, (dict, list)))
    return found


def load(script: str) -> Any:
    """The value of a JSON-LD script, mended where publishers' templates break it; None when beyond repair."""
    text = _WRAPPING.sub("", script.strip("\ufeff \t\r\n")).strip()
    if not text:
        return None
    for mend in (str, _without_comments, _with_good_escapes, html.unescape):
        text = mend(text)
        try:
            return json.JSONDecoder(strict=False).raw_decode(text)[0]
        except (ValueError, RecursionError):
            continue
    return None


def _without_comments(text: str) -> str:
    text = _COMMENT.sub(lambda match: match[1] or "", text)
    return _TRAILING_COMMA.sub(lambda match: match[1] or "", text).strip()


def _with_good_escapes(text: str) -> str:
    return _BAD_ESCAPE.sub(lambda match: "\\" + match[0], text)


def types_of(thing: Thing) -> tuple[str, ...]:
    """The types of a thing, without the vocabulary's address."""
    kinds = thing.get("@type", ())
    return tuple(
        kind.rsplit("/", 1)[-1]
        for kind in (kinds if isinstance(kinds, list) else [kinds])
        if isinstance(kind, str)
    )


def article_of(found: list[Thing]) -> Thing:
    """The story among the things: an article with a headline, the most telling; {} when there is none.

    Teasers in lists of other stories are articles as well, so the first of a kind wins, and one with a body
    or a date wins over one that has neither.
    """
    for names in (ARTICLES, PAGES):
        stories = [thing for thing in found if set(types_of(thing)) & set(names)]
        if stories:
            return max(stories, key=_substance)
    return {}


def _substance(thing: Thing) -> int:
    telling = ("headline", "datePublished", "author", "articleBody")
    return sum(bool(thing.get(name)) for name in telling)


def texts(value: Any) -> Iterator[str]:
    """The strings a value holds: itself, its items', its `@value`, `name`, `url` or `text`."""
    if isinstance(value, str):
        text = " ".join(html.unescape(value).split())
        if text:
            yield text
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for name in ("@value", "name", "headline", "text", "url", "@id"):
            if value.get(name):
                yield from texts(value[name])
                return


def first_text(value: Any) -> str:
    """The first string a value holds, "" when none."""
    return next(texts(value), "")
