"""The stories that were read before: a file that has not changed is not read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sitegen.model.article import Article
from sitegen.site.gist import Gist
from sitegen.site.memory.articles import read_back, written_down
from sitegen.site.memory.records import KeptStory
from sitegen.site.texts import Stamp

Known = tuple[Article, Gist]
"""An article without its body, and its gist."""


@dataclass(slots=True)
class Catalogue:
    """What is known of the stories' files.

    before  by path, from the build before
    now     the same of this build, filled while it reads
    """

    before: Mapping[str, KeptStory] = field(default_factory=dict)
    now: dict[str, KeptStory] = field(default_factory=dict)

    def recall(self, path: str, stamp: Stamp) -> Known | None:
        """What is known of a file that has not been touched since it was read."""
        kept = self.before.get(path)
        return self._known(path, kept) if kept and kept.stamp == stamp else None

    def recognise(self, path: str, stamp: Stamp, digest: str) -> Known | None:
        """What is known of a file that was touched, and holds what it held."""
        kept = self.before.get(path)
        if not kept or kept.digest != digest:
            return None
        kept.stamp = stamp
        return self._known(path, kept)

    def keep(self, path: str, stamp: Stamp, article: Article, gist: Gist) -> None:
        fields = written_down(article)
        self.now[path] = KeptStory(
            stamp, fields, gist.digest, gist.card, gist.teaser, gist.minutes, gist.terms, gist.names
        )

    def _known(self, path: str, kept: KeptStory) -> Known | None:
        try:
            article = read_back(kept.fields)
        except (ValueError, TypeError):
            return None
        self.now[path] = kept
        return article, Gist(kept.digest, kept.card, kept.teaser, kept.minutes, kept.terms, kept.names)
