"""The threats of this folder, and a paper that consists of them."""

from __future__ import annotations

import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
ARTICLES = "articles/2024/03"


@dataclass(frozen=True, slots=True)
class Threat:
    """A threat: its folder's name, and what has to come of it (the keys of `expect.toml`, see README.md)."""

    name: str
    expected: dict[str, Any]

    @property
    def folder(self) -> Path:
        return FOLDER / self.name

    def file(self, name: str) -> bytes | None:
        """A file of the folder, with what stands there many times over written out."""
        path = self.folder / name
        if not path.exists():
            return None
        return self._written_out(path.read_bytes())

    @property
    def title(self) -> str:
        """The headline as a reader sees it."""
        return self._written_out(self.expected["title"].encode()).decode()

    def _written_out(self, data: bytes) -> bytes:
        for number, (text, times) in enumerate(self.expected.get("many", ()), start=1):
            data = data.replace(f"(MANY {number})".encode(), text.encode() * times)
        return data


def threats() -> list[Threat]:
    """All of them, by name."""
    folders = sorted(path.parent for path in FOLDER.glob("*/expect.toml"))
    return [Threat(each.name, tomllib.loads((each / "expect.toml").read_text("utf-8"))) for each in folders]


def lay_down(project: Path) -> None:
    """All threats as seeds, articles and other content of a project."""
    for folder in ("seeds", f"content/{ARTICLES}", "content/images"):
        (project / folder).mkdir(parents=True, exist_ok=True)
    shutil.copy(FOLDER / "plain.png", project / "content/images")
    for threat in threats():
        for ending in ("txt", "html"):
            if (seed := threat.file(f"seed.{ending}")) is not None:
                (project / f"seeds/{threat.name}.{ending}").write_bytes(seed)
        if (article := threat.file("article.md")) is not None:
            (project / f"content/{ARTICLES}/{threat.name}.md").write_bytes(article)
