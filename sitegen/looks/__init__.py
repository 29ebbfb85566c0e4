"""How a document looks: each block measured once, for the rules and for the line model alike.

`lexicon`  the words of all languages, arranged for looking a line up
`words`    measures of words
`look`     one block's measures
`reading`  a document with its measures, and what the line model thinks of it
"""
