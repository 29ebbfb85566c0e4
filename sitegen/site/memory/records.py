"""What a build remembers, as it is written down: plain values, checked when they are read."""

from __future__ import annotations

from typing import Any

import msgspec

from sitegen.site.texts import Stamp


class KeptStory(msgspec.Struct, array_like=True, gc=False):
    """A story's file as it was read.

    fields  of its article, as `articles` writes them down
    """

    stamp: Stamp
    fields: list[Any]
    digest: str
    card: str
    teaser: str
    minutes: int
    terms: str


class KeptPage(msgspec.Struct, array_like=True, gc=False):
    """A page as it was set.

    file     in the site
    shows    a digest of all that it shows
    targets  the files of the content that its words link to or show, each with what was found there
    anchors  of its subheads
    """

    file: str
    shows: str
    targets: dict[str, str] = {}
    anchors: tuple[str, ...] = ()


class Memory(msgspec.Struct):
    """All that a build knows of the one before.

    key       of everything that every page depends on
    code      of the code by which stories were read
    kinship   what the search for related stories depended on besides the stories
    stories   by path in the content folder
    kin       the paths of each story's related ones, by path
    pages     by path in the content folder
    made      all other files of the site by their path there: of what each was made
    measured  pictures by path in the content folder: stamp, width, height
    files     the stamps of all files of the site, by path
    """

    key: str = ""
    code: str = ""
    kinship: str = ""
    stories: dict[str, KeptStory] = {}
    kin: dict[str, tuple[str, ...]] = {}
    pages: dict[str, KeptPage] = {}
    made: dict[str, str] = {}
    measured: dict[str, tuple[Stamp, int, int]] = {}
    files: dict[str, Stamp] = {}
