"""Where a picture was taken: `check` says that it is told, --fix blanks it, and the site never tells it."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from sitegen.cli import main
from sitegen.plugin import build
from sitegen.site.photos.place import is_placed, without_place
from tests.check_desk import SETTINGS, exif, story, write
from tests.conftest import Project

XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="51,30.5N" dc:creator="Ann Rye"'
    b" exif:GPSLongitude='0,7.1W'><exif:GPSAltitude>12/1</exif:GPSAltitude></rdf:Description></x:xmpmeta>"
)


def picture(form: str, *, placed: bool = True, order: str = "MM", **told: object) -> bytes:
    told_of = exif(placed=placed)
    told_of.endian = "<" if order == "II" else ">"
    kept = io.BytesIO()
    Image.effect_noise((64, 48), 80).convert("RGB").save(kept, form, exif=told_of.tobytes(), **told)
    return kept.getvalue()


def told_by(raw: bytes) -> dict[int, object]:
    with Image.open(io.BytesIO(raw)) as image:
        return dict(image.getexif())


def pixels(raw: bytes) -> bytes:
    with Image.open(io.BytesIO(raw)) as image:
        return image.tobytes()


@pytest.mark.parametrize("order", ["MM", "II"])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_the_place_goes_and_all_else_stays(form: str, order: str) -> None:
    raw = picture(form, order=order)
    assert is_placed(io.BytesIO(raw))
    clean = without_place(raw)
    assert not is_placed(io.BytesIO(clean))
    assert struct.pack(">LL", 51, 1) not in clean
    assert struct.pack("<LL", 51, 1) not in clean
    assert b"2024:05:01" not in clean
    assert len(clean) == len(raw)
    assert pixels(clean) == pixels(raw)
    before = told_by(raw)
    assert before.pop(0x8825)
    assert told_by(clean) == before == {0x0112: 1, 0x010E: "The quay", 0x8298: "Ann Rye"}
    with Image.open(io.BytesIO(clean)) as image:
        image.verify()  # the check sums of a PNG among it


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_tells_no_place_is_left_as_it_is(form: str) -> None:
    raw = picture(form, placed=False)
    assert without_place(raw) is raw
    assert not is_placed(io.BytesIO(raw))


def test_the_place_in_xmp_goes_and_the_maker_stays() -> None:
    raw = picture("JPEG", placed=False, xmp=XMP)
    clean = without_place(raw)
    assert len(clean) == len(raw)
    assert pixels(clean) == pixels(raw)
    assert b"GPS" not in clean
    assert b'dc:creator="Ann Rye"' in clean


@pytest.mark.parametrize("packed", [True, False])
def test_the_place_in_a_png_of_imagemagick_goes_with_its_text(packed: bool) -> None:
    told, texts = exif().tobytes(), PngImagePlugin.PngInfo()
    texts.add_text("Raw profile type exif", f"\nexif\n{len(told):8}\n{told.hex()}\n", zip=packed)
    texts.add_text("Author", "Ann Rye")
    kept = io.BytesIO()
    Image.effect_noise((64, 48), 80).save(kept, "PNG", pnginfo=texts)
    raw = kept.getvalue()
    assert is_placed(io.BytesIO(raw))
    clean = without_place(raw)
    assert not is_placed(io.BytesIO(clean))
    assert len(clean) == len(raw)
    assert pixels(clean) == pixels(raw)
    with Image.open(io.BytesIO(clean)) as image:
        assert image.info["Author"] == "Ann Rye"
        image.verify()


def test_a_png_of_imagemagick_that_tells_no_place_is_left_as_it_is() -> None:
    told, texts = exif(placed=False).tobytes(), PngImagePlugin.PngInfo()
    texts.add_text("Raw profile type exif", f"\nexif\n{len(told):8}\n{told.hex()}\n", zip=True)
    kept = io.BytesIO()
    Image.new("RGB", (9, 9)).save(kept, "PNG", pnginfo=texts)
    raw = kept.getvalue()
    assert without_place(raw) is raw


def test_exif_whose_offsets_lead_into_the_pixels_changes_no_pixel() -> None:
    raw = bytearray(picture("JPEG"))
    start = raw.index(b"MM\0*")
    table = start + struct.unpack_from(">L", raw, raw.index(struct.pack(">HHL", 0x8825, 4, 1)) + 8)[0]
    struct.pack_into(">LL", raw, table + 2 + 12 + 4, 100, len(raw) - start - 1_000)  # 800 bytes, far behind
    assert pixels(without_place(bytes(raw))) == pixels(bytes(raw))


@given(st.binary(max_size=60), st.integers(0, 400), st.sampled_from(["JPEG", "PNG", "WEBP"]))
def test_a_broken_picture_is_never_longer_or_shorter_and_nothing_is_raised(
    noise: bytes, at: int, form: str
) -> None:
    raw = picture(form)
    broken = raw[:at] + noise + raw[at + len(noise) :]
    assert len(without_place(broken)) == len(broken)
    assert len(without_place(raw[:at])) == len(raw[:at])


# ---------------------------------------------------------------------------------------------- the site


def test_the_site_does_not_tell_the_place_and_the_original_is_not_touched(project: Project) -> None:
    raw = picture("JPEG")
    file = write(project.folder, "content/images/quay.jpg", raw)
    project.article("one", "title: One\nimage: {src: /images/quay.jpg, alt: A quay}")
    assert build(project.settings, search=False).exit_code == 0
    published = (project.site / "images" / "quay.jpg").read_bytes()
    assert published == without_place(raw) != raw
    assert file.read_bytes() == raw
    build(project.settings, search=False)  # it stands
    assert (project.site / "images" / "quay.jpg").read_bytes() == published


# ------------------------------------------------------------------------------------------- the command


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path, "mkdocs.yml", SETTINGS)
    header = "image: {src: /images/quay.jpg, alt: A quay}"
    write(tmp_path, "content/articles/a.md", story(header, body="![A quay](/images/quay.avif)"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "content"


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--only", "pictures-tell-no-place", *arguments])


def test_fix_takes_the_place_out_and_says_so(content: Path) -> None:
    file = write(content, "images/quay.jpg", picture("JPEG"))
    told = check()
    assert told.exit_code == 0
    assert "content/images/quay.jpg: the picture says where it was taken" in told.output
    assert "--fix does it" in told.output
    mended = check("--fix")
    assert "mended content/images/quay.jpg: where the picture was taken | taken out" in mended.output
    assert not is_placed(file)
    assert "Nothing is wrong." in check().output


def test_what_cannot_be_mended_without_packing_it_anew_is_left_with_a_word_how(content: Path) -> None:
    raw = picture("AVIF")
    file = write(content, "images/quay.avif", raw)
    told = check("--fix")
    assert file.read_bytes() == raw
    assert "save it anew without its place" in told.output
    assert "--fix does it" not in told.output


def test_fix_changes_no_file_outside_the_content(content: Path, tmp_path: Path) -> None:
    raw = picture("JPEG")
    file = write(tmp_path, "private/quay.jpg", raw)
    (content / "images").mkdir()
    (content / "images" / "quay.jpg").symlink_to(file)
    check("--fix")
    assert file.read_bytes() == raw
