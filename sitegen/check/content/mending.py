"""What `sitegen check --fix` does: single lines of headers are written right, and places in pictures blanked.

Nothing else is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.check.content.header import Header
from sitegen.check.finding import Edit, Finding
from sitegen.errors import SitegenError
from sitegen.files import write_atomic
from sitegen.front_matter import parse
from sitegen.model.article import Article
from sitegen.site.photos.place import without_place
from sitegen.site.texts import in_lines

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")

_MAY_CHANGE: Mapping[str, object] = {
    "date": None,
    "updated": None,
    "pin": None,
    "expires": None,
    "corrections": (),
    "tags": (),
    "authors": (),
    "aliases": (),
    "section": "",
    "series": "",
}
"""The fields that a repair may change; all others, the body first, must read as they did."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A line that was written right. `new` is None for one that was taken out; line 0 is of a picture."""

    page: str
    line: int
    old: str
    new: str | None


def mend(content: Path, shown: str, findings: Iterable[Finding]) -> tuple[Mended, ...]:
    """Do the repairs that come with the findings; each file is written once, whole or not at all.

    content  the content folder
    shown    as the findings name it

    A repair is left undone when the file has changed meanwhile, or would read differently elsewhere. Raises
    OSError when a file cannot be written.
    """
    by_page: dict[str, list[Edit]] = {}
    done: list[Mended] = []
    for finding in findings:
        if isinstance(finding.edit, Edit):
            by_page.setdefault(finding.page, []).append(finding.edit)
        elif finding.edit and _stripped(_file(content, shown, finding.page), content.resolve()):
            done.append(Mended(finding.page, 0, "where the picture was taken", None))
    for page, edits in sorted(by_page.items()):
        file = _file(content, shown, page)
        try:
            text = file.read_bytes().decode()
        except (OSError, UnicodeDecodeError):
            continue
        mended, made = mended_text(text, edits)
        if made:
            write_atomic(file, mended)
            done += [Mended(page, edit.line, edit.old, edit.new) for edit in made]
    return tuple(done)


def _file(content: Path, shown: str, page: str) -> Path:
    return (content / page.removeprefix(f"{shown}/")).resolve()


def _stripped(picture: Path, content: Path) -> bool:
    """True when a picture told where it was taken, and does so no longer; what lies elsewhere is not ours."""
    if not picture.is_relative_to(content):
        return False
    try:
        raw = picture.read_bytes()
    except OSError:
        return False
    if (clean := without_place(raw)) is raw:
        return False
    write_atomic(picture, clean)
    return True


def mended_text(text: str, edits: Iterable[Edit]) -> tuple[str, tuple[Edit, ...]]:
    """A whole file with the edits that can be made, and those; the file as it was when none can.

    One edit a line: where two checks would change one line, the other comes with the next round.
    """
    lines = [(found[1], found[2]) for found in _LINE.finditer(text) if found[0]]
    last = len(Header.of(in_lines(text)).lines)
    made: dict[int, Edit] = {}
    for edit in edits:
        fits = 1 < edit.line <= last and lines[edit.line - 1][0] == edit.old
        if fits and edit.new != edit.old:
            made.setdefault(edit.line, edit)
    new = "".join(_line(made.get(number), *line) for number, line in enumerate(lines, start=1))
    safe = bool(made) and _reads_alike(text, new)
    return (new, tuple(made.values())) if safe else (text, ())


def _line(edit: Edit | None, words: str, end: str) -> str:
    if edit is None:
        return words + end
    return "" if edit.new is None else edit.new + end


def _reads_alike(old: str, new: str) -> bool:
    """True when the new text has no new problem, and reads as the old one but for what may change."""
    before, after = _read(old), _read(new)
    if isinstance(before, int) or isinstance(after, int):
        return isinstance(before, int) and (not isinstance(after, int) or after < before)
    return _lasting(before) == _lasting(after)


def _read(text: str) -> Article | int:
    """The article, or how many problems its header has."""
    try:
        return parse(text)
    except SitegenError as error:
        return len(error.problems)


def _lasting(article: Article) -> Article:
    return replace(article, **_MAY_CHANGE)  # type: ignore[arg-type]  # each is the field's own default
