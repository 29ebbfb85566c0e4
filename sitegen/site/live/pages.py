"""What pages are given on their way to the browser, and the page in place of a story that cannot be shown."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from string import Template

from jinja2 import Environment
from markupsafe import Markup

from sitegen.errors import Problem

OWN = "/__sitegen/"
"""Below this path lies what is no page of the site."""

FILES = {
    "reload.js": "text/javascript",
    "panel.js": "text/javascript",
    "panel.css": "text/css",
    "instead.css": "text/css",
}
"""The files of this folder that browsers load, and their kind."""

_SCRIPTS = Template(
    f'<script src="{OWN}reload.js" data-epoch="$epoch" data-request="$request" defer></script>'
    f'<script src="{OWN}panel.js" defer></script>'
)
_END = b"</body>"


def own_file(name: str) -> bytes:
    """The content of a file of this folder."""
    return (files("sitegen.site.live") / name).read_bytes()


def with_scripts(page: bytes, epoch: int, request: int) -> bytes:
    """A page with the scripts that reload it after a change and show what is wrong with it.

    They are files, not words in the page: so they run under the site's policy as well.

    epoch    of the site that the page is from; request names this answer: what MkDocs' server asks to know
    """
    before, end, after = page.rpartition(_END)
    if not end:
        before, after = page, b""
    return before + _SCRIPTS.substitute(epoch=epoch, request=request).encode() + end + after


def instead(file: str, problems: Iterable[Problem]) -> bytes:
    """The page at the address of a file that no page was made of.

    file      as a person knows it: `content/articles/2024/03/harbour.md`
    problems  of that file
    """
    page = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        own_file("instead.html").decode()
    )
    return page.render(file=file, problems=tuple(problems), own=Markup(OWN)).encode()  # noqa: S704  # ours
