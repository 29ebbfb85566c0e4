"""What an editor asks for beyond the rules, and how the register remembers it for each seed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.readers.characters import ordinary

_RULES, _LINES = "keep", "keep-line"
"""The keys are the options of `sitegen convert` without their dashes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Rules that shall be switched off, and lines that shall stay; both sorted, each once.

    What was asked for a seed is asked again whenever the seed is converted, until an editor takes it back.
    """

    rules: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()

    @classmethod
    def of(cls, rules: Iterable[str] = (), lines: Iterable[str] = ()) -> Asked:
        """Put in order; a line counts by its words."""
        return cls(tuple(sorted(set(rules))), tuple(sorted({ordinary(line) for line in lines} - {""})))

    def __bool__(self) -> bool:
        return bool(self.rules or self.lines)

    def and_also(self, other: Asked) -> Asked:
        """Both at once."""
        return Asked.of((*self.rules, *other.rules), (*self.lines, *other.lines))

    def to_text(self) -> str:
        """`{"keep": [rules], "keep-line": [lines]}` as one printable line without a per cent sign."""
        parts = {_RULES: self.rules, _LINES: self.lines}
        value = {key: part for key, part in parts.items() if part}
        text = json.dumps(value, ensure_ascii=False)
        return (text if text.isprintable() else json.dumps(value)).replace("%", "\\u0025")

    @classmethod
    def from_text(cls, text: str) -> Asked | None:
        """What to_text wrote; None for anything else."""
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            return None
        if not isinstance(value, dict) or not value.keys() <= {_RULES, _LINES}:
            return None
        parts = [value.get(key, []) for key in (_RULES, _LINES)]
        if not all(isinstance(part, list) and all(isinstance(item, str) for item in part) for part in parts):
            return None
        return cls.of(*parts)


NOTHING_ASKED = Asked()
