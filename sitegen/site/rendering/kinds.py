"""Which pages have the same frame."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from sitegen.site.listings import Kind, Slice
from sitegen.site.views import StoryView

FRAMED = frozenset({"article.html", "listing.html"})
"""The templates of which there may be thousands of pages."""


def kind_of(template: str, context: Mapping[str, Any]) -> Hashable | None:
    """What the frame of a page depends on besides its template.

    The way to the front page (all links start with it), the place that "skip to content" leads to, whether
    the page can be edited, and the section that the masthead and the drawer mark.
    """
    if template not in FRAMED:
        return None
    page = context["page"]
    skip = next((entry.url for entry in page.toc), "")
    return context["base_url"], skip, bool(page.edit_url), _marked(context)


def _marked(context: Mapping[str, Any]) -> Hashable:
    view, piece = context.get("view"), context.get("slice")
    if isinstance(view, StoryView):
        return view.section.slug if view.section else ""
    if isinstance(piece, Slice) and piece.listing.kind is Kind.SECTION:
        return piece.listing.slug, bool(piece.number)
    return ""
