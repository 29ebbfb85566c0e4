"""What the search knows of each story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from sitegen.site.edition import Edition
from sitegen.site.stories import Story
from sitegen.site.templates import House
from sitegen.site.timing import machine_date, shown_day
from sitegen.site.views import StoryView


@dataclass(frozen=True, slots=True)
class Entry:
    """One story, as it is searched.

    url      of its page in the site, percent-encoded
    title    the headline; found words of it count most
    names    more names it is found by: its authors and topics
    html     the standfirst and the body
    filters  what the results can be narrowed to, by kind: `section`, `author`, `topic`, `year`, `day` (the
             month and the day, `2024-03` and `2024-03-13`), and `lang` in a paper of several languages
    facts    what a result shows besides, and what is not searched: `day` as readers write it, `picture` (a
             URL in the site), `lang` where it is not the paper's own
    sort     digits that sort as time does
    """

    url: str
    title: str
    html: str
    names: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""


def entries_of(edition: Edition, bodies: Mapping[str, str], house: House) -> Iterator[Entry]:
    """The entries of the stories that an edition shows, newest first.

    bodies  the HTML of each story's body, by path
    """
    languages = {_base(story.article.lang or house.language) for story in edition.stories.values()}
    for path, story in edition.stories.items():
        view, article = edition.layout.views[path], story.article
        filters = _filters(story, view, house)
        if len(languages) > 1:
            filters["lang"] = (_base(article.lang or house.language),)
        standfirst = f"<p>{escape(article.description)}</p>\n" if article.description else ""
        yield Entry(
            url=story.url,
            title=article.title,
            html=standfirst + bodies.get(path, ""),
            names=(*article.authors, *filters.get("topic", ())),
            filters=filters,
            facts=_facts(story, house),
            sort=story.sort_key,
        )


def _filters(story: Story, view: StoryView, house: House) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    if view.section:
        found["section"] = (view.section.name,)
    if view.authors:
        found["author"] = tuple(listing.name if listing else name for name, listing in view.authors)
    if view.topics:
        found["topic"] = tuple(topic.name for topic in view.topics)
    if story.article.date:
        day = machine_date(story.article.date, house.zone)[:10]
        found["year"], found["day"] = (day[:4],), (day[:7], day)
    return found


def _facts(story: Story, house: House) -> dict[str, str]:
    article = story.article
    facts = {
        "day": shown_day(article.date, house.zone, house.locale) if article.date else "",
        "picture": story.picture.url if story.picture else "",
        "lang": article.lang if _base(article.lang) != _base(house.language) else "",
    }
    return {name: fact for name, fact in facts.items() if fact}


def _base(language: str) -> str:
    """`pt-BR` -> `pt`."""
    return language.replace("_", "-").partition("-")[0].lower()
