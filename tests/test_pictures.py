"""One picture and its prints: upright, in screen colours, with no word of its maker, and never a crash."""

from __future__ import annotations

import io
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from sitegen.errors import SitegenError
from sitegen.site.photos import darkroom as darkroom_module
from sitegen.site.photos.darkroom import Darkroom, Developed
from sitegen.site.photos.negative import LARGEST
from sitegen.site.photos.prints import NO_PRINTS, Prints, widths_for
from sitegen.site.photos.settings import Sizes, sizes_of
from sitegen.site.pictures import size_of

SIZES = Sizes(widths=(40, 80))
GPS_LATITUDE = {2: (52.0, 22.0, 12.0)}


@pytest.fixture
def room(tmp_path: Path) -> Darkroom:
    return Darkroom(SIZES, tmp_path / "cache")


def photo(size: tuple[int, int] = (200, 100), mode: str = "RGB") -> Image.Image:
    """A picture that packs as photographs do: no two pixels alike."""
    width, height = size
    noise = bytes((x * 7 + y * 13 + x * y % 31) % 256 for y in range(height) for x in range(width))
    return Image.frombytes("L", size, noise).convert(mode)


def kept(image: Image.Image, file: Path, **settings: object) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    image.save(file, **settings)
    return file


def prints_of(developed: Developed, room: Darkroom) -> list[Image.Image]:
    assert developed.fault == ""
    return [Image.open(io.BytesIO((room.cache / name).read_bytes())) for name in developed.prints.names()]


# ------------------------------------------------------------------------------------------ settings


def test_without_settings_there_are_four_widths_of_webp() -> None:
    assert sizes_of({}) == Sizes((240, 480, 960, 1440), 80, ("webp",))


def test_settings_are_read_in_any_order() -> None:
    read = sizes_of({"widths": [960, 480, 480], "quality": 70, "formats": ["webp", "avif"]})
    assert read == Sizes((480, 960), 70, ("avif", "webp"))
    assert sizes_of({"widths": []}).widths == ()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"width": [480]}, "did you mean widths?"),
        ({"speed": 6}, "there are: widths, quality, formats"),
        ({"widths": 480}, "write pixels: [480, 960, 1440], or [] to serve the originals"),
        ({"widths": ["480"]}, "each from 16 to 10000"),
        ({"widths": [True]}, "each from 16 to 10000"),
        ({"widths": [0]}, "each from 16 to 10000"),
        ({"widths": list(range(20, 40))}, "at most 8 widths"),
        ({"quality": 0}, "from 1 to 100"),
        ({"quality": "80"}, "from 1 to 100"),
        ({"quality": True}, "from 1 to 100"),
        ({"formats": ["jpeg"]}, "[webp], [avif] or [avif, webp]"),
        ({"formats": []}, "[webp], [avif] or [avif, webp]"),
        ({"formats": "webp"}, "[webp], [avif] or [avif, webp]"),
    ],
)
def test_a_setting_that_cannot_be_is_named_with_the_way_to_write_it(
    values: dict[str, object], said: str
) -> None:
    with pytest.raises(SitegenError) as raised:
        sizes_of(values)
    assert said in str(raised.value)
    assert str(raised.value).startswith("mkdocs.yml: pictures")


def test_all_that_is_wrong_is_named_at_once() -> None:
    with pytest.raises(SitegenError) as raised:
        sizes_of({"width": [1], "quality": 0, "formats": 1})
    assert len(raised.value.problems) == 3


def test_a_format_that_cannot_be_written_here_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.site.photos.settings.features.check", lambda name: name != "avif")
    with pytest.raises(SitegenError, match="upgrade pillow"):
        sizes_of({"formats": ["avif", "webp"]})


# -------------------------------------------------------------------------------------------- widths


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((1600, 900), (240, 480, 960, 1440)),
        ((1440, 900), (240, 480, 960, 1440)),
        ((1300, 900), (240, 480, 960, 1300)),
        ((1000, 900), (240, 480, 960)),
        ((240, 900), ()),
        ((1, 1), ()),
        ((1600, 20_000), (240, 480, 960)),
    ],
)
def test_prints_are_narrower_than_the_picture_and_no_higher_than_webp_can_hold(
    size: tuple[int, int], widths: tuple[int, ...]
) -> None:
    assert widths_for(size, (240, 480, 960, 1440)) == widths


def test_a_picture_has_a_print_of_each_width_below_its_own(room: Darkroom, tmp_path: Path) -> None:
    developed = room.develop(kept(photo(), tmp_path / "a.jpg"))
    assert (developed.width, developed.height) == (200, 100)
    assert [(image.size, image.format) for image in prints_of(developed, room)] == [
        ((40, 20), "WEBP"),
        ((80, 40), "WEBP"),
    ]


def test_a_picture_smaller_than_the_least_width_has_none(room: Darkroom, tmp_path: Path) -> None:
    developed = room.develop(kept(photo((30, 30)), tmp_path / "a.jpg"))
    assert developed.prints.widths == ()
    assert developed.prints.sources("a.jpg", 30) == ()
    assert developed.fault == ""


def test_the_better_packed_format_is_offered_first(tmp_path: Path) -> None:
    room = Darkroom(Sizes((40,), formats=("avif", "webp")), tmp_path / "cache")
    developed = room.develop(kept(photo(), tmp_path / "a.jpg"))
    assert [image.format for image in prints_of(developed, room)] == ["AVIF", "WEBP"]
    assert [source.mime for source in developed.prints.sources("a.jpg", 200)] == ["image/avif", "image/webp"]


def urls(developed: Developed, url: str) -> list[str]:
    """What a browser may choose from, without the folder and the stem."""
    (source,) = developed.prints.sources(url, developed.width)
    return [one.url.rpartition("-")[2] for one in source.renditions]


def test_an_original_that_is_lighter_than_its_print_is_served_itself(tmp_path: Path) -> None:
    room = Darkroom(Sizes((16, 150), quality=100), tmp_path / "cache")
    developed = room.develop(kept(photo(), tmp_path / "light.webp", quality=1))
    assert urls(developed, "light.webp") == ["16.webp", "light.webp"]
    developed = room.develop(kept(photo(), tmp_path / "light.jpg", quality=1))
    assert urls(developed, "light.jpg") == ["16.webp", "150.webp"]


def test_an_original_of_the_same_format_is_its_own_widest_print(room: Darkroom, tmp_path: Path) -> None:
    wide, narrow = kept(photo(), tmp_path / "wide.webp"), kept(photo((79, 40)), tmp_path / "narrow.webp")
    assert urls(room.develop(wide), "wide.webp") == ["40.webp", "80.webp"]
    assert urls(room.develop(narrow), "narrow.webp") == ["40.webp", "narrow.webp"]
    png = kept(photo((79, 40)), tmp_path / "narrow.png")
    assert urls(room.develop(png), "narrow.png") == ["40.webp", "79.webp"]


# -------------------------------------------------------------------------------------- upright, clean

CORNERS = {"red": (0, 0), "lime": (1, 0), "blue": (0, 1), "white": (1, 1)}
TURNED_BACK = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def corners(size: tuple[int, int]) -> Image.Image:
    image = Image.new("RGB", size)
    half = (size[0] // 2, size[1] // 2)
    for colour, (x, y) in CORNERS.items():
        image.paste(colour, (x * half[0], y * half[1], (x + 1) * half[0], (y + 1) * half[1]))
    return image


def seen_corners(image: Image.Image) -> dict[str, tuple[int, int]]:
    """Where each colour is."""
    found = {}
    for y in (0, 1):
        for x in (0, 1):
            pixel = image.convert("RGB").getpixel(
                (image.width * (2 * x + 1) // 4, image.height * (2 * y + 1) // 4)
            )
            assert isinstance(pixel, tuple)
            red, green, blue = (value > 127 for value in pixel)
            name = {(1, 0, 0): "red", (0, 1, 0): "lime", (0, 0, 1): "blue", (1, 1, 1): "white"}
            found[name[red, green, blue]] = (x, y)
    return found


@pytest.mark.parametrize("orientation", TURNED_BACK)
def test_a_picture_taken_with_the_camera_on_its_side_stands_upright(
    orientation: int, room: Darkroom, tmp_path: Path
) -> None:
    image = corners((200, 100))
    if (turn := TURNED_BACK[orientation]) is not None:
        image = image.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = kept(image, tmp_path / "a.jpg", exif=exif, quality=95)
    developed = room.develop(file)
    assert size_of(file) == (developed.width, developed.height) == (200, 100)
    for made in prints_of(developed, room):
        assert made.width == 2 * made.height
        assert seen_corners(made) == CORNERS


@pytest.mark.parametrize("form", ["webp", "avif"])
def test_prints_tell_nothing_of_place_camera_and_maker(form: str, tmp_path: Path) -> None:
    room = Darkroom(Sizes((40,), formats=(form,)), tmp_path / "cache")
    exif = Image.Exif()
    exif[0x010F], exif[0x8825] = "A camera", GPS_LATITUDE
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>exif:GPSLatitude</x:xmpmeta>"
    for name in ("a.jpg", "a.png", "a.webp"):
        file = kept(photo(), tmp_path / name, exif=exif, icc_profile=profile, xmp=xmp)
        assert b"A camera" in file.read_bytes()
        developed = room.develop(file)
        (made,) = prints_of(developed, room)
        assert {"exif", "icc_profile", "xmp"}.isdisjoint(made.info)
        raw = (room.cache / next(developed.prints.names())).read_bytes()
        assert all(word not in raw for word in (b"A camera", b"GPS", b"xmpmeta", b"acsp"))


def exchanged_profile() -> bytes:
    """The profile of a device that calls green red, and red green."""
    raw = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    raw = raw.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    return raw.replace("sRGB".encode("utf-16-be"), "swap".encode("utf-16-be"))


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_colours_of_another_profile_become_those_of_screens(
    mode: str, room: Darkroom, tmp_path: Path
) -> None:
    red = Image.new(mode, (200, 100), "red")
    if mode == "RGBA":
        red.putalpha(Image.new("L", (200, 100), 128))
    file = kept(red, tmp_path / "a.png", icc_profile=exchanged_profile())
    for made in prints_of(room.develop(file), room):
        pixel = made.getpixel((5, 5))
        assert isinstance(pixel, tuple)
        assert pixel[0] < 40
        assert pixel[1] > 215
        assert pixel[3:] in ((), (128,))


def test_a_profile_that_is_none_is_left_out(room: Darkroom, tmp_path: Path) -> None:
    file = kept(Image.new("RGB", (200, 100), "red"), tmp_path / "a.png", icc_profile=b"no profile")
    assert all(made.getpixel((5, 5))[0] > 240 for made in prints_of(room.develop(file), room))  # type: ignore[index]


@pytest.mark.parametrize(
    ("mode", "colour", "seen"),
    [
        ("CMYK", (0, 255, 255, 0), (255, 0, 0)),
        ("L", 128, (128, 128, 128)),
        ("1", 1, (255, 255, 255)),
        ("P", 0, (0, 0, 0)),
        ("I;16", 32_896, (128, 128, 128)),
    ],
)
def test_every_kind_of_picture_is_printed_in_its_colours(
    mode: str, colour: object, seen: tuple[int, ...], room: Darkroom, tmp_path: Path
) -> None:
    image = Image.new(mode, (200, 100), colour)  # type: ignore[arg-type]
    file = kept(image, tmp_path / ("a.jpg" if mode == "CMYK" else "a.png"))
    for made in prints_of(room.develop(file), room):
        pixel = made.convert("RGB").getpixel((5, 5))
        assert isinstance(pixel, tuple)
        assert all(abs(one - other) < 12 for one, other in zip(pixel, seen, strict=True)), pixel


@pytest.mark.parametrize("how", ["RGBA", "LA", "P", "RGB"])
def test_what_one_sees_through_stays_so(how: str, room: Darkroom, tmp_path: Path) -> None:
    image = Image.new("RGBA", (200, 100), (255, 0, 0, 255))
    image.paste((0, 0, 0, 0), (0, 0, 100, 100))
    settings: dict[str, object] = {}
    if how == "RGB":
        image, settings = image.convert("RGB"), {"transparency": (0, 0, 0)}
    file = kept(image.convert(how), tmp_path / "a.png", **settings)
    for made in prints_of(room.develop(file), room):
        assert made.getchannel("A").getpixel((2, made.height // 2)) == 0
        assert made.getchannel("A").getpixel((made.width - 2, made.height // 2)) == 255


@pytest.mark.parametrize("name", ["a.gif", "a.webp", "a.png", "a.avif"])
def test_an_animation_is_left_alone(name: str, room: Darkroom, tmp_path: Path) -> None:
    frames = [Image.new("RGB", (200, 100), colour) for colour in ("red", "lime", "blue")]
    file = kept(frames[0], tmp_path / name, save_all=True, append_images=frames[1:], duration=100)
    developed = room.develop(file)
    assert (developed.width, developed.prints.widths, developed.fault) == (200, (), "")


def test_a_still_gif_has_prints(room: Darkroom, tmp_path: Path) -> None:
    assert len(prints_of(room.develop(kept(photo(mode="P"), tmp_path / "a.gif")), room)) == 2


# ------------------------------------------------------------------------------------- broken and huge


def huge_png(width: int, height: int) -> bytes:
    """A picture of a few bytes that would fill the memory."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"0"))
        + chunk(b"IEND", b"")
    )


def jpeg() -> bytes:
    content = io.BytesIO()
    photo().save(content, "JPEG")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "it is no JPEG"),
        (b"<html>404 Not Found</html>", "it is no JPEG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 200 100\n(a) run\n", "it is no JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "it is no JPEG"),
        (jpeg()[:-900], "truncated"),
        (jpeg()[:300], ""),
        (huge_png(30_000, 30_000), "more than 89 million pixels"),
        (huge_png(10_000, 9_000), "more than 89 million pixels"),
        (huge_png(200, 100), ""),
    ],
    ids=["empty", "page", "postscript", "drawing", "cut", "head", "bomb", "large", "short"],
)
def test_a_picture_that_cannot_be_read_has_a_fault(
    content: bytes, fault: str, room: Darkroom, tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(content)
    developed = room.develop(file)
    assert developed.fault
    assert fault in developed.fault
    assert developed.prints == NO_PRINTS
    assert not list(room.cache.glob("*")) if room.cache.exists() else True


def test_a_file_that_vanished_has_a_fault(room: Darkroom, tmp_path: Path) -> None:
    assert room.develop(tmp_path / "none.jpg").fault == "No such file or directory"


@pytest.mark.parametrize("seed", range(40))
def test_no_broken_bytes_make_it_crash(seed: int, room: Darkroom, tmp_path: Path) -> None:
    formats = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
    content = io.BytesIO()
    photo().save(content, formats[seed % len(formats)])
    raw = bytearray(content.getvalue())
    for step in range(1 + seed % 9):
        raw[(seed * 7919 + step * 104_729) % len(raw)] ^= 1 + (seed * 31 + step) % 255
    file = tmp_path / "a.jpg"
    file.write_bytes(raw)
    developed = room.develop(file)
    assert developed.fault or developed.prints.widths or developed.width < SIZES.widths[0]


def test_the_limit_is_where_pillow_begins_to_warn() -> None:
    assert LARGEST == Image.MAX_IMAGE_PIXELS


# ------------------------------------------------------------------------------------------- the cache


def never(*_: object) -> None:
    raise AssertionError("developed again")


def test_a_picture_is_developed_once(room: Darkroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = kept(photo(), tmp_path / "a.jpg")
    first = room.develop(file)
    monkeypatch.setattr(darkroom_module, "negative", never)
    assert room.develop(file) == first
    copy = tmp_path / "copy.jpg"
    copy.write_bytes(file.read_bytes())
    assert room.develop(copy) == first


@pytest.mark.parametrize("left", [None, b""], ids=["none", "empty"])
def test_a_print_that_is_lost_is_made_again(left: bytes | None, room: Darkroom, tmp_path: Path) -> None:
    file = kept(photo(), tmp_path / "a.jpg")
    name = next(room.develop(file).prints.names())
    content = (room.cache / name).read_bytes()
    (room.cache / name).unlink()
    if left is not None:  # a power cut
        (room.cache / name).write_bytes(left)
    room.develop(file)
    assert (room.cache / name).read_bytes() == content


@pytest.mark.parametrize("spoiled", ["{", "", '{"prints": {"stem": "../a"}}', "other form"])
def test_a_sheet_that_is_broken_or_leads_elsewhere_is_written_again(
    spoiled: str, room: Darkroom, tmp_path: Path
) -> None:
    file = kept(photo(), tmp_path / "a.jpg")
    first = room.develop(file)
    (sheet,) = room.cache.glob("*.json")
    whole = sheet.read_text(encoding="utf-8")
    sheet.write_text(whole.replace("webp", "exe") if spoiled == "other form" else spoiled, encoding="utf-8")
    assert room.develop(file) == first
    assert sheet.read_text(encoding="utf-8") == whole


def test_prints_are_named_by_what_they_hold(room: Darkroom, tmp_path: Path) -> None:
    file = kept(photo(), tmp_path / "a.jpg")
    first = room.develop(file).prints
    wider = Darkroom(Sizes((40, 80, 120)), room.cache).develop(file).prints
    coarser = Darkroom(Sizes((40, 80), quality=30), room.cache).develop(file).prints
    changed = room.develop(kept(photo((200, 101)), file)).prints
    assert set(first.names()) < set(wider.names())
    assert len({first.stem, coarser.stem, changed.stem}) == 3
    assert all(name.startswith(first.stem) and name.endswith(".webp") for name in first.names())


def test_builds_at_once_make_the_same_and_leave_nothing_behind(room: Darkroom, tmp_path: Path) -> None:
    file = kept(photo(), tmp_path / "a.jpg")
    with ThreadPoolExecutor(4) as hands:
        made = set(hands.map(lambda _: room.develop(file), range(12)))
    assert len(made) == 1
    names = {path.name for path in room.cache.iterdir()}
    assert {name for name in names if not name.endswith(".json")} == set(made.pop().prints.names())
    assert len([name for name in names if name.endswith(".json")]) == 1


def test_the_original_is_the_last_choice_only_in_its_own_format() -> None:
    prints = Prints("0a", (("avif", (40,)), ("webp", (40,))), own="webp")
    avif, webp = prints.sources("images/a%20b.webp", 90)
    assert [one.url for one in avif.renditions] == ["assets/pictures/0a-40.avif"]
    assert [one.url for one in webp.renditions] == ["assets/pictures/0a-40.webp", "images/a%20b.webp"]
