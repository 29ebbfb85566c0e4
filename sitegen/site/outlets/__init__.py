"""What the edition tells machines: its stories put into the facts that `sitegen.site.machines` writes.

`settings`  what a newsroom says of itself in mkdocs.yml
`pictures`  a story's picture or card, as a photo with its address
`wire`      stories -> items
`heads`     what stands in the head of a page
`press`     all of it for one edition
`files`     feeds, sitemaps and the small files at the root
"""
