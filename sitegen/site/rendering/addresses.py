"""Links between pages of the site, relative to the page they stand on: the site works in any folder."""

from __future__ import annotations

import re

import jinja2
from jinja2.runtime import Context

_WHOLE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#|$", re.IGNORECASE)
"""What stays as it is: another host, the root of the host, a place on this page, nothing at all."""


@jinja2.pass_context
def url(context: Context, address: object) -> str:
    """Jinja filter: an address in the site as a link from the page that is rendered.

    `topics/eels/` is `../../../../topics/eels/` on an article's page; `.` is the front page.
    """
    return link(str(address), str(context["base_url"]))


def link(address: str, base: str) -> str:
    """The same for a page from which `base` leads to the front page: `.`, `..`, `../..`.

    A page that is shown at any address (404.html) has the way from the root of the host: `/`, `/paper/`.
    """
    if _WHOLE.match(address):
        return address
    folder = base if base.endswith("/") else f"{base}/"
    if address in (".", "./"):
        return base if base == "." else folder
    return address if base == "." else folder + address
