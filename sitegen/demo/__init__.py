"""The demo paper, *The Harbour Post*: what `sitegen init --demo` lays down on top of a new site.

`paper`      puts it there
`content/`   its articles, pages and pictures, as they go into the new site's content folder
`drawing/`   the program that drew the pictures
"""
