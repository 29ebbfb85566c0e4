"""Line models for honest figures: each is trained without the publishers it is then measured on."""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.opinion import chain, train
from tests.benchmark import corpus
from tests.benchmark.corpus import WeightsFor


def held_out_weights() -> WeightsFor:
    """Train a line model for each fold of publishers; takes a minute or two."""
    print("training the line model on five folds by publisher ...", file=sys.stderr)
    lessons = train.lessons_of([(case.folder, case.publisher) for case in corpus.cases()])
    with TemporaryDirectory() as scratch, ProcessPoolExecutor() as pool:
        learn = partial(train.learn_without, lessons=lessons, scratch=Path(scratch))
        folds = [chain.parse(text) for text in pool.map(learn, range(train.FOLDS))]
    return lambda publisher: folds[train.fold_of(publisher)]
