"""Where a page's story lies: what is part of it though it looks odd, and what is not though it reads well."""

from __future__ import annotations

import json

import pytest

from sitegen.model.document import Block, Document, Kind
from tests.test_html_reader import LAST, MORE, PROSE, STORY, marked, read, texts

HEADLINE = "<h1>Harbour bridge closes until spring</h1>"
OTHER = "The council will decide next week who is to run the ferries that replace the bridge until spring."


def block(document: Document, text: str) -> Block:
    return next(block for block in document if block.text == text)


def teaser(number: int) -> str:
    return (
        f'<div class="item-{number}"><h3><a href="/{number}">Another story of the town: {number}</a></h3>'
        f"<p>What happened next to the people who live in house {number} by the old harbour wall.</p></div>"
    )


# -------------------------------------------------------------------------------- other stories


def test_of_several_articles_on_a_page_the_one_under_the_headline_is_the_story() -> None:
    others = "".join(
        f"<article><h2>Story {n}</h2><p>{OTHER} {n} {MORE} {LAST}</p></article>" for n in range(9)
    )
    document = read(f"<main><article>{HEADLINE}<p>{PROSE}</p><p>{MORE}</p></article>{others}</main>")
    assert marked(document, "story") == [PROSE, MORE]


def test_sentences_under_linked_headlines_in_boxes_of_one_kind_are_teasers() -> None:
    page = f"<main>{HEADLINE}<div>{STORY}{''.join(map(teaser, range(3)))}</div></main>"
    assert marked(read(page), "story") == [PROSE, MORE, LAST]


def test_a_page_that_is_little_but_a_list_is_not_emptied() -> None:
    page = f"<main>{HEADLINE}<div><p>{PROSE}</p>{''.join(map(teaser, range(30)))}</div></main>"
    assert len(marked(read(page), "story")) > 20


def test_a_heading_over_a_box_without_story_is_not_the_storys() -> None:
    box = '<div><h3>More from the harbour</h3><div class="related"><a href="/a">Ferry fares</a></div></div>'
    document = read(
        f"{HEADLINE}<div><p>{PROSE}</p>{box}<h3>A long winter</h3><p>{MORE}</p><p>{LAST}</p></div>"
    )
    assert marked(document, "story") == [PROSE, "A long winter", MORE, LAST]


def test_headings_over_things_in_a_list_stay_though_their_boxes_hold_only_a_button() -> None:
    boxes = "".join(
        f"<div><h3>Ferry {n}</h3><div class='button'><a href='/{n}'>Book</a></div></div><p>{OTHER} {n}.</p>"
        for n in range(3)
    )
    document = read(f"{HEADLINE}<div>{STORY}{boxes}<p>{OTHER}</p></div>")
    assert [text for text in marked(document, "story") if text.startswith("Ferry")] == [
        "Ferry 0",
        "Ferry 1",
        "Ferry 2",
    ]


# -------------------------------------------------------------------------------- lines that look like links


def test_a_paragraph_that_is_all_link_stays_where_it_is_set_like_the_story() -> None:
    linked = '<p><a href="https://p.example/report">The report that the engineers wrote</a></p>'
    document = read(f"{HEADLINE}<div>{linked}<p>{PROSE}</p>{linked}<p>{MORE}</p><p>{LAST}</p></div>")
    assert marked(document, "story").count("The report that the engineers wrote") == 2


@pytest.mark.parametrize("anchor", ['<a name="winter">', '<a href="#winter">', '<a href="/winter">'])
def test_a_subhead_that_is_an_anchor_or_a_link_stays_among_the_paragraphs(anchor: str) -> None:
    document = read(f"{HEADLINE}<div><p>{PROSE}</p><h2>{anchor}A long winter</a></h2><p>{MORE}</p></div>")
    assert marked(document, "story") == [PROSE, "A long winter", MORE]


def test_a_place_to_jump_to_is_no_link() -> None:
    anchors = ('name="winter"', 'href="#fees"', 'href="/fares"')
    page = "".join(f"<h2><a {anchor}>A long winter</a></h2>" for anchor in anchors)
    assert [block.link_share for block in read(page)] == [0.0, 0.0, 1.0]


# -------------------------------------------------------------------------------- beginning and end


def test_a_standfirst_set_as_a_heading_is_a_paragraph() -> None:
    standfirst = "The city says that the old steel will not last another winter of storms, and closes it."
    document = read(f"<header>{HEADLINE}<h2>{standfirst}</h2></header><div>{STORY}</div>")
    assert block(document, standfirst).kind is Kind.PARAGRAPH
    assert standfirst in marked(document, "leadin")


def test_a_standfirst_of_several_lines_is_no_run_of_subheads() -> None:
    document = read(
        f"<div>{HEADLINE}<h2>Cracks in two pylons<br><br>Ferries every ten minutes</h2>{STORY}</div>"
    )
    assert [block.kind for block in document][:4] == [Kind.HEADING, *[Kind.PARAGRAPH] * 3]


def test_a_subhead_before_the_first_paragraph_stays_one() -> None:
    document = read(f"<div>{HEADLINE}<h2>A long winter</h2>{STORY}</div>")
    assert block(document, "A long winter").kind is Kind.HEADING


def test_a_closing_heading_that_announces_something_stays() -> None:
    document = read(f"<div>{HEADLINE}{STORY}<h3>What the mayor wrote:</h3><h3>Our newsroom</h3></div>")
    assert marked(document, "story") == [PROSE, MORE, LAST, "What the mayor wrote:"]


def test_a_quotation_in_a_figure_is_the_storys_and_a_line_beside_it_is_not() -> None:
    quote = f"<figure><blockquote>{OTHER}</blockquote><div>Somebody who looks up to the bridge</div></figure>"
    rest = "".join(f"<p>{MORE} This is said for time number {n}.</p>" for n in range(5))
    document = read(f"{HEADLINE}<div><p>{PROSE}</p>{quote}{rest}</div>")
    assert marked(document, "story")[:2] == [PROSE, OTHER]
    assert len(marked(document, "story")) == 7


def test_a_byline_that_may_hold_the_date_is_left_to_the_rules() -> None:
    byline = '<div class="byline">By Jane Roe | March 13, 2024</div>'
    sharing = '<div class="byline">Follow us</div>'
    document = read(f"{HEADLINE}{byline}{sharing}<div>{STORY}</div>")
    assert marked(document, "outside") == ["Follow us"]


def test_what_the_page_declares_as_its_story_is_never_outside() -> None:
    body = " ".join([PROSE, MORE, LAST, OTHER] * 2)
    story = json.dumps({"@type": "NewsArticle", "articleBody": body})
    head = f'<script type="application/ld+json">{story}</script>'
    page = f'{HEADLINE}<div>{STORY}<div class="related"><p>{OTHER}</p></div></div>'
    assert OTHER in marked(read(page, head), "story")
    assert OTHER not in marked(read(page), "story")


def test_every_word_is_still_there_whatever_is_marked() -> None:
    page = f"<main>{HEADLINE}<div>{STORY}{''.join(map(teaser, range(3)))}</div></main>"
    assert len(texts(read(page))) == 1 + 3 + 6
