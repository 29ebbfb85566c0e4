"""Frames: all of a page but its own blocks, rendered once for all pages of a kind.

Most of a page is the same on thousands of them: Material's head and scripts, masthead, drawer and foot. So
for each kind of page the real template is rendered once, with marks where a page's own blocks stand; for the
other pages of that kind only those blocks are rendered and set into the frame.

What makes two pages of a kind is worked out by `kind_of`. Should a newsroom's theme show something else of a
page outside its own blocks, then a frame would be wrong: so the second page of every kind, and every
CHECKED-th after it, is rendered in full as well, and where the two differ the kind goes without a frame.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

import jinja2

OWN_BLOCKS = ("site_meta", "htmltitle", "content")
"""The blocks that differ from page to page, in the order in which a page has them."""

CHECKED = 250

_MARK = "\ue000{}\ue001"
_MARKED = "".join(f"{{% block {name} %}}{_MARK.format(name)}{{% endblock %}}" for name in OWN_BLOCKS)

Kind = Hashable
Blocks = dict[str, list[Callable[..., Any]]]


@dataclass(slots=True)
class _Frame:
    """The pieces between a page's own blocks, and what a context needs to render those alone."""

    pieces: tuple[str, ...]
    blocks: Blocks
    names: dict[str, Any]
    pages: int = 1


@dataclass(slots=True)
class Frames:
    """The frames of a build.

    env      that renders the pages
    kind_of  what two pages by a template share that have the same frame; None where there shall be none
    finish   mends what Material's own templates write, outside the blocks that are ours
    warn     is told of a kind whose pages differ outside their own blocks
    """

    env: jinja2.Environment
    kind_of: Callable[[str, Mapping[str, Any]], Kind | None]
    finish: Callable[[str], str]
    warn: Callable[[str], None]
    _frames: dict[Kind, _Frame | None] = field(default_factory=dict)

    def render(self, name: str, context: Mapping[str, Any]) -> str:
        """A page by the template `name`, as `env.get_template(name).render(context)` would."""
        template = self.env.get_template(name)
        kind = self.kind_of(name, context)
        if kind is None:
            return self.finish(template.render(context))
        kind = (name, kind)
        if kind not in self._frames:
            self._frames[kind] = self._make(template, name, context)
            return self.finish(template.render(context))
        frame = self._frames[kind]
        if frame is None:
            return self.finish(template.render(context))
        html = _set(frame, template, context)
        frame.pages += 1
        if frame.pages == 2 or frame.pages % CHECKED == 0:
            whole = self.finish(template.render(context))
            if whole != html:
                self._frames[kind] = None
                self.warn(
                    f"{name} shows something of a page outside {', '.join(OWN_BLOCKS)}: no frames for it"
                )
            return whole
        return html

    def _make(self, template: jinja2.Template, name: str, context: Mapping[str, Any]) -> _Frame | None:
        # Under the name of the template it stands for: what is escaped goes by the name.
        code = self.env.compile(f'{{% extends "{name}" %}}{_MARKED}', name)
        stand_in = self.env.template_class.from_code(self.env, code, self.env.make_globals(None))
        marked = stand_in.render(context)
        pieces = []
        for block in OWN_BLOCKS:
            before, mark, marked = marked.partition(_MARK.format(block))
            if not mark:
                return None
            pieces.append(self.finish(before))
        blocks, names = _inheritance(template, context)
        return _Frame((*pieces, self.finish(marked)), blocks, names)


def _inheritance(template: jinja2.Template, context: Mapping[str, Any]) -> tuple[Blocks, dict[str, Any]]:
    """The blocks of a template and those it extends, and the names that they set outside blocks.

    Jinja (read in 3.1.6) fills a context with both before the first words of the outermost template come.
    """
    filled = template.new_context(dict(context))
    words = template.root_render_func(filled)
    next(iter(words), None)
    return filled.blocks, filled.vars


def _set(frame: _Frame, template: jinja2.Template, context: Mapping[str, Any]) -> str:
    """A page's own blocks set into the frame."""
    own = template.new_context({**frame.names, **context})
    own.blocks = frame.blocks
    parts = [frame.pieces[0]]
    for name, after in zip(OWN_BLOCKS, frame.pieces[1:], strict=True):
        parts.extend(frame.blocks[name][0](own))
        parts.append(after)
    return "".join(parts)


@dataclass(slots=True)
class FramedTemplate:
    """A template as MkDocs wants it: it has `render`."""

    frames: Frames
    name: str

    def render(self, context: Mapping[str, Any]) -> str:
        return self.frames.render(self.name, context)


class FramedEnvironment:
    """An environment as MkDocs wants it; its page templates come with frames, all else is Jinja's own."""

    def __init__(self, frames: Frames, names: frozenset[str]) -> None:
        self._frames, self._names = frames, names

    def get_template(self, name: str) -> FramedTemplate | jinja2.Template:
        return (
            FramedTemplate(self._frames, name) if name in self._names else self._frames.env.get_template(name)
        )

    def __getattr__(self, name: str) -> Any:
        return getattr(self._frames.env, name)
