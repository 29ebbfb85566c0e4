"""Every threat of tests/hostile/: text -> Markdown -> page -> list -> feed -> search. Nothing of it runs, and
the words that a reader sees are the words that were in the text."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

import pytest
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from sitegen.errors import SitegenError
from sitegen.front_matter import parse
from sitegen.site.machines.policy import REDIRECT, policy
from sitegen.site.search.words import Filed, words_of
from sitegen.sweep import Finding, Known, allowed_of, sweep_file, sweep_files
from tests.conftest import ROOT, lay_out
from tests.hostile.threats import ARTICLES, FOLDER, Threat, lay_down, threats

SECONDS = 300
"""After which the process that converts or builds all of it is ended: many times what it takes."""

THREATS = threats()
KEYS = {"about", "many", "title", "words", "everywhere", "gone", "refused", "told", "swept", "page"}

SHOWN = [threat for threat in THREATS if "title" in threat.expected]
REFUSED = [threat for threat in THREATS if "refused" in threat.expected]
SWEPT = [threat for threat in THREATS if "swept" in threat.expected]


def squeezed(text: str) -> str:
    """A text without white space."""
    return re.sub(r"[\s\u200b]+", "", text)


@dataclass(frozen=True)
class Paper:
    """The paper of all threats, converted and built."""

    project: Path
    said: str

    @property
    def site(self) -> Path:
        return self.project / "site"

    @cached_property
    def places(self) -> dict[str, str]:
        """The path of each threat's article in content/, without its ending."""
        found = {}
        for path in sorted((self.project / "content/articles").rglob("*.md")):
            try:
                seed = parse(path.read_text("utf-8")).source.path
            except (UnicodeDecodeError, SitegenError):
                seed = ""
            name = Path(seed).stem if seed.startswith("seeds/") else path.stem
            found[name] = path.relative_to(self.project / "content").with_suffix("").as_posix()
        return found

    def page(self, threat: Threat) -> LexborHTMLParser:
        return LexborHTMLParser((self.site / self.places[threat.name] / "index.html").read_bytes())

    @cached_property
    def feeds(self) -> dict[str, tuple[str, str]]:
        """Title and words of each item of all RSS feeds, by its address in the site."""
        found = {}
        for path in self.site.rglob("feed.xml"):
            for item in etree.fromstring(path.read_bytes()).iter("item"):
                address = item.findtext("link", "").removeprefix("https://example.org/")
                html = item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded", "")
                found[address] = (item.findtext("title", ""), visible(html))
        return found

    @cached_property
    def searched(self) -> dict[str, str]:
        """What the search shows as the headline of each story, by its address in the site."""
        cards = (json.loads(path.read_bytes()) for path in self.site.glob("search/index/cards-*.json"))
        return {card["url"]: card["title"] for some in cards for card in some}

    @cached_property
    def findable(self) -> set[str]:
        """Every word that the search finds."""
        drawers = chain(*(self.site.glob(f"search/index/{kind}-*.json") for kind in ("words", "heavy")))
        volumes = (volume for path in drawers for volume in json.loads(path.read_bytes()).values())
        return {word for volume in volumes for word in volume}

    @cached_property
    def lists(self) -> dict[str, set[str]]:
        """What links to each story's page say, on every other page."""
        found: dict[str, set[str]] = {}
        for path in self.site.rglob("index.html"):
            for link in LexborHTMLParser(path.read_bytes()).css("a[href*=articles]"):
                address = (link.attributes["href"] or "").replace("../", "")
                found.setdefault(address, set()).add(squeezed(link.text()))
        return found


def sought(text: str) -> set[str]:
    """The words of a text, as the search looks for them."""
    filed = Filed("en")
    return {filed[word][0] for word in words_of(text)} - {""}


def visible(html: str) -> str:
    """The words of HTML that a reader sees, one block after another."""
    tree = LexborHTMLParser(html)
    return tree.body.text(separator="") if tree.body else ""


def findings(site: Path) -> list[Finding]:
    """What the last look finds in all files of a site."""
    files = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    assert "index.html" in files
    theme = [path.read_text("utf-8") for path in (ROOT / "theme").rglob("*.html")]
    own = [path for path in files if path.startswith("assets/")]
    allowed = allowed_of(theme, files=own, site="https://example.org/").under(policy(), REDIRECT)
    return list(sweep_files(site, files, allowed))


def run(project: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from sitegen.cli import main; main()", *command],
        check=False,
        cwd=project,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
    )


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    project = lay_out(tmp_path_factory.mktemp("hostile"))
    lay_down(project.folder)
    converted = run(project.folder, "convert")
    assert converted.returncode == 0, converted.stderr
    built = run(project.folder, "build", "--all")
    assert built.returncode == 1, built.stderr  # done, with something to mend
    return Paper(project.folder, built.stdout + built.stderr)


def each(chosen: list[Threat]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("threat", chosen, ids=lambda threat: threat.name)


def test_a_paper_of_hostile_articles_is_built(paper: Paper) -> None:
    assert "Traceback" not in paper.said
    assert (paper.site / "index.html").is_file()
    assert len(THREATS) >= 100


@each(SHOWN)
def test_the_headline_is_read_everywhere_as_it_was_written(paper: Paper, threat: Threat) -> None:
    title, place = squeezed(threat.title), paper.places[threat.name] + "/"
    page = paper.page(threat)
    assert squeezed(page.css_first("h1").text()) == title
    assert title in squeezed(page.css_first("title").text())
    assert squeezed(paper.searched[place]) == title
    assert sought(threat.title) <= paper.findable
    assert title in paper.lists[place]
    if place in paper.feeds:
        assert squeezed(paper.feeds[place][0]) == title


@each(SHOWN)
def test_the_words_of_the_story_are_read_everywhere(paper: Paper, threat: Threat) -> None:
    place = paper.places[threat.name] + "/"
    texts = {"page": paper.page(threat).css_first("main").text()}
    if place in paper.feeds:
        texts["feed"] = paper.feeds[place][1]
    for words in threat.expected["words"]:
        for where, text in texts.items():
            assert squeezed(words) in squeezed(text), where
        assert sought(words) <= paper.findable
    for sign in threat.expected.get("gone", ()):
        for where, text in texts.items():
            assert sign not in text, where


@each([threat for threat in THREATS if "everywhere" in threat.expected])
def test_other_fields_are_read_as_they_were_written(paper: Paper, threat: Threat) -> None:
    text = squeezed(paper.page(threat).css_first("main").text())
    for words in threat.expected["everywhere"]:
        assert squeezed(words) in text


@each(REFUSED)
def test_a_refused_file_is_named_and_left_out(paper: Paper, threat: Threat) -> None:
    said = [line for line in paper.said.splitlines() if f"/{threat.name}.md" in line]
    assert said
    assert threat.expected["refused"] in paper.said
    assert not (paper.site / ARTICLES / threat.name).exists()


@each([threat for threat in THREATS if "told" in threat.expected])
def test_what_could_not_be_kept_is_told(paper: Paper, threat: Threat) -> None:
    said = [line for line in paper.said.splitlines() if f"/{threat.name}.md" in line]
    assert any(threat.expected["told"] in line for line in said)


def test_every_file_of_the_site_is_swept_clean(paper: Paper) -> None:
    assert findings(paper.site) == []


@each(SWEPT)
def test_what_an_editor_puts_among_the_content_is_swept(threat: Threat) -> None:
    content = threat.folder / "content"
    (file,) = (path for path in content.rglob("*") if path.is_file())
    path = file.relative_to(content).as_posix()
    assert path == threat.expected["swept"]
    assert sweep_file(path, file.read_bytes(), allowed_of(()), Known()) != ()


def test_a_page_by_an_editor_holds_no_more_than_an_article(tmp_path: Path) -> None:
    project = lay_out(tmp_path)
    (threat,) = (threat for threat in THREATS if threat.expected.get("page"))
    project.write("hostile-words.md", (threat.file("page.md") or b"").decode())
    run(tmp_path, "build")
    assert b"Words of the page." in (project.site / "hostile-words/index.html").read_bytes()
    assert findings(project.site) == []


NAMES = (
    *(
        "javascript:alert(1)",
        '"><img src=x onerror=alert(1)>',
        "{{ config }}",
        "%2e%2e%2f%2e%2e%2fx",
        "a b\u202egpj.exe",
    ),
    *(
        "'onclick=alert(2)",
        "<script>alert(3)<",
        "-",
        "#",
        "?x",
        "data:text,html",
        "\u00fc",
        "u\u0308",
        "&lt;b&gt;",
        "\\\\evil",
    ),
)


def test_whatever_a_file_of_an_editors_is_called_its_address_is_one_of_the_site(tmp_path: Path) -> None:
    project = lay_out(tmp_path)
    for name in NAMES:
        project.article(f"2024/01/{name}", f"title: {json.dumps(name)}\ndate: 2024-01-01")
    project.write("x<script>alert(4)<.md", "Words.")
    built = run(tmp_path, "build")
    assert "Traceback" not in built.stderr
    assert findings(project.site) == []


def test_a_link_out_of_the_content_is_never_published(tmp_path: Path) -> None:
    (tmp_path / "paper").mkdir()
    project = lay_out(tmp_path / "paper")
    (tmp_path / "secrets").mkdir()
    for name in ("key.txt", "key.png", "words.md"):
        (tmp_path / "secrets" / name).write_text("the words of a secret")
    content = project.folder / "content"
    (content / "key.txt").symlink_to(tmp_path / "secrets" / "key.txt")
    (content / "folder").symlink_to(tmp_path / "secrets")
    built = run(project.folder, "build")
    assert "content/folder" in built.stderr
    assert "content/key.txt" in built.stderr
    assert project.words_in_site("words of a secret") == []


def test_nothing_of_the_machine_is_read_and_nothing_written_outside(paper: Paper) -> None:
    around = {path.name for path in paper.project.iterdir()} - {".cache"}
    assert around == {"content", "mkdocs.yml", "seeds", "site", "theme"}
    assert not list(paper.project.parent.glob("**/pwned*"))
    passwords = Path("/etc/passwd").read_bytes().splitlines()[0]
    assert not [path for path in paper.site.rglob("*") if path.is_file() and passwords in path.read_bytes()]


def test_no_feed_has_a_sign_that_xml_forbids(paper: Paper) -> None:
    feeds = list(paper.site.rglob("*.xml"))
    assert len(feeds) > 20
    for path in feeds:
        etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False))


def test_every_alias_of_hostile_names_has_its_own_address(paper: Paper) -> None:
    for kind in ("topics", "authors", "sections", "series"):
        names = [path.name for path in (paper.site / kind).iterdir() if path.is_dir()]
        assert len({name.casefold() for name in names}) == len(names)
        assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name) for name in names), names


def test_every_folder_is_a_threat_and_says_what_it_is_about() -> None:
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == {threat.name for threat in THREATS}
    for threat in THREATS:
        assert threat.expected["about"].endswith("."), threat.name
        assert threat.expected.keys() <= KEYS, threat.name
        assert {"title", "refused", "swept", "page"} & threat.expected.keys(), threat.name
