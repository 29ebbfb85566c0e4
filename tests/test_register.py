"""The register of what sitegen wrote: any name fits in, and no damage makes it dangerous."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import SitegenError
from sitegen.newsroom.asked import Asked
from sitegen.newsroom.register import NAME, Record, enter, load, save, sha256_of
from tests import no_deadlines  # noqa: F401

SHA = sha256_of(b"")


def record(seed: str = "seeds/a.txt", article: str = "articles/2024/03/a.md") -> Record:
    return Record(seed, SHA, article, SHA)


def test_a_register_that_is_missing_is_empty(tmp_path: Path) -> None:
    assert load(tmp_path) == {}
    save(tmp_path, {})
    assert list(tmp_path.iterdir()) == []


def test_a_register_is_one_readable_line_for_each_seed_in_order(tmp_path: Path) -> None:
    save(tmp_path, {"seeds/b.txt": record("seeds/b.txt"), "seeds/ä 1.txt": record("seeds/ä 1.txt")})
    lines = (tmp_path / NAME).read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert lines[1:] == [
        f"{name}\t{SHA}\tarticles/2024/03/a.md\t{SHA}" for name in ("seeds/b.txt", "seeds/ä 1.txt")
    ]


@given(
    names=st.sets(st.text(min_size=1), max_size=5)
    | st.just({"a\tb", "a\nb", "a%09b", "\udcff", "#x", "a\rb", "\x85", " "})
)
def test_any_name_comes_back(tmp_path_factory: pytest.TempPathFactory, names: set[str]) -> None:
    names = {name.encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape") for name in names}
    content = tmp_path_factory.mktemp("content")
    register = {f"seeds/{name}": record(f"seeds/{name}", f"articles/{SHA[:4]}.md") for name in names}
    save(content, register)
    assert load(content) == register


def test_saving_the_same_register_again_does_not_touch_the_file(tmp_path: Path) -> None:
    save(tmp_path, {"seeds/a.txt": record()})
    before = (tmp_path / NAME).stat()
    save(tmp_path, load(tmp_path))
    assert (tmp_path / NAME).stat().st_mtime_ns == before.st_mtime_ns
    assert (tmp_path / NAME).stat().st_ino == before.st_ino


def test_a_record_that_was_entered_is_there_though_the_run_was_killed(tmp_path: Path) -> None:
    enter(tmp_path / "content", [record()])
    enter(tmp_path / "content", [record(article="articles/2024/03/b.md")])
    assert load(tmp_path / "content") == {"seeds/a.txt": record(article="articles/2024/03/b.md")}


@pytest.mark.parametrize("length", range(0, 200, 7))
def test_a_line_that_was_cut_off_harms_no_other(tmp_path: Path, length: int) -> None:
    enter(tmp_path, [record("seeds/z.txt")])
    torn = (tmp_path / NAME).read_bytes()[:length]
    (tmp_path / NAME).write_bytes(torn)
    enter(tmp_path, [record()])
    register = load(tmp_path)
    assert register["seeds/a.txt"] == record()
    assert all(known.article_sha256 == SHA for known in register.values())


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD",
        "words",
        "a\tb\tc",
        f"seeds/a.txt\t{SHA}\t../../etc/passwd.md\t{SHA}",
        f"seeds/a.txt\t{SHA}\tarticles/../../x.md\t{SHA}",
        f"seeds/a.txt\t{SHA}\t/articles/x.md\t{SHA}",
        f"seeds/a.txt\t{SHA}\tarticles\\..\\x.md\t{SHA}",
        f"seeds/a.txt\t{SHA}\tarticles/%00.md\t{SHA}",
        f"seeds/a.txt\t{SHA}\tarticles/%2e%2e/x.md\t{SHA}",
        f"seeds/a.txt\t{SHA}\tindex.md\t{SHA}",
        f"seeds/a.txt\t{SHA}\tarticles/x.txt\t{SHA}",
        f"\t{SHA}\tarticles/x.md\t{SHA}",
        f"seeds/a.txt\t{SHA}\tarticles/x.md\t{SHA[:30]}",
    ],
)
def test_an_odd_line_is_ignored(tmp_path: Path, line: str) -> None:
    (tmp_path / NAME).write_text(f"{line}\nseeds/b.txt\t{SHA}\tarticles/b.md\t{SHA}\n", encoding="utf-8")
    assert list(load(tmp_path)) == ["seeds/b.txt"]


@given(damage=st.binary(max_size=200))
def test_a_damaged_register_is_read_as_far_as_it_goes(
    tmp_path_factory: pytest.TempPathFactory, damage: bytes
) -> None:
    content = tmp_path_factory.mktemp("content")
    (content / NAME).write_bytes(damage + f"\nseeds/b.txt\t{SHA}\tarticles/b.md\t{SHA}\n".encode())
    assert "seeds/b.txt" in load(content)


def test_a_register_that_cannot_be_read_stops_the_run_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(SitegenError, match=r"content/\.converted\.tsv: cannot be read") as caught:
        load(tmp_path)
    assert caught.value.problems[0].hint


def test_what_was_asked_for_is_a_fifth_cell_that_a_person_can_read(tmp_path: Path) -> None:
    asked = Asked.of(["drop_prompts"], ["Our  other stories", "80% of “it”"])
    save(tmp_path, {"seeds/a.txt": replace(record(), asked=asked)})
    line = (tmp_path / NAME).read_text(encoding="utf-8").splitlines()[1]
    assert line.split("\t")[4] == (
        '{"keep": ["drop_prompts"], "keep-line": ["80\\u0025 of “it”", "Our other stories"]}'
    )
    assert load(tmp_path)["seeds/a.txt"].asked == asked


@given(rules=st.lists(st.text(min_size=1)), lines=st.lists(st.text()))
def test_whatever_was_asked_for_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rules: list[str], lines: list[str]
) -> None:
    content = tmp_path_factory.mktemp("content")
    register = {
        "seeds/a.txt": replace(record(), asked=Asked.of(rules, lines)),
        "seeds/b.txt": record("seeds/b.txt"),
    }
    save(content, register)
    assert load(content) == register


@pytest.mark.parametrize(
    "cell", ["x", "[]", '{"keep": "a"}', '{"keep": [1]}', '{"kept": ["a"]}', "[" * 9999, '{"keep": ["a"]}\tx']
)
def test_a_line_with_an_odd_wish_is_ignored_as_a_whole(tmp_path: Path, cell: str) -> None:
    line = f"seeds/a.txt\t{SHA}\tarticles/a.md\t{SHA}"
    (tmp_path / NAME).write_text(f"{line}\t{cell}\nseeds/b.txt\t{SHA}\tarticles/b.md\t{SHA}\n")
    assert list(load(tmp_path)) == ["seeds/b.txt"]
