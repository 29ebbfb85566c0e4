"""The last look at what a build has written: nothing may run, load or lead where the theme did not put it.

The first wall stands where text comes in: it is escaped, and cleaned by nh3. This is the second. It knows
nothing of articles; it reads the finished files as a browser or a feed reader will, and names every script,
handler, style, frame, form, address scheme and the like that is not the theme's own.

`finding`    what is wrong with a file
`inert`      elements and attributes that can do nothing, and which addresses may stand in them
`allowed`    what else the theme itself puts on pages, read from its templates
`judge`      one element: may it stand there?
`screen`     a page that certainly holds nothing else, found out by one regular expression
`pages`      any other page, parsed as browsers parse
`xml_files`, `json_files`, `drawings`   feeds and sitemaps, JSON feeds, SVG
`files`      a file of the site, by its kind
"""

from sitegen.sweep.allowed import Allowed, allowed_of
from sitegen.sweep.files import sweep_file, sweep_files
from sitegen.sweep.finding import Finding, problems_of
from sitegen.sweep.screen import Known

__all__ = ["Allowed", "Finding", "Known", "allowed_of", "problems_of", "sweep_file", "sweep_files"]
