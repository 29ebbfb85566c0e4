"""What a build remembers, as it is written down: plain values, checked when they are read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from sitegen.site.photos.prints import NO_PRINTS, Prints
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
    names: tuple[str, ...] = ()


class KeptPicture(msgspec.Struct, array_like=True, gc=False):
    """A picture of the content as it was measured and developed.

    width, height  in pixels, as a browser shows it
    recipe         by which its prints were made; "" when none were asked for
    fault          why it cannot be read
    """

    stamp: Stamp
    width: int
    height: int
    recipe: str = ""
    prints: Prints = NO_PRINTS
    fault: str = ""


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


class Calm(msgspec.Struct, array_like=True):
    """A build that had nothing to complain of, and how long another would come to the same.

    since, until  instants: the build's own, and the next at which time changes something; None for never
    articles, drafts  how many
    due       the stories under embargo, by path, and when they are shown
    """

    since: datetime
    until: datetime | None
    articles: int
    drafts: int
    due: tuple[tuple[str, datetime], ...]


class Memory(msgspec.Struct):
    """All that a build knows of the one before.

    key       of everything that every page depends on
    code      of the code by which stories were read
    kinship   what the search for related stories depended on besides the stories
    stories   by path in the content folder
    kin       the paths of each story's related ones, by path
    pages     by path in the content folder
    made      all other files of the site by their path there: of what each was made
    measured  pictures by path in the content folder
    files     the stamps of all files of the site, by path
    """

    key: str = ""
    code: str = ""
    kinship: str = ""
    stories: dict[str, KeptStory] = {}
    kin: dict[str, tuple[str, ...]] = {}
    pages: dict[str, KeptPage] = {}
    made: dict[str, str] = {}
    measured: dict[str, KeptPicture] = {}
    files: dict[str, Stamp] = {}
