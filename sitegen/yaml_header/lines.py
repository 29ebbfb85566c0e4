"""The lines of a header, and how to say what is wrong with one."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from sitegen.errors import Problem
from sitegen.yaml_header.values import quoted

_YAML_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_VALUE = re.compile(r"(?:- +)?(?P<key>[\w.-]+): +\S|- +\S")
_STARTED_EARLIER = ("scalar", "simple key", "flow")
"""Things that YAML misses the end of much further down; the fault lies where they start."""


@dataclass(frozen=True, slots=True)
class Lines:
    """A piece of a header: its file's name, the number of its first line there, its text and its lines."""

    path: str
    first: int
    text: str
    lines: tuple[str, ...]

    @classmethod
    def of(cls, path: str, first: int, text: str) -> Lines:
        return cls(path, first, text, tuple(_YAML_LINE_END.split(text)))

    def at(self, number: int) -> str:
        """A line of the piece, counted from 0, without its indent; "" behind the end."""
        return self.lines[number].strip() if number < len(self.lines) else ""

    def after(self, number: int, column: int) -> str:
        """What stands in a line from a column on."""
        return self.lines[number][column:] if number < len(self.lines) else ""

    def unreadable(self, error: yaml.MarkedYAMLError) -> Problem:
        """What YAML says of the piece, for people."""
        earlier = error.context_mark and any(word in str(error.context) for word in _STARTED_EARLIER)
        mark = error.context_mark if earlier else error.problem_mark or error.context_mark
        return self.broken(mark.line if mark else 0, str(error.problem or error.context))

    def broken(self, number: int, reason: str) -> Problem:
        """What is wrong in a line that YAML cannot read: mostly a text that needs quotation marks."""
        number = min(number, len(self.lines) - 1)
        while number and not self.at(number):
            number -= 1
        line, source = self.first + number, self.at(number)
        if "\t" in self.lines[number]:
            return Problem(self.path, line, "a tab stands in the front matter", "use spaces in its place")
        if value := _VALUE.match(source):
            problem = f"the text of {value['key'] or 'this item'} needs quotation marks"
            return Problem(self.path, line, problem, f"write {quoted(source)}")
        return Problem(self.path, line, f"the front matter cannot be read: {reason}", f"see: {source}")

    def unseen(self, position: int) -> Problem:
        """A character that YAML does not allow."""
        line = self.first + self.text.count("\n", 0, position)
        problem = f"the character U+{ord(self.text[position]):04X} may not stand in the front matter"
        return Problem(self.path, line, problem, "delete it; most editors do not show it")
