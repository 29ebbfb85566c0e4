"""How pages name the prints of pictures, and how a build comes by them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from PIL import Image

from sitegen.errors import SitegenError
from sitegen.site.memory.measures import Measures
from sitegen.site.photos.darkroom import Darkroom
from sitegen.site.photos.developing import develop, publish
from sitegen.site.photos.gallery import Gallery
from sitegen.site.photos.prints import FOLDER, Prints
from sitegen.site.photos.settings import Sizes
from sitegen.site.pictures import Picture, picture_of, settled
from tests.test_pictures import jpeg, kept, never, photo

PRINTS = Prints("0a1b", (("webp", (240, 480)),))
SIZES = Sizes(widths=(40, 80))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    kept(photo(), folder / "images" / "quay 1.jpg")
    kept(photo((100, 200)), folder / "articles" / "2024" / "tower.png")
    (folder / "images" / "mark.svg").write_text("<svg viewBox='0 0 4 3'/>", encoding="utf-8")
    (folder / "index.md").write_text("Words.", encoding="utf-8")
    return folder


@pytest.fixture
def room(tmp_path: Path) -> Darkroom:
    return Darkroom(SIZES, tmp_path / "cache")


PATHS = ("images/quay 1.jpg", "articles/2024/tower.png", "images/mark.svg", "index.md")


def image_in(html: str) -> Tag:
    (image,) = BeautifulSoup(html, "html.parser").select("img")
    return image


def source_in(html: str) -> Tag:
    (source,) = BeautifulSoup(html, "html.parser").select("picture > source:has(+ img)")
    return source


# ---------------------------------------------------------------------------------------- in a body


@pytest.mark.parametrize(
    ("url", "src", "root"),
    [
        ("articles/2024/a/", "../../../images/quay%201.jpg", "../../../"),
        ("articles/2024/a.html", "../../images/quay%201.jpg", "../../"),
        ("a.html", "images/quay%201.jpg", ""),
    ],
)
def test_a_picture_in_a_body_offers_its_prints_from_any_depth(
    url: str, src: str, root: str, content: Path
) -> None:
    gallery = Gallery({"images/quay 1.jpg": PRINTS})
    html = settled(f'<p>Words.</p><p><img alt="A" src="{src}"></p>', url, content, gallery=gallery)
    source, image = source_in(html), image_in(html)
    assert source["srcset"] == f"{root}{FOLDER}0a1b-240.webp 240w, {root}{FOLDER}0a1b-480.webp 480w"
    assert source["type"] == "image/webp"
    assert source["sizes"] == "(min-width: 44em) 200px, 94vw"
    assert (image["src"], image["width"], image["height"], image["loading"]) == (src, "200", "100", "lazy")


def test_a_picture_is_asked_for_no_wider_than_it_is_shown(content: Path) -> None:
    for size, attribute, asked in (
        ((2000, 1000), "", "(min-width: 44em) 640px, 94vw"),
        ((500, 400), "", "(min-width: 44em) 500px, 94vw"),
        ((1000, 2000), "", "(min-width: 30em) 440px, 94vw"),
        ((2000, 1000), ' width="90"', "90px"),
    ):
        html = f'<img alt="" src="a.jpg"{attribute}>'
        html = settled(html, "a/", content, lambda _, size=size: size, Gallery({"a/a.jpg": PRINTS}))
        assert source_in(html)["sizes"] == asked


def test_the_original_is_chosen_at_its_place(content: Path) -> None:
    gallery = Gallery({"articles/2024/ü,1.webp": Prints("0a", (("webp", (240,)),), own="webp")})
    kept(photo((300, 100)), content / "articles/2024/ü,1.webp")
    html = settled('<img alt="" src="../%C3%BC,1.webp">', "articles/2024/a/", content, gallery=gallery)
    assert source_in(html)["srcset"].endswith(", ../../../articles/2024/%C3%BC%2C1.webp 300w")


def test_a_picture_without_prints_stays_as_it_was(content: Path) -> None:
    html = '<p>Words.</p><img alt="" src="/none.jpg"> <img alt="" src="images/mark.svg">'
    assert "<picture" not in settled(html, "a.html", content, gallery=Gallery({"b.jpg": PRINTS}))


def test_a_picture_of_another_host_is_never_asked_for(content: Path) -> None:
    for src in ("https://elsewhere.example/a.jpg", "//elsewhere.example/a.jpg"):
        html = settled(f'<img alt="A" src="{src}">', "a/", content, gallery=Gallery({"a.jpg": PRINTS}))
        assert html == f'<a href="{src}" rel="noopener">A</a>'


@pytest.mark.parametrize(
    "html",
    [
        '<picture><source srcset="b.avif"><img alt="" src="a.jpg"></picture>',
        '<img alt="" src="a.jpg" srcset="b.jpg 2x">',
    ],
)
def test_an_author_s_own_sizes_are_left_alone(html: str, content: Path) -> None:
    html = settled(html, "", content, gallery=Gallery({"a.jpg": PRINTS}))
    assert "0a1b" not in html
    assert html.count("<picture") <= 1


def test_only_a_picture_that_a_reader_sees_first_loads_at_once(content: Path) -> None:
    one = '<p><img alt="" src="images/quay%201.jpg"></p>\n'
    for html, first, at_once in (
        (one + one, True, [True, False]),
        (one + one, False, [False, False]),
        ("<p>Words.</p>" + one, True, [False]),
        ('<p><img alt="" src="none.jpg"></p>', True, [False]),
    ):
        images = BeautifulSoup(settled(html, "a.html", content, first=first), "html.parser").select("img")
        assert [image.get("fetchpriority") == "high" for image in images] == at_once
        assert [image.get("loading") != "lazy" for image in images] == at_once


# --------------------------------------------------------------------------------- the lead picture


def test_a_lead_picture_knows_its_prints(content: Path, room: Darkroom) -> None:
    gallery = develop(PATHS, Measures(content), room)
    picture, problems = picture_of("/images/quay 1.jpg", "articles/a.md", content, "a", gallery=gallery)
    assert problems == ()
    assert picture is not None
    stem = gallery.of("images/quay 1.jpg").stem
    (source,) = picture.sources
    assert [one.url for one in source.renditions] == [f"{FOLDER}{stem}-40.webp", f"{FOLDER}{stem}-80.webp"]
    assert picture.small == f"{FOLDER}{stem}-40.webp"
    assert Picture("images/mark.svg", 4, 3).small == "images/mark.svg"


def test_the_thumbnail_is_of_the_format_that_most_browsers_read() -> None:
    picture = Picture("a.jpg", 900, 600, 1, Prints("0a", (("avif", (240,)), ("webp", (240, 480)))))
    assert picture.small == f"{FOLDER}0a-240.webp"


def test_a_picture_that_cannot_be_read_is_named_once(content: Path, room: Darkroom) -> None:
    (content / "images" / "cut.jpg").write_bytes(jpeg()[:-900])
    (content / "images" / "page.jpg").write_bytes(b"<html>")
    gallery = develop(("images/cut.jpg", "images/page.jpg"), Measures(content), room)
    cut, page = gallery.problems("content")
    assert str(cut).startswith("content/images/cut.jpg: the picture cannot be read: image file is truncated")
    assert "content/images/page.jpg: the picture cannot be read: it is no JPEG" in str(page)
    assert "save it again" in page.hint
    for name, shown in (("cut", True), ("page", False)):
        picture, problems = picture_of(f"/images/{name}.jpg", "a.md", content, "a", gallery=gallery)
        assert problems == ()
        assert (picture is not None) is shown


# -------------------------------------------------------------------------------------- a build's own


def test_every_picture_of_the_content_is_developed(content: Path, room: Darkroom) -> None:
    gallery = develop(PATHS, Measures(content), room)
    assert set(gallery.prints) == {"images/quay 1.jpg", "articles/2024/tower.png"}
    assert gallery.faults == {}


def test_without_widths_nothing_is_developed(content: Path, tmp_path: Path) -> None:
    assert develop(PATHS, Measures(content), Darkroom(Sizes(()), tmp_path / "cache")) == Gallery()
    assert not (tmp_path / "cache").exists()


def test_a_picture_that_has_not_changed_is_not_even_opened(
    content: Path, room: Darkroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Measures(content)
    gallery = develop(PATHS, first, room)
    size = first(content / "images" / "quay 1.jpg")
    monkeypatch.setattr(Darkroom, "develop", never)
    monkeypatch.setattr("sitegen.site.memory.measures.size_of", never)
    again = Measures(content, first.now)
    assert develop(PATHS, again, room) == gallery
    assert again(content / "images" / "quay 1.jpg") == size == (200, 100)
    assert again.now == first.now


def test_a_picture_that_has_changed_or_is_wanted_otherwise_is_developed_again(
    content: Path, room: Darkroom
) -> None:
    first = Measures(content)
    before = develop(PATHS, first, room)
    kept(photo((210, 100)), content / "images" / "quay 1.jpg")
    after = develop(PATHS, Measures(content, first.now), room)
    assert before.of("images/quay 1.jpg").stem != after.of("images/quay 1.jpg").stem
    assert before.of("articles/2024/tower.png") == after.of("articles/2024/tower.png")
    other = develop(PATHS, Measures(content, first.now), Darkroom(Sizes((50,)), room.cache))
    assert other.of("articles/2024/tower.png").widths == (("webp", (50,)),)


def test_a_broken_picture_is_told_in_every_build_and_mended_in_the_next(
    content: Path, room: Darkroom
) -> None:
    file = content / "images" / "quay 1.jpg"
    whole = file.read_bytes()
    file.write_bytes(b"<html>")
    first = Measures(content)
    assert develop(PATHS, first, room).faults.keys() == {"images/quay 1.jpg"}
    second = Measures(content, first.now)
    assert develop(PATHS, second, room).faults.keys() == {"images/quay 1.jpg"}
    file.write_bytes(whole)
    assert develop(PATHS, Measures(content, second.now), room).faults == {}


def test_many_new_pictures_are_announced(content: Path, room: Darkroom) -> None:
    paths = [f"images/{number}.png" for number in range(40)]
    for path in paths:
        kept(photo((20, 20)), content / path)
    told: list[str] = []
    measures = Measures(content)
    develop(paths, measures, room, told.append)
    assert told == ["Making smaller sizes of 40 pictures, which is done once"]
    develop(paths, Measures(content, measures.now), room, told.append)
    assert len(told) == 1


def test_prints_are_put_into_the_site_where_they_do_not_stand(
    content: Path, room: Darkroom, tmp_path: Path
) -> None:
    gallery = develop(PATHS, Measures(content), room)
    names = [name for path in gallery.prints for name in gallery.of(path).names()]
    asked: list[tuple[str, str]] = []

    def needs(file: str, of: str) -> bool:
        asked.append((file, of))
        return file != FOLDER + names[0]

    publish(gallery, room, content, tmp_path / "site", needs)
    assert [file for file, _ in asked] == [FOLDER + name for name in names]
    made = {path.name: path.read_bytes() for path in (tmp_path / "site" / FOLDER).iterdir()}
    assert made == {name: (room.cache / name).read_bytes() for name in names[1:]}


def test_prints_that_the_cache_lost_are_made_again(content: Path, room: Darkroom, tmp_path: Path) -> None:
    gallery = develop(PATHS, Measures(content), room)
    before = {path.name: path.read_bytes() for path in room.cache.glob("*.webp")}
    shutil.rmtree(room.cache)
    (content / "articles" / "2024" / "tower.png").unlink()  # and one has vanished meanwhile
    publish(gallery, room, content, tmp_path / "site", lambda *_: True)
    made = {path.name: path.read_bytes() for path in (tmp_path / "site" / FOLDER).iterdir()}
    assert made == {name: before[name] for name in gallery.of("images/quay 1.jpg").names()}


def test_a_cache_that_cannot_be_written_is_said_in_words(content: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    with pytest.raises(SitegenError, match="the sizes of pictures cannot be kept"):
        develop(PATHS, Measures(content), Darkroom(SIZES, tmp_path / "cache"))


def test_a_large_picture_makes_no_warning_of_the_library(content: Path, room: Darkroom) -> None:
    Image.new("1", (10_000, 9_000)).save(content / "images" / "plan.png")
    gallery = develop(("images/plan.png",), Measures(content), room)  # warnings are errors in the tests
    assert gallery.faults == {"images/plan.png": "it has more than 89 million pixels"}
    assert picture_of("/images/plan.png", "a.md", content, "a", gallery=gallery) == (None, ())


def test_a_picture_newer_than_its_name_is_seen(content: Path, room: Darkroom) -> None:
    """A copy that keeps its time, as `cp -p` and `rsync -t` make it."""
    file = content / "images" / "quay 1.jpg"
    first = Measures(content)
    before = develop(PATHS, first, room)
    times = file.stat()
    kept(photo((200, 100), "L"), file)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    after = develop(PATHS, Measures(content, first.now), room)
    assert before.of("images/quay 1.jpg") != after.of("images/quay 1.jpg")
