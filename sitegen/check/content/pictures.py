"""Checks on pictures: they are there, fit for readers, described and used."""

from __future__ import annotations

import io
import posixpath
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from sitegen.check.content.copy import Manuscript, Paper, PictureFile, Piece
from sitegen.check.content.targets import alike, seen_from, target_of
from sitegen.check.finding import Check, Complaint, Severity, Strip
from sitegen.site.photos.place import is_placed, without_place
from sitegen.site.pictures import size_of

KINDS = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"})
"""Endings of pictures that a browser shows."""

LARGEST = 2_000_000
"""Bytes from which a picture is too heavy for a page and for the repository it lies in."""

WIDEST = 5_000
"""Pixels of the longer side from which no screen shows more."""

_KNOWN_BY_NAME = ("favicon", "apple-touch-icon", "android-chrome", "mstile", "safari-pinned-tab", "logo")
"""What browsers and phones ask for by its name."""


def pictures_are_there(paper: Paper) -> Iterator[Complaint]:
    """Every picture that a story or a page shows lies in the content folder and can be read.

    A picture of another host is never loaded by a reader's browser: as `image.src` it is kept as data.

    Found:
        [articles/a.md]
        image:
          src: /images/harbor.png
        [images/harbour.png]
    Found:
        [articles/a.md]
        title: A

        ![Cranes](Cranes.png)
        [articles/cranes.png]
    Silent:
        [articles/a.md]
        image:
          src: /images/harbour.png

        ![Cranes](cranes.png)
        [articles/cranes.png]
        [images/harbour.png]
    Silent:
        [articles/a.md]
        image:
          src: https://pictures.example/harbour.jpg
    """
    names = {alike(path): path for path in paper.files}
    for piece, address, line in shown_pictures(paper):
        path = picture_at(paper, address, piece.path)
        if path is None or path in paper.pictures:
            if path and paper.pictures[path].fault:
                message = f"the picture {address!r} cannot be read: {paper.pictures[path].fault}"
                yield paper.tells(piece.path, message, "save it again as JPEG, PNG or WebP", line=line)
        elif path not in paper.files or posixpath.splitext(path)[1].lower() not in KINDS:
            near = names.get(alike(path)) or _by_name(paper, path)
            hint = f"did you mean {_written(address, piece, near)}?" if near else _PUT
            yield paper.tells(piece.path, f"the picture {address!r} is not there", hint, line=line)


_PUT = "put the picture beside the story, or into images/ and write /images/name.jpg"


def _by_name(paper: Paper, path: str) -> str:
    name = alike(posixpath.basename(path))
    found = [picture for picture in paper.pictures if alike(posixpath.basename(picture)) == name]
    return found[0] if len(found) == 1 else ""


def _written(address: str, piece: Piece, path: str) -> str:
    return f"/{path}" if address.startswith("/") else seen_from(piece.path, path)


def pictures_are_not_too_large(paper: Paper) -> Iterator[Complaint]:
    """No picture has more than 2 MB, or more than 5,000 pixels on its longer side.

    No screen shows more, and every copy of the repository carries it for ever.

    Found:
        [images/harbour.png 5001x10]
        [articles/a.md]
        image:
          src: /images/harbour.png
    Silent:
        [images/harbour.png 5000x10]
        [articles/a.md]
        image:
          src: /images/harbour.png
    """
    for path, picture in sorted(paper.pictures.items()):
        over = [f"{picture.size / 1e6:.1f} MB"] if picture.size > LARGEST else []
        if max(picture.width, picture.height) > WIDEST:
            over.append(f"{picture.width:,} x {picture.height:,} pixels")
        if over:
            hint = "save it smaller: 2,400 pixels on the longer side are plenty"
            yield paper.tells(path, f"the picture has {' and '.join(over)}", hint, severity=Severity.WARNING)


def pictures_tell_no_place(paper: Paper) -> Iterator[Complaint]:
    """No picture says where it was taken.

    Telephones write the place into every picture, to a few steps: of a source's home, too. The pictures in
    the site never tell it, and everybody who has the repository can read it in the original.

    --fix blanks the place in JPEG, PNG and WebP; no pixel is packed anew, and all else that the file tells
    stays. Old versions in the repository's history keep it.

    Found:
        [images/quay.png 8x8 with a place]
    Mended:
        [images/quay.png 8x8]
    Silent:
        [images/quay.png 8x8]
    """
    for path, picture in sorted(paper.pictures.items()):
        if picture.place:
            hint = "save it anew without its place: in most programs, export it without location"
            yield paper.tells(
                path,
                "the picture says where it was taken",
                hint if picture.stuck else "",
                severity=Severity.WARNING,
                edit=None if picture.stuck else Strip(),
            )


def pictures_are_used(paper: Paper) -> Iterator[Complaint]:
    """Every picture in the content folder is shown by a story or a page.

    Icons, and pictures that mkdocs.yml, the theme, a style sheet or a header with mistakes names, count as
    used.

    Found:
        [images/harbour.png]
        [images/cranes.png]
        [articles/a.md]
        image:
          src: /images/cranes.png
    Silent:
        [mkdocs.yml]
        extra: {picture: /images/harbour.png}
        [images/harbour.png]
        [favicon.png]
        [images/cranes.png]
        [articles/a.md]
        title: A

        See [the cranes](../images/cranes.png).
    """
    shown = {
        alike(picture_at(paper, address, piece.path) or "") for piece, address, _ in shown_pictures(paper)
    }
    shown |= {
        alike(picture_at(paper, one.address, piece.path) or "") for piece, one in paper.all_references()
    }
    for path in paper.pictures:
        name = posixpath.basename(path)
        known = name.startswith(_KNOWN_BY_NAME) or name in paper.named_elsewhere
        if not known and alike(path) not in shown:
            yield paper.tells(
                path, "no story shows the picture", "delete it, or use it", severity=Severity.NOTE
            )


def pictures_have_alt_text(file: Manuscript) -> Iterator[Complaint]:
    """Every picture has an alt text: what it shows, for readers who do not see it.

    The caption says what the picture is about; the alt text what is to be seen on it.
    Source: WCAG 2.2, 1.1.1.

    Found:
        image:
          src: /images/harbour.png
          caption: The harbour on Monday
        [images/harbour.png]
    Found:
        title: A

        ![](cranes.png)
        [articles/2024/05/cranes.png]
    Silent:
        image:
          src: https://pictures.example/harbour.jpg
    Silent:
        image:
          src: /images/harbour.png
          alt: Two cranes above a quay
        [images/harbour.png]
    """
    image = file.article.image
    if image.src and not image.alt and not _is_foreign(image.src):
        line = file.header.line_of("image.src")
        hint = "write what is to be seen on it, below src: alt: Two cranes above a quay"
        yield file.tells("the picture has no alt text", hint, line=line, severity=Severity.WARNING)
    for one in file.references:
        if one.shows and not one.text and not _is_foreign(one.address):
            hint = f"write what is to be seen on it: ![Two cranes above a quay]({one.address})"
            message = f"the picture {one.address!r} has no alt text"
            yield file.tells(message, hint, line=one.line, severity=Severity.WARNING)


def shown_pictures(paper: Paper) -> Iterator[tuple[Piece, str, int]]:
    """Every place that shows a picture: the file, the picture's address as it is written, the line."""
    for piece in paper.pieces.values():
        if piece.article and piece.article.image.src:
            yield piece, piece.article.image.src, piece.header.line_of("image.src")
        for one in piece.references:
            if one.shows:
                yield piece, one.address, one.line


def picture_at(paper: Paper, address: str, path: str) -> str | None:
    """The path in the content folder of a picture that the file at `path` names; None for another host's."""
    try:
        target = target_of(address, path, paper.project.site_url)
    except ValueError:
        return address
    if target is None:
        return None
    if target.path in paper.pictures:
        return target.path
    other = unicodedata.normalize("NFC", target.path)
    return other if other in paper.pictures else target.path


def _is_foreign(address: str) -> bool:
    return "//" in address or address.startswith("data:")


def measured(folder: Path, path: str) -> PictureFile:
    """A picture's size in bytes and pixels."""
    file = folder / path
    try:
        size = file.stat().st_size
        (width, height), place = size_of(file), is_placed(file)
        stuck = place and is_placed(io.BytesIO(without_place(file.read_bytes())))
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, ValueError, SyntaxError) as error:
        reason = "it is no picture" if isinstance(error, UnidentifiedImageError) else str(error)
        return PictureFile(path, 0, fault=reason)
    return PictureFile(path, size, width, height, place=place, stuck=stuck)


def pictures_among(files: Mapping[str, int] | frozenset[str]) -> list[str]:
    """The files that are pictures by their endings."""
    return sorted(path for path in files if posixpath.splitext(path)[1].lower() in KINDS)


CHECKS: tuple[Check[Paper], ...] = tuple(
    map(Check, (pictures_are_there, pictures_are_not_too_large, pictures_tell_no_place, pictures_are_used))
)
OF_EVERY_FILE: Check[Manuscript] = Check(pictures_have_alt_text)
