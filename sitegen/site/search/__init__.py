"""The search: an index of the stories, brought up to date with each of them, and read by the theme's script.

`entries`   what the search knows of each story
`words`     the words of a text: cut, folded, and filed under their stems
`volumes`   the archive parted into runs of stories that are indexed together
`indexing`  a volume indexed
`cabinet`   indexed volumes kept from build to build
`drawers`   the words of all volumes put together by their first letters
`index`     all of it brought up to date in a site

The index depends on the stories alone: however a site was arrived at, its files are the same.
"""

from sitegen.site.search.entries import Entry, entry_of, key_of
from sitegen.site.search.index import FOLDER, update_index

__all__ = ["FOLDER", "Entry", "entry_of", "key_of", "update_index"]
