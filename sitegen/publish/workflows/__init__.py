"""What `sitegen init` writes so that GitHub or GitLab publishes the paper: at every push, and each hour.

The files beside this one are what a new site gets, with the version of sitegen for `@VERSION@`.
"""

from __future__ import annotations

from pathlib import Path

from sitegen import __version__

_FILES = {
    ".github/workflows/publish.yml": "github_publish.yml",
    ".github/workflows/check.yml": "github_check.yml",
    ".gitlab-ci.yml": "gitlab.yml",
}


def workflow_files(version: str = __version__) -> dict[Path, str]:
    """The workflows of a new site: path in it -> text.

    version  of sitegen that they install
    """
    folder = Path(__file__).parent
    return {
        Path(path): (folder / name).read_text(encoding="utf-8").replace("@VERSION@", version)
        for path, name in _FILES.items()
    }
