"""What several test files share: a small project to build, made from the real settings and theme."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # before MkDocs is imported by a test

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Project:
    """A project in a temporary folder."""

    folder: Path

    @property
    def settings(self) -> Path:
        return self.folder / "mkdocs.yml"

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def write(self, path: str, text: str) -> Path:
        """A file under content/."""
        file = self.folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def article(self, name: str, header: str, body: str = "A story of one line.") -> str:
        """An article; returns its path in the site's terms."""
        self.write(f"articles/{name}.md", f"---\n{header.strip()}\n---\n\n{body}\n")
        return f"articles/{name}/"

    def page(self, url: str) -> BeautifulSoup:
        """A page of the built site."""
        return BeautifulSoup((self.site / url / "index.html").read_text(encoding="utf-8"), "lxml")

    def words_in_site(self, word: str) -> list[str]:
        """The files of the site in which a word stands; packed ones are searched by name only."""
        found = (
            path for path in self.site.rglob("*") if path.is_file() and word.encode() in path.read_bytes()
        )
        return sorted(path.relative_to(self.site).as_posix() for path in found)

    def tree(self) -> dict[str, bytes]:
        """Every file of the site with its bytes."""
        files = (path for path in self.site.rglob("*") if path.is_file())
        return {path.relative_to(self.site).as_posix(): path.read_bytes() for path in files}


def lay_out(folder: Path) -> Project:
    """The real settings, theme and pages in a folder, with no article."""
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "theme", folder / "theme")
    (folder / "content").mkdir()
    for page in (ROOT / "content").glob("*.md"):
        shutil.copy(page, folder / "content")
    return Project(folder)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project without articles; the site is built into its folder `site`."""
    return lay_out(tmp_path)


@pytest.fixture
def noon() -> datetime:
    """The clock of the tests: 15 May 2024, 12:00 UTC."""
    return datetime(2024, 5, 15, 12, tzinfo=UTC)


_FIRST = (
    "test_budgets",
    "test_cluster",
    "test_newsroom",
    "test_convert",
    "test_reconversion",
    "test_workers",
)
_LAST = frozenset({"browser", "publish", "validators"})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that fork workers come first, and those that drive browsers and servers last.

    These leave threads behind, and a process with threads is not forked: workers would not see what a test
    has patched.
    """

    def turn(item: pytest.Item) -> int:
        if item.path.stem.startswith(_FIRST):
            return 0
        return 2 if item.path.parent.name in _LAST else 1

    items.sort(key=turn)
