"""The account of a conversion as one web page that needs nothing but itself."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

import jinja2

from sitegen.account import Entry
from sitegen.pipeline import Conversion

FATES = ("kept", "moved", "dropped", "blank")
"""What can become of a line, in the order in which counts are told."""

_OVERRIDES = frozenset("\u202d\u202e")
_HARMLESS = frozenset("\n\t")


def account_page(conversion: Conversion) -> str:
    """A whole HTML document in English about the conversion; the story's own words stand in it as text only.

    No script, no link that leaves the page, nothing fetched. It is to be saved as UTF-8.
    """
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("sitegen.cli", ""),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_legible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["line_of"] = line_of
    counts = counted(conversion.account)
    return environment.get_template("account.html").render(
        article=conversion.article,
        account=conversion.account,
        choices=conversion.choices,
        counts=counts,
    )


def counted(account: Iterable[Entry]) -> dict[str, int]:
    """How many lines were kept, moved, dropped and blank; a fate that none met is left out."""
    counts = Counter(entry.fate for entry in account)
    return {fate: counts[fate] for fate in FATES if counts[fate]}


def line_of(origin: str) -> str:
    """The number in an origin such as `line 9: read_date_lines`, "" where a field comes from no line."""
    number = origin.partition(":")[0].removeprefix("line ")
    return number if number.isdecimal() else ""


def _legible(value: object) -> object:
    """Signs that would act on a terminal, or turn the words around, as their codes; all else as it is.

    Joiners stay, for Persian and the scripts of India need them.
    """
    if not isinstance(value, str) or hasattr(value, "__html__"):
        return value  # a number, or a piece of the template whose values have been here already
    return "".join(_code(letter) if _acts(letter) else letter for letter in value)


def _acts(letter: str) -> bool:
    return letter in _OVERRIDES or (letter not in _HARMLESS and unicodedata.category(letter) in {"Cc", "Cs"})


def _code(letter: str) -> str:
    return letter.encode("unicode_escape").decode("ascii")
