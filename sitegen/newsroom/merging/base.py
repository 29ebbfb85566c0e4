"""What sitegen generated, as fingerprints: enough to tell later what an editor has changed, without the text.

A merge needs of the generated text only which of its values and paragraphs still stand. So the register
keeps eight letters (48 bits of BLAKE2) for each: a changed paragraph is taken for an unchanged one once in
280 million million. One that is missing or cannot be read makes sitegen more careful, no more.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sitegen.front_matter import header_of
from sitegen.model.article import Article
from sitegen.newsroom.merging.blocks import sameness, split

LENGTH = 8
"""Letters of a fingerprint."""

_MARK = "v1"
"""Changes when what counts as the same changes, so that old fingerprints are not compared with new ones."""

_BODY = "body"
_PAIR = re.compile(rf"([a-z0-9_.]+):((?:[\w-]{{{LENGTH}}})*)", re.ASCII)

Prints = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Base:
    """Fingerprints of a generated article.

    header  key -> one for its value, or one for each item of a list; parts of a key are `image.src` ...
    body    one for each block
    """

    header: Mapping[str, Prints]
    body: Prints

    def to_text(self) -> str:
        """One printable line: `v1 title:AbCdEfGh authors:... body:...`."""
        pairs = [*self.header.items(), (_BODY, self.body)]
        return " ".join([_MARK, *(f"{key}:{''.join(prints)}" for key, prints in pairs)])

    @classmethod
    def from_text(cls, text: str) -> Base | None:
        """What to_text wrote; None for anything else."""
        mark, *pairs = text.split(" ")
        found = [_PAIR.fullmatch(pair) for pair in pairs]
        if mark != _MARK or not all(found):
            return None
        header = {match[1]: _cut(match[2]) for match in found if match}
        body = header.pop(_BODY, None)
        return None if body is None else cls(MappingProxyType(header), body)


def _cut(prints: str) -> Prints:
    return tuple(prints[at : at + LENGTH] for at in range(0, len(prints), LENGTH))


def base_of(article: Article) -> Base:
    """The fingerprints of an article as it is, or will be, in its file."""
    return Base(
        {key: prints_of(items) for key, items in values_of(article).items()},
        prints_of(sameness(block.text) for block in split(article.body)[0]),
    )


def values_of(article: Article) -> dict[str, tuple[str, ...]]:
    """Every value of a header as text that is the same for the same value, however it was written."""
    values: dict[str, tuple[str, ...]] = {}
    for key, value in header_of(article).items():
        if isinstance(value, dict):
            values |= {f"{key}.{part}": (str(text),) for part, text in value.items()}
        elif isinstance(value, list):
            values[key] = tuple(map(_item, value))
        else:
            values[key] = (str(value),)
    return values


def _item(item: object) -> str:
    return item if isinstance(item, str) else json.dumps(item, default=str, ensure_ascii=False)


def prints_of(texts: Iterable[str]) -> Prints:
    """A fingerprint for each text."""
    return tuple(map(_print_of, texts))


def _print_of(text: str) -> str:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=LENGTH * 6 // 8).digest()
    return base64.urlsafe_b64encode(digest).decode()
