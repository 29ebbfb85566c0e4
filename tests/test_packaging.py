"""What is shipped: the wheel and the source archive, and a new site made from the wheel alone."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from sitegen.cli.init import init, site_name_from
from sitegen.errors import SitegenError
from sitegen.starter import (
    SAMPLE_SEED,
    copy_starter,
    made_files,
    starter_files,
    starter_folder,
    with_site_name,
)

ROOT = Path(__file__).parent.parent
STARTER = "sitegen/starter_site"


@pytest.fixture(scope="session")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive, and a wheel built from that archive, as `make build` does it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT)
    return folder


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built straight from the checkout, as `pip install .` does it."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, ROOT)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="session")
def wheel_names(wheel: Path) -> set[str]:
    return names_in(wheel)


@pytest.fixture(scope="session")
def sdist_names(archives: Path) -> set[str]:
    """The files of the source archive, without its top folder's name."""
    (path,) = archives.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        return {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """Run a command without anything that makes Python find this checkout; its output, or a failed test."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    result = subprocess.run(
        [os.fspath(part) for part in command],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stdout
    return result.stdout


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def checkout_files(folder: str, pattern: str) -> set[str]:
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob(pattern) if path.is_file()}


def test_the_wheel_holds_all_code_and_data_of_the_package(wheel_names: set[str]) -> None:
    wanted = checkout_files("sitegen", "*.py") | checkout_files("sitegen/languages", "*.toml")
    wanted |= checkout_files("sitegen/demo/content", "*")
    assert {".toml", ".webp", ".md"} <= {Path(name).suffix for name in wanted}
    assert wanted | {"sitegen/py.typed"} <= wheel_names


def test_the_wheel_holds_the_starter_site_and_nothing_beside_it(wheel_names: set[str]) -> None:
    carried = {name.removeprefix(f"{STARTER}/") for name in wheel_names if name.startswith(STARTER)}
    assert carried == {path.as_posix() for path in starter_files(starter_folder())}
    assert {"mkdocs.yml", "content/index.md", SAMPLE_SEED.as_posix()} <= carried
    assert any(name.startswith("theme/") for name in carried)


def test_the_wheel_holds_nothing_else(wheel_names: set[str]) -> None:
    tops = {name.partition("/")[0] for name in wheel_names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"sitegen"}


def test_a_wheel_from_the_source_archive_is_the_same(archives: Path, wheel_names: set[str]) -> None:
    (path,) = archives.glob("*.whl")
    assert names_in(path) == wheel_names


def test_the_wheel_declares_the_command_and_the_plugin(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        declared = archive.read(name).decode()
    assert "sitegen = sitegen.cli:main" in declared
    assert "[mkdocs.plugins]\nsitegen = sitegen.plugin:SitegenPlugin" in declared


def test_the_source_archive_holds_what_a_wheel_is_built_from(sdist_names: set[str]) -> None:
    theme = checkout_files("theme", "*")
    assert theme
    top_level = {
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "Makefile",
        "mkdocs.yml",
        ".ci/lock.txt",
    }
    wanted = (
        checkout_files("sitegen", "*.py") | theme | top_level | {SAMPLE_SEED.as_posix(), "content/index.md"}
    )
    assert wanted <= sdist_names


def test_no_archive_holds_articles_or_what_commands_made(
    wheel_names: set[str], sdist_names: set[str]
) -> None:
    unwanted = ("content/articles/", f"{STARTER}/content/articles/", "site/", ".cache/", ".venv/")
    assert [name for name in wheel_names | sdist_names if name.startswith(unwanted)] == []
    assert [name for name in wheel_names | sdist_names if "__pycache__" in name] == []


@pytest.mark.slow
def test_a_site_is_made_and_built_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    python = install(wheel, tmp_path / "venv")
    sitegen = python.with_name("sitegen")
    where = run(python, "-c", "import sitegen; print(sitegen.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(tmp_path)
    said = run(sitegen, "init", "my-site", cwd=tmp_path)
    assert "cd my-site" in said
    assert "sitegen serve" in said
    site = tmp_path / "my-site"
    run(sitegen, "build", cwd=site)
    home = (site / "site" / "index.html").read_text(encoding="utf-8")
    assert "My site" in home
    assert "Russian volunteer groups attack military sites" in home
    assert list((site / "site").glob("search/index/register.json"))
    assert list((site / "content" / "articles").rglob("*.md"))
    run(sitegen, "init", "--demo", "post", cwd=tmp_path)
    assert list((tmp_path / "post" / "content" / "images").glob("*.webp"))


def install(wheel: Path, folder: Path) -> Path:
    """A virtual environment with the wheel alone in it; its Python.

    Its dependencies are borrowed from the environment of this test run, so that nothing is downloaded. That
    environment's own .pth files are not followed, so this checkout stays out of sight.
    """
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / ("Scripts" if os.name == "nt" else "bin") / Path("python")
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        wheel,
    )
    scheme = {"base": str(folder), "platbase": str(folder)}
    own = Path(sysconfig.get_path("purelib", "venv", vars=scheme))
    (own / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def test_init_lays_down_a_site_in_a_new_folder(tmp_path: Path) -> None:
    result = CliRunner().invoke(init, [str(tmp_path / "the-daily_post")])
    assert result.exit_code == 0, result.output
    settings = (tmp_path / "the-daily_post" / "mkdocs.yml").read_text(encoding="utf-8")
    assert 'site_name: "The daily post"' in settings
    written = {
        path.relative_to(tmp_path / "the-daily_post") for path in tmp_path.rglob("*") if path.is_file()
    }
    assert written == {*starter_files(starter_folder()), *made_files()}
    assert {".gitignore", "frontmatter.json", ".vscode/extensions.json"} <= {
        str(name) for name in made_files()
    }


def test_a_new_site_does_not_know_what_this_one_converted(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    for name in ("mkdocs.yml", "content/index.md", "content/.converted.tsv", "content/articles/2024/03/a.md"):
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).touch()
    assert starter_files(checkout) == (Path("content/index.md"), Path("mkdocs.yml"))


def test_the_sample_seed_is_copied_byte_for_byte(tmp_path: Path) -> None:
    copy_starter(tmp_path)
    assert (tmp_path / SAMPLE_SEED).read_bytes() == (ROOT / SAMPLE_SEED).read_bytes()


def test_init_follows_a_fresh_git_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert copy_starter(tmp_path)


def test_init_touches_nothing_in_a_folder_in_use(tmp_path: Path) -> None:
    kept = tmp_path / "mkdocs.yml"
    kept.write_text("site_name: Mine\n", encoding="utf-8")
    result = CliRunner().invoke(init, [str(tmp_path)])
    assert result.exit_code == 2
    assert f"{kept}: this folder is in use" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["mkdocs.yml"]
    assert kept.read_text(encoding="utf-8") == "site_name: Mine\n"


def test_init_says_where_it_may_not_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_source: Path, destination: Path) -> None:
        raise PermissionError(13, "Permission denied", str(destination))

    monkeypatch.setattr("sitegen.starter.shutil.copyfile", refuse)
    result = CliRunner().invoke(init, [str(tmp_path / "new")])
    assert result.exit_code == 2
    assert "cannot be written: permission denied" in result.output


def test_init_refuses_a_file(tmp_path: Path) -> None:
    taken = tmp_path / "site"
    taken.write_text("", encoding="utf-8")
    with pytest.raises(SitegenError, match="this is a file"):
        copy_starter(taken)


def test_a_package_without_its_starter_site_says_so(tmp_path: Path) -> None:
    with pytest.raises(SitegenError, match="install sitegen again"):
        starter_files(tmp_path)


@pytest.mark.parametrize("name", ['Mayor says: "I resign" - #1', r"back\1slash", "Zażółć — 新闻"])
def test_any_site_name_survives_the_settings(name: str) -> None:
    settings = with_site_name("# mine\nsite_name: Old Post\ncopyright: © Old Post\nuse: [x] # Old\n", name)
    assert yaml.safe_load(settings) == {"site_name": name, "copyright": f"© {name}", "use": ["x"]}
    assert settings.startswith("# mine\n")
    assert settings.endswith("use: [x] # Old\n")


def test_a_folder_without_letters_still_gets_a_name() -> None:
    assert site_name_from(Path("/")) == "News"
