"""What of the site a build makes anew, and what stands as the build before left it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from sitegen.site import staging
from sitegen.site.kinship import Answers, Former
from sitegen.site.memory import standstill, store
from sitegen.site.memory.catalogue import Catalogue
from sitegen.site.memory.measures import Measures
from sitegen.site.memory.records import Calm, KeptPage, Memory
from sitegen.site.stories import is_article
from sitegen.site.texts import Stamp, stamp_of

_SETTLED = 100_000_000
"""Nanoseconds: a file that changed so shortly before it was read may change again at the same tick."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Under which a memory holds.

    key      of everything that every page depends on; "" when nothing may be taken from the build before
    code     of the code by which stories are read
    kinship  what the search for related stories depends on besides the stories
    """

    key: str
    code: str
    kinship: str


@dataclass(slots=True)
class Renewal:
    """One build's dealings with its memory.

    site       the folder that readers see
    file       where the memory is kept; None when it is kept by the caller alone
    before     what is known of the build before
    number     of the file it came from
    whole      True when nothing of the site may stand
    stands     the files of the site that stay as they are
    targets    what the words of each page link to or show, as `KeptPage.targets` has it
    """

    site: Path
    file: Path | None
    terms: Terms
    before: Memory
    number: int
    catalogue: Catalogue
    measures: Measures
    began: int
    whole: bool = True
    stands: set[str] = field(default_factory=set)
    pages: dict[str, KeptPage] = field(default_factory=dict)
    targets: dict[str, dict[str, str]] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)
    names: str = ""
    others: dict[str, Stamp] = field(default_factory=dict)

    def former(self, zone: ZoneInfo) -> Former | None:
        """The related stories of the build before, where they were found in the same way."""
        if not self.terms.kinship or self.before.kinship != self.terms.kinship:
            return None
        return Former(self.before.kin, self.before.stories, zone)

    def standing(self, path: str, shows: str, found: Callable[[str], str]) -> KeptPage | None:
        """The page at `path` as it stands in the site, if it may stay.

        shows  what it would show now; "" for a page that is made anew in every build
        found  what is found in a file of the content, as `KeptPage.targets` has it
        """
        kept = self.before.pages.get(path)
        if self.whole or not shows or kept is None or kept.shows != shows or not self._intact(kept.file):
            return None
        if any(found(target) != what for target, what in kept.targets.items()):
            return None
        self.stands.add(kept.file)
        self.pages[path] = kept
        self.targets[path] = kept.targets
        return kept

    def needs(self, file: str, of: str) -> bool:
        """True when a file of the site has to be made; False when it stands, made of the same.

        of  what it is made of: a digest, or the stamp of what is copied
        """
        self.made[file] = of
        if self.whole or self.before.made.get(file) != of or not self._intact(file):
            return True
        self.stands.add(file)
        return False

    def stand(self, of: str) -> bool:
        """True when there are files that were made of `of`, and all of them stand; they stay then."""
        files = [] if self.whole else [file for file, made_of in self.before.made.items() if made_of == of]
        if not files or not all(map(self._intact, files)):
            return False
        self.stands.update(files)
        self.made.update(dict.fromkeys(files, of))
        return True

    def stay(self, folder: str) -> bool:
        """Let the files below a folder of the site stay, whatever they were made of; False when none can."""
        files = [] if self.whole else [file for file in self.before.made if file.startswith(f"{folder}/")]
        if not files or not all(map(self._intact, files)):
            return False
        self.stands.update(files)
        self.made.update((file, self.before.made[file]) for file in files)
        return True

    def keeps(self, file: str, content: bytes) -> bool:
        """True when a file of the site holds this already; it stays then."""
        if self.whole or not self._intact(file) or Path(self.site, file).read_bytes() != content:
            return False
        self.stands.add(file)
        return True

    def set(self, path: str, page: KeptPage) -> None:
        """Remember a page that was made."""
        if page.shows:
            self.pages[path] = page

    def saw(self, sources: Mapping[str, str]) -> None:
        """Remember the files that are no stories and that the site is made of, before they are read.

        sources  where each file lies, by its path in the site's sources
        """
        others = (file for path, file in sources.items() if not (is_article(path) and path.endswith(".md")))
        found = ((file, _stamp(file)) for file in others)
        self.others = {file: stamp for file, stamp in found if stamp}

    def stamp_of(self, path: str) -> str:
        """The stamp of a file of the content folder; "" where there is none."""
        return str(_stamp(f"{self.measures.folder}/{path}") or "")

    def finish(self, stage: staging.Stage, kin: Answers, calm: Calm | None, *, sound: bool) -> Memory:
        """Let the finished build take its place, and write down what is known of it.

        calm   what the next build may say again if nothing changes; None when it has to look for itself
        sound  False when it shall take no page from this one

        Raises SitegenError when the build could not take its place.
        """
        mine = self.file is None or not self.number or store.take(self.file, self.number)
        if self.file is not None:
            with suppress(OSError):  # one that cannot be removed tells of files that stand no more
                standstill.standstill_file(self.file).unlink()
        if self.whole:
            files = _stamps(stage.folder)  # before: another build may take this one's place at once
            staging.swap_in(stage, pid=os.getpid())
        else:
            fresh = staging.merge_in(stage, self.stands, self.before.files)
            files = {name: self.before.files[name] for name in self.stands} | fresh
        memory = self._memory(files, kin) if sound and mine else self._memory({}, kin)
        if self.file is not None:
            store.save(self.file, memory)
            if calm and sound and mine:
                self._keep_still(self.file, calm, memory)
        return memory

    def _keep_still(self, file: Path, calm: Calm, memory: Memory) -> None:
        """Write down how all stands, unless a file changed so shortly ago that it may change again."""
        stories = {path: story.stamp for path, story in memory.stories.items()}
        last = self.began - _SETTLED
        if memory.key and all(0 < stamp[0] <= last for stamp in (*stories.values(), *self.others.values())):
            found = standstill.Standstill(memory.key, calm, self.names, stories, self.others, memory.files)
            store.write(standstill.standstill_file(file), found)

    def _memory(self, files: dict[str, Stamp], kin: Answers) -> Memory:
        stories = self.catalogue.now
        for story in stories.values():
            if story.stamp[0] > self.began - _SETTLED:
                story.stamp = (0, 0, 0)
        return Memory(
            key=self.terms.key if files else "",
            code=self.terms.code,
            kinship=self.terms.kinship,
            stories=stories,
            kin=dict(kin),
            pages=self.pages if files else {},
            made=self.made if files else {},
            measured=self.measures.now,
            files=files,
        )

    def _intact(self, file: str) -> bool:
        """True when a file of the site is the one that was written."""
        known = self.before.files.get(file)
        return known is not None and _stamp(f"{self.site}/{file}") == known


def open_renewal(
    site: Path, content: Path, file: Path | None, terms: Terms, memory: Memory | None = None
) -> Renewal:
    """Recall the build before.

    site     the folder that readers see
    content  the content folder
    file     where the memory is kept
    memory   that a caller has kept instead
    """
    number = 0
    if memory is None:
        memory, number = store.load(file) if file else (Memory(), 0)
    if memory.code != terms.code:
        memory = Memory()
    whole = not terms.key or memory.key != terms.key or not site.is_dir()
    return Renewal(
        site=site,
        file=file,
        terms=terms,
        before=memory,
        number=number,
        catalogue=Catalogue(memory.stories),
        measures=Measures(content, memory.measured),
        began=time.time_ns(),
        whole=whole,
        names=standstill.names_in(content) if file else "",
    )


def _stamp(file: str) -> Stamp | None:
    """The stamp of a file, wherever it lies; None where there is none."""
    try:
        return stamp_of(os.stat(file))  # noqa: PTH116  # thousands of files: plain strings are quicker
    except (OSError, ValueError):
        return None


def _stamps(site: Path) -> dict[str, Stamp]:
    """The stamps of all files below a folder, by path."""
    return dict(staging.files_in(site))
