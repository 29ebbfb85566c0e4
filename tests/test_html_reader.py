"""A page's bytes become blocks: every visible word once, in order, as what the markup says it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.errors import SitegenError
from sitegen.model.body import Mark, Span
from sitegen.model.document import Block, Document, Kind
from sitegen.readers import html

PROSE = (
    "The harbour bridge will stay closed until spring, the city said, and ferries will run every ten minutes."
)
MORE = "Engineers had found cracks in two of the four pylons that carry the roadway across the river mouth."
LAST = "Whether the tram line will be rebuilt at the same time is for the council to decide in the autumn."
STORY = f"<p>{PROSE}</p><p>{MORE}</p><p>{LAST}</p>"


def read(body: str, head: str = "", url: str = "") -> Document:
    return html.read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), url=url)


def texts(document: Document) -> list[str]:
    return [block.text for block in document]


def only(document: Document) -> Block:
    (block,) = document
    return block


def marked(document: Document, mark: str) -> list[str]:
    return [block.text for block in document if f"sitegen:{mark}" in block.signals]


# -------------------------------------------------------------------------------- blocks and kinds


@pytest.mark.parametrize(
    ("markup", "kind", "level"),
    [
        ("<p>Words</p>", Kind.PARAGRAPH, 0),
        ("<div>Words</div>", Kind.LINE, 0),
        ("<h3>Words</h3>", Kind.HEADING, 3),
        ('<div role="heading" aria-level="4">Words</div>', Kind.HEADING, 4),
        ("<blockquote><p>Words</p></blockquote>", Kind.QUOTE, 0),
        ("<figure><figcaption>Words</figcaption></figure>", Kind.CAPTION, 0),
        ('<div class="wp-caption-text">Words</div>', Kind.CAPTION, 0),
        ('<div><span class="mediaCaption">Words</span></div>', Kind.CAPTION, 0),
        ('<figure><div class="photo-credit">Words</div></figure>', Kind.CREDIT, 0),
        ("<pre>Words</pre>", Kind.PREFORMATTED, 0),
    ],
)
def test_the_markup_says_what_a_block_is(markup: str, kind: Kind, level: int) -> None:
    block = only(read(markup))
    assert (block.text, block.kind, block.level) == ("Words", kind, level)


def test_a_page_in_a_figure_has_its_caption_and_its_credit_apart() -> None:
    document = read(
        '<figure><img src="/a.jpg" alt="A bridge"><figcaption>The bridge at dusk'
        '<span class="credit">Photo: Jane Roe</span></figcaption></figure>' + STORY
    )
    found = [(block.text, block.kind) for block in document][:3]
    assert found[1:] == [("The bridge at dusk", Kind.CAPTION), ("Photo: Jane Roe", Kind.CREDIT)]


def test_blocks_are_numbered_from_one_and_the_document_counts_them() -> None:
    document = read("<h1>Bridge closes</h1>" + STORY)
    assert [block.first for block in document] == [block.last for block in document] == [1, 2, 3, 4]
    assert document.line_count == 4


def test_nested_lists_keep_their_depth_and_their_markers() -> None:
    document = read("<ol start='3'><li>three<ul><li>inner</li></ul></li><li>four</li></ol>")
    found = [(block.text, block.level, block.marker) for block in document]
    assert found == [("three", 0, "3."), ("inner", 1, "-"), ("four", 0, "4.")]


def test_only_the_first_paragraph_of_a_list_item_has_its_marker() -> None:
    document = read("<ul><li><p>first</p><p>second</p></li></ul>")
    assert [block.marker for block in document] == ["-", ""]


def test_a_data_table_becomes_rows_of_cells() -> None:
    document = read("<table><tr><th>Town</th><th>Votes</th></tr><tr><td>Alba</td><td>12</td></tr></table>")
    assert [block.kind for block in document] == [Kind.TABLE_ROW, Kind.TABLE_ROW]
    assert document.blocks[1].cells == ("Alba", "12")
    assert document.blocks[1].text == "Alba | 12"


def test_a_table_that_only_lays_out_a_page_is_read_as_the_boxes_it_is() -> None:
    document = read(f"<table><tr><td><ul><li>menu</li></ul></td><td><h2>Head</h2>{STORY}</td></tr></table>")
    assert [block.kind for block in document][:3] == [Kind.LIST_ITEM, Kind.HEADING, Kind.PARAGRAPH]


def test_words_between_the_cells_of_a_broken_table_are_not_lost() -> None:
    document = read(
        "<table><caption>Results</caption><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    )
    assert "Results" in " ".join(texts(document))


# -------------------------------------------------------------------------------- words and spaces


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>The <b>har</b>bour</p>", "The harbour"),
        ("<p><span>T</span>he bridge</p>", "The bridge"),
        ("<p>a <em> b </em> c</p>", "a b c"),
        ("<p>one<br>two</p>", "one two"),
        ("<p>By <a href='/x'>Jane</a><a href='/y'>Roe</a></p>", "By Jane Roe"),
        ("<p><span>Politics</span><span>12 May</span></p>", "Politics 12 May"),
        ("<p>a&nbsp;b\u200bc</p>", "a bc"),
        ("<p>H<sub>2</sub>O</p>", "H2O"),
        ("<p>漢字<a href='/x'>仮名</a></p>", "漢字仮名"),
        ("<p>Straße <i>(now)</i>, said</p>", "Straße (now), said"),
        ("<p>x<wbr>y</p>", "xy"),
    ],
)
def test_words_are_neither_glued_nor_cut(markup: str, text: str) -> None:
    assert only(read(markup)).text == text


def test_two_line_breaks_part_paragraphs_and_keep_their_kind() -> None:
    document = read(f"<p>{PROSE}<br><br>{MORE}</p>")
    assert texts(document) == [PROSE, MORE]
    assert {block.kind for block in document} == {Kind.PARAGRAPH}


def test_one_line_break_parts_sentences_but_not_a_sentence() -> None:
    assert texts(read(f"<p>{PROSE}<br>{MORE}</p>")) == [PROSE, MORE]
    assert texts(read("<p>The harbour bridge will<br>stay closed</p>")) == [
        "The harbour bridge will stay closed"
    ]


def test_many_short_lines_stay_lines() -> None:
    assert texts(read("<p>Alba 2<br>Corva 1<br>Dune 0</p>")) == ["Alba 2", "Corva 1", "Dune 0"]


def test_links_and_emphasis_are_spans_without_spaces_at_their_edges() -> None:
    block = only(read("<p>See <a href='/a'>the <b>list</b> </a>now</p>", url="https://paper.example/x/"))
    assert "".join(span.text for span in block.spans) == block.text == "See the list now"
    assert Span("list", Mark.STRONG, "https://paper.example/a") in block.spans
    assert not any(span.text != span.text.strip() for span in block.spans if span.mark or span.href)


def test_a_plain_block_has_no_spans() -> None:
    assert only(read("<p>Plain words</p>")).spans == ()


@pytest.mark.parametrize("href", ["#top", "javascript:void(0)", "data:text/html,x", "relative/without/base"])
def test_a_link_that_leads_nowhere_keeps_its_words_only(href: str) -> None:
    block = only(read(f"<p>See <a href='{href}'>here</a></p>"))
    assert block.text == "See here"
    assert not any(span.href for span in block.spans)
    assert block.link_share == pytest.approx(4 / 7)


def test_the_canonical_address_is_the_base_of_links() -> None:
    head = '<link rel="canonical" href="https://paper.example/news/1">'
    block = only(read("<p>See <a href='2'>here</a></p>", head))
    assert block.spans[1].href == "https://paper.example/news/2"


def test_preformatted_text_keeps_its_lines() -> None:
    assert only(read("<pre>a  b\n  c</pre>")).text == "a  b\n  c"


# -------------------------------------------------------------------------------- what is no text


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>words()</script>",
        "<style>p { words }</style>",
        "<template><p>words</p></template>",
        "<noscript><img src='x.jpg' alt='words'>words</noscript>",
        "<svg><title>words</title><text>words</text></svg>",
        "<iframe>words</iframe>",
        "<!-- words -->",
    ],
)
def test_what_no_reader_sees_is_no_text(unseen: str) -> None:
    document = read(f"<p>Seen</p>{unseen}<p>Seen too</p>")
    assert texts(document) == ["Seen", "Seen too"]


def test_a_story_hidden_by_a_paywall_is_kept() -> None:
    document = read(
        f"<article><h1>Bridge closes</h1><div style='display: none' hidden>{STORY}</div></article>"
    )
    assert marked(document, "story") == [PROSE, MORE, LAST]


def test_text_behind_an_empty_box_stays() -> None:
    assert texts(read("<p>before <span></span>after</p><div>x<i class='icon'></i>y</div>")) == [
        "before after",
        "xy",
    ]


def test_a_menu_is_one_line_with_all_its_words() -> None:
    document = read(
        f"<nav><ul><li><a href='/a'>Home</a></li><li><a href='/b'>Sport</a> now</li></ul></nav>{STORY}"
    )
    assert document.blocks[0].text == "Home | Sport | now"
    assert "sitegen:outside" in document.blocks[0].signals


# -------------------------------------------------------------------------------- pictures


def test_a_picture_in_the_story_is_a_block_with_its_address() -> None:
    picture = "<img src='data:image/gif;base64,R0' data-src='/late.jpg' alt='Cracks'>"
    document = read(
        f"<article><p>{PROSE}</p><figure>{picture}</figure><p>{MORE}</p></article>", url="https://p.example"
    )
    image = document.blocks[1]
    assert (image.kind, image.src, image.text) == (Kind.IMAGE, "https://p.example/late.jpg", "Cracks")


def test_counters_and_icons_are_no_pictures() -> None:
    document = read(
        f"<article><p>{PROSE}</p><img src='/pixel.gif' width='1' height='1'><p>{MORE}</p></article>"
    )
    assert Kind.IMAGE not in {block.kind for block in document}


def test_an_emoji_picture_is_the_emoji() -> None:
    assert only(read("<p>Well done <img src='e.png' alt='🎉'> all</p>")).text == "Well done 🎉 all"


# -------------------------------------------------------------------------------- where the story lies


def test_the_story_is_marked_and_the_page_around_it_is_not() -> None:
    document = read(
        "<header><a href='/'>The Paper</a></header><nav><a href='/a'>News</a></nav>"
        "<main><article><h1>Bridge closes</h1>"
        "<p class='standfirst'>Cracks in two pylons worry engineers.</p>"
        f"<div class='body'>{STORY}</div></article>"
        f"<aside class='related'><p>{PROSE.replace('harbour', 'old town')}</p></aside></main>"
        "<footer><p>All rights reserved.</p></footer>",
        "<title>Bridge closes | The Paper</title>",
    )
    assert marked(document, "story") == ["Cracks in two pylons worry engineers.", PROSE, MORE, LAST]
    assert marked(document, "headline") == ["Bridge closes"]
    assert marked(document, "leadin") == ["Cracks in two pylons worry engineers."]
    assert len(marked(document, "outside")) == 3


def test_a_box_of_links_inside_the_story_is_outside() -> None:
    links = "<ul><li><a href='/x'>Another story of the day</a></li></ul>"
    box = f"<div class='related-links'><h3>Read on</h3>{links}</div>"
    document = read(f"<article><h1>Bridge closes</h1><p>{PROSE}</p>{box}<p>{MORE}</p><p>{LAST}</p></article>")
    assert marked(document, "story") == [PROSE, MORE, LAST]
    assert marked(document, "outside") == ["Read on", "Another story of the day"]


def test_a_box_that_holds_the_whole_story_is_the_story_whatever_it_is_called() -> None:
    document = read(f"<div class='layout-with-sidebar'><h1>Bridge closes</h1>{STORY}</div>")
    assert marked(document, "story") == [PROSE, MORE, LAST]


def test_the_declared_body_finds_a_story_among_longer_texts() -> None:
    other = "".join(
        f"<p>Letter {n}: {'many words that readers wrote to the paper about this and that, ' * 4}</p>"
        for n in range(9)
    )
    body = " ".join([PROSE, MORE, LAST] * 3)
    extra = f"<p>{PROSE.replace('spring', 'May')}</p><p>{MORE.replace('two', 'three')}</p>"
    document = read(
        f"<div class='a'>{STORY}{extra}</div><div class='b'>{other}</div>",
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script>',
    )
    assert marked(document, "story")[:3] == [PROSE, MORE, LAST]
    assert not any(text.startswith("Letter") for text in marked(document, "story"))


def test_subheads_lists_and_quotations_between_paragraphs_are_the_story() -> None:
    inner = "<h2>What happens next</h2><ul><li>Ferries</li></ul><blockquote><p>We are sorry.</p></blockquote>"
    document = read(
        f"<article><h1>Bridge closes</h1><p>{PROSE}</p>{inner}<p>{MORE}</p><p>{LAST}</p></article>"
    )
    assert marked(document, "story") == [PROSE, "What happens next", "Ferries", "We are sorry.", MORE, LAST]


def test_a_caption_is_not_marked_as_story() -> None:
    caption = "<figcaption>The bridge at dusk, seen from the old fish market.</figcaption>"
    figure = f"<figure><img src='/a.jpg'>{caption}</figure>"
    document = read(f"<article><h1>Bridge closes</h1><p>{PROSE}</p>{figure}<p>{MORE}</p></article>")
    assert marked(document, "story") == [PROSE, MORE]


def test_a_consent_dialogue_longer_than_the_story_is_outside() -> None:
    dialogue = "".join(
        f"<p>We and our {n} partners store information on your device, and you may object.</p>"
        for n in range(30)
    )
    document = read(
        f"<div class='privacy-modal'>{dialogue}</div><article><h1>Bridge closes</h1>{STORY}</article>"
    )
    assert marked(document, "story") == [PROSE, MORE, LAST]


def test_signals_are_the_words_of_the_elements_that_tell_a_block_apart() -> None:
    document = read(
        f"<article class='wrapper'><p>{PROSE}</p>"
        f"<div class='infoBox big'><p>{MORE}</p></div><p>{LAST}</p></article>"
    )
    assert {"info", "box", "big"} <= document.blocks[1].signals
    assert "wrapper" not in document.blocks[1].signals
    assert "info" not in document.blocks[0].signals


# -------------------------------------------------------------------------------- bytes


def test_the_declared_encoding_is_read() -> None:
    words = "Мост закрыт до весны, сообщили власти."
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{words}</p></body></html>'
    assert only(html.read(page.encode("cp1251"))).text == words


@pytest.mark.parametrize(
    "raw", [b"", b"   \n", b"<!-- nothing -->", b"<html></html>", b"<head><title>x</title></head>"]
)
def test_a_page_without_words_has_no_blocks(raw: bytes) -> None:
    assert html.read(raw).blocks == ()


def test_a_file_that_is_no_text_is_refused() -> None:
    with pytest.raises(SitegenError, match="no text"):
        html.read(b"%PDF-1.7\n\x00\x01\x02\x03")


@pytest.mark.parametrize("tag", ["div", "span", "ul><li", "blockquote", "table><tr><td", "section", "em"])
def test_words_ten_thousand_elements_deep_are_read(tag: str) -> None:
    document = html.read(f"<{tag}>".encode() * 10_000 + b"deep words" + b"<p>after</p>")
    assert "deep words" in " ".join(texts(document))


def test_a_page_of_too_many_elements_is_refused_in_plain_words() -> None:
    with pytest.raises(SitegenError, match=r"200,\d+ elements, more than any article"):
        html.read(b"<p>x</p>" * 200_000)


def test_entities_of_the_pages_own_are_not_expanded(tmp_path: object) -> None:
    raw = (
        b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>a &x; b</p></body></html>'
    )
    assert any("&x;" in text for text in texts(html.read(raw)))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_but_a_plain_refusal(raw: bytes) -> None:
    for page in (raw, b"<html><body><p>" + raw + b"</p></body></html>"):
        try:
            document = html.read(page)
        except SitegenError:
            continue
        assert all(block.text for block in document)


_TAGS = st.sampled_from(
    [
        "p",
        "div",
        "li",
        "ul",
        "span",
        "b",
        "a",
        "h2",
        "blockquote",
        "td",
        "table",
        "tr",
        "article",
        "section",
        "figcaption",
        "pre",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.recursive(st.just("@"), lambda inner: st.tuples(_TAGS, st.lists(inner, max_size=4)), max_leaves=25))
def test_every_visible_word_is_in_exactly_one_block(tree: object) -> None:
    words: list[str] = []

    def markup(node: object) -> str:
        if node == "@":
            words.append(f"word{len(words):03}")
            return f" {words[-1]} "
        tag, children = node  # type: ignore[misc]
        return f"<{tag}>{''.join(map(markup, children))}</{tag}>"

    document = read(markup(tree))
    found = " ".join(texts(document)).replace("|", " ").split()
    assert sorted(found) == words
