"""Pictures of a whole site: built, built again, moved and taken away."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from PIL import Image

from sitegen.plugin import build
from sitegen.site.photos.prints import FOLDER
from tests.conftest import Project
from tests.test_pictures import kept, photo

HEADER = "title: The quay\ndate: 2024-05-02\nsection: Local\nimage: {src: /images/quay.jpg, alt: A quay}"
BODY = "Words.\n\n![A tower](tower.png)\n\n*The tower* (Ann Rye)\n\nMore words."


def with_settings(project: Project, settings: str) -> None:
    text = project.settings.read_text(encoding="utf-8")
    text = re.sub(r"^ +pictures: .*\n", "", text, flags=re.MULTILINE)
    project.settings.write_text(
        text.replace("  - sitegen:\n", f"  - sitegen:\n      pictures: {settings}\n"), encoding="utf-8"
    )


def padded(image: Image.Image, file: Path) -> None:
    """Kept in 40,000 bytes."""
    raw = kept(image, file).read_bytes()
    file.write_bytes(raw + bytes(40_000 - len(raw)))


@pytest.fixture
def paper(project: Project) -> Project:
    padded(photo(), project.folder / "content" / "images" / "quay.jpg")
    kept(photo((100, 200)), project.folder / "content" / "articles" / "2024" / "tower.png")
    project.article("2024/quay", HEADER, BODY)
    project.article("2024/eels", "title: Eels\ndate: 2024-05-01\nsection: Local")
    with_settings(project, "{widths: [40, 80]}")
    return project


def built(project: Project) -> Project:
    report = build(project.settings, search=False)
    assert report.exit_code == 0, report
    return project


def soup(file: Path) -> BeautifulSoup:
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def pages(project: Project) -> Iterator[tuple[str, BeautifulSoup]]:
    for file in sorted(project.site.rglob("*.html")):
        yield file.relative_to(project.site).as_posix(), soup(file)


def candidates(source: Tag) -> list[str]:
    return [one.split()[0] for one in str(source["srcset"]).split(", ")]


def prints_in(project: Project) -> set[str]:
    return {path.name for path in (project.site / FOLDER).glob("*")}


def assert_every_print_is_there(project: Project) -> set[str]:
    """Every address in every srcset leads to a file of the site; returns those of the prints."""
    named = set()
    for page, html in pages(project):
        for source in html.select("source"):
            for address in candidates(source):
                if page == "404.html":  # shown at any address, so it has them from the root
                    file = project.site / address.removeprefix("/")
                else:
                    file = (project.site / page).parent / address
                assert file.is_file(), (page, address)
                named.add(file.resolve().name)
    return {name for name in named if name.endswith((".webp", ".avif"))}


@pytest.mark.parametrize("settings", ["", "use_directory_urls: false\n"], ids=["folders", "files"])
def test_every_page_names_prints_that_are_there(settings: str, paper: Project) -> None:
    paper.settings.write_text(settings + paper.settings.read_text(encoding="utf-8"), encoding="utf-8")
    built(paper)
    assert assert_every_print_is_there(paper) == prints_in(paper)
    assert len(prints_in(paper)) == 4
    article = "articles/2024/quay.html" if settings else "articles/2024/quay/index.html"
    lead, tower = soup(paper.site / article).select("article.story picture")
    assert lead.find_parent("figure")["class"] == ["picture", "picture--small"]  # type: ignore[index]
    assert tower.find_parent("figure")["class"] == ["tall"]  # type: ignore[index]
    assert tower.find_parent("figure").figcaption is not None  # type: ignore[union-attr]
    assert (lead.img["width"], lead.img["height"]) == ("200", "100")  # type: ignore[index]


def test_python_markdown_offers_prints_too(paper: Project) -> None:
    text = paper.settings.read_text(encoding="utf-8")
    paper.settings.write_text(
        text.replace("  - sitegen:\n", "  - sitegen:\n      python_markdown: true\n"), encoding="utf-8"
    )
    built(paper)
    assert assert_every_print_is_there(paper) == prints_in(paper)
    assert len(soup(paper.site / "articles/2024/quay/index.html").select("article.story source")) == 2


def test_every_list_offers_prints(paper: Project) -> None:
    kept(photo(), paper.folder / "content" / "images" / "eel.jpg")
    paper.article("2024/eels", HEADER.replace("quay", "eel"))
    built(paper)
    for page in ("", "sections/local/", "archive/2024/05/", "articles/2024/eels/"):
        pictures = paper.site / page / "index.html"
        assert soup(pictures).select("picture > source"), page


def test_without_widths_the_originals_are_served(paper: Project) -> None:
    with_settings(paper, "{widths: []}")
    built(paper)
    assert prints_in(paper) == set()
    assert not (paper.folder / ".cache" / "sitegen" / "pictures").exists()
    html = soup(paper.site / "articles/2024/quay/index.html")
    assert html.select("source") == []
    assert [image["width"] for image in html.select("article.story img")] == ["200", "100"]


def test_machines_are_told_of_the_original(paper: Project) -> None:
    kept(photo((1300, 700)), paper.folder / "content" / "images" / "quay.jpg")
    text = paper.settings.read_text(encoding="utf-8")
    paper.settings.write_text(
        re.sub("site_url: .*", "site_url: https://courier.example/paper/", text), encoding="utf-8"
    )
    built(paper)
    html = soup(paper.site / "articles/2024/quay/index.html")
    told = html.select_one("meta[property='og:image']")
    assert told is not None
    assert told["content"] == "https://courier.example/paper/images/quay.jpg"
    assert html.select_one("meta[property='og:image:width']")["content"] == "1300"  # type: ignore[index]
    feed = (paper.site / "feed.xml").read_text(encoding="utf-8")
    assert "https://courier.example/paper/images/quay.jpg" in feed
    assert FOLDER not in feed
    assert "https://courier.example/paper/articles/2024/tower.png" in feed


def test_a_setting_that_cannot_be_stops_the_build_with_words(paper: Project) -> None:
    with_settings(paper, "{width: [480]}")
    report = build(paper.settings, search=False)
    assert not report.built
    assert "pictures has no setting 'width'" in report.reason
    assert "did you mean widths?" in report.reason


def test_a_broken_picture_is_a_problem_and_the_rest_is_built(paper: Project) -> None:
    file = paper.folder / "content" / "images" / "quay.jpg"
    file.write_bytes(file.read_bytes()[:5000])
    (paper.folder / "content" / "articles" / "2024" / "tower.png").write_bytes(b"<html>")
    report = build(paper.settings, search=False)
    assert report.built
    assert report.exit_code == 1
    assert sorted(problem.path for problem in report.problems) == [
        "content/articles/2024/tower.png",
        "content/images/quay.jpg",
    ]
    assert prints_in(paper) == set()
    assert soup(paper.site / "articles/2024/quay/index.html").select("source") == []


def replaced(project: Project) -> None:
    kept(photo((210, 100)), project.folder / "content" / "images" / "quay.jpg")


def replaced_in_the_body(project: Project) -> None:
    kept(photo((100, 210)), project.folder / "content" / "articles" / "2024" / "tower.png")


def same_size_and_shape(project: Project) -> None:
    """Another picture, whose file has as many bytes: only what it holds tells."""
    padded(photo().rotate(180), project.folder / "content" / "images" / "quay.jpg")


def taken_away(project: Project) -> None:
    (project.folder / "content" / "images" / "quay.jpg").unlink()
    project.article("2024/quay", HEADER.partition("\nimage")[0], BODY)


def added(project: Project) -> None:
    kept(photo(mode="L"), project.folder / "content" / "images" / "new.jpg")
    project.article("2024/new", HEADER.replace("quay", "new"))


def widths_changed(project: Project) -> None:
    with_settings(project, "{widths: [50]}")


def prints_lost(project: Project) -> None:
    for file in (project.site / FOLDER).iterdir():
        file.unlink()


def cache_lost(project: Project) -> None:
    for file in (project.folder / ".cache" / "sitegen" / "pictures").iterdir():
        file.unlink()


def both_lost(project: Project) -> None:
    prints_lost(project)
    cache_lost(project)


@pytest.mark.parametrize(
    "change",
    [
        replaced,
        replaced_in_the_body,
        same_size_and_shape,
        taken_away,
        added,
        widths_changed,
        prints_lost,
        cache_lost,
        both_lost,
    ],
)
def test_after_a_change_the_site_is_the_one_that_a_clean_build_makes(
    change: Callable[[Project], None], paper: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    built(paper)
    change(paper)
    built(paper)
    clean = Project(tmp_path_factory.mktemp("clean"))
    for name in ("content", "theme"):
        shutil.copytree(paper.folder / name, clean.folder / name)
    shutil.copy(paper.settings, clean.folder)
    built(clean)
    assert paper.tree() == clean.tree()
    assert assert_every_print_is_there(paper) == prints_in(paper)


def test_a_build_without_a_change_touches_no_print(paper: Project) -> None:
    built(paper)
    before = {file: file.stat().st_ino for file in (paper.site / FOLDER).iterdir()}
    built(paper)
    assert {file: file.stat().st_ino for file in (paper.site / FOLDER).iterdir()} == before
