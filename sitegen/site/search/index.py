"""The search index of a site, brought up to date: what has changed is indexed, the rest is put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

from sitegen.site.search.cabinet import Cabinet
from sitegen.site.search.drawers import drawers_of, is_heavy, starts_of
from sitegen.site.search.entries import Entry
from sitegen.site.search.indexing import CARDS, Indexed, compact, indexed
from sitegen.site.search.volumes import Volume, volumes_of
from sitegen.site.search.words import STEMMER, Filed

FOLDER = "search/index"
"""Where the index stands in the site. The theme's search script knows this name too."""

REGISTER = "register.json"
"""The file that a search begins with. All others are named for what they hold, and never change."""

FORMAT = 1
"""Of the index, which the theme's script reads: counted up with every change of either."""

Put = Callable[[str, bytes], None]

EntryOf = Callable[[str], Entry]
"""Makes the entry of a story from its path."""


def update_index(
    keys: Mapping[str, str], entry_of: EntryOf, language: str, cache: Path | None, put: Put
) -> tuple[str, ...]:
    """Bring the search index of a site up to date. What it comes to depends on the stories alone.

    keys      of each story to be found, by its path: a digest of all that its entry depends on; newest first
    entry_of  called for the stories of a volume in which anything has changed
    language  of stories that do not say theirs
    cache     folder for the indexed volumes, which no other writes to; None keeps none
    put       writes a file of the index: its name in the site, and its content

    Returns the names in the site of all files of the index, in the order in which to publish them: the
    register comes last. Files of older indexes are left where they are. Raises OSError.
    """
    cabinet, maker = Cabinet(cache), f"{FORMAT} {STEMMER} {language}"
    volumes = list(volumes_of(dict(reversed(list(keys.items()))), maker))
    tongues = _Tongues(language)
    found: dict[str, Indexed] = {}
    for volume in volumes:
        kept = cabinet.get(volume.digest)
        if kept is None:
            kept = indexed((entry_of(path) for path in volume.paths), tongues)
            cabinet.put(volume.digest, kept)
        found[volume.name] = kept
    cabinet.tidy({volume.digest for volume in volumes})
    names = []
    for name, content in _files(volumes, found):
        names.append(f"{FOLDER}/{name}")
        put(names[-1], content)
    return tuple(names)


class _Tongues(dict[str, Filed]):
    """The filing of words, by language; "" is that of the site."""

    def __init__(self, own: str) -> None:
        self._own = own

    def __missing__(self, language: str) -> Filed:
        self[language] = Filed(language or self._own)
        return self[language]


def _files(volumes: list[Volume], found: Mapping[str, Indexed]) -> Iterator[tuple[str, bytes]]:
    """The files of an index: name, content. The register is the last."""
    told = []
    for volume in volumes:
        kept = found[volume.name]
        facets = _named("facets", kept.facets.encode("utf-8", "replace"))
        cards = [_named("cards", part.encode("utf-8", "replace")) for part in kept.cards]
        yield from (facets, *cards)
        told.append([volume.name, kept.lengths, facets[0], *(name for name, _ in cards)])
    starts, stories = starts_of([*found.values()]), sum(len(volume.paths) for volume in volumes)
    drawers = []
    for start, content in zip(starts, drawers_of(found, starts), strict=True):
        drawer = _named("heavy" if is_heavy(content, stories) else "words", content)
        drawers.append([start, drawer[0]])
        yield drawer
    register = {"format": FORMAT, "cards": CARDS, "volumes": told, "drawers": drawers}
    yield REGISTER, compact(register).encode("utf-8", "replace")


def _named(kind: str, content: bytes) -> tuple[str, bytes]:
    return f"{kind}-{blake2b(content, digest_size=6).hexdigest()}.json", content
