"""Publishing a built site: only what changed travels, in an order in which readers always see a whole site.

targets.py    a target, and what can be wrong with how it is written; settings.py reads mkdocs.yml
scanning.py   a built site -> its files with a digest each
withheld.py   words of drafts and stories under embargo, looked for in every file
manifest.py   what stands at a target, as data and as JSON
plan.py       what has to be sent and deleted, and in which order
refusals.py   why a site is not published; addresses.py and limits.py are what it asks
standing.py   what every kind of place can do
places/       where a site can be published to: a folder, rsync, S3, a branch in git; opening.py opens one
filewise.py   publishing to a place that holds files one by one; notes.py and lock.py: what it leaves there
visit.py      looks at the published site over HTTP
desk.py       the steps, from a built site to a published one
workflows/    what `sitegen init` writes for GitHub and GitLab
"""
