"""Line models for honest figures: each is trained without the publishers it is then measured on."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.opinion import chain, train
from tests.benchmark import corpus
from tests.benchmark.corpus import WeightsFor


def held_out_weights() -> WeightsFor:
    """Train a line model for each fold of publishers; takes two minutes or three."""
    print("training the line model on five folds by publisher ...", file=sys.stderr)
    lessons = train.lessons_of([(case.folder, case.publisher) for case in corpus.cases()])
    with TemporaryDirectory() as scratch:
        folds = [chain.parse(text) for text in train.held_out(lessons, Path(scratch))]
    return lambda publisher: folds[train.fold_of(publisher)]
