"""Random changes of a small paper, for the test that a build of what changed is a build of all."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

SECTIONS = ("World", "Sport", "Local", "")
TOPICS = ("Eels", "Harbour", "Ferries", "C++", "harbour")
AUTHORS = ("Ann Rye", "Bob Tell", "Eve Orr", "ann rye")
WORDS = ("harbour", "eel", "ferry", "tide", "council", "lock", "lamp", "winter", "bridge", "quay", "storm")
PICTURES = ("quay.png", "tower.png", "lock.png")  # some are named by withheld stories alone
START = 1_715_774_400  # 15 May 2024


@dataclass(slots=True)
class Desk:
    """A newsroom that never rests: each of its methods is one change somebody may make between two builds."""

    folder: Path
    dice: random.Random
    clock: int = START
    number: int = 0
    log: list[str] = field(default_factory=list)

    @property
    def content(self) -> Path:
        return self.folder / "content"

    def articles(self) -> list[Path]:
        return sorted((self.content / "articles").rglob("*.md"))

    def any_article(self) -> Path:
        return self.dice.choice(self.articles())

    def act(self) -> None:
        change = self.dice.choice(CHANGES)
        self.log.append(change.__name__)
        change(self)

    # ------------------------------------------------------------------------------------------ articles

    def words(self, count: int) -> str:
        return " ".join(self.dice.choices(WORDS, k=count)).capitalize() + "."

    def add(self) -> None:
        self.number += 1
        folder = self.content / "articles" / self.dice.choice(("2023", "2024/05"))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"story-{self.number}.md").write_text(self.article(), encoding="utf-8")

    def article(self) -> str:
        dice = self.dice
        day = f"202{dice.randint(3, 4)}-0{dice.randint(1, 6)}-{dice.randint(10, 28)}"
        header = [f"title: {self.words(4)}", f"date: {day}T0{dice.randint(0, 9)}:15:00+00:00"]
        if section := dice.choice(SECTIONS):
            header.append(f"section: {section}")
        header.append(f"tags: [{', '.join(dice.sample(TOPICS, dice.randint(0, 2)))}]")
        header.append(f"authors: [{', '.join(dice.sample(AUTHORS, dice.randint(0, 2)))}]")
        optional = (
            "series: The long lock",
            f"description: {self.words(6)}",
            "draft: true",
            "expires: 2024-05-16",
            "pin: 2024-05-17",
            "updated: 2024-06-29",
            f"aliases: [/old/{dice.randint(1, 9)}/]",
            f"image: {{src: /images/{dice.choice(PICTURES)}, caption: The quay}}",
            "unknown: key",
            "corrections: [{date: 2024-05-02, text: It was a Monday.}]",
        )
        header += [line for line in optional if dice.random() < 0.12]
        return "---\n" + "\n".join(header) + "\n---\n\n" + self.body()

    def body(self) -> str:
        parts = [self.words(30) for _ in range(self.dice.randint(1, 4))]
        if self.dice.random() < 0.3:
            parts.insert(1, f"## {self.words(2)}")
        if self.dice.random() < 0.3:
            parts.append(self.link())
        return "\n\n".join(parts) + "\n"

    def link(self) -> str:
        target = f"/articles/2023/story-{self.dice.randint(1, 14)}.md"
        anchor = self.dice.choice(("", "", f"#{self.dice.choice(WORDS)}-{self.dice.choice(WORDS)}"))
        return self.dice.choice(
            (
                f"See [this]({target}{anchor}).",
                f"![The quay](/images/{self.dice.choice(PICTURES)})",
                "See [the eels](/topics/eels.md).",
                "See [about](/about.md).",
                "See [a file](/files/plan.txt).",
                "An [odd link](http://[::1).",
            )
        )

    def edit_body(self) -> None:
        file = self.any_article()
        head, _, _ = file.read_text(encoding="utf-8").rpartition("---\n")
        file.write_text(f"{head}---\n\n{self.body()}", encoding="utf-8")

    def edit_last_words(self) -> None:
        file = self.any_article()
        file.write_text(file.read_text(encoding="utf-8") + f"\n{self.words(5)}\n", encoding="utf-8")

    def edit_title(self) -> None:
        file = self.any_article()
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        lines[1] = f"title: {self.words(3)}\n"
        file.write_text("".join(lines), encoding="utf-8")

    def rewrite(self) -> None:
        self.any_article().write_text(self.article(), encoding="utf-8")

    def break_header(self) -> None:
        self.any_article().write_text("---\ntitle: [\n---\n\nWords.\n", encoding="utf-8")

    def remove(self) -> None:
        if len(self.articles()) > 3:
            self.any_article().unlink()

    def rename(self) -> None:
        file = self.any_article()
        self.number += 1
        file.rename(file.with_name(f"moved-{self.number}.md"))

    def touch(self) -> None:
        file = self.any_article()
        file.write_bytes(file.read_bytes())

    # --------------------------------------------------------------------------------- all that is no article

    def picture(self) -> None:
        file = self.content / "images" / self.dice.choice(PICTURES)
        if file.exists() and self.dice.random() < 0.3:
            file.unlink()
        else:
            file.parent.mkdir(exist_ok=True)
            Image.new("RGB", (self.dice.choice((40, 300, 520)), 300), self.dice.choice(("red", "blue"))).save(
                file
            )

    def plain_file(self) -> None:
        file = self.content / self.dice.choice(("files/plan.txt", "feed.json", "topics/eels/feed.json"))
        if file.exists():
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f'{{"title": "{self.words(4)}"}}', encoding="utf-8")

    def page(self) -> None:
        name = self.dice.choice(("about.md", "topics/eels.md", "sections/world.md", "staff.md", "archive.md"))
        file = self.content / name
        if file.exists() and self.dice.random() < 0.4:
            file.unlink()
        else:
            file.parent.mkdir(exist_ok=True)
            title = f"---\ntitle: {self.words(2)}\n---\n\n" if self.dice.random() < 0.5 else ""
            file.write_text(f"{title}{self.words(9)} {self.link()}\n", encoding="utf-8")

    def theme(self) -> None:
        file = self.folder / "theme" / "news" / self.dice.choice(("related.html", "row.html", "imprint.html"))
        file.write_text(file.read_text(encoding="utf-8") + f"<p>{self.words(2)}</p>", encoding="utf-8")

    def style(self) -> None:
        file = self.folder / "theme" / "assets" / "stylesheets" / "story.css"
        file.write_text(file.read_text(encoding="utf-8") + f"/* {self.words(2)} */", encoding="utf-8")

    def settings(self) -> None:
        file = self.folder / "mkdocs.yml"
        text = file.read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if not line.startswith(("site_name:", "copyright:"))]
        lines.append(f"site_name: {self.words(2)}")
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def wait(self) -> None:
        self.clock += self.dice.choice((3_600, 86_400, 86_400 * 20, 86_400 * 60))

    def clock_back(self) -> None:
        self.clock = START

    # ------------------------------------------------------------------------------------------- mishaps

    def lose_a_page(self) -> None:
        pages = sorted((self.folder / "site").rglob("*.html"))
        if pages:
            self.dice.choice(pages).unlink()

    def meddle_with_a_page(self) -> None:
        pages = sorted((self.folder / "site").rglob("*.*"))
        if pages:
            with self.dice.choice(pages).open("ab") as file:
                file.write(b"?")

    def spoil_the_memory(self) -> None:
        for file in (self.folder / ".cache").rglob("memory-*"):
            raw = bytearray(file.read_bytes())
            raw[self.dice.randrange(len(raw))] ^= 1
            file.write_bytes(bytes(raw))

    def lose_the_cache(self) -> None:
        for file in (self.folder / ".cache").rglob("*.*"):
            os.unlink(file)  # noqa: PTH108


CHANGES: tuple[Callable[[Desk], None], ...] = (
    *(4 * (Desk.add,)),
    *(4 * (Desk.edit_body,)),
    *(4 * (Desk.edit_title,)),
    *(3 * (Desk.edit_last_words,)),
    *(3 * (Desk.remove,)),
    *(2 * (Desk.rewrite,)),
    *(2 * (Desk.rename,)),
    *(2 * (Desk.picture,)),
    *(2 * (Desk.page,)),
    *(2 * (Desk.wait,)),
    Desk.plain_file,
    Desk.break_header,
    Desk.touch,
    Desk.clock_back,
    Desk.theme,
    Desk.style,
    Desk.settings,
    Desk.lose_a_page,
    Desk.meddle_with_a_page,
    Desk.spoil_the_memory,
    Desk.lose_the_cache,
)
