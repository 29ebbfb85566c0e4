"""Learns the line model's weights from pages with gold. For developers: needs `pip install sitegen[train]`.

    python -m sitegen.opinion.train CORPUS      writes text.tsv beside this file

CORPUS holds `manifest.jsonl` and a folder for each page: `dirty.txt`, `full.txt` and `gold.json` (title,
authors, summary, body blocks). Only weights leave it, never a sentence: a word becomes a feature only when
pages of many publishers have it. `make benchmark` measures with weights that never saw a page's publisher.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import pycrfsuite

from sitegen.errors import SitegenError
from sitegen.looks.reading import Reading
from sitegen.opinion.chain import AGAIN, LABELS
from sitegen.opinion.features import named, rows_of
from sitegen.opinion.gold import gold_of, labels_of
from sitegen.opinion.second import Outline, outline_of, second_looks
from sitegen.readers import read

KINDS = ("dirty", "full")
"""What is learned from: a page's main text with the junk left in, and the text of the whole page."""

FOLDS = 5
PUBLISHERS_FOR_WORD = 6
"""A word is a feature from so many publishers on; fewer would be learning pages by heart."""

SPREAD = {"c1": 3.0, "c2": 4.0}
"""Regularisation (L1, L2), chosen by held-out scores."""

FIRST_ROUND, LAST_ROUND = 40, 100
"""Iterations of the two rounds of learning; see `learn`."""

FAR = 60
"""Lines beyond the article's first and last that are learned from."""

SURELY_STORY = 0.7
MUCH = 0.4
"""When a page's gold is taken for a part of the article: see `_gold_is_partial`."""

SMALLEST_WEIGHT = 0.01
_LEARNED_WORDS = ("first=", "last=", "has=")


@dataclass(frozen=True, slots=True)
class Lesson:
    """One document with its gold labels, a label for each block."""

    case: str
    publisher: str
    rows: list[list[str]]
    labels: list[str]
    outline: Outline


def lessons_in(case: Path, publisher: str) -> list[Lesson]:
    """A page's documents as features and labels, in every kind that can be read."""
    lessons = []
    for kind in KINDS:
        try:
            document = read((case / f"{kind}.txt").read_bytes(), media_type="text/plain")
        except SitegenError:
            continue
        reading = Reading.of(document)
        rows, labels = named(rows_of(reading)), labels_of(reading, gold_of(case))
        lessons.append(Lesson(case.name, publisher, rows, labels, outline_of(reading)))
    return lessons


def common_features(lessons: Iterable[Lesson]) -> frozenset[str]:
    """All features but words and class names that pages of only a few publishers have."""
    publishers: dict[str, set[str]] = defaultdict(set)
    for lesson in lessons:
        for feature in {feature for row in lesson.rows for feature in row}:
            publishers[feature].add(lesson.publisher)
    return frozenset(
        feature
        for feature, seen in publishers.items()
        if len(seen) >= (PUBLISHERS_FOR_WORD if feature.startswith(_LEARNED_WORDS) else 2)
    )


def learn(lessons: Sequence[Lesson], scratch: Path) -> pycrfsuite.Tagger:
    """Train on the lessons.

    A first, quick round finds the lessons whose gold is not the article that the page shows: cut off by a
    paywall, one post of many. They would teach that stories end in the middle, so the second does without.
    """
    first = _trained(lessons, scratch, FIRST_ROUND)
    wrong = {lesson.case for lesson in lessons if _gold_is_partial(lesson, first)}
    kept = [lesson for lesson in lessons if lesson.case not in wrong]
    return _trained(kept, scratch, LAST_ROUND)


def _trained(lessons: Sequence[Lesson], scratch: Path, rounds: int) -> pycrfsuite.Tagger:
    common = common_features(lessons)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for lesson in map(_clipped, lessons):
        trainer.append([[f for f in row if f in common] for row in lesson.rows], lesson.labels)
    trainer.set_params({**SPREAD, "max_iterations": rounds, "feature.possible_transitions": True})
    trainer.train(str(scratch))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(scratch))
    return tagger


def _clipped(lesson: Lesson) -> Lesson:
    """The lesson without what stands far from the article: menus of hundreds of lines outweigh all else."""
    known = [index for index, label in enumerate(lesson.labels) if label != "other"]
    if not known:
        return lesson
    part = slice(max(0, known[0] - FAR), known[-1] + FAR + 1)
    return replace(lesson, rows=lesson.rows[part], labels=lesson.labels[part])


def _gold_is_partial(lesson: Lesson, tagger: pycrfsuite.Tagger) -> bool:
    """A model that has seen this very lesson still takes much for the story that the gold does not have.

    What stands below a header of other things (comments, other stories) does not count: there the gold is
    right, and the model has to learn it.
    """
    tagger.set(lesson.rows)
    more = total = 0
    for index, (row, label) in enumerate(zip(lesson.rows, lesson.labels, strict=True)):
        columns = int(next(feature for feature in row if feature.startswith("width=")).removeprefix("width="))
        if label in ("story", "subhead"):
            total += columns
        elif not any(feature.startswith("after=") for feature in row):
            kept = tagger.marginal("story", index) + tagger.marginal("subhead", index)
            more += columns * (kept >= SURELY_STORY)
    return more > MUCH * total


def written(tagger: pycrfsuite.Tagger, prefix: str = "") -> str:
    """The weights of a trained model as text, see chain.parse."""
    info = tagger.info()
    rows = [
        f"{prefix}step from {a}\t{b}\t{weight:.2f}" for (a, b), weight in sorted(info.transitions.items())
    ]
    rows += [
        f"{prefix}{feature}\t{label}\t{weight:.2f}"
        for (feature, label), weight in sorted(info.state_features.items())
        if abs(weight) >= SMALLEST_WEIGHT
    ]
    return "\n".join(rows) + "\n"


def fold_of(publisher: str) -> int:
    """The fold a publisher belongs to: the same on every machine and day."""
    return int(hashlib.sha256(publisher.encode()).hexdigest(), 16) % FOLDS


def without(fold: int, lessons: Sequence[Lesson]) -> list[Lesson]:
    """The lessons but those of one fold's publishers."""
    return [one for one in lessons if fold_of(one.publisher) != fold]


def first_look(fold: int, lessons: Sequence[Lesson], scratch: Path) -> tuple[str, list[Lesson]]:
    """The weights learned without a fold, and that fold's lessons with the features of a second look."""
    tagger = learn(without(fold, lessons), scratch / f"first-{fold}.crf")
    return written(tagger), [
        _looked_at_again(lesson, tagger) for lesson in lessons if fold_of(lesson.publisher) == fold
    ]


def _looked_at_again(lesson: Lesson, tagger: pycrfsuite.Tagger) -> Lesson:
    tagger.set(lesson.rows)
    first = [[tagger.marginal(label, index) for label in LABELS] for index in range(len(lesson.rows))]
    looks = second_looks(lesson.outline, first)
    return replace(lesson, rows=[row + more for row, more in zip(lesson.rows, looks, strict=True)])


def second_look(fold: int, lessons: Sequence[Lesson], scratch: Path) -> str:
    """The weights of the second look, learned without a fold (-1: from all)."""
    return written(learn(without(fold, lessons), scratch / f"second-{fold}.crf"), AGAIN)


def folds_of(lessons: Sequence[Lesson], scratch: Path, pool: Executor) -> tuple[list[str], list[Lesson]]:
    """The first look's weights for each fold, and all lessons as a second look sees them.

    A lesson's features of the second look come from weights that never saw its publisher, as they will
    for a page that sitegen meets in the world.
    """
    looked = list(pool.map(partial(first_look, lessons=lessons, scratch=scratch), range(FOLDS)))
    return [text for text, _ in looked], [lesson for _, again in looked for lesson in again]


def held_out(lessons: Sequence[Lesson], scratch: Path) -> list[str]:
    """For each fold the weights learned without its publishers."""
    with ProcessPoolExecutor() as pool:
        firsts, again = folds_of(lessons, scratch, pool)
        seconds = pool.map(partial(second_look, lessons=again, scratch=scratch), range(FOLDS))
        return [first + second for first, second in zip(firsts, seconds, strict=True)]


def learn_all(lessons: Sequence[Lesson], scratch: Path) -> str:
    """The weights learned from all lessons."""
    with ProcessPoolExecutor() as pool:
        first = pool.submit(first_look, -1, lessons, scratch)
        _, again = folds_of(lessons, scratch, pool)
        head = "% Weights of the line model. Made by python -m sitegen.opinion.train; do not edit.\n"
        return head + first.result()[0] + second_look(-1, again, scratch)


def lessons_of(cases: Sequence[tuple[Path, str]]) -> list[Lesson]:
    """The lessons of (folder, publisher) cases, in every kind."""
    folders, publishers = [folder for folder, _ in cases], [publisher for _, publisher in cases]
    with ProcessPoolExecutor() as pool:
        return [
            lesson for found in pool.map(lessons_in, folders, publishers, chunksize=8) for lesson in found
        ]


def cases_of(corpus: Path) -> list[tuple[Path, str]]:
    """(folder, publisher) of each page of a corpus, in the order of its manifest."""
    lines = (corpus / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return [(corpus / entry["id"], entry["brand"]) for entry in map(json.loads, lines)]


@click.command(help=__doc__)
@click.argument("corpus", type=click.Path(path_type=Path, exists=True, file_okay=False))
def main(corpus: Path) -> None:
    """Train on the whole corpus; see the module's docstring."""
    lessons = lessons_of(cases_of(corpus))
    counts = Counter(label for lesson in lessons for label in lesson.labels)
    click.echo(f"{len(lessons)} documents: " + ", ".join(f"{n} {label}" for label, n in counts.most_common()))
    target = Path(__file__).with_name("text.tsv")
    with TemporaryDirectory() as scratch:
        target.write_text(learn_all(lessons, Path(scratch)), encoding="utf-8")
    click.echo(f"written: {target.name}")


if __name__ == "__main__":
    main()
