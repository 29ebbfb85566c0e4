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
class Redirect:
    """An old address and where it leads.

    file   of the page in the site folder: `2019/old/index.html`
    story  that it leads to
    """

    file: str
    story: Story

    def html(self, site_url: str, language: str) -> str:
        """The page. The address in it is relative, so that it works below any folder.

        site_url  of the site, for the canonical address; "" when there is none
        language  of the site's furniture
        """
        up = posixpath.relpath(".", posixpath.dirname(self.file) or ".")
        address = f"{up}/{self.story.url}"
        return _PAGE.format(
            policy=REDIRECT,
            lang=escape(self.story.article.lang or language),
            title=escape(self.story.article.title),
            address=escape(address),
            canonical=escape(site_url + self.story.url if site_url else address),
        )


def file_at(address: str) -> str:
    """The file that a web server shows at an address: `/2019/old/` -> `2019/old/index.html`."""
    path = unquote(address).strip("/")
    return path if posixpath.splitext(path)[1] in (".html", ".htm") else posixpath.join(path, "index.html")


def redirects_of(
    stories: Iterable[Story], taken: Collection[str], shown: str
) -> tuple[tuple[Redirect, ...], tuple[Problem, ...]]:
    """The redirects of all stories, and the aliases that cannot be kept.

    taken  the files of the site, relative to it: an alias never hides a page
    shown  the content folder as a person knows it, for messages
    """
    found: dict[str, Redirect] = {}
    problems = []
    for story in stories:
        for alias in story.article.aliases:
            file = file_at(alias)
            other = found.get(file)
            if strange := strange_in(file):
                hint = "write aliases:\n      - /2019/old-address/"
                problems.append(Problem(f"{shown}/{story.path}", 0, f"the alias {alias!r} {strange}", hint))
            elif file in taken or (other and other.story is not story):
                whose = f"{shown}/{other.story.path}" if other else f"the page at {quote('/' + file)}"
                hint = "take it out of one of the two"
                path = f"{shown}/{story.path}"
                problems.append(Problem(path, 0, f"the alias {alias!r} belongs to {whose}", hint))
            else:
                found[file] = Redirect(file, story)
    return tuple(found.values()), tuple(problems)
