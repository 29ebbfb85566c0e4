"""The pages that are no articles, and what MkDocs is told of every page.

MkDocs publishes a header that it cannot read as text of the page, and takes a first line such as
`KYIV: The army ...` for a header and swallows it. So headers are read here, and MkDocs is handed a
body in which it finds none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import yaml

from sitegen.errors import Problem, SitegenError
from sitegen.site.stories import Shelf, Story
from sitegen.site.texts import Texts

_HEADER = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)

KEYS = ("title", "description", "template", "aliases")
"""The keys of such a page's header."""

_HEADLINE = re.compile(r"#[ \t]+(\S.*?)[ \t]*#*[ \t]*(?:\n+|\Z)")
"""A heading at the head of a body, which is the title of a page whose header names none."""

TEMPLATES = MappingProxyType({"index.md": "home.html", "search.md": "search.html"})
"""The template of a page that names none."""


def furnished(words: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What the site's own pages are called in its language where their headers do not say it, by path."""
    return {
        "index.md": {"title": words["front_page"]},
        "search.md": {"title": words["search"], "description": words["search_hint"]},
    }


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page that is no article: its header's values, its body, what is wrong with it, its old addresses."""

    body: str
    meta: dict[str, str]
    problems: tuple[Problem, ...] = ()
    aliases: tuple[str, ...] = ()


def read_pages(shelf: Shelf, paths: Iterable[str], templates: Collection[str]) -> dict[str, SitePage]:
    """Read the pages at `paths` in the content folder, by path; one that cannot be read is empty."""
    texts = Texts(shelf.folder, shelf.shown)
    found: dict[str, SitePage] = {}
    for path in paths:
        shown = f"{shelf.shown}/{path}"
        try:
            text = texts.text(path)
        except SitegenError as error:
            found[path] = SitePage("", {"template": TEMPLATES.get(path, "main.html")}, error.problems)
        else:
            found[path] = read_page(text, path, shown, templates)
    return found


def read_page(text: str, path: str, shown: str, templates: Collection[str]) -> SitePage:
    """Read a page; one with a bad header keeps its body and loses the header, never the other way round.

    path       in the content folder
    shown      for messages
    templates  the theme's templates, which a header may name
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    header = _HEADER.match(text)
    body = text[header.end() :].lstrip("\n") if header else text
    values, problems = _values(header[1] if header else "", shown)
    meta, doubts = _checked(values, shown, templates)
    if path in TEMPLATES:
        meta.setdefault("template", TEMPLATES[path])
    if "title" not in meta and (headline := _HEADLINE.match(body)):
        meta["title"], body = headline[1], body[headline.end() :]
    return SitePage(body, meta, (*problems, *doubts), _aliases(values))


def _aliases(values: Mapping[str, object]) -> tuple[str, ...]:
    found = values.get("aliases") or ()
    return tuple(map(str, found if isinstance(found, list) else (found,) if isinstance(found, str) else ()))


def _values(header: str, shown: str) -> tuple[dict[str, object], tuple[Problem, ...]]:
    try:
        values = yaml.safe_load(header) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        hint = 'put text that has a colon in it into quotation marks: title: "This: that"'
        return {}, (Problem(shown, mark.line + 2 if mark else 1, "the header is not valid YAML", hint),)
    if not isinstance(values, dict):
        return {}, (Problem(shown, 2, "the header must be lines of `key: value`", "write title: ..."),)
    return values, ()


def _checked(
    values: Mapping[str, object], shown: str, templates: Collection[str]
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    hint = f"the keys of a page are {', '.join(KEYS)}"
    problems = [Problem(shown, 1, f"unknown key {key!r}", hint) for key in values if key not in KEYS]
    meta = {key: str(value) for key, value in values.items() if key in KEYS and key != "aliases"}
    if (template := meta.get("template")) and template not in templates:
        del meta["template"]
        hint = f"the theme has {', '.join(sorted(templates))}"
        problems.append(Problem(shown, 1, f"there is no template {template!r}", hint))
    return meta, tuple(problems)


def story_meta(story: Story) -> dict[str, str]:
    """What MkDocs and Material's templates read of an article's page."""
    meta = {"title": story.article.title, "template": "article.html"}
    if story.article.description:
        meta["description"] = story.article.description
    return meta


def source_of(body: str) -> str:
    """A page's source for MkDocs: the empty first line keeps both its header parsers away from the body."""
    return "\n" + body
