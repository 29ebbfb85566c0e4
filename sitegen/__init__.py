"""sitegen: raw news articles become clean Markdown, and a fast, searchable news site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitegen.errors import Problem, SitegenError
from sitegen.model.article import Article

if TYPE_CHECKING:
    from sitegen.pipeline import convert

__version__ = "0.1.0"
__all__ = ["Article", "Problem", "SitegenError", "__version__", "convert"]


def __getattr__(name: str) -> Any:
    """`sitegen.convert` is loaded when it is asked for: a build of the site has no use for the converter."""
    if name != "convert":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from sitegen.pipeline import convert  # noqa: PLC0415

    return convert
