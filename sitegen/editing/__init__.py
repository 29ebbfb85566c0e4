"""What an editor does with the whole content at once: start, move, rename. Every other byte stays.

`manuscripts`  the files of the content, read and written back
`changes`      what a command would do, and doing it
`headers`      one field of a header changed in its lines
`links`        links and pictures in a body: where they stand, and what they are changed to
`addresses`    who has which address in the site
`moving`       `sitegen mv`: the file, its pictures, the links to it, its old address
`moved`        which articles were moved by hand
`renaming`     `sitegen rename`: a topic, section, author or running story, everywhere
`fronts`       the page of such a name, when the name changes
`skeleton`     `sitegen new`: an article to be written

Nothing here asks or tells a person: commands do.
"""
