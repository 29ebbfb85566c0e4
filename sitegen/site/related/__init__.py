"""Related stories: by their words, their topics and their nearness in time. No model, nothing to download.

`terms`         the most telling terms of one story: from its own text alone, so that they can be kept
`words`         what makes a term of a word, in any script; the words that say nothing
`archive`       all stories by their terms: who shares what, and how rare it is
`choice`        the few stories to show beside one
`renewal`       whose related stories may be others since some stories changed
"""

from sitegen.site.related.archive import Case
from sitegen.site.related.choice import related
from sitegen.site.related.terms import terms

__all__ = ["Case", "related", "terms"]
