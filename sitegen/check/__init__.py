"""What `sitegen check` looks for.

finding.py    what a check is, and what it finds
settings.py   the settings of mkdocs.yml that a check needs
content/      the checks over content/: what editors get wrong
built/        a built site -> light records; every file is read once
publisher/    the checks over a built site: what readers, search engines and feed readers rely on
report.py     what was found in the built site -> lines for people, JSON for programs

Nothing here asks the network for anything, and nothing is written but by `content/mending.py`.
"""
