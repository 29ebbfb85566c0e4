"""The words of the project, as frozen dataclasses.

`document`  what a reader found in the raw bytes: blocks, and what the page declares of itself
`verdict`   what a rule decided about a block
`body`      the body of a story: paragraphs, subheads, lists, quotes ...
`article`   the article: front matter and body, as it stands in a Markdown file
"""
