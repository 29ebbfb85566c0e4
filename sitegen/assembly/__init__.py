"""A judged draft -> Article: body from what stays, front matter from what page and rules say."""

from sitegen.assembly.article import Assembled, assemble
from sitegen.assembly.fields import Choice

__all__ = ["Assembled", "Choice", "assemble"]
