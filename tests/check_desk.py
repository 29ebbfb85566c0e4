"""Small content folders for the tests of `sitegen check`, from the examples of the checks or by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from sitegen.check.content.examination import Examination, examine
from sitegen.check.content.examples import Example
from sitegen.check.settings import read_project

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
SETTINGS = """site_name: The Courier
site_url: https://courier.example/
docs_dir: content
plugins:
  - sitegen:
      timezone: UTC
"""


def lay_down(project: Path, example: Example) -> None:
    """Write the files of an example into a project's folder."""
    files = dict(example.files)
    options = files.pop("mkdocs.yml", "")
    write(project, "mkdocs.yml", SETTINGS + "".join(f"      {line}\n" for line in options.splitlines()))
    (project / "content").mkdir()
    for path, text in files.items():
        if path.endswith(".png"):
            draw(project / "content" / path, example.sizes.get(path, (2, 2)), placed=path in example.placed)
        else:
            write(project / "content", path, text)


def write(folder: Path, path: str, text: str | bytes) -> Path:
    """Write a file, its line ends as they are."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return file


def draw(file: Path, size: tuple[int, int], *, placed: bool = False) -> None:
    """A picture of this size in pixels; `placed` says where it was taken."""
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("1", size).save(file, exif=exif(placed=placed))


def exif(*, placed: bool = True) -> Image.Exif:
    """What a picture tells: that it was turned, what it shows, and where it was taken."""
    told = Image.Exif()
    told[0x0112], told[0x010E], told[0x8298] = 1, "The quay", "Ann Rye"
    if placed:
        told.get_ifd(0x8825).update(
            {1: "N", 2: (51.0, 30.0, 1.5), 3: "W", 4: (0.0, 7.0, 5.0), 29: "2024:05:01"}
        )
    return told


def story(*header: str, body: str = "The harbour closes in May.") -> str:
    """A story with these lines in its header."""
    lines = header if any(line.startswith("title:") for line in header) else ("title: A", *header)
    return "\n".join(["---", *lines, "---", "", body]) + "\n"


def examined(project: Path) -> Examination:
    return examine(read_project(project), NOW)


def told(project: Path, check: str) -> list[str]:
    """What one check says of a project: `articles/a.md:3: message`."""
    return [
        f"{found.page.removeprefix('content/')}:{found.line}: {found.message}"
        for found in examined(project).findings
        if found.check == check
    ]
