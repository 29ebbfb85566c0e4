"""The small files at the root of a site: robots.txt, llms.txt, security.txt and the web manifest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sitegen.errors import Problem, SitegenError
from sitegen.markdown.escaping import escape, escape_label, escape_line
from sitegen.site.machines.facts import Link, Paper
from sitegen.site.machines.markup import clean, line, w3c

ROBOTS, LLMS, SECURITY, MANIFEST = (
    "robots.txt",
    "llms.txt",
    ".well-known/security.txt",
    "manifest.webmanifest",
)
"""Where they stand in the site."""

_CONTACT = re.compile(r"(mailto:|https://|tel:)\S+")


def robots(sitemaps: Sequence[str], *, closed: bool = False, disallow: Iterable[str] = ()) -> str:
    """robots.txt (RFC 9309).

    sitemaps  their absolute addresses
    closed    asks every robot to stay away
    disallow  paths that robots leave alone: `/search/`
    """
    if closed:
        return "User-agent: *\nDisallow: /\n"
    rules = [f"Disallow: {line(path)}" for path in disallow] or ["Allow: /"]
    listed = [f"Sitemap: {line(address)}" for address in sitemaps]
    return "\n".join(["User-agent: *", *rules, *([""] if listed else []), *listed, ""])


@dataclass(frozen=True, slots=True)
class Group:
    """Pages under a heading of llms.txt, each with a line about it, or ""."""

    heading: str
    pages: Sequence[tuple[Link, str]]


def llms(paper: Paper, groups: Iterable[Group]) -> str:
    """llms.txt (llmstxt.org): the paper, its motto, then headed lists of links. Groups without pages are left
    out. Names, titles and what is told of them are escaped: they are words, and make no link or heading."""
    parts = [f"# {_words(paper.name)}\n"]
    if motto := _words(paper.motto):
        parts.append(f"> {motto}\n")
    for group in groups:
        if group.pages:
            pages = "\n".join(_listed(link, about) for link, about in group.pages)
            parts.append(f"## {_words(group.heading)}\n\n{pages}\n")
    return "\n".join(parts)


def _listed(link: Link, about: str) -> str:
    name = escape_label(line(link.name))
    address = clean(link.address).replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    told = f": {said}" if (said := _words(about)) else ""
    return f"- [{name}]({address}){told}"


def _words(text: str) -> str:
    """Words as Markdown of one line in which no sign acts."""
    return escape_line(escape(line(text)))


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityContact:
    """Whom to tell of a hole in the site, as configured.

    contacts   addresses: `security@courier.example`, `mailto:...`, `https://...`, `tel:...`; the best first
    expires    after that instant nobody shall rely on the file
    languages  that are understood there: `en`, `de`
    canonical  the absolute address of the file itself
    """

    contacts: Sequence[str]
    expires: datetime
    policy: str = ""
    encryption: str = ""
    acknowledgments: str = ""
    languages: Sequence[str] = ()
    canonical: str = ""


def security(contact: SecurityContact, path: str = "mkdocs.yml") -> str:
    """security.txt (RFC 9116). Raises SitegenError, naming `path`, for what the RFC does not allow."""
    problems: list[Problem] = []
    if not contact.contacts:
        problems.append(
            Problem(path, 0, "security.txt needs a contact", "write an e-mail or https:// address")
        )
    addresses = [_contact(address) for address in contact.contacts]
    for address in addresses:
        if not _CONTACT.fullmatch(address):
            hint = "write an e-mail address, or one that begins with https:// or tel:"
            problems.append(Problem(path, 0, f"security.txt cannot take the contact {address!r}", hint))
    if contact.expires.tzinfo is None:
        hint = "write it with an offset: 2027-06-30T00:00:00+00:00"
        problems.append(Problem(path, 0, "the time at which security.txt expires has no zone", hint))
    if problems:
        raise SitegenError(problems)
    fields = [*(("Contact", address) for address in addresses), ("Expires", w3c(contact.expires))]
    fields += [
        ("Encryption", contact.encryption),
        ("Acknowledgments", contact.acknowledgments),
        ("Preferred-Languages", ", ".join(contact.languages)),
        ("Canonical", contact.canonical),
        ("Policy", contact.policy),
    ]
    return "".join(f"{name}: {line(value)}\n" for name, value in fields if value)


def _contact(address: str) -> str:
    address = line(address)
    return f"mailto:{address}" if "@" in address and ":" not in address else address


@dataclass(frozen=True, slots=True, kw_only=True)
class Icon:
    """An icon of the web manifest.

    address  absolute, or relative to the manifest
    sizes    `192x192`, several apart by spaces, or `any` for SVG
    purpose  `any`, `maskable`, `monochrome`; "" leaves it out
    """

    address: str
    sizes: str
    mime: str
    purpose: str = ""


def manifest(
    paper: Paper, icons: Iterable[Icon], *, colour: str, background: str, short: str = "", direction: str = ""
) -> str:
    """The web manifest (w3.org/TR/appmanifest): the site as an app on a home screen.

    colour, background  CSS colours
    short               the name where there is room for a dozen letters; "" for the whole one
    direction           `ltr`, `rtl`, or ""
    """
    told: dict[str, object] = {
        "name": line(paper.name),
        "short_name": line(short or paper.name),
        "description": line(paper.motto),
        "lang": line(paper.language),
        "dir": direction,
        "id": clean(paper.address),
        "start_url": clean(paper.address),
        "scope": clean(paper.address),
        "display": "minimal-ui",
        "theme_color": line(colour),
        "background_color": line(background),
        "icons": [_icon(icon) for icon in icons],
    }
    return (
        json.dumps({key: value for key, value in told.items() if value}, ensure_ascii=False, indent=1) + "\n"
    )


def _icon(icon: Icon) -> dict[str, str]:
    told = {"src": clean(icon.address), "sizes": icon.sizes, "type": icon.mime, "purpose": icon.purpose}
    return {key: value for key, value in told.items() if value}
