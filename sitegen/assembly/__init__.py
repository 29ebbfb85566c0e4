"""A judged draft -> Article: body blocks from what stays, front matter from what the page or the rules say."""

from sitegen.assembly.article import Assembled, assemble
from sitegen.assembly.fields import Choice

__all__ = ["Assembled", "Choice", "assemble"]
