"""The line model's second look: where the story lies, once every line has a first opinion."""

from __future__ import annotations

import pytest

from sitegen.looks.reading import Reading
from sitegen.opinion.chain import AGAIN, LABELS, opinions_on, own_weights, parse
from sitegen.opinion.second import outline_of, second_looks, span_of
from sitegen.readers import read

STORY = (
    "The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday."
)
TEXT = f"Menu\n\nHarbour bridge closes\n\n{STORY}\n\n{STORY}\n\nWeather\n\nSport\n"


def reading() -> Reading:
    return Reading.of(read(TEXT.encode(), media_type="text/plain"))


def test_the_span_reaches_from_the_first_to_the_last_likely_line_over_a_short_unlikely_one() -> None:
    assert span_of([20, 120, 20, 120, 20], [0.0, 0.9, 0.1, 0.9, 0.0]) == range(1, 4)


def test_the_span_leaves_out_a_likely_line_behind_many_unlikely_ones() -> None:
    widths, keeps = [200, 200, *[60] * 20, 80], [0.9, 0.9, *[0.02] * 20, 0.8]
    assert span_of(widths, keeps) == range(2)


def test_where_nothing_is_likely_there_is_no_span() -> None:
    assert not span_of([80, 80], [0.1, 0.2])


def test_the_second_look_sees_where_a_line_stands_to_the_likely_story() -> None:
    first = [[0.9, 0.0, 0.0, 0.0, 0.1] if look.prose else [0.01, 0, 0, 0, 0.99] for look in reading().looks]
    looks = second_looks(outline_of(reading()), first)
    assert "before span=2" in looks[0]
    assert "in span=0" in looks[2]
    assert "after span=1" in looks[4]


def test_every_block_gets_an_opinion_that_sums_to_one() -> None:
    opinions = opinions_on(reading())
    assert len(opinions) == len(reading())
    for one in opinions:
        assert sum(getattr(one, label) for label in LABELS) == pytest.approx(1)
        assert one.outside == pytest.approx(one.title + one.byline + one.other)


def test_the_second_look_changes_opinions_only_where_there_are_weights_for_it() -> None:
    weights = own_weights()
    assert weights.again is not None
    again = f"{AGAIN}bias\tother\t50\n"
    assert all(one.other > 0.99 for one in opinions_on(reading(), parse("bias\tstory\t1\n" + again)))
    assert all(one.story > 0.3 for one in opinions_on(reading(), parse("bias\tstory\t1\n")))
