"""Pictures in the sizes that screens need: smaller prints of what lies in the content folder.

`settings`    which widths and formats, as mkdocs.yml says
`negative`    a picture file opened safely: upright, in the colours of screens, without what it tells besides
`prints`      which prints a picture has, and how a page names them
`darkroom`    one picture -> its prints, kept in the cache by what the picture holds
`wholeness`   whether a print in the cache is all there; `pruning`: those that nobody uses any more
`gallery`     what is known of all pictures of the content
`place`       where a picture was taken, which the site does not tell; `raw_profiles`: in PNG of ImageMagick
`developing`  each of them is developed once, and the prints are put into the site
"""
