"""What the search knows of each story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from html import escape

from sitegen.site.stories import Story
from sitegen.site.templates import House
from sitegen.site.timing import machine_date, shown_day
from sitegen.site.views import StoryView


@dataclass(frozen=True, slots=True)
class Entry:
    """One story, as it is searched.

    url       of its page in the site, percent-encoded
    title     the headline; found words of it count most
    html      the standfirst and the body
    names     more names it is found by: its authors and topics
    filters   what the results can be narrowed to, by kind: `section`, `author`, `topic`, `year`, `day`
              (`2024-03-13`), `lang`
    facts     what a result shows besides, and what is not searched: `section`, `day` as readers write it,
              `picture` (a URL in the site), `lang` where it is not the paper's own
    language  of the story, which says how its words end; "" for the paper's own
    """

    url: str
    title: str
    html: str
    names: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    language: str = ""


def entry_of(story: Story, view: StoryView, body: str, house: House) -> Entry:
    """The entry of a story; `body` is the HTML of its words."""
    article, filters = story.article, _filters(story, view, house)
    standfirst = f"<p>{escape(article.description)}</p>\n" if article.description else ""
    return Entry(
        url=story.url,
        title=article.title,
        html=standfirst + body,
        names=(*article.authors, *filters.get("topic", ())),
        filters=filters,
        facts=_facts(story, view, house),
        language=article.lang,
    )


def key_of(story: Story, view: StoryView, body: str, house: House) -> str:
    """A digest of all that the entry of a story is made of, without making it.

    body  a digest of what the story's body is made of
    """
    article, (section, authors, topics) = story.article, _shelved(view)
    told = (story.url, article.title, article.description, article.authors, article.lang, article.date, body)
    house_told = (house.language, str(house.locale), house.zone.key)
    picture = story.picture.url if story.picture else ""
    return blake2b(
        repr((told, section, authors, topics, picture, house_told)).encode("utf-8", "replace"), digest_size=16
    ).hexdigest()


def _shelved(view: StoryView) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The names of the section, the authors and the topics that a story is listed under."""
    section = view.section.name if view.section else ""
    authors = tuple(listing.name if listing else name for name, listing in view.authors)
    return section, authors, tuple(topic.name for topic in view.topics)


def _filters(story: Story, view: StoryView, house: House) -> dict[str, tuple[str, ...]]:
    section, authors, topics = _shelved(view)
    language = _base(story.article.lang or house.language)
    found = {"section": (section,), "author": authors, "topic": topics, "lang": (language,)}
    if story.article.date:
        day = machine_date(story.article.date, house.zone)[:10]
        found |= {"year": (day[:4],), "day": (day,)}
    return {kind: named for kind, values in found.items() if (named := tuple(filter(None, values)))}


def _facts(story: Story, view: StoryView, house: House) -> dict[str, str]:
    article = story.article
    facts = {
        "section": view.section.name if view.section else "",
        "day": shown_day(article.date, house.zone, house.locale) if article.date else "",
        "picture": story.picture.url if story.picture else "",
        "lang": article.lang if _base(article.lang) != _base(house.language) else "",
    }
    return {name: fact for name, fact in facts.items() if fact}


def _base(language: str) -> str:
    """`pt-BR` -> `pt`."""
    return language.replace("_", "-").partition("-")[0].lower()
