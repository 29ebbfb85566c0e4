"""raw document -> blocks -> verdicts -> article. The only file that knows the order of the stages."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace

from sitegen.account import Entry, account_of
from sitegen.assembly import Assembled, Choice, assemble
from sitegen.errors import SitegenError
from sitegen.model.article import Article
from sitegen.model.document import Document
from sitegen.opinion.chain import Chain
from sitegen.readers import read
from sitegen.rules import judge
from sitegen.rules.asked import asked_lines_in
from sitegen.rules.draft import Draft


@dataclass(frozen=True, slots=True)
class Conversion:
    """An article, the account of every raw line that led to it, and where each field came from.

    asked_lines  of the lines that were asked for, those that are there
    """

    article: Article
    account: tuple[Entry, ...]
    choices: tuple[Choice, ...]
    asked_lines: tuple[str, ...] = ()


def convert(  # noqa: PLR0913  # all but the bytes are named
    raw: bytes,
    *,
    media_type: str = "text/plain",
    path: str = "",
    url: str = "",
    keep: Collection[str] = (),
    keep_lines: Collection[str] = (),
    weights: Chain | None = None,
) -> Article:
    """Turn a raw article into a clean one.

    raw         the file's bytes, in any common encoding
    media_type  "text/plain" or "text/html"
    path        the file's name as it shall stand under `source`, also used in messages
    url         the address the article came from, if known
    keep        names of rules that shall not drop or move anything in this run
    keep_lines  lines that stay in the story whatever the rules would do, see rules.asked
    weights     a line model to use instead of the one that comes with sitegen

    Raises SitegenError when the bytes are empty, too many, or no text.
    """
    document = _read(raw, media_type, path, url)
    draft = judge(document, without=frozenset(keep), keep_lines=tuple(keep_lines), weights=weights)
    return _assembled(draft, raw, path, url).article


def explain(  # noqa: PLR0913  # all but the bytes are named
    raw: bytes,
    *,
    media_type: str = "text/plain",
    path: str = "",
    url: str = "",
    keep: Collection[str] = (),
    keep_lines: Collection[str] = (),
    weights: Chain | None = None,
) -> Conversion:
    """Convert as convert() does, and account for every raw line."""
    document = _read(raw, media_type, path, url)
    draft = judge(document, without=frozenset(keep), keep_lines=tuple(keep_lines), weights=weights)
    assembled = _assembled(draft, raw, path, url)
    return Conversion(
        assembled.article, account_of(draft), assembled.choices, asked_lines_in(document, keep_lines)
    )


def _read(raw: bytes, media_type: str, path: str, url: str) -> Document:
    try:
        return read(raw, media_type=media_type, path=path, url=url)
    except SitegenError as error:
        named = [replace(problem, path=problem.path or path) for problem in error.problems]
        raise SitegenError(named) from None


def _assembled(draft: Draft, raw: bytes, path: str, url: str) -> Assembled:
    return assemble(draft, sha256=hashlib.sha256(raw).hexdigest(), path=path, url=url)
