"""The rules of the house that no other tool holds: what lies where, who imports what, how large a file is."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "sitegen").rglob("*.py"))
LINES_AT_MOST = 300
HOST_LINES_AT_MOST = 520
"""Of the one file that may know MkDocs: all that touches it stands there."""

TOP_LEVEL = {
    *("sitegen", "content", "theme", "tests", "seeds"),
    *("mkdocs.yml", "pyproject.toml", "README.md", "Makefile", "LICENSE", "CHANGELOG.md", "SECURITY.md"),
    *(".gitignore", ".ci", ".github", ".pre-commit-config.yaml"),
}

each_source = pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))


def tree_of(source: Path) -> ast.Module:
    return ast.parse(source.read_text(encoding="utf-8"), filename=str(source))


def imported_packages(tree: ast.Module) -> Iterator[str]:
    """The top-level name of every package that is imported anywhere in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield (node.module or "").partition(".")[0]


def importers_of(*packages: str) -> set[str]:
    return {
        str(source.relative_to(ROOT).as_posix())
        for source in SOURCES
        if not set(packages).isdisjoint(imported_packages(tree_of(source)))
    }


def broad_handlers(tree: ast.Module) -> list[int]:
    """Lines where every exception there is is caught and not raised again after some tidying."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or not {"Exception", "BaseException"}.isdisjoint(names_in(node.type)))
        and not raises_again(node.body[-1])
    ]


def raises_again(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Raise) and statement.exc is None


def names_in(node: ast.AST) -> set[str]:
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}


def test_only_the_plugin_imports_mkdocs() -> None:
    assert importers_of("mkdocs", "material") == {"sitegen/plugin.py"}


def test_only_readers_and_checks_import_an_html_library() -> None:
    rooms = ("sitegen/readers/", "sitegen/check/", "sitegen/site/machines/", "sitegen/sweep/")
    strangers = {path for path in importers_of("bs4", "lxml") if not path.startswith(rooms)}
    assert strangers == set()


@each_source
def test_a_source_file_stays_small(source: Path) -> None:
    most = HOST_LINES_AT_MOST if source.name == "plugin.py" else LINES_AT_MOST
    assert len(source.read_text(encoding="utf-8").splitlines()) <= most


@each_source
def test_no_function_writes_a_global(source: Path) -> None:
    assert [node.lineno for node in ast.walk(tree_of(source)) if isinstance(node, ast.Global)] == []


@each_source
def test_no_exception_is_caught_without_being_named(source: Path) -> None:
    assert broad_handlers(tree_of(source)) == []


@pytest.mark.parametrize(
    "handler",
    ["except:", "except Exception:", "except (OSError, Exception) as error:", "except BaseException:"],
)
def test_a_broad_handler_is_found(handler: str) -> None:
    assert broad_handlers(ast.parse(f"try:\n    pass\n{handler}\n    pass")) == [3]


def test_tidying_up_before_raising_again_is_allowed() -> None:
    assert broad_handlers(ast.parse("try:\n    pass\nexcept BaseException:\n    tidy()\n    raise")) == []


def test_the_top_level_holds_only_what_belongs_there() -> None:
    if not (ROOT / ".git").exists():
        entries = {path.name for path in ROOT.iterdir()}
        assert {"sitegen", "pyproject.toml"} <= entries  # an unpacked source archive: git cannot say more
        return
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    entries = {path.partition("/")[0] for path in listing.split("\0") if path}
    assert entries - TOP_LEVEL == set()


def test_every_dependency_says_why_it_is_there_and_is_bounded() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    extras = project["optional-dependencies"].values()
    requirements = [*project["dependencies"], *(line for extra in extras for line in extra)]
    assert requirements
    for requirement in requirements:
        assert re.search(rf'^ *"{re.escape(requirement)}",  # \S.+', text, re.MULTILINE), requirement
        unbounded_by_design = requirement.startswith("tzdata")  # its versions are dates
        assert unbounded_by_design or re.search(r"==|<\d", requirement), requirement


def test_every_package_that_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    declared = {
        name_of(line)
        for line in [*project["dependencies"], *extras["train"], *extras["cluster"], *extras["s3"]]
    }
    imported = {name for source in SOURCES for name in imported_packages(tree_of(source))}
    foreign = imported - sys.stdlib_module_names - {"sitegen"}
    assert "click" in foreign
    shipped_by = packages_distributions()
    missing = {name for name in foreign if declared.isdisjoint(map(name_of, shipped_by.get(name, [])))}
    assert missing == set()


@pytest.mark.parametrize("lock", ["lock.txt", "lock-site.txt"])
def test_a_lock_pins_every_file_by_hash_and_names_no_host(lock: str) -> None:
    text = (ROOT / ".ci" / lock).read_text(encoding="utf-8")
    pins = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert pins
    for pin in pins:
        assert re.match(r"[a-z0-9._-]+(\[[a-z,-]+\])?==\S+", pin), pin
        assert "--hash=sha256:" in pin, pin
    assert "//" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def test_the_locks_know_every_dependency_and_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for_site, for_tests = (pinned(ROOT / ".ci" / name) for name in ("lock-site.txt", "lock.txt"))
    assert for_site.items() <= for_tests.items()
    wanted = {name_of(requirement) for requirement in project["dependencies"]}
    extras = project["optional-dependencies"]
    assert wanted | {name_of(line) for line in extras["package"]} <= for_site.keys()
    assert {name_of(line) for extra in extras.values() for line in extra} <= for_tests.keys()


def pinned(lock: Path) -> dict[str, str]:
    lines = re.findall(r"^([a-z0-9._-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(lines)


def name_of(requirement: str) -> str:
    """`moto[server]>=5.1` -> `moto`."""
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower().replace("_", "-")
