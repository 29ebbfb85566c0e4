"""Spans -> one line of Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby, pairwise

from sitegen.markdown.escaping import escape, escape_label, escape_marked, seen
from sitegen.model.body import Mark, Span, Spans

_STARS = {Mark.EMPHASIS: "*", Mark.STRONG: "**"}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_UNSAFE_IN_ADDRESS = re.compile(r'[\x00-\x20\x7f<>"\\^`{|}\[\]]|\s')
_ENTITY = re.compile(r"&(?=#|\w+;)")


def inline(spans: Spans, *, code: bool = True) -> str:
    """Spans as one line of Markdown.

    code  False sets code as plain words, for places where Markdown has no way to escape inside it
    """
    if len(spans) == 1 and spans[0].mark is Mark.PLAIN and not spans[0].href:
        return escape(seen(spans[0].text).strip())
    line = ""
    merged = [*_merged(spans, code), Span("")]
    for span, after in pairwise(merged):
        line += _span(span, line[-1:], after)
    return line.strip()


def _merged(spans: Spans, code: bool) -> Iterator[Span]:
    """Neighbours that are set alike as one, so that signs which act together are seen together."""
    usual = (
        Span(
            seen(span.text),
            Mark.PLAIN if span.mark is Mark.CODE and not code else span.mark,
            address(span.href),
        )
        for span in spans
    )
    with_words = (span for span in usual if span.text)
    for (mark, href), alike in groupby(with_words, key=lambda span: (span.mark, span.href)):
        yield Span("".join(span.text for span in alike), mark, href)


def _span(span: Span, before: str, after: Span) -> str:
    core = span.text.strip()
    if not core:
        return span.text
    lead = span.text[: len(span.text) - len(span.text.lstrip())]
    tail = span.text[len(span.text.rstrip()) :]
    if span.href:
        return f"{lead}[{_set(span.mark, core, '[', ']', label=True)}]({span.href}){tail}"
    words = _set(span.mark, core, lead or before, tail or _first_sign(after))
    if not tail and after.href and not after.text[:1].isspace():
        words = re.sub(r"!$", r"\!", words)  # Look![here](...) would be a picture
    return lead + words + tail


def _first_sign(span: Span) -> str:
    text = span.text[:1]
    return text if text.isspace() or not (span.href or span.mark is not Mark.PLAIN) else "*"


def _set(mark: Mark, core: str, before: str, after: str, *, label: bool = False) -> str:
    """Words with their mark, or without it where it would not be read as one."""
    if mark is Mark.CODE and not (label and set("[]") & set(core)):
        return _code(core)
    stars = _STARS.get(mark, "")
    words = escape_label(core) if label else escape_marked(core) if stars else escape(core)
    return f"{stars}{words}{stars}" if _holds(words, before[-1:], after[:1]) else words


def _holds(words: str, before: str, after: str) -> bool:
    """CommonMark's rule: a star beside punctuation counts where white space or punctuation is outside it."""
    opens = not _is_sign(words[0], careful=True) or not before or before.isspace() or _is_sign(before)
    closes = not _is_sign(words[-1], careful=True) or not after or after.isspace() or _is_sign(after)
    return opens and closes and before != "*" and after != "*"


def _is_sign(character: str, *, careful: bool = False) -> bool:
    """Punctuation; when careful also symbols, on which Markdown's readers do not agree."""
    category = unicodedata.category(character)
    return category.startswith("P") or (careful and not character.isalnum())


def _code(text: str) -> str:
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def address(href: str) -> str:
    """An address as it may stand in a link, "" for none and for one that runs code (`javascript:` ...)."""
    href = href.strip()
    scheme = _SCHEME.match(href)
    if not href or (scheme and scheme[1].lower() not in _SCHEMES):
        return ""
    href = _UNSAFE_IN_ADDRESS.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), href)
    href = _ENTITY.sub("&amp;", href)
    return f"<{href}>" if "(" in href or ")" in href else href
