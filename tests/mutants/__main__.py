"""`python -m tests.mutants FILE...`: change code in one place at a time, and see whether its tests notice.

    python -m tests.mutants sitegen/slugs.py sitegen/containment.py
    python -m tests.mutants --most 40 sitegen/rules/titles.py

Prints each mutant that survives, and the score. Every mutant lives in a process of its own, which is forked
after everything that sitegen stands on has been imported.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import random
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

from tests.mutants.changes import Mutant, mutants_of

ROOT = Path(__file__).parents[2]
SECONDS = 60
"""A mutant that keeps its tests busy for longer counts as noticed: it hangs."""

TESTS = (
    ("sitegen/containment.py", ("tests/test_containment.py", "tests/test_containment_limits.py")),
    ("sitegen/slugs.py", ("tests/test_slugs.py",)),
    ("sitegen/files.py", ("tests/test_files.py", "tests/test_staging.py")),
    ("sitegen/site/staging.py", ("tests/test_staging.py",)),
    ("sitegen/front_matter.py", ("tests/test_front_matter.py", "tests/test_header_tools.py")),
    ("sitegen/yaml_header/edits.py", ("tests/test_editing.py", "tests/test_merging.py")),
    ("sitegen/yaml_header/places.py", ("tests/test_editing.py", "tests/test_merging.py")),
    (
        "sitegen/rules/asked.py",
        ("tests/test_rules.py", "tests/test_rules_limits.py", "tests/test_account.py"),
    ),
    ("sitegen/yaml_header/", ("tests/test_front_matter.py", "tests/test_header_tools.py")),
    ("sitegen/rules/", ("tests/test_rules.py", "tests/test_rules_limits.py", "tests/test_golden.py")),
    ("sitegen/cli/problems.py", ("tests/test_problems.py",)),
)
"""The tests beside each file or folder."""

NEEDED = (
    "hypothesis",
    "lxml.etree",
    "yaml",
    "frontmatter",
    "slugify",
    "bs4",
    "click",
    "msgspec",
    "babel.dates",
)

_QUIETLY = ("-x", "-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")


class Swapped(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports a mutant in place of its module."""

    def __init__(self, name: str, path: Path, mutant: Mutant) -> None:
        self.name, self.path, self.mutant = name, path, mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.name:
            return None
        package = [str(self.path.parent)] if self.path.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(
            fullname, self.path, loader=self, submodule_search_locations=package
        )

    def exec_module(self, module: ModuleType) -> None:
        tree = ast.fix_missing_locations(self.mutant.tree)
        exec(compile(tree, str(self.path), "exec"), vars(module))  # noqa: S102  # our own code, changed


def tests_of(file: str) -> tuple[str, ...]:
    found = [tests for beginning, tests in TESTS if file.startswith(beginning)]
    if not found:
        sys.exit(f"no tests are named for {file}: add it to TESTS in tests/mutants/__main__.py")
    return found[0]


def is_noticed(file: str, mutant: Mutant) -> bool:
    """Run the tests beside a file on a mutant of it; True when they fail."""
    if not (pid := os.fork()):
        run_tests(file, mutant)
    ended, began = 0, time.monotonic()
    while not ended and time.monotonic() - began < SECONDS:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return status != 0
        time.sleep(0.02)
    os.killpg(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return True


def run_tests(file: str, mutant: Mutant) -> None:
    """The life of a child; it never returns."""
    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    parts = Path(file).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    sys.meta_path.insert(0, Swapped(name, ROOT / file, mutant))
    code = 1
    with contextlib.suppress(BaseException):
        code = pytest.main([*_QUIETLY, *tests_of(file)])
    os._exit(int(code))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("files", nargs="+")
    parser.add_argument(
        "--most", type=int, default=0, help="of each file, chosen at random (always the same)"
    )
    asked = parser.parse_args()
    for module in NEEDED:
        importlib.import_module(module)
    noticed = counted = 0
    for file in asked.files:
        source = (ROOT / file).read_text(encoding="utf-8")
        if is_noticed(file, Mutant(0, "no change", ast.parse(source))):
            sys.exit(f"the tests of {file} fail, or take more than {SECONDS} s, as it is")
        mutants = list(mutants_of(source))
        if 0 < asked.most < len(mutants):
            mutants = random.Random(file).sample(mutants, asked.most)
        alive = [mutant for mutant in mutants if not is_noticed(file, mutant)]
        for mutant in sorted(alive, key=lambda one: one.line):
            print(f"{file}:{mutant.line}: {mutant.what}")
        noticed += len(mutants) - len(alive)
        counted += len(mutants)
        print(f"{file}: {len(mutants) - len(alive)} of {len(mutants)} noticed", flush=True)
    print(f"{noticed} of {counted} mutants were noticed ({noticed / max(counted, 1):.0%})")


if __name__ == "__main__":
    main()
