"""Which stories stand below a story as related: the stories put to `sitegen.site.related`, and back."""

from __future__ import annotations

from sitegen.site.related import Case, related, terms
from sitegen.site.stories import Story


def related_stories(stories: tuple[Story, ...], count: int) -> dict[str, tuple[Story, ...]]:
    """By path, the stories nearest to each, the nearest first; at most `count`."""
    if not count:
        return {}
    found = related([_case(story) for story in stories], count)
    return {
        story.path: tuple(stories[position] for position in near)
        for story, near in zip(stories, found, strict=True)
    }


def _case(story: Story) -> Case:
    article = story.article
    return Case(
        key=story.path,
        terms=terms(article.title, article.description, article.body, article.tags, article.lang),
        tags=article.tags,
        series=article.series,
        section=article.section,
        language=article.lang,
        published=story.published,
    )
