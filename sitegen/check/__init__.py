"""What `sitegen check` looks for.

finding.py    what a check is, and what it finds
report.py     findings -> lines for people, JSON for programs
settings.py   the few settings of mkdocs.yml that a check needs
built/        a built site -> light records; every file is read once
publisher/    the checks over a built site: what readers, search engines and feed readers rely on

Nothing here asks the network for anything, and nothing is written.
"""
