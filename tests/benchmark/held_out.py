"""Line models for honest figures: each is trained without the publishers it is then measured on."""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.opinion import chain, train
from sitegen.opinion.chain import Chain
from tests.benchmark import corpus
from tests.benchmark.corpus import WeightsFor


def held_out_weights(kinds: list[str]) -> WeightsFor:
    """Train five folds by publisher for each model that `kinds` need; takes a minute or two."""
    folds: dict[str, list[Chain]] = {}
    for model in sorted({train.INPUTS[kind][2] for kind in kinds}):
        print(f"training the {model} model on five folds by publisher ...", file=sys.stderr)
        folds[model] = _folds(model)
    return lambda kind, publisher: folds[train.INPUTS[kind][2]][train.fold_of(publisher)]


def _folds(model: str) -> list[Chain]:
    pages = [(case.folder, case.publisher) for case in corpus.cases()]
    read_by = [kind for kind, (_, _, name) in train.INPUTS.items() if name == model]
    lessons = train.lessons_of(pages, read_by)
    with TemporaryDirectory() as scratch, ProcessPoolExecutor() as pool:
        learn = partial(train.learn_without, model=model, lessons=lessons, scratch=Path(scratch))
        return [chain.parse(text) for text in pool.map(learn, range(train.FOLDS))]
