"""What must stand after a mishap: what stood before it, and after the next run what stands without it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from tests.faults.paper import Ended, Mother, Paper, Tree, tree


@dataclass(slots=True)
class Standing:
    """What stood before a run, and what stands after one that nobody kills."""

    seeds: Tree
    content: Tree
    site: Tree
    done: Paper
    ended: Ended
    seconds: float

    @classmethod
    def of(cls, paper: Paper, sitegen: Mother, folder: Path, args: tuple[str, ...]) -> Standing:
        seeds, content, site = paper.seeds(), paper.content(), tree(paper.site)
        done, began = paper.copy(folder), time.monotonic()
        ended = sitegen.run(done.folder, *args)
        assert ended.code in (0, 1), ended.said
        return cls(seeds, content, site, done, ended, time.monotonic() - began)

    def holds_in(self, paper: Paper) -> None:
        """Right after a mishap: all that stood stands, and each file is a whole old or a whole new one."""
        assert paper.seeds() == self.seeds
        ours, after = (
            {name: raw for name, raw in paper.content().items() if is_ours(name)},
            self.done.content(),
        )
        assert {name for name in self.content.keys() & after.keys() if is_ours(name)} <= ours.keys()
        for name, raw in ours.items():
            assert raw in (self.content.get(name), after.get(name)), name
        site = tree(paper.site)
        new = tree(self.done.site) or self.site  # a run of `convert` leaves the site alone
        assert self.site.keys() & new.keys() <= site.keys()
        for name, raw in site.items():
            assert raw in (self.site.get(name), new.get(name)), name

    def is_reached_by(self, paper: Paper, sitegen: Mother, args: tuple[str, ...]) -> None:
        """The next run ends as if nothing had happened, and no leftovers stay."""
        ended = sitegen.run(paper.folder, *args)
        assert ended.code == self.ended.code, ended.said
        assert differing(paper.content(), self.done.content()) == []
        if args[0] == "build":
            assert differing(tree(paper.site), tree(self.done.site)) == []
            assert [left for left in paper.leftovers() if not left.startswith("content/")] == []


def is_ours(name: str) -> bool:
    """The register grows while a run goes on."""
    return not name.endswith(".converted.tsv")


def differing(one: Tree, other: Tree) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
