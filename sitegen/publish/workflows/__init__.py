"""What `sitegen init` writes so that GitHub or GitLab publishes the paper: at every push, and each hour.

The files beside this one are what a new site gets. They install what `requirements.txt` names, which the
newsroom keeps; `requirement.py` says what stands there first.
"""

from __future__ import annotations

from pathlib import Path

from sitegen.publish.workflows.requirement import Requirement, installed

_FILES = {
    ".github/workflows/publish.yml": "github_publish.yml",
    ".github/workflows/check.yml": "github_check.yml",
    ".gitlab-ci.yml": "gitlab.yml",
}


REQUIREMENTS = Path("requirements.txt")
"""What the workflows install, in a site's folder."""


def workflow_files(wanted: Requirement | None = None) -> dict[Path, str]:
    """The workflows of a new site and what they install: path in it -> text.

    wanted  where they get sitegen from; else from where the one that runs came
    """
    folder = Path(__file__).parent
    files = {Path(path): (folder / name).read_text(encoding="utf-8") for path, name in _FILES.items()}
    return {REQUIREMENTS: (wanted or installed()).file(), **files}
