"""Converting again is a merge: an editor's word is never lost, and what collides with none is taken."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen import Article, SitegenError
from sitegen.front_matter import header_of, parse, render
from sitegen.model.article import Correction, Image, Source
from sitegen.newsroom.merging.base import Base, base_of
from sitegen.newsroom.merging.blocks import sameness, split
from sitegen.newsroom.merging.edits import MANY, words_of
from sitegen.newsroom.merging.files import MergedFile, merge_files
from sitegen.newsroom.merging.sequence import merge_rows
from tests import no_deadlines  # noqa: F401

WAS = Article(
    title="Harbour bridge closes",
    date=date(2024, 3, 13),
    authors=("Jane Roe", "John Doe"),
    section="News",
    tags=("Bridge", "City"),
    description="No way across until spring.",
    image=Image(caption="The bridge at noon", credit="Roe"),
    source=Source("seeds/a.txt", "0" * 64),
    review=("no time of day was found",),
    body="""The bridge is shut for the whole of the winter.

Nobody in the town knew why it was shut so late.

Read more about the bridge here

## What comes next

Ferries run from six in the morning until midnight.

It opens again in spring, says the mayor of the town.""",
)
FILE = render(WAS)
BASE = base_of(WAS)


def merged(ours: str, theirs: Article, base: Base = BASE) -> MergedFile:
    return merge_files(base, ours, render(theirs), "content/articles/a.md")


def without_collision(ours: str, theirs: Article) -> Article:
    merge = merged(ours, theirs)
    assert merge.collisions == ()
    return parse(merge.text)


def body(old: str, new: str, article: Article = WAS) -> Article:
    """The article with other words in its body."""
    assert old in article.body
    return replace(article, body=article.body.replace(old, new).strip())


def edited(old: str, new: str) -> str:
    """The file with other words."""
    assert old in FILE
    return FILE.replace(old, new)


# ---------------------------------------------------------------------- the two easy cases


def test_a_file_that_nobody_edited_becomes_the_new_one() -> None:
    theirs = replace(body("Nobody", "No one"), title="Bridge closes", section="", tags=("Ferry",))
    merge = merged(FILE, theirs)
    assert merge.text == render(theirs)
    assert (merge.edited, merge.changed, merge.collisions) == (False, True, ())


def test_where_nothing_is_new_the_edited_file_stays() -> None:
    ours = edited("Nobody", "No one") + "\nA new last paragraph.\n"
    merge = merged(ours, WAS)
    assert merge.text == ours
    assert (merge.edited, merge.changed, merge.collisions) == (True, False, ())


# -------------------------------------------------------------------- the header, by value


def test_each_key_is_merged_by_itself() -> None:
    ours = edited("title: Harbour bridge closes", "title: Edited").replace("- Bridge", "- Bridge\n  - Winter")
    article = without_collision(ours, replace(WAS, section="City", date=date(2024, 3, 14)))
    assert (article.title, article.section, article.date) == ("Edited", "City", date(2024, 3, 14))
    assert article.tags == ("Bridge", "Winter", "City")


def test_the_parts_of_the_picture_are_merged_one_by_one() -> None:
    theirs = replace(WAS, image=replace(WAS.image, credit="Jane Roe"))
    article = without_collision(edited("The bridge at noon", "The old bridge"), theirs)
    assert article.image == Image(caption="The old bridge", credit="Jane Roe")


def test_a_header_that_a_tool_wrote_anew_is_no_edit() -> None:
    head, text = FILE[4:].split("---\n", 1)
    ours = f"---\n{yaml.safe_dump(yaml.safe_load(head))}---\n{text}"
    assert ours != FILE
    merge = merged(ours, replace(WAS, section="City", title="Bridge closes"))
    assert not merge.edited
    assert merge.collisions == ()
    assert parse(merge.text) == replace(WAS, section="City", title="Bridge closes")
    assert merge.text.index("authors:") < merge.text.index("date:") < merge.text.index("title:")


def test_order_quotation_marks_and_comments_of_an_editor_stay() -> None:
    ours = edited("section: News\n", "").replace(
        "title: Harbour bridge closes\n",
        "# desk: call the mayor\nsection: 'News'  # or City?\ntitle: Harbour bridge closes\n# done\n",
    )
    theirs = replace(WAS, title="Bridge #1 closes", section="City", series="Bridges")
    head = merged(ours, theirs).text.split("\n---\n")[0]
    assert head.startswith(
        "---\n# desk: call the mayor\nsection: City\n# or City?\ntitle: 'Bridge #1 closes'\n# done\n"
        "date: 2024-03-13\nauthors:\n  - Jane Roe\n  - John Doe\nseries: Bridges\ntags:\n"
    )


def test_a_sign_inside_of_a_headline_is_no_comment() -> None:
    base = base_of(replace(WAS, title="We are #1"))
    merge = merge_files(base, render(replace(WAS, title="We are #1")), FILE)
    assert merge.text == FILE


def test_a_header_in_one_line_is_merged_too() -> None:
    head = '{title: "Edited", section: News, source: {path: seeds/a.txt}}'
    article = without_collision(f"---\n{head}\n---\n\n{WAS.body}\n", replace(WAS, section="City"))
    assert (article.title, article.section) == ("Edited", "City")


def test_what_an_editor_removed_stays_away_and_what_is_found_now_comes() -> None:
    ours = edited("description: No way across until spring.\n", "")
    article = without_collision(ours, replace(WAS, kicker="Traffic"))
    assert (article.description, article.kicker) == ("", "Traffic")


def test_a_value_that_is_found_no_more_goes_unless_it_was_edited() -> None:
    theirs = replace(WAS, section="", image=Image())
    assert without_collision(FILE, theirs).section == ""
    assert without_collision(edited("section: News", "section: City"), theirs).section == "City"


def test_the_same_change_on_both_sides_is_no_collision() -> None:
    article = without_collision(edited("section: News", "section: City"), replace(WAS, section="City"))
    assert article.section == "City"


def test_two_changes_of_one_value_collide_with_the_line() -> None:
    merge = merged(edited("section: News", "section: City"), replace(WAS, section="Town"))
    (collision,) = merge.collisions
    assert FILE.splitlines()[collision.line - 1] == "section: News"
    assert collision.what == "section was edited, and is another in the new conversion too"
    assert parse(merge.text).section == "Town"


def test_a_value_that_an_editor_removed_and_that_is_another_now_collides() -> None:
    ours = edited("description: No way across until spring.\n", "")
    assert merged(ours, replace(WAS, description="No way across.")).collisions


def test_topics_of_both_sides_are_united() -> None:
    ours = edited("  - City\n", "  - Winter\n")
    article = without_collision(ours, replace(WAS, tags=("Bridge", "City", "Ferry")))
    assert article.tags == ("Bridge", "Winter", "Ferry")


def test_a_doubt_that_was_settled_does_not_come_back() -> None:
    ours = edited("review:\n  - no time of day was found\n", "")
    theirs = replace(WAS, review=(*WAS.review, "the last line may be a caption"))
    assert without_collision(ours, theirs).review == ("the last line may be a caption",)


def test_names_keep_their_order_and_collide_when_both_changed_one() -> None:
    ours = edited("Jane Roe", "Jane M. Roe")
    assert without_collision(ours, replace(WAS, authors=("Jane Roe", "John Doe", "Ann Poe"))).authors == (
        "Jane M. Roe",
        "John Doe",
        "Ann Poe",
    )
    assert merged(ours, replace(WAS, authors=("Jane R. Roe", "John Doe"))).collisions


def test_corrections_by_an_editor_stay() -> None:
    correction = Correction("The bridge was built in 1931.", date(2024, 3, 15))
    ours = render(replace(WAS, corrections=(correction,)))
    assert without_collision(ours, body("Nobody", "No one")).corrections == (correction,)


def test_the_seed_that_is_named_is_always_the_one_of_today() -> None:
    theirs = replace(WAS, source=Source("seeds/b.txt", "1" * 64, "https://example.org/a"))
    assert without_collision(edited("Nobody", "No one"), theirs).source == theirs.source


def test_a_source_that_an_editor_removed_stays_away() -> None:
    ours = FILE.replace(f"source:\n  path: seeds/a.txt\n  sha256: '{'0' * 64}'\n", "")
    article = without_collision(ours, replace(WAS, source=Source("seeds/a.txt", "1" * 64)))
    assert article.source == Source()


def test_times_are_compared_as_they_are_written_in_any_way() -> None:
    was = replace(WAS, date=datetime(2024, 3, 13, 15, 35, tzinfo=timezone(timedelta(hours=-4))))
    ours = render(was).replace("2024-03-13T15:35:00-04:00", "2024-03-13 15:35 -04:00")
    merge = merge_files(base_of(was), ours, render(replace(was, section="City")))
    assert not merge.edited
    assert "date: 2024-03-13 15:35 -04:00\n" in merge.text


def test_a_header_that_cannot_be_read_is_told_with_file_and_line() -> None:
    with pytest.raises(SitegenError, match=r"content/articles/a\.md:2: "):
        merged(FILE.replace("title: Harbour", "titel: Harbour"), replace(WAS, section="City"))


# ------------------------------------------------------------------ the body, by paragraph


def test_an_edit_and_a_change_beside_it_are_both_taken() -> None:
    ours = edited("Nobody in the town", "Not a soul in the town")
    article = without_collision(ours, body("whole of the winter", "winter"))
    assert "shut for the winter.\n\nNot a soul" in article.body


def test_two_changes_of_one_paragraph_collide_with_the_line() -> None:
    ours = edited("Nobody in the town", "Not a soul in the town")
    merge = merged(ours, body("so late", "so early"))
    (collision,) = merge.collisions
    assert ours.splitlines()[collision.line - 1].startswith("Not a soul")
    assert collision.what.startswith("edited here, and changed in the new conversion too: “Not a soul in")
    assert "Nobody in the town knew why it was shut so early." in merge.text


def test_the_proposal_holds_every_other_edit() -> None:
    ours = (
        edited("Nobody", "Not a soul")
        .replace("Ferries run", "Boats go")
        .replace("title: Ha", "title: The ha")
    )
    article = parse(merged(ours, body("so late", "so early")).text)
    assert article.title == "The harbour bridge closes"
    assert "Boats go" in article.body


def test_a_paragraph_that_an_editor_removed_does_not_come_back() -> None:
    ours = edited("Read more about the bridge here\n\n", "")
    article = without_collision(ours, body("so late", "so early"))
    assert "Read more" not in article.body
    assert merged(ours, body("Read more about", "Read all about")).collisions


def test_junk_that_is_known_today_goes_beside_an_editors_own_paragraphs() -> None:
    ours = edited("Read more", "Our own words, above.\n\nRead more").replace(
        "here\n", "here\n\nOurs below.\n"
    )
    theirs = body("Read more about the bridge here\n\n", "")
    article = without_collision(ours, theirs)
    assert "late.\n\nOur own words, above.\n\nOurs below.\n\n## What" in article.body


def test_junk_that_an_editor_has_rewritten_stays() -> None:
    ours = edited("Read more about the bridge here", "The bridge is a story of its own.")
    theirs = body("Read more about the bridge here\n\n", "")
    assert "a story of its own" in without_collision(ours, theirs).body


def test_an_editor_and_the_converter_may_remove_different_neighbours() -> None:
    ours = edited("Read more about the bridge here\n\n", "")
    theirs = body("Nobody in the town knew why it was shut so late.\n\n", "")
    assert "winter.\n\n## What" in without_collision(ours, theirs).body


def test_a_paragraph_removed_beside_one_that_is_renewed_is_no_collision() -> None:
    ours = edited("Read more about the bridge here\n\n", "")
    theirs = body("so late.\n\nRead more about the bridge here", "so early.")
    assert "so early.\n\n## What" in without_collision(ours, theirs).body


def test_a_paragraph_that_was_moved_takes_new_words_along() -> None:
    line = "Ferries run from six in the morning until midnight.\n\n"
    ours = edited(line, "").replace("Nobody", f"{line}Nobody")
    article = without_collision(ours, body("until midnight", "until eleven"))
    assert "winter.\n\nFerries run from six in the morning until eleven.\n\nNobody" in article.body
    assert article.body.count("Ferries") == 1


def test_a_paragraph_that_the_converter_moves_and_an_editor_changed_collides() -> None:
    line = "Ferries run from six in the morning until midnight.\n\n"
    theirs = body("Nobody", f"{line}Nobody", body(line, ""))
    assert merged(edited("until midnight", "until eleven"), theirs).collisions


def test_a_lost_paragraph_that_both_put_back_stands_there_once() -> None:
    line = "The mayor did not want to say what it will cost."
    ours = edited("Ferries", f"{line}\n\nFerries")
    for place in ("Ferries", "## What"):
        article = without_collision(ours, body(place, f"{line}\n\n{place}"))
        assert article.body.count(line) == 1


def test_what_both_add_at_one_place_collides_unless_one_has_all_of_it() -> None:
    ours = edited("## What", "One line of ours here.\n\n## What")
    assert merged(ours, body("## What", "Another line of theirs.\n\n## What")).collisions
    both = body("## What", "One line of ours here.\n\nAnother line of theirs.\n\n## What")
    assert without_collision(ours, both).body == both.body
    assert (
        without_collision(render(both), body("## What", "One line of ours here.\n\n## What")).body
        == both.body
    )


def test_a_whole_new_text_by_an_editor_is_never_mixed_with_another() -> None:
    ours = FILE[: FILE.index("The bridge is shut")] + "Something else.\n\nAltogether.\n"
    merge = merged(ours, body("so late", "so early"))
    assert merge.collisions


def test_fences_hold_their_empty_lines_together() -> None:
    text = "Words.\n\n```\none\n\ntwo\n```\n\n~~~~ x\n```\n\n~~~\n~~~~~\n\nEnd.\n\n```\nopen\n\nend"
    blocks, rest = split(text)
    assert [block.text for block in blocks] == [
        "Words.",
        "```\none\n\ntwo\n```",
        "~~~~ x\n```\n\n~~~\n~~~~~",
        "End.",
        "```\nopen\n\nend",
    ]
    assert rest == ""
    assert [text.split("\n")[block.line] for block in blocks] == ["Words.", "```", "~~~~ x", "End.", "```"]


@given(text=st.text(alphabet="ab \n\t`~#-\u2028\x0b\r"))
def test_the_blocks_of_a_body_are_all_of_it(text: str) -> None:
    blocks, rest = split(text)
    assert "".join(block.gap + block.text for block in blocks) + rest == text
    assert not rest.strip()
    assert all(block.text.strip() for block in blocks)


# ----------------------------------------------------------------------------- white space


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a line", "a line ", True),
        ("a line\nfolded", "a line folded", True),
        ("a line \n  folded", "a line folded", True),
        ("a line  \nbroken", "a line broken", False),
        ("a line\\\nbroken", "a line broken", False),
        ("- one\n- two", "- one - two", False),
        ("- one\n    - two", "- one\n- two", False),
        ("> one\n> two  ", "> one\n> two", True),
        ("| a |\n|---|", "| a | |---|", False),
        ("    code", "code", False),
        ("one  word", "one word", False),
    ],
)
def test_white_space_counts_where_markdown_heeds_it(one: str, other: str, same: bool) -> None:
    assert (sameness(one) == sameness(other)) is same


def test_spaces_at_the_end_of_lines_and_more_empty_lines_are_no_edit() -> None:
    ours = FILE.replace(".\n\n", ". \n\n\n").replace(
        "title: Harbour bridge closes", "title:  Harbour bridge closes "
    )
    merge = merged(ours, body("Nobody", "No one"))
    assert not merge.edited
    assert merge.collisions == ()
    assert "winter. \n\n\nNo" not in merge.text
    assert "midnight. \n\n\nIt opens" in merge.text


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_of_windows_stays_one(mark: str) -> None:
    ours = mark + edited("Nobody", "Not a soul").replace("\n", "\r\n")
    merge = merged(ours, replace(body("until midnight", "until eleven"), section="City"))
    assert merge.collisions == ()
    assert merge.text.startswith(f"{mark}---\r\n")
    assert merge.text.count("\n") == merge.text.count("\r\n")
    assert "Not a soul" in merge.text
    assert "until eleven" in merge.text


def test_a_file_that_ends_without_a_line_end_stays_so() -> None:
    merge = merged(edited("Nobody", "Not a soul").rstrip("\n"), body("until midnight", "until eleven"))
    assert merge.text.endswith("mayor of the town.\n") or merge.text.endswith("mayor of the town.")
    assert merge.collisions == ()


# ---------------------------------------------------------------------------- fingerprints


def test_fingerprints_come_back_from_their_line() -> None:
    line = BASE.to_text()
    assert line.isprintable()
    assert "\t" not in line
    assert Base.from_text(line) == BASE
    assert base_of(parse(FILE)) == BASE


@pytest.mark.parametrize(
    "line",
    ["", "v1", "v0 body:", "v1 title:AbCdEfGh", "v1 title:AbC body:", "v1 x y", "v1 title:AbCdEfG! body:"],
)
def test_fingerprints_that_cannot_be_read_are_none(line: str) -> None:
    assert Base.from_text(line) is None


def test_every_value_and_paragraph_has_a_fingerprint_of_its_own() -> None:
    others = [
        replace(WAS, title="Another"),
        replace(WAS, tags=("City", "Bridge")),
        replace(WAS, draft=True),
        body("Nobody", "No one"),
        replace(WAS, corrections=(Correction("x"),)),
    ]
    assert len({base_of(article).to_text() for article in (WAS, *others)}) == 6


# -------------------------------------------------------------------------------- any rows

OLD = [f"old{number}" for number in range(7)]
STEPS = st.lists(
    st.tuples(st.sampled_from(["remove", "change", "add", "move"]), st.integers(0, 6), st.integers(0, 6)),
    max_size=5,
)


def reworked(row: list[str], steps: list[tuple[str, int, int]], by: str) -> list[str]:
    row = list(row)
    for what, one, other in steps:
        if what == "add":
            row.insert(one % (len(row) + 1), f"{by}{other}")
        elif row and what == "remove":
            del row[one % len(row)]
        elif row and what == "change":
            row[one % len(row)] = f"{by}{other}"
        elif row:
            row.insert(other % len(row), row.pop(one % len(row)))
    return row


def words(*rows: list[str]) -> dict[str, Counter[str]]:
    """Some blocks are alike, some are not."""
    return {
        block: words_of(f"{block} {block[:3]} word{ord(block[-1]) % 3} " + "z " * (ord(block[-1]) % 4))
        for row in rows
        for block in row
    }


def row_of(base: list[str], ours: list[str], theirs: list[str]) -> list[str] | None:
    """The merged row, None when there is a collision."""
    merge = merge_rows(base, ours, theirs, words(ours, theirs))
    return None if merge.collisions else [(ours if p.ours else theirs)[p.at] for p in merge.picks]


@given(count=st.integers(0, 7), mine=STEPS, yours=STEPS, same=st.booleans())
@settings(max_examples=1500)
def test_whatever_both_did_no_word_of_ours_is_lost(
    count: int, mine: list[tuple[str, int, int]], yours: list[tuple[str, int, int]], same: bool
) -> None:
    base = OLD[:count]
    ours, theirs = reworked(base, mine, "our"), reworked(base, yours, "our" if same else "their")
    assert row_of(base, base, theirs) == theirs
    assert row_of(base, ours, base) == ours
    assert row_of(base, ours, ours) == ours
    result = row_of(base, ours, theirs)
    if result is None:
        return
    assert {block for block in ours if block not in base} <= set(result), "an edit was lost"
    assert {block for block in base if block in ours and block in theirs} <= set(result), (
        "a paragraph was lost"
    )
    removed = {block for block in base if block not in ours and theirs.count(block) < 2}
    assert removed.isdisjoint(result), "a removed paragraph came back"
    if not same:  # a short block that both added may come twice
        assert row_of(base, result, theirs) in (result, None), "merging twice is not merging once"
    assert row_of(theirs, result, theirs) == result


@given(count=st.integers(0, 7), mine=STEPS, yours=STEPS)
def test_merging_twice_is_merging_once_where_nothing_was_moved(
    count: int, mine: list[tuple[str, int, int]], yours: list[tuple[str, int, int]]
) -> None:
    base = OLD[:count]
    ours, theirs = (
        list(dict.fromkeys(reworked(base, [step for step in steps if step[0] != "move"], by)))
        for steps, by in ((mine, "our"), (yours, "their"))
    )
    result = row_of(base, ours, theirs)
    assert result is None or row_of(base, result, theirs) == result


def test_a_row_that_nobody_edited_becomes_the_new_one_also_where_a_block_stands_twice() -> None:
    assert (
        row_of(["a long block"], ["a long block"], ["a long block", "a long block"]) == ["a long block"] * 2
    )
    assert row_of(["a", "b"], ["a", "b"], ["a", "b", "a"]) == ["a", "b", "a"]


def test_a_row_of_any_length_is_merged_in_time() -> None:
    base = ["same"] * (MANY + 10)
    assert row_of(base, [*base, "ours"], ["theirs", *base]) == ["theirs", *base, "ours"]
    assert row_of([f"a{at}" for at in range(9000)], ["ours"], ["theirs"]) is None


# ------------------------------------------------------------------------------- any files

LINES = st.sampled_from(
    [f"Paragraph {number} of the story, with words." for number in range(6)] + ["* * *", "## Next"]
)
BODIES = st.lists(LINES, max_size=6).map("\n\n".join)
ARTICLES = st.builds(
    Article,
    title=st.sampled_from(["One", "Two: a", "#3"]),
    date=st.sampled_from([None, date(2024, 3, 13), datetime(2024, 3, 13, 12, tzinfo=UTC)]),
    authors=st.lists(st.sampled_from(["A B", "C D", "E F"]), max_size=3, unique=True).map(tuple),
    tags=st.lists(st.sampled_from(["x", "y", "z"]), max_size=3, unique=True).map(tuple),
    description=st.sampled_from(["", "Some words", "Other: words"]),
    image=st.builds(Image, caption=st.sampled_from(["", "A", "B"]), credit=st.sampled_from(["", "C"])),
    source=st.builds(Source, path=st.just("seeds/a.txt"), sha256=st.sampled_from(["0" * 64, "1" * 64])),
    draft=st.booleans(),
    body=BODIES,
)


@given(base=ARTICLES, ours=ARTICLES, theirs=ARTICLES, windows=st.booleans())
@settings(max_examples=400)
def test_any_three_files_merge_or_collide(
    base: Article, ours: Article, theirs: Article, windows: bool
) -> None:
    ending = "\r\n" if windows else "\n"
    text = render(ours).replace("\n", ending)
    known = base_of(base)
    assert parse(merge_files(known, render(base).replace("\n", ending), render(theirs)).text) == theirs
    unchanged = merge_files(known, text, render(base))
    assert unchanged.collisions == ()
    if ours.source == base.source:
        assert unchanged.text == text
    merge = merge_files(known, text, render(theirs))
    if merge.collisions:
        return
    article = parse(merge.text)
    own = [block for block in ours.body.split("\n\n") if block and block not in base.body.split("\n\n")]
    assert set(own) <= set(article.body.split("\n\n"))
    was, now, result = header_of(base), header_of(ours), header_of(article)
    for key in ("title", "date", "description", "draft"):
        assert result.get(key) == now.get(key) or now.get(key) == was.get(key)
    assert {tag for tag in ours.tags if tag not in base.tags} <= set(article.tags)
    again = merge_files(base_of(theirs), merge.text, render(theirs))
    assert (again.text, again.collisions) == (merge.text, ())
