"""Parts of a page that stand outside its story, by what their elements are called."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from sitegen.readers.html.places import Place
from sitegen.readers.html.tree import MENUS

WORDS = frozenset(
    {
        "account", "ad", "ads", "advert", "advertisement", "advertising", "aside", "avatar", "banner",
        "bio", "breadcrumb", "breadcrumbs", "button", "byline", "carousel", "comment", "comments",
        "complementary", "consent", "contentinfo", "cookie", "cookies", "copyright", "cta", "dialog",
        "disqus", "donate", "donation", "dropdown", "footer", "form", "jobs", "label", "login",
        "masthead", "menu", "modal", "nav", "navbar", "navigation", "newsletter", "newsletters",
        "notification", "option", "outbrain", "overlay", "player", "playlist", "popular", "popup",
        "privacy", "promo", "rail", "recirc", "recirculation", "recommendation", "recommendations",
        "recommended", "registration", "related", "search", "select", "share", "sharedaddy", "sharing",
        "sidebar", "signup", "skip", "slider", "social", "sponsor", "sponsored", "submenu", "subscribe",
        "subscription", "taboola", "tags", "teaser", "teasers", "textarea", "thumbnail", "toggle",
        "toolbar", "tooltip", "trending", "widget",
    }
)  # fmt: skip
"""Names of boxes that hold no part of the story. Each stood over junk at many publishers of the corpus,
and over a story at next to none."""

NEVER = frozenset(
    {
        "consent", "cookie", "cookies", "dialog", "footer", "menu", "modal", "nav", "newsletter",
        "overlay", "popup", "privacy",
    }
)  # fmt: skip
"""Names of boxes that hold no story though much text: a consent dialogue is longer than most news."""

STORY_WORDS = frozenset({"article", "story", "post", "entry"})
"""Words beside which a name says less: `article-body overlay-target`."""

COMMENTS = frozenset({"comment", "comments", "disqus", "kommentare"})
"""Names of boxes that may hold more text than the story."""

STUBBORN = frozenset({"nav", "footer", "comments", "comment", "related", "newsletter"})
"""Names of boxes that stay outside even when their paragraphs look like the story's."""

_NO_BOX = frozenset(
    {"html", "body", "main", "article", "p", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "a", "b"}
)
"""Elements whose own names say nothing about what stands in them."""

EXCUSED, EXCUSED_COMMENTS, EXCUSED_NEVER = 0.3, 0.6, 0.97
"""The share of the page's prose from which a box is part of the story whatever it is called: the name is
then of a wrapper (`with-sidebar`, `article-and-comments`)."""


@dataclass(slots=True)
class Outside:
    """Answers whether an element stands outside the story.

    held, total  the prose each element holds, and the page
    heading      the elements around the headline
    """

    held: Mapping[Place, float]
    total: float
    heading: Set[Place]
    _known: dict[Place, bool] = field(default_factory=dict)

    def has(self, place: Place) -> bool:
        """True when the element, or one around it, is called as something outside the story."""
        chain = []
        answer = False
        for outer in place.upward():
            if (known := self._known.get(outer)) is not None:
                answer = known
                break
            chain.append(outer)
        for inner in reversed(chain):
            answer = answer or self._is_called_so(inner)
            self._known[inner] = answer
        return answer

    def _is_called_so(self, place: Place) -> bool:
        if place.tag in _NO_BOX or not place.words & WORDS:
            return False
        share = self.held.get(place, 0) / self.total if self.total else 0
        never = place.words & NEVER and not place.words & STORY_WORDS and place not in self.heading
        if place.tag in MENUS or never:
            return share < EXCUSED_NEVER
        return share < (EXCUSED_COMMENTS if place.words & COMMENTS else EXCUSED)


def is_stubborn(place: Place) -> bool:
    """Whether an element around the place is one that stays outside in any case."""
    return any(outer.words & STUBBORN for outer in place.upward())
