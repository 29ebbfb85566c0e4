"""What the MkDocs plugin calls: pure functions that know nothing of MkDocs.

From files to stories
`stories`      Markdown files -> stories, with every problem of every file
`pages`        the pages that somebody wrote and that are no stories (front page, search, about)
`pictures`     pictures that stand in the site, and how large they are
`photos`       pictures in the sizes that screens need
`held_back`    files that only stories name which readers may not see yet
`timing`       when a story is published, by which clock, and how a reader sees the time; `weekdays` likewise

From stories to pages
`edition`      the stories and pages of one build
`layout`       all that is worked out of the stories: the next six
`listings`     sections, topics, authors, running stories, numbered from the oldest; `groups` of a list
`archive`      stories by year and month
`front`        the front page
`views`        what an article's page shows besides the article
`kinship`      related stories, by `related`; `reading`: how long a story takes to read
`sheets`       the pages that nobody has to write
`redirects`    old addresses
`old_folders`  what lay below the old address of a listing: numbered pages and feeds

From pages to HTML
`typesetting`  Markdown -> HTML, and what HTML a story may consist of; `body` makes it ready for its page
`templates`    what the theme's templates are given: words, filters, escaping; `colours`, `teasers`
`rendering`    templates rendered quickly

Beside the pages
`outlets`      what machines are told, written by `machines`: feeds, sitemaps, structured data, share cards
`search`       the search index, brought up to date; `searching` does so with a build, or after it
`settings`     what the newsroom has set in mkdocs.yml; `options` reads a block of it

A build
`making`       one build, from the content to the files of the site; `pace` and `packed` spare time and room
`memory`       what the build before knew, and what of its site may stand
`shows`        what each page shows: all that can make it stale
`staging`      a build happens beside the site and is swapped in when whole
`live`         what `serve` does besides: changes, the gate, the panel
`watching`     a folder's changes, for `serve`
`report`       what a build came to
"""
