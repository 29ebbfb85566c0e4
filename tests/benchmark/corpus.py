"""Converts the corpus of real pages and scores what comes out, with the corpus' own scorer."""

from __future__ import annotations

import gzip
import importlib.util
import json
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitegen import SitegenError, convert
from sitegen.opinion.chain import Chain

SHARED = Path(__file__).parents[3] / "shared"
"""The corpus stands beside the project, where it stands at all: its pages are their publishers' property."""

INPUTS = {
    "html": ("page.html.gz", "text/html"),
    "dirty": ("dirty.txt", "text/plain"),
    "full": ("full.txt", "text/plain"),
}
"""Kind of input -> file and media type: saved page; main text with junk left in; text of the whole page."""

Figures = dict[str, float]
WeightsFor = Callable[[str], Chain | None]
"""Publisher -> the line model to convert with; None for the one that comes with sitegen."""


@dataclass(frozen=True, slots=True)
class Case:
    """One page of the corpus."""

    folder: Path
    publisher: str
    lang: str
    source: str


def is_there() -> bool:
    """True when the corpus and its scorer are beside the project."""
    return (SHARED / "corpus" / "manifest.jsonl").is_file() and (SHARED / "tools" / "score.py").is_file()


def cases() -> list[Case]:
    """All pages of the corpus, in the order of its manifest."""
    lines = (SHARED / "corpus" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    entries = map(json.loads, lines)
    return [Case(SHARED / "corpus" / e["id"], e["brand"], e["lang"], e["set"]) for e in entries]


def scorer() -> Any:
    """The corpus' score.py as a module."""
    spec = importlib.util.spec_from_file_location("corpus_score", SHARED / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def convert_case(case: Case, kind: str, weights: Chain | None) -> tuple[str, float]:
    """The Markdown of a page ("" when it is refused) and the CPU seconds it took."""
    name, media_type = INPUTS[kind]
    raw = (case.folder / name).read_bytes()
    raw = gzip.decompress(raw) if name.endswith(".gz") else raw
    started = time.process_time()
    try:
        text = convert(raw, media_type=media_type, weights=weights).to_markdown()
    except SitegenError:
        text = ""
    return text, time.process_time() - started


def _scored(case: Case, kind: str, weights: Chain | None) -> tuple[dict[str, Any], float]:
    text, seconds = convert_case(case, kind, weights)
    gold = json.loads((case.folder / "gold.json").read_text(encoding="utf-8"))
    return scorer().score_case(gold, text), seconds


def measure(kind: str, weights_for: WeightsFor) -> dict[str, Figures]:
    """Group of pages (`all`, `en`, `other`, `zyte` ...) -> its figures, and `cpu` in ms a document."""
    everything = cases()
    weights = [weights_for(case.publisher) for case in everything]
    with ProcessPoolExecutor() as pool:
        kinds = [kind] * len(everything)
        rows = list(pool.map(_scored, everything, kinds, weights, chunksize=8))
    groups: dict[str, list[int]] = {"all": list(range(len(everything)))}
    for index, case in enumerate(everything):
        groups.setdefault("en" if case.lang == "en" else "other", []).append(index)
        groups.setdefault(case.source, []).append(index)
    aggregate = scorer().aggregate
    return {
        name: {
            **{k: v for k, v in aggregate([rows[i][0] for i in members]).items() if v is not None},
            "cpu": 1000 * sum(rows[i][1] for i in members) / len(members),
        }
        for name, members in groups.items()
    }
