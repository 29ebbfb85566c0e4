"""What is made of the fields, where it lies, and whether it is what would be made today."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sitegen.errors import Problem, SitegenError
from sitegen.files import write_atomic
from sitegen.schema.cms import cms_settings
from sitegen.schema.json_schema import json_schema
from sitegen.schema.table import field_table

PACKAGE = Path(__file__).parent.parent
GENERATED = Path(__file__).with_name("generated")
BEGIN, END = "<!-- fields -->", "<!-- /fields -->"
"""Between these two lines of README.md stands a copy of the table."""


@dataclass(frozen=True, slots=True)
class Product:
    """Something made of the fields.

    name  of it on the command line
    file  that holds it in the package, in the folder GENERATED
    made  gives its text
    """

    name: str
    file: str
    made: Callable[[], str]

    @property
    def path(self) -> Path:
        return GENERATED / self.file


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


CMS = Product("vscode", "frontmatter.json", lambda: _json(cms_settings()))

PRODUCTS = (
    Product("json", "article.schema.json", lambda: _json(json_schema())),
    Product("table", "fields.md", field_table),
    CMS,
)


def stale(readme: Path) -> tuple[Path, ...]:
    """The files that are not what would be made today; `readme` is looked at where it has the marks."""
    return tuple(path for path, text in _wanted(readme) if not _holds(path, text))


def renew(readme: Path) -> tuple[Path, ...]:
    """Write the files that are stale; those written.

    Raises OSError as the system says it, and SitegenError when the marks in `readme` are not a pair.
    """
    written = []
    for path, text in _wanted(readme):
        if not _holds(path, text):
            write_atomic(path, text)
            written.append(path)
    return tuple(written)


def with_table(text: str, table: str, path: str = "README.md") -> str:
    """A text whose lines between the marks are the table; one without marks stays as it is.

    Raises SitegenError when one of the marks is missing.
    """
    before, begin, rest = text.partition(BEGIN + "\n")
    _, end, after = rest.partition(END)
    if not begin and END not in text:
        return text
    if not begin or not end:
        mark = END if begin else BEGIN
        raise SitegenError(
            Problem(path, 0, f"has no line {mark}", f"put the table between {BEGIN} and {END}")
        )
    return f"{before}{begin}\n{table}\n{end}{after}"


def _wanted(readme: Path) -> list[tuple[Path, str]]:
    wanted = [(product.path, product.made()) for product in PRODUCTS]
    if readme.is_file():
        text = readme.read_text(encoding="utf-8")
        wanted.append((readme, with_table(text, field_table(), readme.name)))
    return wanted


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text
