"""Volumes that were indexed before, kept in a folder that may be deleted at any time.

A file is named for the digest of its volume and begins with the hash of what follows, so that one that is not
whole is not taken. Nothing that goes wrong here stops a build: a volume that is not there is indexed again.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Container
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from sitegen.files import write_atomic
from sitegen.site.search.indexing import Indexed, compact, keys_shared


@dataclass(frozen=True, slots=True)
class Cabinet:
    """The folder of the volumes; None keeps none."""

    folder: Path | None

    def get(self, digest: str) -> Indexed | None:
        """The volume of a digest, or None."""
        if self.folder is None:
            return None
        try:
            told, _, rest = (self.folder / digest).read_bytes().partition(b"\n")
        except OSError:
            return None
        if told.decode("ascii", "replace") != _hash(rest):
            return None
        head, _, records = rest.partition(b"\n")
        keys, sizes, lengths, facets, cards = json.loads(head)
        return Indexed(keys_shared(keys), array("I", sizes), records, lengths, facets, cards)

    def put(self, digest: str, volume: Indexed) -> None:
        if self.folder is None:
            return
        head = compact([volume.keys, list(volume.sizes), volume.lengths, volume.facets, volume.cards])
        rest = head.encode("utf-8", "replace") + b"\n" + volume.records
        try:
            write_atomic(self.folder / digest, f"{_hash(rest)}\n".encode() + rest)
        except OSError:
            return

    def tidy(self, used: Container[str]) -> None:
        """Throw away what no volume of this build is kept in."""
        if self.folder is None or not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            if path.name not in used:
                try:
                    path.unlink()
                except OSError:
                    continue


def _hash(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
