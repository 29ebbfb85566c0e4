"""The search: entries are made of the stories, written on slips, and indexed by Pagefind.

The index is made from the stories themselves and not from their pages: that costs Pagefind a tenth less
and lets us part the words of scripts that have no spaces. It reads none of the marks in the pages.
"""

from sitegen.site.search.entries import Entry, entries_of
from sitegen.site.search.index import FOLDER, build_index

__all__ = ["FOLDER", "Entry", "build_index", "entries_of"]
