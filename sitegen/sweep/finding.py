"""What is wrong with a file of the site."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.errors import Problem

_SHOWN = 80
"""Characters of a strange thing that are shown."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the theme did not put there.

    file  in the site: `articles/2026/11/a-story/index.html`
    what  it is, for people: `an attribute onclick="steal()" in <a>`
    """

    file: str
    what: str


def problems_of(findings: Iterable[Finding], site: str) -> tuple[Problem, ...]:
    """The findings as messages, each once.

    site  the site's folder as a person knows it
    """
    hint = (
        "nothing was published; take it out of the article or page that this file was made of, or, if it is"
        " wanted, put it into theme/ or name the file under `trusted` in mkdocs.yml"
    )
    return tuple(Problem(f"{site}/{each.file}", 0, each.what, hint) for each in dict.fromkeys(findings))


def shown(text: str) -> str:
    """A strange text, short and on one line, with what cannot be seen made visible."""
    short = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in short)
