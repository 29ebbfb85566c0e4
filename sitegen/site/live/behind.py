"""The file of the content that stands behind an address of the site."""

from __future__ import annotations

from pathlib import Path

_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_OF_A_FOLDER = ("/index.md", "/README.md")


def file_behind(content: Path, address: str) -> str:
    """The Markdown file that a page is made of, by its path in the content folder; "" where there is none.

    address  of the page in the site, without the slash before it: `articles/2024/03/harbour/`. It has been
             through the gate: it does not lead out of the site.
    """
    stem = address.removesuffix("index.html").removesuffix(".html").strip("/")
    names = [stem + ending for ending in _ENDINGS] if stem else []
    names += [(stem + name).lstrip("/") for name in _OF_A_FOLDER]
    return next((name for name in names if _is_file(content / name)), "")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that the system does not take
        return False
