"""An article that is to be written: its front matter, and its place among the others."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath

from sitegen.errors import Problem, SitegenError
from sitegen.model.article import Article, When
from sitegen.newsroom.register import Register
from sitegen.slugs import article_paths
from sitegen.yaml_header.edits import written


@dataclass(frozen=True, slots=True)
class Skeleton:
    """What is known of an article before it is written."""

    title: str
    date: When
    section: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def text(self) -> str:
        """The file: the keys that an editor will want, empty where nothing is known, and `draft: true`.

        A new article is a draft so that no build publishes half a story; deleting that line publishes it.
        """
        lines = [
            f"title: {written(self.title)}",
            f"date: {self.date.isoformat()}",
            *_list("authors", self.authors),
            f"section: {written(self.section)}" if self.section else "section:",
            *_list("tags", self.tags),
            "description:",
            "draft: true",
        ]
        return "\n".join(["---", *lines, "---", "", "", ""])


def place_for(skeleton: Skeleton, taken: Collection[str], register: Register) -> PurePosixPath:
    """Where the converter would file the article: `articles/2026/11/slug.md`, with a number if need be.

    taken     paths of the files that are there
    register  of what was converted: a converted article that was deleted keeps its place

    Raises SitegenError for a headline without a word.
    """
    if not skeleton.title.strip():
        hint = 'give it in quotation marks: sitegen new "Mayor resigns"'
        raise SitegenError(Problem("", 0, "the article has no headline", hint))
    names = {path.casefold() for path in taken}
    names |= {record.article.casefold() for record in register.values()}
    paths = article_paths(Article(title=skeleton.title, date=skeleton.date))
    return next(path for path in paths if os.fspath(path).casefold() not in names)


def _list(key: str, texts: tuple[str, ...]) -> list[str]:
    return [f"{key}:", *(f"  - {written(text)}" for text in texts)]
