"""Lines of a finished story that look as if they had stayed behind from the page it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ftfy.badness import is_bad

from sitegen.check.content.copy import Manuscript
from sitegen.check.finding import Check, Complaint, Severity
from sitegen.looks.lexicon import MAX_LINE, Lexicon, key_of, lexicon
from sitegen.rules.furniture import LABELS

_DOUBTFUL = frozenset(
    {"agency_tail", "comments", "reading_time", "gallery", "player", "navigation", "consent"}
)
"""Kinds of furniture whose words a story may have as well."""

_LABELS_ONLY = frozenset({"related", "tags", "bio"})
"""Kinds that count when they are the whole line; a line may begin like them and be the story's."""

_SET = re.compile(r"^(?:#{1,6} +|[-*+] +|> ?|\d+[.)] +)?[*_]*|[*_]+$")
_CODE = re.compile(
    r"\[/?(?:caption|embed|gallery|video|audio|playlist)\b[^\]]*\]"
    r"|<!--|(?:&amp;|\\&)(?:nbsp|amp|quot|lt|gt|#\d+);|\b(?:window|document)\.\w+\s*[.=(]|\bfunction\s*\("
)
"""What the software of a newsroom leaves: short codes, HTML entities written twice, scripts."""

_CODE_SIGNS = ("[", "<!--", "&", "window", "document", "function")
"""One of them stands in all code; looking for them first is ten times as quick."""

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd\ufdd0-\ufdef\ufffe\uffff]")

_SUSPECT = re.compile(
    "\ufffd|[\u00c2-\u00c5\u00ce-\u00d1\u00d7-\u00d9\u00e0-\u00e3][\u0080-\u02ff\u2000-\u2122]"
)
"""How a letter in UTF-8 looks when its bytes are read one by one: `Ã©`, `â€™`, `Ð¸`."""


def leftovers_are_gone(file: Manuscript) -> Iterator[Complaint]:
    """No line of the story is furniture of the page it came from.

    Looked at: short lines that say nothing but "Advertisement", "Share this article", "Sign up for our
    newsletter", "Read more: ..." and the like in the languages sitegen knows, short codes such as
    `[caption]`, HTML entities and scripts. Your words are yours: this is a note, and nothing is changed.

    Found:
        title: A

        The harbour closes in May.

        Advertisement

        It opens in June.
    Found:
        title: A

        Read more: The ferry, and who pays for it
    Found:
        title: A

        [caption id="1"]The harbour[/caption]
    Silent:
        title: A

        Advertisement spending fell by a tenth, the agency said.

        ## Related matters

        The harbour closes in May. Read more about it in Thursday's paper.
    """
    words = lexicon()
    body = file.text.split("\n")[file.header.body - 1 :]
    may_have_code = any(sign in file.text for sign in _CODE_SIGNS)
    for line, text in enumerate(body, start=file.header.body):
        if not text or text.isspace():
            continue
        if may_have_code and (found := _CODE.search(text)):
            yield _left(file, line, f"looks like code that was left behind: {found[0]}")
        elif len(text) <= MAX_LINE and (kind := _kind(_SET.sub("", text.strip()), words)):
            yield _left(file, line, f"looks like {LABELS[kind]}: {text.strip()}")


def _kind(text: str, words: Lexicon) -> str:
    key = key_of(text)
    kind = words.line_kind(key) if key else ""
    if not kind and key and (start := words.start_kind(key)) not in _LABELS_ONLY:
        named = start not in ("read_more", "share", "follow") or ":" in text
        kind = start if named else ""
    return kind if kind in LABELS and kind not in _DOUBTFUL else ""


def _left(file: Manuscript, line: int, message: str) -> Complaint:
    hint = "delete the line if it is no part of the story"
    return file.tells(message, hint, line=line, severity=Severity.NOTE)


def letters_are_whole(file: Manuscript) -> Iterator[Complaint]:
    """Every letter of headline and story is one: none is lost, unseen, or was read in the wrong encoding.

    Found:
        title: The caf\ufffd by the harbour
    Found:
        title: A

        The mayor\u0003 said no.
    Found:
        title: A

        The cafÃ© by the harbour closes.
    Silent:
        title: A

        The café by the harbour closes. “No,” said Zoë.
    """
    for line, text in enumerate(file.text.split("\n"), start=1):
        if text.isprintable() and (text.isascii() or not _SUSPECT.search(text)):
            continue
        if found := _UNSEEN.search(text):
            sign = "a letter was lost" if found[0] == "\ufffd" else f"the character U+{ord(found[0]):04X}"
            message = f"{sign}: …{text[max(0, found.start() - 20) : found.end() + 20].strip()}…"
            yield file.tells(message, "write it anew", line=line, severity=Severity.WARNING)
        elif is_bad(text):
            message = f"letters look as if read in the wrong encoding: {text.strip()[:60]}"
            yield file.tells(message, "write them anew", line=line, severity=Severity.NOTE)


CHECKS: tuple[Check[Manuscript], ...] = tuple(map(Check, (leftovers_are_gone, letters_are_whole)))
