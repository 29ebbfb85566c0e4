"""The register: what was generated from which seed, so that an editor's change is known as one.

A text file in the repository, `content/.converted.tsv`: one line for each seed, sorted, with four columns
(seed, its sha256, article, the sha256 of the text generated), and behind them, each known by its beginning:

* `v1 title:... body:...`: fingerprints of the values and paragraphs that were generated (merging.base).
  With them a later conversion is merged into what an editor has made of the article. A line of an older
  version has none: an edited article is kept then, and has them from that day on.
* `{"keep-line": ["Our other stories"]}`: what an editor asked for this seed. It is asked again whenever the
  seed is converted, by a newer version of sitegen too.
* `proposal ...`: what was last proposed, where article and conversion collided (proposals).

Two people's lines merge in git like any others. A line that is odd is ignored, and a register that is lost
only makes sitegen more careful: a file whose history it does not know is an editor's.

Articles are entered as soon as they are written, a few at a time, at the end of the file, and the file is
put in order when a run ends. So a run that is killed midway has lost nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from sitegen.errors import Problem, SitegenError
from sitegen.files import write_atomic
from sitegen.newsroom.asked import NOTHING_ASKED, Asked
from sitegen.newsroom.proposals import Proposal

NAME = ".converted.tsv"
NOTHING = "-"
"""In place of the last sha256: sitegen wrote none of what stands there."""

_HEAD = "# seed\tsha256 of the seed\tarticle\tsha256 of the article as sitegen wrote it\n"
_COLUMNS = 4
_BASE = re.compile(r"v\d+ ")
_READABLE = "/ !#$&'()+,;=@[]~"


@dataclass(frozen=True, slots=True)
class Record:
    """One line: paths with forward slashes, the seed's below the project, the article's below `content/`.

    article_sha256  of the text that was generated last, or NOTHING
    asked           what an editor asked for when this seed was converted
    base            fingerprints of that text (merging.base), "" when they are not known
    proposal        what was proposed since, where that collided with an edit
    """

    seed: str
    seed_sha256: str
    article: str
    article_sha256: str
    asked: Asked = NOTHING_ASKED
    base: str = ""
    proposal: Proposal | None = None


Register = dict[str, Record]
"""Seed path -> its record."""


def sha256_of(data: bytes) -> str:
    """64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def load(content: Path) -> Register:
    """Read the register of a content folder; a missing one is empty. The last line of a seed counts.

    Raises SitegenError when it stands there and cannot be read.
    """
    path = content / NAME
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return {}
    except OSError as error:
        hint = "it says which articles sitegen wrote; make it readable, or delete it"
        raise SitegenError(Problem(f"content/{NAME}", 0, f"cannot be read: {error.strerror}", hint)) from None
    records = filter(None, map(_record, text.split("\n")))
    return {record.seed: record for record in records}


def save(content: Path, register: Register) -> None:
    """Write the register, sorted by seed. A file that says so already is not touched."""
    text = _HEAD + "".join(_line(record) for _, record in sorted(register.items()))
    path = content / NAME
    if not path.exists():
        if register:
            write_atomic(path, text)
    elif path.read_bytes() != text.encode():
        write_atomic(path, text)


def enter(content: Path, records: Iterable[Record]) -> None:
    """Add records at the end of the register on disk."""
    lines = "".join(map(_line, records))
    if not lines:
        return
    path = content / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", newline="\n") as file:
        # One that is not whole at its end was cut off by a crash: the new line must not be glued to it.
        file.write("\n" + lines)


def _record(line: str) -> Record | None:
    cells = line.split("\t")
    if line.startswith("#") or len(cells) < _COLUMNS or not all(cells):
        return None
    if "%" in line:
        cells = [unquote(cell, errors="surrogateescape") for cell in cells]
    seed, seed_sha256, article, article_sha256, *rest = cells
    more = _more(rest)
    if more is None or not _is_ours(article) or len(article_sha256) not in (64, len(NOTHING)):
        return None
    return Record(seed, seed_sha256, article, article_sha256, *more)


def _more(cells: Sequence[str]) -> tuple[Asked, str, Proposal | None] | None:
    """What stands behind the four columns; None when it is odd."""
    asked, base, proposal = NOTHING_ASKED, "", None
    for cell in cells:
        if not base and _BASE.match(cell):
            base = cell
        elif not asked and cell.startswith("{"):
            wish = Asked.from_text(cell)
            if wish is None:
                return None
            asked = wish
        elif (said := Proposal.from_text(cell)) and _is_ours(said.article):
            proposal = said
        else:
            return None
    return asked, base, proposal


def _is_ours(article: str) -> bool:
    """True for a path that can be an article's: below `articles/`, and leading nowhere else."""
    if (
        not (article.startswith("articles/") and article.endswith(".md"))
        or "\\" in article
        or "\0" in article
    ):
        return False
    return ".." not in article or ".." not in article.split("/")


def _line(record: Record) -> str:
    cells = [record.seed, record.seed_sha256, record.article, record.article_sha256]
    if record.asked:
        cells.append(record.asked.to_text())
    if record.base:
        cells.append(record.base)
    if record.proposal:
        cells.append(record.proposal.to_text())
    return "\t".join(map(_cell, cells)) + "\n"


def _cell(text: str) -> str:
    """Text as one cell: a name with a tab, a line end or a per cent sign in it is percent-encoded."""
    if text.isprintable() and "%" not in text:
        return text
    return quote(text, safe=_READABLE, errors="surrogateescape")
