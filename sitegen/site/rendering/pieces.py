"""Pieces of a page: a template's partial that shows a story, rendered once for all pages it stands on."""

from __future__ import annotations

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup

from sitegen.site.stories import Story

_WAY = "\0way\0"
"""Stands for the way to the front page: signs that may stand in no HTML, so that no story means them."""

_MOST = 32_768
"""Pieces that are kept, of some 1.5 KB each: all of ten thousand stories, and not those of a million."""

Told = str | int | bool | None


class Pieces:
    """Renders pieces and keeps them while a build goes on.

    A piece is given the story, what its caller tells it, and nothing of the page it stands on but the way to
    the front page. So it is rendered with a sign in place of that way, which is then put in.
    """

    def __init__(self, env: jinja2.Environment) -> None:
        self._env = env
        self._templates: dict[str, jinja2.Template] = {}
        self._kept: dict[tuple[object, ...], str] = {}

    @jinja2.pass_context
    def piece(self, context: Context, name: str, story: Story, **told: Told) -> Markup:
        """Jinja function: the partial `name` about a story.

            {{ piece("news/row.html", story, level=3) }}

        told  what the partial is told besides: plain values
        """
        base = context["base_url"]
        way = base if base == "." else _WAY  # from the front page, links have nothing before them
        key = (name, story.path, way, *sorted(told.items()))
        kept = self._kept.get(key)
        if kept is None:
            if name not in self._templates:
                self._templates[name] = self._env.get_template(name)
            kept = self._templates[name].render(story=story, base_url=way, page=None, **told)
            if len(self._kept) >= _MOST:
                self._kept.clear()
            self._kept[key] = kept
        return Markup(kept.replace(_WAY, base))  # noqa: S704  # our own template escaped what it shows
