"""`sitegen check` over content/: each check finds what its manual shows, and is silent where it says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.check import publisher
from sitegen.check.content import CHECKS
from sitegen.check.content.examples import Example, examples_of
from sitegen.check.content.mending import mend
from sitegen.check.content.spelling import folded, is_one_slip, turned
from sitegen.check.finding import Check, Severity
from tests.check_desk import SETTINGS, draw, examined, lay_down, story, told, write

EXAMPLES = [
    pytest.param(check, example, id=f"{check.name} {number}{'' if example.found else ', silent'}")
    for check in CHECKS
    for number, example in enumerate(examples_of(check.manual), start=1)
]


@pytest.mark.parametrize(("check", "example"), EXAMPLES)
def test_a_check_does_what_its_manual_shows(tmp_path: Path, check: Check[object], example: Example) -> None:
    lay_down(tmp_path, example)
    examination = examined(tmp_path)
    found = [finding for finding in examination.findings if finding.check == check.name]
    assert bool(found) is example.found, [finding.message for finding in found]
    mended = mend(tmp_path / "content", "content", found)
    assert bool(mended) is (example.mended is not None)
    if example.mended is not None:
        (path,) = example.files
        if path.endswith(".md"):
            assert (tmp_path / "content" / path).read_text(encoding="utf-8") == example.mended
        again = examination.renewed([path], examination.paper.shelf.now)
        assert check.name not in {finding.check for finding in again.findings}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_every_check_shows_what_it_finds_and_what_it_does_not(check: Check[object]) -> None:
    assert {example.found for example in examples_of(check.manual)} == {True, False}
    assert check.rule.endswith(".")


def test_no_two_checks_have_the_same_name() -> None:
    names = [check.name for check in (*CHECKS, *publisher.CHECKS)]
    assert len(names) == len(set(names))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path, "mkdocs.yml", SETTINGS)
    return tmp_path


# Headers


def test_every_problem_of_a_header_is_told_with_its_line(project: Path) -> None:
    write(project, "content/articles/a.md", "---\ntitle: a: b\ndate: tomorrow\nlayout: x\n---\n\nWords.\n")
    lines = [text.split(":")[1] for text in told(project, "headers-can-be-read")]
    assert lines == ["2", "3", "4"]


@pytest.mark.parametrize(
    ("path", "raw", "words"),
    [
        ("articles/a.md", b"---\ntitle: caf\xe9\n---\n", "UTF-8"),
        ("articles/a.md", b"No header at all.\n", "no front matter"),
        ("articles/a.md", b"---\nauthors: [A]\n---\n\nWords.\n", "no title"),
        ("articles/a.markdown", b"---\ntitle: A\n---\n\nWords.\n", "ends in .md"),
        ("about.md", b"---\ntemplate: none.html\n---\n", "no template"),
    ],
)
def test_what_cannot_be_published_is_told(project: Path, path: str, raw: bytes, words: str) -> None:
    write(project, f"content/{path}", raw)
    (found,) = told(project, "headers-can-be-read")
    assert words in found


def test_a_link_out_of_the_content_is_told(project: Path) -> None:
    secret = write(project, "secret.md", story())
    (project / "content" / "articles").mkdir(parents=True)
    (project / "content" / "articles" / "a.md").symlink_to(secret)
    (found,) = told(project, "headers-can-be-read")
    assert "outside the content" in found


def test_a_story_that_cannot_be_read_is_told_of_once(project: Path) -> None:
    write(project, "content/articles/a.md", "---\ntitle: A\ndate: soon\n---\n")
    assert [found.check for found in examined(project).findings] == ["headers-can-be-read"]


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("date: 2024-3-5", "date: 2024-03-05"),
        ("date: 2024.12.5", "date: 2024-12-05"),
        ("updated: '2024/3/5'", "updated: '2024-03-05'"),
        ("expires: 2024-3-5T9:05:00+01:00", "expires: 2024-03-05T09:05:00+01:00"),
    ],
)
def test_a_date_with_the_year_first_can_be_mended(project: Path, line: str, right: str) -> None:
    write(project, "content/articles/a.md", story(line))
    (found,) = (f for f in examined(project).findings if f.check == "headers-can-be-read")
    assert found.edit
    assert (found.edit.old, found.edit.new) == (line, right)


@pytest.mark.parametrize("line", ["date: 2024-13-5", "date: 2024-2-31", "date: 5-3-2024", "date: 2024-3"])
def test_a_date_that_is_not_plain_is_left_to_a_person(project: Path, line: str) -> None:
    write(project, "content/articles/a.md", story(line))
    (found,) = (f for f in examined(project).findings if f.check == "headers-can-be-read")
    assert found.edit is None


# Names


def uses(project: Path, counts: dict[str, int], key: str = "tags") -> None:
    for place, (name, count) in enumerate(counts.items()):
        for number in range(count):
            file = f"content/articles/{place}-{number}.md"
            write(project, file, story(f"{key}:", f'  - "{name}"'))


@pytest.mark.parametrize(
    ("usual", "other", "severity"),
    [
        ("Climate change", "climate Change", Severity.NOTE),
        ("Café culture", "Cafe culture", Severity.WARNING),
        ("Co-operatives", "Cooperatives", Severity.WARNING),
        ("U.S. election", "US election", Severity.WARNING),
        ("Harbour bridge", "Harbour brigde", Severity.NOTE),
        ("Elections", "Election", Severity.NOTE),
        ("Выборы мэра", "Выборы мера", Severity.NOTE),
    ],
)
def test_two_spellings_of_a_topic_are_found(
    project: Path, usual: str, other: str, severity: Severity
) -> None:
    uses(project, {usual: 3, other: 1})
    (found,) = (f for f in examined(project).findings if f.check == "topics-are-spelt-one-way")
    assert f"{other!r}" in found.message
    assert f"{usual!r}" in found.message
    assert (found.severity, found.line) == (severity, 4)
    assert found.hint == f'write {usual}; in all stories at once: sitegen rename topic "{other}" "{usual}"'


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        ("Iran", "Iraq"),
        ("Covid-19", "Covid-20"),
        ("World Cup 2022", "World Cup 2026"),
        ("North Korea", "South Korea"),
        ("Austria", "Australia"),
        ("ガス料金", "カス料金"),
        ("कल", "कला"),
        ("R&D", "RD"),
        ("9/11", "911"),
        ("C++", "C#"),
    ],
)
def test_two_topics_that_look_alike_are_two(project: Path, usual: str, other: str) -> None:
    uses(project, {usual: 5, other: 1})
    assert told(project, "topics-are-spelt-one-way") == []


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Jane Doe", "J. Doe"),
        ("Jane Doe", "Jane M. Doe"),
        ("Jürgen Roe", "J.-P. Roe"),
        ("Ann Doe", "Doe, A."),
    ],
)
def test_initials_are_noted(project: Path, full: str, short: str) -> None:
    uses(project, {full: 2, short: 1}, key="authors")
    (found,) = told(project, "authors-are-spelt-one-way")
    assert f"{short!r} may be {full!r}" in found


def test_a_case_that_ten_times_as_many_write_is_mended(project: Path) -> None:
    uses(project, {"Climate change": 10, "climate Change": 1})
    (found,) = (f for f in examined(project).findings if f.check == "topics-are-spelt-one-way")
    assert found.edit
    assert found.edit.new == '  - "Climate change"'


def test_a_case_that_nine_times_as_many_write_is_not(project: Path) -> None:
    uses(project, {"Climate change": 9, "climate Change": 1})
    (found,) = (f for f in examined(project).findings if f.check == "topics-are-spelt-one-way")
    assert found.edit is None


def test_of_spellings_that_are_as_common_the_one_like_a_name_is_taken(project: Path) -> None:
    uses(project, {"new-york": 1, "New York": 1, "new york": 1})
    assert {text.partition(": ")[2] for text in told(project, "topics-are-spelt-one-way")} == {
        "the topic 'new-york' is written another way elsewhere: 'New York' in 1 story",
        "the topic 'new york' is written another way elsewhere: 'New York' in 1 story",
    }


def test_folding_and_slips() -> None:
    assert folded("Zoë Müller-Rye") == folded("ZOE MULLER RYE")
    assert turned("Rye, Ann") == "Ann Rye"
    assert turned("Rye, Ann, Reuters") == "Rye, Ann, Reuters"
    assert is_one_slip("harbour", "habour")
    assert is_one_slip("harbour", "harbuor")
    assert not is_one_slip("harbour", "habuor")
    assert not is_one_slip("harbour", "harbour")


# Links and pictures


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("b.md", "leads to articles/b.md, which is not there"),
        ("../b.pdf", "leads to b.pdf, which is not there"),
        ("C.md", "leads to articles/C.md, which is not there"),
        ("http://[", "cannot be read"),
        ("%ff.md", "cannot be read"),
        ("", "leads nowhere"),
        ("/2019/c/", "leads to an old address"),
        ("/articles/c/", "is written as an address"),
        ("https://courier.example/articles/d/", "leads to articles/d/, which is not there"),
    ],
)
def test_a_link_that_leads_astray_is_found_in_its_line(project: Path, link: str, message: str) -> None:
    write(project, "content/articles/c.md", story("aliases: [/2019/c/]"))
    body = f"One.\n\n[First](c.md) and [second]({link}).\n\n<a href='c.md#top'>Third</a>, [up](#top)"
    write(project, "content/articles/a.md", story(body=body))
    (found,) = told(project, "links-lead-to-a-page")
    assert found.startswith("articles/a.md:7: ")
    assert message in found


def test_the_nearest_file_is_named(project: Path) -> None:
    write(project, "content/articles/2024/harbour.md", story())
    write(project, "content/articles/a.md", story(body="[One](../harbour.md) [Two](2024/Harbour.md)"))
    hints = {f.hint for f in examined(project).findings if f.check == "links-lead-to-a-page"}
    assert hints == {"did you mean 2024/harbour.md?"}


def test_links_by_the_whole_address_of_the_own_site_are_looked_at(project: Path) -> None:
    write(project, "content/articles/c.md", story("tags: [Sea]"))
    body = "[1](https://courier.example/articles/c/) [2](https://courier.example/topics/sea/) [3](https://courier.example)"
    write(project, "content/articles/a.md", story(body=body))
    assert told(project, "links-lead-to-a-page") == []


def test_pages_that_are_no_stories_are_looked_at_too(project: Path) -> None:
    write(project, "content/about.md", "# About\n\n[Nowhere](nowhere.md) ![](a.png)\n")
    assert told(project, "links-lead-to-a-page")
    assert told(project, "pictures-have-alt-text")
    assert told(project, "pictures-are-there")


def test_a_file_that_is_no_picture_is_found(project: Path) -> None:
    write(project, "content/images/a.png", "words")
    write(project, "content/articles/a.md", story("image:", "  src: /images/a.png", "  alt: A"))
    (found,) = told(project, "pictures-are-there")
    assert found.startswith("articles/a.md:4: ")
    assert "it is no picture" in found


def test_a_heavy_picture_is_found(project: Path) -> None:
    write(project, "content/images/a.svg", "<svg viewBox='0 0 1 1'>" + " " * 2_000_000 + "</svg>")
    assert told(project, "pictures-are-not-too-large") == ["images/a.svg:0: the picture has 2.0 MB"]


def test_a_picture_of_an_accented_name_is_found_in_either_form(project: Path) -> None:
    draw(project / "content" / "images" / "caf\u00e9.png", (2, 2))
    write(project, "content/articles/a.md", story("image:", "  src: /images/cafe\u0301.png", "  alt: A"))
    assert told(project, "pictures-are-used") == []


def test_a_picture_counts_as_used_where_only_its_story_is_wrong(project: Path) -> None:
    draw(project / "content" / "images" / "a.png", (2, 2))
    draw(project / "content" / "images" / "b.png", (2, 2))
    write(project, "content/articles/a.md", story("date: soon", "image:", "  src: /images/a.png"))
    write(project, "content/articles/b.md", story("image:", "  src: /images/B.png"))
    assert told(project, "pictures-are-used") == []


# Dates, addresses, and the same story twice


@pytest.mark.parametrize("line", ["date: 0001-01-01", "date: 0001-01-01T00:00:00+14:00"])
def test_dates_at_the_edge_of_all_clocks_stop_nothing(project: Path, line: str) -> None:
    write(project, "content/articles/a.md", story(line, "expires: 9999-12-31T23:59:59-12:00"))
    (found,) = told(project, "dates-make-sense")
    assert "older than newspapers" in found


@pytest.mark.parametrize(
    ("date", "updated", "severity"),
    [
        ("2024-05-02T09:00:00+02:00", "2024-05-02T06:00:00Z", Severity.NOTE),
        ("2024-05-02T09:00:00+02:00", "2024-05-01T06:00:00Z", Severity.WARNING),
        ("2024-05-02", "2024-05-01", Severity.WARNING),
    ],
)
def test_an_update_before_its_story_is_found(
    project: Path, date: str, updated: str, severity: Severity
) -> None:
    write(project, "content/articles/a.md", story(f"date: {date}", f"updated: {updated}"))
    (found,) = (f for f in examined(project).findings if f.check == "dates-make-sense")
    assert (found.severity, found.line) == (severity, 4)


def test_an_update_in_the_future_is_found(project: Path) -> None:
    write(project, "content/articles/a.md", story("date: 2024-05-01", "updated: 2024-07-01"))
    assert told(project, "dates-make-sense") == ["articles/a.md:4: the update is in the future: 2024-07-01"]


def test_an_alias_that_two_stories_have_is_told_of_the_second(project: Path) -> None:
    write(project, "content/articles/a.md", story("aliases:", "  - /2019/a/"))
    write(project, "content/articles/b.md", story("aliases:", "  - /2018/b/", "  - /2019/A"))
    (found,) = told(project, "aliases-are-free")
    assert found == "articles/b.md:5: the alias '/2019/A' belongs to articles/a.md"


WIRE = " ".join(
    f"The council heard on day {n} that pier {n * 7} needs {n * 13} new planks." for n in range(30)
)


def test_wire_copy_with_another_headline_is_the_same_story(project: Path) -> None:
    write(project, "content/articles/a.md", story("date: 2024-05-02", body=WIRE))
    edited = WIRE.replace("day 3 ", "Monday ").replace("pier 70", "the old pier") + "\n\nMore is to follow."
    write(project, "content/articles/b.md", story("title: B", "date: 2024-05-01", body=f"HARBOUR — {edited}"))
    (found,) = told(project, "stories-stand-once")
    assert found.startswith("articles/a.md:0: says what content/articles/b.md says: about ")


def test_stories_in_a_script_without_spaces_are_compared_too(project: Path) -> None:
    body = (
        "市議会は月曜日、港の古い橋を五月に三週間閉鎖すると発表した。冬の嵐が運んだ砂を取り除くためである。"
        * 2
    )
    other = (
        "市長は火曜日、駅前に新しい図書館を建てる計画を明らかにした。来年の春に工事が始まる見通しだという。"
        * 2
    )
    write(project, "content/articles/a.md", story("date: 2024-05-01", body=body))
    write(project, "content/articles/b.md", story("date: 2024-05-02", body=body + "漁師は反対している。"))
    write(project, "content/articles/c.md", story("date: 2024-05-03", body=other))
    (found,) = told(project, "stories-stand-once")
    assert found.startswith("articles/b.md:0: says what content/articles/a.md says")
