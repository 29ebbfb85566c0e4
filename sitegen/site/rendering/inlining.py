"""Partials set in place when a template is compiled.

A page includes some thirty partials, and for each Jinja makes a context that knows every name of the page:
a third of the time that a page takes. The names of ours are plain, so their text can be put where it is
included, in a `with` of its own that keeps what it sets to itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import jinja2

_INCLUDE = re.compile(r"""\{%-?\s*include\s+["']([^"'{}]+)["']\s*-?%\}""")
_DEEPEST = 12
"""Partials within partials; a partial that includes itself is left to Jinja, which says so."""


class Inlining(jinja2.BaseLoader):
    """A loader that puts the partials of `own` in their places.

    loader  that finds the templates
    own     the names of the templates that may be put in place
    """

    def __init__(self, loader: jinja2.BaseLoader, own: frozenset[str]) -> None:
        self._loader, self._own = loader, own

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, path, fresh = self._loader.get_source(environment, template)
        if template in self._own:
            source = self._inlined(environment, source, 0)
        return source, path, fresh

    def list_templates(self) -> list[str]:
        return self._loader.list_templates()

    def _inlined(self, environment: jinja2.Environment, source: str, depth: int) -> str:
        def put(include: re.Match[str]) -> str:
            name = include[1]
            if name not in self._own or depth == _DEEPEST:
                return include.group()
            partial = self._loader.get_source(environment, name)[0].removesuffix("\n")
            opening = "{%- with %}" if include.group().startswith("{%-") else "{% with %}"
            closing = "{% endwith -%}" if include.group().endswith("-%}") else "{% endwith %}"
            return opening + self._inlined(environment, partial, depth + 1) + closing

        return _INCLUDE.sub(put, source)
