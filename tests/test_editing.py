"""What editors do to the whole content: every article says what it should, and every other byte stays."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.editing.addresses import address_of, claims, resident, same_address
from sitegen.editing.changes import Plan, carry_out
from sitegen.editing.headers import once, renamed, with_alias
from sitegen.editing.links import address_from, spots_in, target_of, with_addresses
from sitegen.editing.manuscripts import Content, Manuscript, body_of
from sitegen.editing.moving import Move, plan_article_move
from sitegen.editing.renaming import Renaming, What, names_of, rename_in_articles
from sitegen.errors import SitegenError
from sitegen.front_matter import header_of, parse
from sitegen.model.article import Article
from sitegen.yaml_header.edits import written
from tests import no_deadlines  # noqa: F401
from tests.test_header_tools import TOOLS, as_javascript

# ------------------------------------------------------------------------------------------ links

EVERY_LINK = """\
See [x](../a.md "t") and ![p](<b c.jpg>), `[no](no.md)`, [ref], [r2][ref], [*e* ](f.md#x), [](g.md).
[![i](i.jpg)](j.md) [paren](k(1).md) [esc\\](no.md)](m\\_n.md) [ent](o&amp;p.md) [nl](
  q.md
 't') <https://example.org/no.md> \\[no](no.md)

[ref]: ../c.md#x "T"
[Ünï]: <d e.md>

- > [`é`](d.md)
  > [a
  > b](e.md)

```
[code](no.md)
```

| a | b |
|---|---|
| [t](u.md) | ![](v.jpg) |

<a class=x href="w.md">x</a> <img alt="é" src='x.jpg'>

<div><a href="y.md">
<img src="z.jpg"></a></div>
"""
TARGETS = "../a.md|b c.jpg|f.md#x|g.md|i.jpg|j.md|k(1).md|m_n.md|o&p.md|q.md|../c.md#x|d e.md|d.md|e.md|u.md"
TARGETS += "|v.jpg|w.md|x.jpg|y.md|z.jpg"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_kind_of_link_is_found_and_nothing_else(newline: str) -> None:
    body = EVERY_LINK.replace("\n", newline)
    assert [spot.address for spot in spots_in(body)] == TARGETS.split("|")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_links_are_changed_and_every_other_byte_stays(newline: str) -> None:
    body = EVERY_LINK.replace("\n", newline)
    other, count = with_addresses(body, lambda address: f"new-{len(address)}.md")
    assert count == len(TARGETS.split("|"))
    assert [spot.address for spot in spots_in(other)] == [f"new-{len(t)}.md" for t in TARGETS.split("|")]
    assert other.count("no.md") == body.count("no.md") == 5
    assert with_addresses(body, lambda _: None) == (body, 0)


@given(st.text(st.sampled_from("[]()<>!`\\ab.md\n #\"'&*_|-")))
def test_no_body_is_harmed_where_nothing_is_changed(body: str) -> None:
    assert with_addresses(body, lambda address: address) == (body, 0)


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("b.md", ("articles/2024/b.md", "")),
        ("../b.md#x", ("articles/b.md", "#x")),
        ("/images/a%20b.jpg?x", ("images/a b.jpg", "?x")),
        ("https://example.org/b.md", ("", "")),
        ("//example.org/b.md", ("", "")),
        ("mailto:a@example.org", ("", "")),
        ("#x", ("", "")),
        ("", ("", "")),
        ("../../../etc/passwd", ("", "")),
    ],
)
def test_an_address_leads_to_a_file_of_the_content(address: str, target: tuple[str, str]) -> None:
    assert target_of(address, "articles/2024/a.md") == target


@given(st.text(min_size=1).filter(lambda name: PurePosixPath(name).name == name and "\x00" not in name))
def test_a_file_of_any_name_is_named_so_that_it_is_found(name: str) -> None:
    target = f"articles/{name}"
    for like in ("x.md", "/x.md"):
        address = address_from("articles/2024/a.md", target, like, "#x")
        if name not in (".", "..") and name.strip() == name:
            assert target_of(address, "articles/2024/a.md") == (target, "#x")
            body = f"[a]({address}) ![b](<{address}>)"
            assert [spot.address for spot in spots_in(body)] == [address, address]


# ------------------------------------------------------------------------------------------ addresses


def test_spellings_of_one_address_are_the_same() -> None:
    assert same_address("/a/é") == same_address("/A/%C3%A9/") == same_address("/a/e\u0301/index.html")
    assert same_address("/a") != same_address("/a.html")
    assert address_of("articles/2024/a.md") == "/articles/2024/a/"
    assert address_of("articles/2024/a.md", directory_urls=False) == "/articles/2024/a.html"
    assert resident(["a.md", "b/index.md", "c.jpg"], "/B") == "b/index.md"
    assert resident(["a.md"], "/b/") == ""


@pytest.mark.parametrize(
    "alias", ["/a/old/", "/a/old", "/A/Old/", "/a/%6Fld/", "'/a/old/'", '"/a/\\u006fld/"']
)
def test_an_alias_is_known_however_it_is_written(alias: str) -> None:
    assert claims(Manuscript("x.md", f"---\ntitle: A\naliases:\n  - {alias}\n---\n"), "/a/old/")
    assert not claims(Manuscript("x.md", f"---\ntitle: A\n---\n\naliases: {alias}\n"), "/a/old/")
    assert not claims(Manuscript("x.md", f"---\naliases: [/b/]\ntitle: {written(alias)}\n---\n"), "/a/old/")


# ------------------------------------------------------------------------------------------ headers


def file_of(header: str, newline: str = "\n", lead: str = "") -> str:
    return lead + f"---\n{header}\n---\n\nBody.\n".replace("\n", newline)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("lead", ["", "\ufeff"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tags:\n  - Old\n  - X", "tags:\n  - New: 1\n  - X"),
        ("tags:\n- 'Old'", "tags:\n- 'New: 1'"),
        ('tags: [X, "Old", Old]', 'tags: [X, "New: 1"]'),
        ("tags: [Old]", "tags: ['New: 1']"),
        ("tags: Old", "tags: 'New: 1'"),
        (
            "# Old\ntags:\n  # Old\n  - Old\n\n  # end\n  - Y",
            "# Old\ntags:\n  # Old\n  - New: 1\n\n  # end\n  - Y",
        ),
        ("tags:\n  - >-\n    Old\n  - Y\nlang: en", "tags:\n  - 'New: 1'\n  - Y\nlang: en"),
        ("tags:\n  -\n    Old\n  - Y", "tags:\n  -\n    New: 1\n  - Y"),
        (
            "tags:\n  - Old\n  - X\n  # why\n  - 'New: 1'\nlang: en",
            "tags:\n  - New: 1\n  - X\n  # why\nlang: en",
        ),
        ("tags: ['New: 1', Old, X]", "tags: ['New: 1', X]"),
        ("title: Old\nseries: Old\ntags:\n  - X", "title: Old\nseries: Old\ntags:\n  - X"),
        ('"tags": ["O\\u006cd"]', '"tags": ["New: 1"]'),
        ("{tags: [Old], title: A}", "{tags: ['New: 1'], title: A}"),
    ],
)
def test_one_name_changes_and_all_else_in_the_header_stays(
    before: str, after: str, newline: str, lead: str
) -> None:
    wanted = after.replace("- New: 1", "- 'New: 1'").replace("    New: 1", "    'New: 1'")
    text = renamed(file_of(before, newline, lead), "tags", lambda name: name == "Old", "New: 1")
    assert text == file_of(wanted, newline, lead)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: A", "title: A\naliases:\n  - /old/"),
        (
            "title: A\n# from\n# where\nsource:\n  path: x",
            "title: A\naliases:\n  - /old/\n# from\n# where\nsource:\n  path: x",
        ),
        ("aliases:\n- /a/\ndraft: no", "aliases:\n- /a/\n- /old/\ndraft: no"),
        ("aliases:\n    - '/a/' # why\ndraft: no", "aliases:\n    - '/a/' # why\n    - /old/\ndraft: no"),
        ("aliases: [/a/]", "aliases: [/a/, /old/]"),
        ("aliases: []", "aliases: [/old/]"),
        ("aliases:\ndraft: no", "aliases:\n  - /old/\ndraft: no"),
        ("aliases: /a/", "aliases: [/a/, /old/]"),
        ("aliases: [/old/]", "aliases: [/old/]"),
        ("aliases: [/new/]", "aliases: [/old/]"),
        ("aliases:\n  - /new/\n  - /a/\ndraft: no", "aliases:\n  - /a/\n  - /old/\ndraft: no"),
        ("aliases:\n  - /new\ndraft: no", "aliases:\n  - /old/\ndraft: no"),
        ("aliases: /new/\ndraft: no", "aliases: /old/\ndraft: no"),
        ("aliases:\n  - /new\n  - /new/\ndraft: no", "aliases:\n  - /old/\ndraft: no"),
        ("{title: A,\n draft: no}", "{title: A,\n draft: no, aliases: [/old/]}"),
        ('{"aliases": ["/a/"]}', '{"aliases": ["/a/", /old/]}'),
    ],
)
def test_an_old_address_is_added_and_all_else_in_the_header_stays(
    before: str, after: str, newline: str
) -> None:
    text = with_alias(
        file_of(before, newline), "/old/", lambda alias: same_address(alias) == "new/index.html"
    )
    assert text == file_of(after, newline)


def test_a_name_stands_once_and_other_doubles_are_left_alone() -> None:
    assert once(["a", "b", "a", "c", "c"], "a") == ("a", "b", "c", "c")


# ------------------------------------------------------------------------------------------ any sequence

NAMES = [
    "Ukraine war",
    "War in Ukraine",
    "C++",
    "No: 1",
    "1984",
    "O'Hara",
    'the "other"',
    "Große Politik",
    "李雷",
]
names = st.sampled_from(NAMES)
lists = st.lists(names, max_size=4, unique=True).map(tuple)
articles = st.builds(
    Article,
    title=names,
    authors=lists,
    tags=lists,
    section=names | st.just(""),
    series=names | st.just(""),
    description=st.just(
        "Words that are long enough to be folded by a tool that folds long lines: so, indeed."
    ),
    draft=st.booleans(),
)
steps = st.lists(
    st.tuples(st.just("rename"), st.sampled_from(list(What)), names, names)
    | st.tuples(st.just("mv"), st.integers(0, 3), st.integers(0, 2), st.sampled_from("abcdef")),
    max_size=6,
)


def place_of(number: int, folder: int) -> str:
    return f"articles/202{folder}/01/story-{number}.md"


def body_for(number: int, count: int) -> str:
    links = "".join(
        f"[to {n}](../../202{n % 3}/01/story-{n}.md#a) [abs {n}](/{place_of(n, n % 3)})\n"
        for n in range(count)
    )
    return f"\n\nStory {number} -- \n\n{links}\n![p](story-{number}.jpg)\n\n    Ukraine war\n"


def lay_down(folder: Path, stories: list[Article], seed: int, newline: str) -> None:
    chance = random.Random(seed)
    for number, article in enumerate(stories):
        header = list(header_of(article).items())
        chance.shuffle(header)
        tool = chance.choice([*TOOLS, as_javascript])
        text = f"---\n{tool(dict(header))}---" + body_for(number, len(stories))
        file = folder / place_of(number, number % 3)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.replace("\n", newline).encode())
        file.with_suffix(".jpg").write_bytes(b"a picture")


def done(plan: Plan, content: Content) -> None:
    assert plan.problems == ()
    assert carry_out(plan, content) == ()


class Desk:
    """The content on disk, and beside it what should stand there."""

    def __init__(self, folder: Path, stories: list[Article]) -> None:
        self.content = Content(folder)
        self.stories = dict(enumerate(stories))
        self.places = {number: place_of(number, number % 3) for number in self.stories}
        self.bodies = {number: self.body(number) for number in self.stories}

    def body(self, number: int) -> str:
        return body_of(self.content.read(self.places[number]).text)

    def rename(self, what: What, old: str, new: str) -> None:
        if old == new:
            return
        renaming = Renaming(what, old, new)
        before = {number: self.body(number) for number in self.stories}
        result = rename_in_articles(renaming, self.content, self.content.paths())
        done(Plan(changes=result.changes, problems=result.problems), self.content)
        assert {number: self.body(number) for number in self.stories} == before
        for number, article in self.stories.items():
            listed = names_of(article, renaming.key)
            if old in listed:
                value = once([new if name == old else name for name in listed], new)
                whole = value if renaming.key in ("tags", "authors") else new
                self.stories[number] = replace(article, **{renaming.key: whole})

    def mv(self, number: int, folder: int, letter: str) -> None:
        number %= len(self.stories)
        old, new = self.places[number], f"articles/202{folder}/01/{letter}.md"
        if new in self.content.paths():
            return
        move = Move(self.content, old, new, frozenset(self.content.paths()))
        try:
            plan = plan_article_move(move)
        except SitegenError as error:
            assert "alias" in str(error)  # noqa: PT017
            assert any(address_of(new) in article.aliases for article in self.stories.values())
            return
        done(plan, self.content)
        self.places[number] = new
        article = self.stories[number]
        if not article.draft:
            kept = tuple(alias for alias in article.aliases if alias != address_of(new))
            self.stories[number] = replace(article, aliases=(*kept, address_of(old)))

    def check(self) -> None:
        assert sorted(path for path in self.content.paths() if path.endswith(".md")) == sorted(
            self.places.values()
        )
        for number, path in self.places.items():
            read = parse(self.content.read(path).text)
            assert replace(read, body="") == self.stories[number]
            body = self.body(number)
            assert masked(body) == masked(self.bodies[number])
            assert list(self.led_to(body, path)) == [
                *(place for n in self.stories for place in [self.places[n]] * 2),
                next(place for place in self.content.paths() if place.endswith(f"story-{number}.jpg")),
            ]

    def led_to(self, body: str, path: str) -> Iterator[str]:
        return (target_of(spot.address, path)[0] for spot in spots_in(body))


def masked(body: str) -> str:
    return with_addresses(body, lambda _: "somewhere")[0]


@settings(max_examples=60)
@given(st.lists(articles, min_size=1, max_size=4), steps, st.integers(), st.sampled_from(["\n", "\r\n"]))
def test_after_any_sequence_every_article_says_what_it_should_and_no_other_byte_has_changed(
    stories: list[Article], sequence: list[tuple[object, ...]], seed: int, newline: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lay_down(Path(folder), stories, seed, newline)
        desk = Desk(Path(folder), stories)
        desk.check()
        for what, *arguments in sequence:
            getattr(desk, str(what))(*arguments)
            desk.check()
