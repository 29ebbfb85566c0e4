"""Learns the line model's weights from pages with gold. For developers: needs `pip install sitegen[train]`.

    python -m sitegen.opinion.train CORPUS                  writes text.tsv and page.tsv beside this file
    python -m sitegen.opinion.train CORPUS --held-out OUT   converts each page with weights that never saw
                                                            its publisher, into OUT/html|dirty|full/<id>.md

CORPUS holds `manifest.jsonl` and a folder for each page: `dirty.txt`, `full.txt`, `page.html.gz` and
`gold.json` (title, authors, summary, body blocks). Only weights leave it, never a sentence: a word becomes
a feature only when pages of many publishers have it.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import click
import pycrfsuite

from sitegen import pipeline
from sitegen.errors import SitegenError
from sitegen.looks.look import same_letters
from sitegen.looks.reading import Reading
from sitegen.opinion import chain
from sitegen.opinion.features import named, rows_of
from sitegen.readers import read

INPUTS = {
    "dirty": ("dirty.txt", "text/plain", "text"),
    "full": ("full.txt", "text/plain", "text"),
    "html": ("page.html.gz", "text/html", "page"),
}
"""Kind of input -> file, media type, and the model that reads it."""

FOLDS = 5
PUBLISHERS_FOR_WORD = 6
"""A word or a class name is a feature from so many publishers on; fewer would be learning pages by heart."""

SPREAD = {"text": {"c1": 3.0, "c2": 4.0}, "page": {"c1": 3.0, "c2": 4.0}}
"""Regularisation (L1, L2), chosen by held-out scores."""

FIRST_ROUND, LAST_ROUND = 40, 100
"""Iterations of the two rounds of learning; see `learn`."""

FAR = 60
"""Lines beyond the article's first and last that are learned from."""

SURELY_STORY = 0.7
MUCH = 0.4
"""When a page's gold is taken for a part of the article: see `_gold_is_partial`."""

SMALLEST_WEIGHT = 0.01
MAX_SUBHEAD_WIDTH = 110
_LEARNED_WORDS = ("first=", "last=", "has=", "tag=")
_TOKENS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Lesson:
    """One document with its gold labels, a label for each block."""

    case: str
    publisher: str
    rows: list[list[str]]
    labels: list[str]


def raw_bytes(case: Path, kind: str) -> bytes:
    """The input of one kind of a case."""
    name = INPUTS[kind][0]
    data = (case / name).read_bytes()
    return gzip.decompress(data) if name.endswith(".gz") else data


# ------------------------------------------------------------------------------------------ labels


def _shingles(tokens: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(tokens[i : i + 4]) for i in range(max(1, len(tokens) - 3))}


@dataclass(frozen=True, slots=True)
class Gold:
    """A page's gold, arranged for telling which of its lines belong to the story."""

    title: str
    authors: tuple[str, ...]
    lines: frozenset[str]
    heads: frozenset[str]
    shingles: frozenset[tuple[str, ...]]
    heads_known: bool


def gold_of(case: Path) -> Gold:
    """Read a case's gold."""
    data: dict[str, Any] = json.loads((case / "gold.json").read_text(encoding="utf-8"))
    texts = [*(data.get("summary") or []), *(block["text"] for block in data["body"])]
    lines = frozenset(same_letters(line) for text in texts for line in [text, *text.split("\n")])
    return Gold(
        title=same_letters(data.get("title") or ""),
        authors=tuple(same_letters(name) for name in data.get("authors") or []),
        lines=lines - {""},
        heads=frozenset(same_letters(block["text"]) for block in data["body"] if block["type"] == "heading"),
        shingles=frozenset(_shingles([t for text in texts for t in _TOKENS.findall(text)])),
        heads_known=bool(data.get("headings_known")),
    )


def labels_of(reading: Reading, gold: Gold) -> list[str]:
    """A label for each block: what the gold says it is."""
    stays = [_stays(reading, index, gold) for index in range(len(reading))]
    sure = [index for index, share in enumerate(stays) if share and reading.looks[index].width >= 60]
    first, last = (sure[0], sure[-1]) if sure else (0, len(reading))
    labels = []
    for index, look in enumerate(reading.looks):
        near = first - 3 <= index <= last + 3
        if look.same == gold.title and gold.title:
            labels.append("title")
        elif stays[index] and (near or look.width >= 60):
            labels.append("subhead" if _is_subhead(reading, index, gold, stays) else "story")
        elif look.width <= 100 and any(name and name in look.same for name in gold.authors):
            labels.append("byline")
        else:
            labels.append("other")
    return labels


def _stays(reading: Reading, index: int, gold: Gold) -> bool:
    text = reading.document.blocks[index].text
    if reading.looks[index].same in gold.lines:
        return True
    tokens = _TOKENS.findall(text)
    if len(tokens) < 6:
        return False
    own = _shingles(tokens)
    return len(own & gold.shingles) * 2 >= len(own)


def _is_subhead(reading: Reading, index: int, gold: Gold, stays: list[bool]) -> bool:
    """By the gold where it marks subheads; else a short line of its own with kept prose below it."""
    look, block = reading.looks[index], reading.document.blocks[index]
    if gold.heads_known:
        return look.same in gold.heads
    below = index + 1
    prose_below = below < len(reading) and stays[below] and reading.looks[below].prose
    ends = look.ends or block.text[-1] in ":,;"
    return (
        look.width <= MAX_SUBHEAD_WIDTH
        and not ends
        and block.gap
        and prose_below
        and not block.text[0].islower()
    )


# ------------------------------------------------------------------------------------------ learning


def lesson_of(kind: str, case: Path, publisher: str) -> Lesson | None:
    """One document as features and labels; None when it cannot be read."""
    try:
        document = read(raw_bytes(case, kind), media_type=INPUTS[kind][1])
    except SitegenError:
        return None
    reading = Reading.of(document)
    return Lesson(case.name, publisher, named(rows_of(reading)), labels_of(reading, gold_of(case)))


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


def learn(lessons: Sequence[Lesson], model: str, scratch: Path) -> str:
    """Train on the lessons; the weights as text (see chain.parse).

    A first, quick round finds the lessons whose gold is not the article that the page shows: cut off by a
    paywall, one post of many. They would teach that stories end in the middle, so the second does without.
    """
    first = _trained(lessons, model, scratch, FIRST_ROUND)
    wrong = {lesson.case for lesson in lessons if _gold_is_partial(lesson, first)}
    kept = [lesson for lesson in lessons if lesson.case not in wrong]
    info = _trained(kept, model, scratch, LAST_ROUND).info()
    return _written(info.state_features, info.transitions)


def _trained(lessons: Sequence[Lesson], model: str, scratch: Path, rounds: int) -> pycrfsuite.Tagger:
    common = common_features(lessons)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for lesson in map(_clipped, lessons):
        trainer.append([[f for f in row if f in common] for row in lesson.rows], lesson.labels)
    trainer.set_params({**SPREAD[model], "max_iterations": rounds, "feature.possible_transitions": True})
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


def _written(states: dict[tuple[str, str], float], steps: dict[tuple[str, str], float]) -> str:
    head = "% Weights of the line model. Made by python -m sitegen.opinion.train; do not edit.\n"
    rows = [f"step from {a}\t{b}\t{weight:.2f}" for (a, b), weight in sorted(steps.items())]
    rows += [
        f"{feature}\t{label}\t{weight:.2f}"
        for (feature, label), weight in sorted(states.items())
        if abs(weight) >= SMALLEST_WEIGHT
    ]
    return head + "\n".join(rows) + "\n"


def fold_of(publisher: str) -> int:
    """The fold a publisher belongs to: the same on every machine and day."""
    return int(hashlib.sha256(publisher.encode()).hexdigest(), 16) % FOLDS


def _cases(corpus: Path) -> list[tuple[Path, str]]:
    lines = (corpus / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return [(corpus / entry["id"], entry["brand"]) for entry in map(json.loads, lines)]


def _lessons(cases: list[tuple[Path, str]], kinds: Iterable[str]) -> list[Lesson]:
    with ProcessPoolExecutor() as pool:
        found = [
            lesson
            for kind in kinds
            for lesson in pool.map(partial(lesson_of, kind), *zip(*cases, strict=True), chunksize=8)
        ]
    return [lesson for lesson in found if lesson is not None]


def convert_held_out(kind: str, weights: str, cases: list[Path], out: Path) -> None:
    """Convert cases with the given weights."""
    held = chain.parse(weights)
    for case in cases:
        try:
            raw = raw_bytes(case, kind)
            text = pipeline.convert(raw, media_type=INPUTS[kind][1], weights=held).to_markdown()
        except SitegenError:
            text = ""
        (out / kind / f"{case.name}.md").write_text(text, encoding="utf-8")


def _one_fold(fold: int, model: str, lessons: list[Lesson], scratch: Path) -> str:
    return learn(
        [one for one in lessons if fold_of(one.publisher) != fold], model, scratch / f"{model}-{fold}.crf"
    )


def main() -> None:
    """Command line; see the module's docstring."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--kinds", nargs="+", choices=INPUTS, default=list(INPUTS))
    parser.add_argument("--held-out", type=Path, metavar="OUT")
    parser.add_argument("--scratch", type=Path, default=Path(".cache/train"))
    options = parser.parse_args()
    options.scratch.mkdir(parents=True, exist_ok=True)
    cases = _cases(options.corpus)
    for model in sorted({INPUTS[kind][2] for kind in options.kinds}):
        kinds = [kind for kind in options.kinds if INPUTS[kind][2] == model]
        lessons = _lessons(cases, kinds)
        counts = Counter(label for one in lessons for label in one.labels)
        click.echo(f"{model}: {len(lessons)} documents, {dict(counts)}")
        if options.held_out:
            _hold_out(model, kinds, lessons, cases, options.held_out, options.scratch)
        else:
            target = Path(__file__).with_name(f"{model}.tsv")
            target.write_text(learn(lessons, model, options.scratch / f"{model}.crf"), encoding="utf-8")
            click.echo(f"written {target}")


def _hold_out(
    model: str,
    kinds: list[str],
    lessons: list[Lesson],
    cases: list[tuple[Path, str]],
    out: Path,
    scratch: Path,
) -> None:
    with ProcessPoolExecutor() as pool:
        work = partial(_one_fold, model=model, lessons=lessons, scratch=scratch)
        weights = list(pool.map(work, range(FOLDS)))
        for kind in kinds:
            (out / kind).mkdir(parents=True, exist_ok=True)
            parts = [
                [case for case, publisher in cases if fold_of(publisher) == fold] for fold in range(FOLDS)
            ]
            list(pool.map(partial(convert_held_out, kind, out=out), weights, parts))


if __name__ == "__main__":
    main()
