"""Article <-> Markdown file. What keys a header has is declared in `sitegen.schema.fields`.

Every value of a header is read as the text that stands there, and its field decides what it means: so
`title: 1984`, `section: No` and `title: 2024-03-13` are what an editor sees, not what YAML 1.1 makes of
them. The schema is closed: a key it does not know is a mistake, since nothing would ever show it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sitegen import yaml_header
from sitegen.errors import SitegenError
from sitegen.model.article import Article
from sitegen.schema.fields import BY_KEY, FIELDS
from sitegen.schema.model import Field, Kind
from sitegen.schema.reading import Reader
from sitegen.schema.whens import read_when
from sitegen.yaml_header import one_line

__all__ = ["header_of", "parse", "read_when", "render", "unified"]


def header_of(article: Article) -> dict[str, object]:
    """The header's keys and values in their order, without those that are unknown."""
    return _written(FIELDS, article)


def _written(fields: Iterable[Field], of: object) -> dict[str, object]:
    values = ((field.key, _value(field, getattr(of, field.key))) for field in fields)
    return {key: value for key, value in values if value}


def _value(field: Field, value: Any) -> object:
    match field.kind:
        case Kind.TEXT | Kind.WORD:
            return one_line(value)
        case Kind.TEXTS | Kind.ADDRESSES:
            return list(filter(None, map(one_line, value)))
        case Kind.PARTS:
            return _written(field.parts, value)
        case Kind.ENTRIES:
            return [_written(field.parts, entry) for entry in value]
        case Kind.WHEN | Kind.FLAG:
            return value


def render(article: Article) -> str:
    """The whole file: header, an empty line, the body, one newline at its end.

    Fields become one line each, without white space round them; the body loses empty lines round it.
    Raises SitegenError when the header is too long for a person to edit.
    """
    return yaml_header.write(header_of(article), article.body)


def unified(text: str) -> str:
    """A file's text without a byte order mark, its line ends as `\\n`, as git and editors may change them."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def parse(text: str, path: str = "") -> Article:
    """Read a Markdown file into an article.

    text  the whole file
    path  its name, for messages

    Raises SitegenError with every problem of the header at once: no front matter, broken YAML, an unknown
    key, a value of the wrong shape.
    """
    header, body = yaml_header.split(unified(text), path)
    parts, problems = yaml_header.read(header, path)
    fields = Reader(path, problems).all(parts, BY_KEY)
    if problems:
        raise SitegenError(sorted(problems, key=lambda problem: problem.line))
    return Article(**fields, body=body)
