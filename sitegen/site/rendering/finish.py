"""What Material's own templates write outside any block, mended."""

from __future__ import annotations

import re

_UNUSED = re.compile(
    r'\s*<input class="md-toggle"[^>]*>'
    r'|\s*<label class="md-overlay"[^>]*></label>'
    r'|\s*<div class="md-dialog"[^>]*>\s*<div class="md-dialog__inner md-typeset"></div>\s*</div>'
)
"""Checkboxes (with an attribute that HTML forbids there) and a dialog that only Material's script uses."""


def finish(html: str) -> str:
    """A page, or the part of one round its own blocks, without what nobody uses of Material's."""
    return _UNUSED.sub("", html)
