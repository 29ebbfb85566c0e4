"""Pictures in a real browser: it takes the size that it needs, nothing shifts, nothing lies on its side."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from sitegen.plugin import build
from tests.browser.conftest import serving
from tests.conftest import lay_out
from tests.test_pictures import kept, photo

pytestmark = pytest.mark.browser

Open = Callable[..., Any]

SCROLLED = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += 300) {
    scrollTo(0, y)
    await new Promise((done) => setTimeout(done, 30))
  }
  const shown = [...document.images].filter((each) => each.checkVisibility())
  await Promise.all(shown.map((each) => each.decode()))
}"""
"""Down to the foot, so that the browser has every picture that is shown."""

PICTURES = """[...document.images].filter((each) => each.checkVisibility()).map((each) => ({
  file: new URL(each.currentSrc).pathname,
  shown: each.getBoundingClientRect().width * devicePixelRatio,
  offered: (each.closest("picture")?.querySelector("source")?.srcset.match(/\\d+(?=w)/g) ?? []).map(Number),
  across: each.naturalWidth, down: each.naturalHeight,
  lazy: each.loading === "lazy", urgent: each.fetchPriority === "high",
  box: [each.getBoundingClientRect().width, each.getBoundingClientRect().height],
  top: each.getBoundingClientRect().top + scrollY,
}))"""

SHIFTS = """() => new Promise((done) => {
  let sum = 0
  new PerformanceObserver((list) => { for (const each of list.getEntries()) sum += each.value })
    .observe({ type: "layout-shift", buffered: true })
  setTimeout(() => done(sum), 400)
})"""

BARE = (
    """document.querySelectorAll("picture").forEach((each) => each.replaceWith(each.querySelector("img")))"""
)

STORIES = 8
ORIGINAL = (1600, 1000)
LEAD = "articles/2024/story-0/"


def header_of(number: int) -> str:
    section = ("Local", "Sport")[number % 2]
    image = f"{{src: /images/{number}.jpg, alt: A picture}}"
    return f"title: Story {number}\ndate: 2024-05-{20 - number:02}\nsection: {section}\nimage: {image}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper of eight stories with a picture each; in the first one, three more among the words."""
    project = lay_out(tmp_path_factory.mktemp("pictures"))
    images = project.folder / "content" / "images"
    large = photo(ORIGINAL).resize((2000, 1250)).crop((0, 0, *ORIGINAL))
    for number in range(STORIES):
        kept(large.rotate(180 * (number % 2)), images / f"{number}.jpg", quality=60 + number)
        project.article(f"2024/story-{number}", header_of(number), "Words.\n\n" * 12)
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright: the pixels lie on their side
    kept(large, images / "upright.jpg", exif=exif)
    kept(photo((300, 200)), images / "small.png")
    words = (
        "![A tower](/images/upright.jpg)\n\nWords.\n\n![A mark](/images/small.png)\n\n" + "Words.\n\n" * 30
    )
    project.article("2024/story-0", header_of(0), words)
    assert build(project.settings, search=False).exit_code == 0
    return project.site


@pytest.fixture(scope="module")
def below(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the paper in a folder of its host."""
    host = tmp_path_factory.mktemp("host")
    shutil.copytree(site, host / "the" / "paper")
    with serving(host) as address:
        yield f"{address}the/paper/"


def pictures_of(open_page: Open, url: str, width: int, ratio: float) -> list[dict[str, Any]]:
    page = open_page(url, viewport={"width": width, "height": 800}, device_scale_factor=ratio)
    page.evaluate(SCROLLED)
    found: list[dict[str, Any]] = page.evaluate(PICTURES)
    assert found
    return found


def width_of(site: Path, file: str) -> int:
    """Of the file that a browser chose, below `/the/paper/`."""
    with Image.open(site / file.removeprefix("/the/paper/")) as image:
        return image.width


@pytest.mark.parametrize("url", ["", "sections/local/", "archive/2024/05/", LEAD])
@pytest.mark.parametrize(("width", "ratio"), [(390, 1), (390, 3), (768, 2), (1440, 1), (1440, 2)])
def test_a_browser_takes_a_print_as_wide_as_it_shows_and_no_wider_than_it_must(
    open_page: Open, below: str, site: Path, url: str, width: int, ratio: float
) -> None:
    for picture in pictures_of(open_page, below + url, width, ratio):
        widths = picture["offered"]
        enough = next((each for each in widths if each >= 0.9 * picture["shown"]), widths[-1])
        larger = next((each for each in widths if each > enough), widths[-1])
        assert enough <= width_of(site, picture["file"]) <= larger, picture


@pytest.mark.parametrize("width", [390, 1440])
def test_no_original_is_loaded_and_the_front_page_is_light(
    open_page: Open, below: str, site: Path, width: int
) -> None:
    pictures = pictures_of(open_page, below, width, 1)
    assert all(picture["file"].startswith("/the/paper/assets/pictures/") for picture in pictures)
    prints = sum((site / picture["file"].removeprefix("/the/paper/")).stat().st_size for picture in pictures)
    originals = sum((site / "images" / f"{number}.jpg").stat().st_size for number in range(len(pictures)))
    assert prints < originals / 4


@pytest.mark.parametrize("url", ["", "sections/local/", LEAD])
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_shifts_while_pictures_come(open_page: Open, below: str, url: str, width: int) -> None:
    page = open_page(below + url, viewport={"width": width, "height": 800})
    page.evaluate(SCROLLED)
    assert page.evaluate(SHIFTS) == 0


@pytest.mark.parametrize("url", ["", LEAD])
def test_the_first_picture_comes_at_once_and_those_below_when_a_reader_comes_near(
    open_page: Open, below: str, url: str
) -> None:
    first, *others = pictures_of(open_page, below + url, 390, 1)
    assert (first["lazy"], first["urgent"]) == (False, True)
    assert others
    assert all(other["lazy"] and not other["urgent"] for other in others)


@pytest.mark.parametrize("width", [390, 1440])
def test_a_picture_taken_with_the_camera_on_its_side_stands_upright(
    open_page: Open, below: str, width: int
) -> None:
    pictures = pictures_of(open_page, below + LEAD, width, 1)
    _, tower, mark = pictures[:3]
    assert tower["down"] > tower["across"]
    across, down = tower["box"]
    assert down / across == pytest.approx(1.6, rel=0.01)
    assert across <= 440
    assert mark["box"] == [300, 200]


def test_the_layout_is_the_same_as_with_the_originals(open_page: Open, below: str) -> None:
    """A `<picture>` takes no part in it: without its sources every picture has the same box."""
    for url in ("", "sections/local/", LEAD):
        for width in (390, 768, 1440):
            page = open_page(below + url, viewport={"width": width, "height": 800})
            page.evaluate(SCROLLED)
            boxes = [[picture["box"], picture["top"]] for picture in page.evaluate(PICTURES)]
            page.evaluate(BARE)
            page.evaluate(SCROLLED)
            assert [[picture["box"], picture["top"]] for picture in page.evaluate(PICTURES)] == boxes
