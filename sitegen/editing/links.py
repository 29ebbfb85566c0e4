"""Links and pictures in a body: where each address stands, and the same body with other addresses."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import Any
from urllib.parse import quote, unquote

import pyromark

_DIALECT = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
"""As sitegen.site.typesetting sets a body."""

_ANY = re.compile(r"\]\(|\]:|<[aAiI]")
_DESTINATION = re.compile(rb"\s*\]\(\s*(?:<((?:\\.|[^<>\\\r\n])*)>|((?:\\.|[^\s\\])*))")
_DEFINITION = re.compile(rb"[^\[]*\[(?:\\.|[^\[\]\\])*\]:\s*(?:<((?:\\.|[^<>\\\r\n])*)>|(\S+))")
_ATTRIBUTE = re.compile(rb"""<(?:a|img)\b[^>]*?\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_FOREIGN = re.compile(r"[a-z][a-z0-9+.-]*:|//|[#?]|\Z", re.IGNORECASE)
_UNSAFE = re.compile(r"[\s\x00-\x1f\x7f%#?()<>\"'\\&`|]")


@dataclass(frozen=True, slots=True)
class Spot:
    """An address in a body, from byte `start` to before byte `end` of it as UTF-8; `html`: in a tag."""

    start: int
    end: int
    address: str
    html: bool = False


def spots_in(body: str) -> tuple[Spot, ...]:
    """The addresses of links, pictures, reference definitions and raw HTML, in their order."""
    if not _ANY.search(body):
        return ()
    raw = body.encode()
    spots = [*_inline(body, raw), *_definitions(body, raw)]
    return tuple(sorted(spots, key=lambda spot: spot.start))


def with_addresses(body: str, changed: Callable[[str], str | None]) -> tuple[str, int]:
    """The body with other addresses, and how many are other ones.

    changed  gives another address for one; None when it stays
    """
    raw, count = body.encode(), 0
    for spot in reversed(spots_in(body)):
        address = changed(spot.address)
        if address is not None and address != spot.address:
            text = escape(address) if spot.html else address
            raw = raw[: spot.start] + text.encode() + raw[spot.end :]
            count += 1
    return raw.decode(), count


def target_of(address: str, path: str) -> tuple[str, str]:
    """The file in the content that an address in the file `path` leads to, and what follows: `#costs`.

    An address of another site, of a place on the same page or outside the content leads to "".
    """
    if _FOREIGN.match(address):
        return "", ""
    end = min((at for at in (address.find("#"), address.find("?")) if at >= 0), default=len(address))
    start = "" if address.startswith("/") else posixpath.dirname(path)
    target = posixpath.normpath(posixpath.join(start, unquote(address[:end]).lstrip("/")))
    return ("", "") if target.startswith("..") or target == "." else (target, address[end:])


def address_from(path: str, target: str, like: str, tail: str = "") -> str:
    """How the file `path` names the file `target`: from the content folder as `like` is, or from itself."""
    if like.startswith("/"):
        return "/" + _safe(target) + tail
    return _safe(posixpath.relpath(target, posixpath.dirname(path) or ".")) + tail


def _safe(path: str) -> str:
    """A path that can stand in a link: signs with a meaning there are percent-encoded, letters stay."""
    return _UNSAFE.sub(lambda sign: quote(sign.group(), safe=""), path)


def _inline(body: str, raw: bytes) -> Iterator[Spot]:
    opened: list[tuple[int, dict[str, Any]]] = []
    for event, span in pyromark.events_with_range(body, options=_DIALECT):
        kind, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
        if kind == "Start" and isinstance(value, dict) and (found := value.get("Link") or value.get("Image")):
            opened.append((span["start"] + (2 if "Image" in value else 1), found))
        elif kind == "End" and value in ("Link", "Image") and opened:
            inner, found = opened.pop()
            if found["link_type"] == "Inline":
                yield from _spot(_DESTINATION.match(raw, inner, span["end"]), found["dest_url"])
        elif kind in ("Html", "InlineHtml"):
            yield from _in_tags(raw, span["start"], span["end"])
        if opened and kind != "Start":
            inner, found = opened[-1]
            opened[-1] = (max(inner, span["end"]), found)


def _definitions(body: str, raw: bytes) -> Iterator[Spot]:
    for definition in pyromark.reference_definitions(body, options=_DIALECT).values():
        span = definition["span"]
        yield from _spot(_DEFINITION.match(raw, span["start"], span["end"]), definition["dest"])


def _spot(found: re.Match[bytes] | None, address: str) -> Iterator[Spot]:
    """A destination, when it is surely the one that was read; one that is written strangely is left alone."""
    if found is None:
        return
    group = 1 if found[1] is not None else 2
    text = found[group].decode()
    if group == 2:
        text = _balanced(text)
    if unescape(_ESCAPED.sub(r"\1", text)) == address:
        yield Spot(found.start(group), found.start(group) + len(text.encode()), address)


def _balanced(text: str) -> str:
    """A destination without brackets, up to the parenthesis that closes the link."""
    depth, at = 0, 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == "(":
            depth += 1
        elif text[at] == ")":
            if not depth:
                return text[:at]
            depth -= 1
        at += 1
    return text


def _in_tags(raw: bytes, start: int, end: int) -> Iterator[Spot]:
    for found in _ATTRIBUTE.finditer(raw, start, end):
        group = 1 if found[1] is not None else 2
        yield Spot(found.start(group), found.end(group), unescape(found[group].decode()), html=True)
