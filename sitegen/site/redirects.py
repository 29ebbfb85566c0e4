"""Old addresses: a small page at each, which leads to where the story stands now."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, unquote

from sitegen.containment import strange_in
from sitegen.errors import Problem
from sitegen.site.machines.policy import REDIRECT
from sitegen.site.stories import Story

_PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={address}">
<link rel="canonical" href="{canonical}">
</head>
<body><p><a href="{address}">{title}</a></p></body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Moved:
    """A story or a page that had other addresses.

    path     of its file in the content folder
    url      of its page in the site, percent-encoded
    aliases  its old addresses: `/2019/old/`
    """

    path: str
    url: str
    title: str
    lang: str
    aliases: tuple[str, ...]

    @classmethod
    def story(cls, story: Story) -> Moved:
        article = story.article
        return cls(story.path, story.url, article.title, article.lang, article.aliases)


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address and where it leads.

    file  of the page in the site folder: `2019/old/index.html`
    to    what stands elsewhere now
    """

    file: str
    to: Moved

    def html(self, site_url: str, language: str) -> str:
        """The page. The address in it is relative, so that it works below any folder.

        site_url  of the site, for the canonical address; "" when there is none
        language  of the site's furniture
        """
        up = posixpath.relpath(".", posixpath.dirname(self.file) or ".")
        address = f"{up}/{self.to.url}"
        return _PAGE.format(
            policy=REDIRECT,
            lang=escape(self.to.lang or language),
            title=escape(self.to.title),
            address=escape(address),
            canonical=escape(site_url + self.to.url if site_url else address),
        )


def file_at(address: str) -> str:
    """The file that a web server shows at an address: `/2019/old/` -> `2019/old/index.html`."""
    path = unquote(address).strip("/")
    return path if posixpath.splitext(path)[1] in (".html", ".htm") else posixpath.join(path, "index.html")


def redirects_of(
    moved: Iterable[Moved], taken: Collection[str], shown: str
) -> tuple[tuple[Redirect, ...], tuple[Problem, ...]]:
    """The redirects of all that moved, and the aliases that cannot be kept.

    taken  the files of the site, relative to it: an alias never hides a page
    shown  the content folder as a person knows it, for messages
    """
    found: dict[str, Redirect] = {}
    problems = []
    for each in moved:
        for alias in each.aliases:
            file = file_at(alias)
            other = found.get(file)
            if strange := strange_in(file):
                hint = "write aliases:\n      - /2019/old-address/"
                problems.append(Problem(f"{shown}/{each.path}", 0, f"the alias {alias!r} {strange}", hint))
            elif file in taken or (other and other.to is not each):
                whose = f"{shown}/{other.to.path}" if other else f"the page at {quote('/' + file)}"
                hint = "take it out of one of the two"
                path = f"{shown}/{each.path}"
                problems.append(Problem(path, 0, f"the alias {alias!r} belongs to {whose}", hint))
            else:
                found[file] = Redirect(file, each)
    return tuple(found.values()), tuple(problems)
