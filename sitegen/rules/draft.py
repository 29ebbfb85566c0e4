"""A document while the rules work on it: how it looks, and what is decided so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from sitegen.looks.look import Look
from sitegen.looks.reading import Reading
from sitegen.model.document import Block, Document
from sitegen.model.verdict import Role, Verdict
from sitegen.opinion import Opinion, opinions_on
from sitegen.opinion.chain import Chain

UNDECIDED = Opinion(story=0.5, subhead=0.0, title=0.0, byline=0.0, other=0.5)


@dataclass(frozen=True)
class Draft:
    """A document and the verdicts on its blocks so far. Rules read it and return verdicts.

    opinions  what the line model thinks of each block; () when it was not asked
    verdicts  block index (0-based) -> verdict; a block without one is open
    asked     lines that an editor wants to stay, see keep_asked_lines
    """

    reading: Reading
    opinions: tuple[Opinion, ...] = ()
    verdicts: Mapping[int, Verdict] = field(default_factory=dict)
    asked: tuple[str, ...] = ()

    @classmethod
    def of(cls, document: Document, weights: Chain | None = None, asked: tuple[str, ...] = ()) -> Draft:
        """Measure a document and, for plain text, ask the line model; `weights` instead of sitegen's own.

        A page says more by its elements than the model sees in its lines, so there it is not asked.
        """
        reading = Reading.of(document)
        is_text = document.media_type == "text/plain"
        return cls(reading, opinions_on(reading, weights) if is_text else (), asked=asked)

    def __len__(self) -> int:
        return len(self.looks)

    @property
    def document(self) -> Document:
        return self.reading.document

    # What rules ask for line by line is looked up once.

    @cached_property
    def looks(self) -> tuple[Look, ...]:
        return self.reading.looks

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return self.reading.document.blocks

    @cached_property
    def _open(self) -> tuple[int, ...]:
        return tuple([index for index in range(len(self)) if index not in self.verdicts])

    @cached_property
    def _values(self) -> dict[str, tuple[str, ...]]:
        """Field -> the values that verdicts yielded for it, in reading order."""
        values: dict[str, list[str]] = defaultdict(list)
        for index in sorted([index for index, verdict in self.verdicts.items() if verdict.found]):
            for found in self.verdicts[index].found:
                values[found.field].append(str(found.value))
        return {name: tuple(told) for name, told in values.items()}

    def with_verdicts(self, decided: Mapping[int, Verdict]) -> Draft:
        """The draft after one more rule; what was decided before stays."""
        return replace(self, verdicts={**decided, **self.verdicts})

    def opinion(self, index: int) -> Opinion:
        """What the line model thinks of a block; undecided where it was not asked."""
        return self.opinions[index] if self.opinions else UNDECIDED

    def open(self) -> Iterator[int]:
        """Indices of the blocks nobody has decided on."""
        return iter(self._open)

    def block(self, index: int) -> Block:
        return self.blocks[index]

    def text(self, index: int) -> str:
        return self.blocks[index].text

    def role(self, index: int) -> Role | None:
        """The role decided for a block, None for an open one or an index outside."""
        verdict = self.verdicts.get(index)
        return verdict.role if verdict else None

    def is_open(self, index: int) -> bool:
        return 0 <= index < len(self) and index not in self.verdicts

    def title_index(self) -> int | None:
        """Index of the block taken for the headline, None while there is none."""
        return next((index for index, verdict in self.verdicts.items() if verdict.role is Role.TITLE), None)

    def found(self, name: str) -> tuple[str, ...]:
        """Values that verdicts yielded for a field so far, in reading order."""
        return self._values.get(name, ())


Decide = Callable[[Draft], Iterable[tuple[int, Verdict]]]
Decisions = Iterator[tuple[int, Verdict]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named unit that decides some blocks of a draft; its function's docstring is its manual."""

    decide: Decide

    @property
    def name(self) -> str:
        return getattr(self.decide, "__name__", "rule")

    @property
    def manual(self) -> str:
        return self.decide.__doc__ or ""

    def __call__(self, draft: Draft) -> Draft:
        decided: dict[int, Verdict] = {}
        for index, verdict in self.decide(draft):
            if index not in draft.verdicts and index not in decided:
                decided[index] = _signed(verdict, self.name)
        return draft.with_verdicts(decided) if decided else draft


def _signed(verdict: Verdict, rule: str) -> Verdict:
    """The verdict with the name of its rule; every block gets one, so this is spelt out."""
    return Verdict(verdict.role, verdict.why, verdict.sure, verdict.found, verdict.doubt, verdict.text, rule)
