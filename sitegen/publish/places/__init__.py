"""Where a site can be published to.

store.py       what a place that holds files one by one can do
folder.py      a folder on this machine; rsync.py a folder behind rsync; s3.py a bucket
git.py         a branch in git, which keeps its own history; repository.py and commits.py are what it uses
programs.py    runs git and rsync, and says in plain words what went wrong
"""
