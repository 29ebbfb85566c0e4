"""What `serve` does that MkDocs' server does not: a change is seen at once, mistakes too, and by nobody else.

`server`     MkDocs' server made so: the one place that knows what it is made of
`changes`    changes of files, told at once
`rebuilding` a build that fails leaves the last good site, and its reason
`meanwhile`  what can wait until nobody does
`examiner`   what `sitegen check` finds, in a process of its own; `examination` is what runs there
`behind`     the file of the content that a page is made of
`notes`      what the panel on a page tells of it
`pages`      the script that every page gets, and the page in place of one that cannot be shown
`desk`       answers requests: the panel's, and those of pages
`gate`       who is answered, and what may be asked for

Nothing of it is ever in a built site: the panel and its scripts stand here, not in the theme, and are put
into pages on their way to the browser.
"""
