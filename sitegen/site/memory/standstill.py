"""Whether a build would come to what the build before came to: seen by looking, before anything is read.

A small file beside the memory says of which files the site was made, which it has, and how each stood. Where
all of them stand so still, and time has changed nothing, there is nothing to do.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from sitegen.site import staging
from sitegen.site.gist import digest_of
from sitegen.site.memory import store
from sitegen.site.memory.records import Calm
from sitegen.site.texts import Stamp, stamp_of


class Standstill(msgspec.Struct, array_like=True):
    """How all stood when a build that had nothing to complain of was done.

    key      of everything that every page depends on
    calm     what the build came to, and until when
    names    a digest of which files the content folder had, also of those that are in no site
    stories  the stamps of the stories' files, by path in the content folder
    others   those of the other files that the site was made of, by where they lie
    files    those of the files of the site, by path there
    """

    key: str
    calm: Calm
    names: str
    stories: dict[str, Stamp]
    others: dict[str, Stamp]
    files: dict[str, Stamp]


_DECODER = msgspec.msgpack.Decoder(Standstill)


def standstill_file(memory: Path) -> Path:
    """Where it is kept, beside the file of the memory."""
    return memory.with_suffix(".still")


def calm_of(file: Path, key: str, site: Path, content: Path, now: datetime) -> Calm | None:
    """What the build before came to, when another at the instant `now` would come to the same; else None.

    file     of the standstill
    key      of everything that every page depends on; "" when nothing is known of the build before
    site     the folder that readers see
    content  the content folder
    """
    found = store.read(file, _DECODER) if key else None
    if found is None or found.key != key:
        return None
    if now < found.calm.since or (found.calm.until and now >= found.calm.until):
        return None
    same = (
        names_in(content) == found.names
        and _stand(str(content), found.stories)
        and _stand("", found.others)
        and _stand(str(site), found.files)
    )
    return found.calm if same else None


def names_in(content: Path) -> str:
    """A digest of which files lie below a folder; links are not followed."""
    try:
        return digest_of("\0".join(sorted(staging.names_in(content))).encode("utf-8", "surrogateescape"))
    except OSError:
        return ""


def _stand(folder: str, stamps: Mapping[str, Stamp]) -> bool:
    root = f"{folder}/" if folder else ""
    try:
        return all(
            stamp_of(os.stat(root + name)) == stamp  # noqa: PTH116  # thousands of files
            for name, stamp in stamps.items()
        )
    except (OSError, ValueError):
        return False
