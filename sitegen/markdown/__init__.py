"""Body blocks -> Markdown. The only place that escapes: text means what it says, whatever stands in it.

The dialect is what CommonMark with tables and Python-Markdown read alike, and words are escaped only where
they would act, so that the file reads naturally: `AT&T`, `snake_case`, `5 < 6` and `2 * 3` stay as they are.
"""

from sitegen.markdown.blocks import render, render_block
from sitegen.markdown.escaping import escape, escape_line
from sitegen.markdown.spans import inline

__all__ = ["escape", "escape_line", "inline", "render", "render_block"]
