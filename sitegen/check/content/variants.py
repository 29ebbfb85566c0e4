"""Names in the stories that are written in two ways, as complaints."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from shlex import quote

from sitegen.check.content.copy import Paper, Piece
from sitegen.check.content.spelling import SHORTEST, folded, slips
from sitegen.check.finding import Complaint, Edit, Severity
from sitegen.site.listings import same

DOMINANT = 10
"""How many times more often a spelling must stand than another of the same letters for --fix to take it."""


def one_way(
    paper: Paper,
    key: str,
    what: str,
    *,
    chosen: tuple[str, ...] = (),
    turn: Callable[[str], str] = str,
) -> Iterator[Complaint]:
    """Spellings that are not the usual one of their name. `chosen` are usual whatever the stories say."""
    users = paper.users[key]
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for name, pieces in users.items():
        spellings[folded(turn(name)) or name][name] = len(pieces)
    decided = {folded(name): name for name in chosen}
    for letters, alike in spellings.items():
        usual = decided.get(letters) or min(alike, key=lambda name: (-alike[name], _odd(name), name))
        for name in alike:
            if name != usual:
                yield from _other_spelling(paper, key, what, (name, usual), users[name], alike[usual])


def _odd(name: str) -> tuple[int, bool]:
    """How little a spelling looks like a name: `new-york`, `new york`, `New York`."""
    return sum(name.count(sign) for sign in "-_/"), name in (name.lower(), name.upper())


def _other_spelling(
    paper: Paper, key: str, what: str, names: tuple[str, str], users: list[Piece], usual_count: int
) -> Iterator[Complaint]:
    name, usual = names
    only_case = same(name) == same(usual)
    known = f"{usual!r} in {stories(usual_count)}" if usual_count else f"{usual!r} in mkdocs.yml"
    message = f"the {what} {name!r} is written another way elsewhere: {known}"
    safe = only_case and usual_count >= DOMINANT * len(users) and name.casefold() == usual.casefold()
    for piece in users:
        line = piece.header.line_of(key, name)
        edit = _recased(line, piece.header.at(line), name, usual) if safe else None
        severity = Severity.NOTE if only_case else Severity.WARNING
        yield paper.tells(
            piece.path, message, rename(what, name, usual), line=line, severity=severity, edit=edit
        )


def _recased(line: int, text: str, name: str, usual: str) -> Edit | None:
    own = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    return Edit(line, text, own.sub(lambda _: usual, text)) if len(own.findall(text)) == 1 else None


def likely_slips(paper: Paper, key: str, what: str, shortest: int = SHORTEST) -> Iterator[Complaint]:
    """Names of a single story that look like a slip in one that more stories have."""
    users = paper.users[key]
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for name, pieces in users.items():
        counts[folded(name)] += len(pieces)
        names.setdefault(folded(name), name)
    for rare, common in slips(counts, shortest):
        name, other = names[rare], names[common]
        message = f"the {what} {name!r} may be a slip for {other!r}, which has {stories(counts[common])}"
        yield from told_of_all(paper, key, name, message, rename(what, name, other))


def told_of_all(
    paper: Paper, key: str, name: str, message: str, hint: str, *, severity: Severity = Severity.NOTE
) -> Iterator[Complaint]:
    """The same of every story that has the name."""
    for piece in paper.users[key][name]:
        line = piece.header.line_of(key, name)
        yield paper.tells(piece.path, message, hint, line=line, severity=severity)


def rename(what: str, name: str, other: str) -> str:
    """How to write another name in a story, and in all."""
    both = f'"{name}" "{other}"' if not set(name + other) & set('"$`\\!') else f"{quote(name)} {quote(other)}"
    return f"write {other}; in all stories at once: sitegen rename {what} {both}"


def stories(count: int) -> str:
    """`1 story`, `12 stories`."""
    return "1 story" if count == 1 else f"{count:,} stories"
