"""What the MkDocs plugin calls: pure functions that know nothing of MkDocs.

`timing`     when a story is published, by which clock, and how a reader sees the time
`stories`    Markdown files -> stories, with every problem of every file
`pages`      the site's other pages (front page, search, about), and what MkDocs is told of a page
`pictures`   the lead picture, when it stands in the site
`teasers`    the first sentences of a story
`templates`  what the theme's templates are given: words, filters, escaping
`search`     the search index (Pagefind)
`staging`    a build happens beside the site and is swapped in when whole
`watching`   a folder's changes, for `serve`
`report`     what a build came to
"""
