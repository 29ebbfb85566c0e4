"""The search index of one build: made with it, or, under `serve`, when nobody waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from sitegen.files import write_atomic
from sitegen.site import search
from sitegen.site.edition import Edition
from sitegen.site.gist import digest_of
from sitegen.site.memory.records import Memory
from sitegen.site.memory.renewal import Renewal
from sitegen.site.outlets.files import write_files
from sitegen.site.templates import House
from sitegen.site.texts import stamp_of

Pause = Callable[[], None]
"""Called every few milliseconds; it may raise to have the work left off."""


@dataclass(frozen=True)
class Searching:
    """The index of an edition.

    told   a digest of all that the search is told of a story, by its path
    body   the HTML of a story's body, by its path
    cache  where parts of the index are kept
    """

    edition: Edition
    house: House
    renewal: Renewal
    told: Callable[[str], str]
    body: Callable[[str], str]
    cache: Path

    @cached_property
    def keys(self) -> dict[str, str]:
        """By the path of each story: a digest of all that its entry depends on."""
        code, views = self.renewal.terms.code, self.edition.layout.views
        return {
            path: f"{code} {search.key_of(story, views[path], self.told(path), self.house)}"
            for path, story in self.edition.stories.items()
        }

    @cached_property
    def listed(self) -> str:
        """A digest of all of it."""
        return f"search {digest_of(repr(self.keys).encode('utf-8', 'surrogatepass'))}"

    def write(self, stage: Path) -> None:
        """Bring the index up to date with the build in the folder `stage`."""
        if self.renewal.stand(self.listed):
            return

        def put(name: str, content: bytes) -> None:
            self.renewal.made[name] = self.listed
            if not self.renewal.keeps(name, content):
                write_files([(name, content)], stage)

        search.update_index(self.keys, self._entry, self.house.language, self.cache, put)

    def catching_up(self, memory: Memory) -> Callable[[Pause], None]:
        """What brings the index of the finished site up to date, if it is done before the next build."""
        return partial(self._catch_up, memory)

    def _catch_up(self, memory: Memory, pause: Pause) -> None:
        """Bring the index of the finished site up to date, and the memory of its build with it.

        Where the work is left off, the site has its index of old: the file that a search begins with is
        written last, and names of the others stand for what they hold.
        """
        site, files = self.renewal.site, memory.files

        def entry(path: str) -> search.Entry:
            pause()
            return self._entry(path)

        def put(name: str, content: bytes) -> None:
            pause()
            path = site / name
            if not path.is_file() or path.read_bytes() != content:
                write_atomic(path, content)
            memory.made[name], files[name] = self.listed, stamp_of(path.stat())

        index = [name for name in memory.made if name.startswith(f"{search.FOLDER}/")]
        names: Iterable[str] = index
        if any(memory.made[name] != self.listed for name in index):
            names = search.update_index(self.keys, entry, self.house.language, self.cache, put)
        for name in set(index).difference(names):
            (site / name).unlink(missing_ok=True)
            del memory.made[name], files[name]

    def _entry(self, path: str) -> search.Entry:
        story, view = self.edition.stories[path], self.edition.layout.views[path]
        return search.entry_of(story, view, self.body(path), self.house)
