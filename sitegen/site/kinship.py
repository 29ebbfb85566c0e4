"""Which stories stand below a story as related: the stories put to `sitegen.site.related`, and back.

Where the answers of the build before are at hand, only those are asked for that may have changed since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sitegen.model.article import Article
from sitegen.site.memory.articles import read_back
from sitegen.site.memory.records import KeptStory
from sitegen.site.related import Case
from sitegen.site.related.archive import Archive, archive_of
from sitegen.site.related.choice import choices
from sitegen.site.related.renewal import touched
from sitegen.site.stories import Story
from sitegen.site.timing import instant

_MANY = 0.05
"""Of the stories: where more have changed, asking for all is as quick."""

Answers = Mapping[str, tuple[str, ...]]
"""By path, the paths of the related stories, the nearest first."""


@dataclass(frozen=True, slots=True)
class Former:
    """The answers of the build before.

    stories  as they were read for it, by path
    zone     of the site, which has not changed since
    """

    answers: Answers = field(default_factory=dict)
    stories: Mapping[str, KeptStory] = field(default_factory=dict)
    zone: ZoneInfo | None = None

    def knew(self, story: Story) -> bool:
        """True when it was asked about the story as it is."""
        kept = self.stories.get(story.path)
        if kept is None or story.path not in self.answers:
            return False
        return kept.card == story.gist.card and kept.terms == story.gist.terms

    def case(self, path: str) -> Case:
        """A story as it was. Raises LookupError or ValueError when that is not known."""
        kept = self.stories[path]
        article = read_back(kept.fields)
        published = instant(article.date, self.zone or ZoneInfo("UTC")) if article.date else None
        return _case(path, article, kept.terms, published)


def kin_of(stories: Sequence[Story], count: int, former: Former | None = None) -> Answers:
    """The related stories of all stories; at most `count` for each.

    former  what the build before found, by the same rules and with the same `count`
    """
    if not count:
        return {}
    former = former or Former()
    known = {story.path for story in stories}
    changed = {place for place, story in enumerate(stories) if not former.knew(story)}
    other = [stories[place].path for place in changed if stories[place].path in former.answers]
    other += [path for path in former.answers if path not in known]
    if not changed and not other:
        return former.answers
    archive = archive_of(
        [_case(each.path, each.article, each.gist.terms, each.published) for each in stories]
    )
    asked = _asked(archive, changed, other, former)
    kept = former.answers if asked is not None else {}
    found = choices(archive, range(len(stories)) if asked is None else sorted(asked), count)
    return {path: near for path, near in kept.items() if path in known} | {
        stories[place].path: tuple(stories[each].path for each in near) for place, near in found
    }


def _asked(archive: Archive, changed: set[int], other: list[str], former: Former) -> set[int] | None:
    """Whose answers may be others, by their numbers in the archive; None when all have to be asked for.

    changed  places of the stories that are new or other than they were
    other    the paths of those that were asked about, and are gone or other
    """
    if len(changed) + len(other) > _MANY * len(archive.cases):
        return None
    try:
        before = [former.case(path) for path in other]
    except (LookupError, ValueError, TypeError):
        return None
    numbers = {place: number for number, place in enumerate(archive.order)}
    return touched(archive, [numbers[place] for place in changed], before, len(former.answers))


def _case(path: str, article: Article, terms: str, published: datetime | None) -> Case:
    return Case(
        key=path,
        terms=terms,
        tags=article.tags,
        series=article.series,
        section=article.section,
        language=article.lang,
        published=published,
    )
