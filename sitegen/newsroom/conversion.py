"""What is done with a batch of seeds, in whatever process: convert them, or look for lines in them.

The converter is loaded with the first seed: most builds convert none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sitegen.errors import Problem, SitegenError
from sitegen.model.article import Article
from sitegen.newsroom.budgets import excess, grown
from sitegen.newsroom.merging.base import base_of
from sitegen.newsroom.work import Outcomes, Task, each


@dataclass(frozen=True, slots=True)
class Converted:
    """A seed's article, or the problems that prevented it.

    header  the article without its body, which need not travel twice; None when there is none
    text    the whole file
    base    its fingerprints, see merging.base
    """

    header: Article | None
    text: str = ""
    base: str = ""
    problems: tuple[Problem, ...] = ()


def convert_batch(tasks: Sequence[Task]) -> Outcomes[Converted]:
    """Convert seeds; what a person can mend comes back as problems."""
    return each(tasks, _converted)


def _converted(task: Task) -> Converted:
    from sitegen import pipeline  # noqa: PLC0415

    try:
        article = pipeline.convert(
            task.raw,
            media_type=task.media_type,
            path=task.name,
            keep=task.asked.rules,
            keep_lines=task.asked.lines,
        )
    except SitegenError as error:
        return Converted(None, problems=error.problems)
    text = article.to_markdown()
    if what := grown(task.raw, text):
        return Converted(None, problems=(excess(task.name, what),))
    return Converted(replace(article, body=""), text, base_of(article).to_text())


def find_asked_lines(tasks: Sequence[Task]) -> Outcomes[tuple[str, ...]]:
    """For each seed those of its asked lines that stand in it; none for one that cannot be read."""
    return each(tasks, _asked_lines)


def _asked_lines(task: Task) -> tuple[str, ...]:
    from sitegen.readers import read  # noqa: PLC0415
    from sitegen.rules.asked import asked_lines_in  # noqa: PLC0415

    try:
        document = read(task.raw, media_type=task.media_type)
    except SitegenError:
        return ()
    return asked_lines_in(document, task.asked.lines)
