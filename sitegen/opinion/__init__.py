"""A second opinion on every line: a small linear-chain model that has read many pages.

Rules know what a line is by its words; where they end, the place of a line among its neighbours decides.
The model (a conditional random field over the features of `features`) weighs that. Its weights are a
readable file, `text.tsv`, made by `python -m sitegen.opinion.train`; running it needs no library.

`features`  what the model looks at, as named features; `places` where a line stands, `bins` for numbers
`chain`     weights -> how likely each label is for each line; `packing` how weights are added up
`second`    what it looks at the second time, when all lines have an opinion; `leanings` for words
`train`     learns the weights from pages with gold (`gold`); for developers
"""

from sitegen.opinion.chain import LABELS, Opinion, opinions_on

__all__ = ["LABELS", "Opinion", "opinions_on"]
