"""The site that `sitegen init` starts from: theme, settings, first pages and a sample seed.

It is this repository's own site without its articles, so every build tries it out. A wheel carries it as
`sitegen/starter_site/`; in a checkout the same files are found where they are edited, at the top. A few files
that only a new site has, such as the settings of its editors, are made here.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from sitegen.errors import Problem, SitegenError
from sitegen.publish.workflows import workflow_files
from sitegen.schema.products import CMS

SAMPLE_SEED = Path("seeds/000_075d7a39d208f3b7.txt")
PACKAGE = Path(__file__).parent
_SETTING = re.compile(r"^(\w+): *(.+)$", re.MULTILINE)
GIT_IGNORE = "# What sitegen makes anew at every build\n/site/\n/.cache/\n"

_VSCODE = {
    "extensions.json": {"recommendations": ["eliostruyf.vscode-front-matter"]},
    "settings.json": {
        "files.eol": "\n",
        "[markdown]": {"editor.wordWrap": "on", "files.trimTrailingWhitespace": False},
    },
}
"""For those who write in VS Code: a form for the front matter; lines that end as everywhere else, wrap, and
keep the two spaces at their end that are a line break in Markdown."""


def starter_folder(package: Path = PACKAGE) -> Path:
    """The folder that holds the starter site: `starter_site/` in an installed package, else the checkout."""
    installed = package / "starter_site"
    return installed if installed.is_dir() else package.parent


def starter_files(folder: Path) -> tuple[Path, ...]:
    """The files of the starter site in `folder`, relative to it and sorted; no article is among them.

    `folder` is what `starter_folder` returns. Raises SitegenError when the package came without them.
    """
    found = tuple(sorted(path.relative_to(folder) for path in _candidates(folder) if _is_wanted(path)))
    if Path("mkdocs.yml") not in found:
        raise SitegenError(
            Problem(str(folder), 0, "the files of a new site are missing here", "install sitegen again")
        )
    return found


def copy_starter(target: Path, *, sample: bool = True) -> tuple[Path, ...]:
    """Lay down the starter site in `target`, made where missing, and return the files written, in order.

    sample  False leaves the sample seed out

    Nothing that is there already is touched: raises SitegenError, before anything is written, when `target`
    is a file or a folder that holds anything but version control.
    """
    _refuse_unless_fresh(target)
    source = starter_folder()
    written = []
    for name in starter_files(source):
        if name == SAMPLE_SEED and not sample:
            continue
        destination = target / name
        destination.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, destination)
        written.append(destination)
    for name, text in made_files().items():
        destination = target / name
        destination.parent.mkdir(parents=True, exist_ok=True)
        destination.write_text(text, encoding="utf-8")
        written.append(destination)
    return tuple(written)


def made_files() -> dict[Path, str]:
    """The files of a new site that this repository does not have at its top: paths in it, and texts."""
    vscode = {Path(".vscode", name): json.dumps(value, indent=2) + "\n" for name, value in _VSCODE.items()}
    return {Path(".gitignore"): GIT_IGNORE, Path(CMS.file): CMS.made(), **vscode, **workflow_files()}


def with_site_name(settings: str, name: str) -> str:
    """The text of a mkdocs.yml under the name `name`; its comments and all other settings stay as they are.

    The name changes in `site_name` and in every other one-line setting that has it, as `copyright` may.
    """
    old = dict(_SETTING.findall(settings)).get("site_name", "")

    def renamed(setting: re.Match[str]) -> str:
        key, value = setting.groups()
        if not old or old not in value:
            return setting.group()
        # A JSON string is a YAML string as well, whatever marks and colons are in the name.
        return f"{key}: {json.dumps(value.replace(old, name), ensure_ascii=False)}"

    return _SETTING.sub(renamed, settings)


def _candidates(folder: Path) -> Iterator[Path]:
    yield folder / "mkdocs.yml"
    yield from (folder / "theme").rglob("*")
    yield folder / SAMPLE_SEED
    content = folder / "content"
    yield from (path for path in content.rglob("*") if path.relative_to(content).parts[0] != "articles")


def _is_wanted(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")


def _refuse_unless_fresh(target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise SitegenError(Problem(str(target), 0, "this is a file", "name a folder that does not exist yet"))
    taken = sorted(path.name for path in target.glob("*") if path.name != ".git") if target.exists() else []
    if taken:
        raise SitegenError(
            Problem(
                str(target / taken[0]),
                0,
                "this folder is in use, and nothing in it will be overwritten",
                "name a folder that is empty or does not exist yet",
            )
        )
