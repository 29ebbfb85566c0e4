"""What the site tells machines: feed readers, search engines, news services, social networks.

Pure functions that know nothing of MkDocs, files or clocks: facts go in, text or bytes come out, and the same
facts always give the same bytes. Every address that goes in is absolute.

`facts`       what is told: `Item` of a story, `Paper` of the site, and their parts
`feeds`       RSS, Atom and JSON Feed, joined from one fragment per story and format
`rss`, `atom`, `json_feed`  the three formats
`full_text`   a story's HTML as feed readers want it
`sitemaps`    sitemap.xml and the sitemap for Google News
`site_files`  robots.txt, llms.txt, security.txt, the web manifest
`structured`  schema.org descriptions in JSON-LD
`social`      OpenGraph, Twitter card and robots meta tags
`cards`       pictures to share, where a story has none of its own
`typeface`    which letters those pictures can be written with
`markup`      text made safe for XML, and dates as machines write them
"""
