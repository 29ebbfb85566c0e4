"""`sitegen publish` as a person types it; and every reason for which it refuses."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from sitegen.cli.publish import publish
from sitegen.publish import limits
from sitegen.publish.limits import Limits
from sitegen.publish.lock import LOCK, Note, Publisher
from sitegen.publish.places import folder as folder_module
from sitegen.publish.places.folder import FolderStore
from sitegen.publish.refusals import REFUSALS
from tests.check_paper import GOOD
from tests.publish.papers import START, tree, write

ADDRESS = "https://courier.news/"
SETTINGS = """\
site_name: The Courier
site_url: {address}
docs_dir: content
plugins:
  - sitegen:
      publish:
        live: {{folder: www, visit: false{more}}}
"""
ARTICLE = "---\ntitle: Bridge over the old harbour to close\ndate: 2024-09-02\n---\n\nThe bridge closes.\n"
DRAFT = "---\ntitle: Mayor to resign over the harbour\ndraft: true\n---\n\nNobody knows of this as yet.\n"


class Paper:
    """A paper that was built, in the current folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.site, self.www = folder, folder / "site", folder / "www"
        for path, text in GOOD.items():
            self.write(path, text.replace("https://courier.example/", ADDRESS))
        for number in range(12):
            page = self.read("articles/2024/09/harbour/index.html")
            self.write(f"articles/2024/09/harbour-{number}/index.html", page)
        write(folder, {"content/articles/harbour.md": ARTICLE, "content/articles/mayor.md": DRAFT})
        self.settings()

    def settings(self, address: str = ADDRESS, more: str = "") -> None:
        (self.folder / "mkdocs.yml").write_text(SETTINGS.format(address=address, more=more), encoding="utf-8")

    def read(self, path: str) -> str:
        return (self.site / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        write(self.site, {path: text})

    def publish(self, *arguments: str) -> Result:
        return CliRunner().invoke(publish, ["--no-build", *arguments])


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paper:
    monkeypatch.chdir(tmp_path)
    return Paper(tmp_path)


def test_the_plan_is_told_before_anything_is_sent(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    really = FolderStore.send

    def send(store: FolderStore, *given: Any) -> None:
        click.echo("sent")
        really(store, *given)

    monkeypatch.setattr(FolderStore, "send", send)
    lines = paper.publish().output.splitlines()
    (plan,) = [number for number, line in enumerate(lines) if line.startswith("Plan:")]
    assert lines[plan - 1].startswith("To:")
    assert "sent" in lines
    assert plan < lines.index("sent")


def test_a_site_is_published_and_only_changes_travel(paper: Paper) -> None:
    first = paper.publish()
    assert first.exit_code == 0, first.output
    assert "To:    folder www, for the first time" in first.output
    assert re.search(
        rf"Live:  {ADDRESS}, edition [0-9a-f]{{12}}; \d+ files read again and right\n$", first.output
    )
    assert tree(paper.www) == tree(paper.site)

    assert "Plan:  nothing to do: all" in paper.publish("live").output
    paper.write("about/index.html", paper.read("about/index.html").replace("</body>", "<p>New.</p></body>"))
    second = paper.publish()
    assert second.exit_code == 0
    assert re.search(r"Plan:  1 file to send \(1 KB\): 1 changed page; \d+ stay\n", second.output)
    assert "To go back: sitegen publish live --rollback" in second.output
    back = paper.publish("--rollback")
    assert back.exit_code == 0
    assert "Back:  https://courier.news/" in back.output
    assert "<p>New.</p>" not in (paper.www / "about/index.html").read_text()


def test_a_dry_run_says_what_would_be_done_and_does_nothing(paper: Paper) -> None:
    paper.publish()
    before = tree(paper.www)
    paper.write("new/index.html", paper.read("about/index.html"))
    paper.write("feed.xml", paper.read("feed.xml") + "\n")
    (paper.site / "articles/2024/09/harbour-3/index.html").unlink()
    told = paper.publish("--dry-run")
    assert told.exit_code == 0
    assert "+ new/index.html\n" in told.output
    assert "~ feed.xml\n" in told.output
    assert "- articles/2024/09/harbour-3/index.html\n" in told.output
    assert told.output.endswith("Nothing was changed there. To do it: sitegen publish live\n")
    assert tree(paper.www) == before


def test_many_files_of_a_kind_are_counted_not_listed(paper: Paper) -> None:
    assert re.search(r"  \.\.\. and \d+ more\n", paper.publish("--dry-run").output)
    assert not paper.www.exists()


def test_what_had_to_go_is_gone_with_forget(paper: Paper) -> None:
    paper.publish()
    (paper.site / "articles/2024/09/harbour-3/index.html").unlink()
    paper.publish()
    assert list((paper.www / ".sitegen/previous").rglob("*.html"))
    assert paper.publish("--forget").exit_code == 0
    assert list((paper.www / ".sitegen/previous").rglob("*.html")) == []
    refused = paper.publish("--rollback")
    assert refused.exit_code == 2
    assert "folder www: the target keeps no earlier edition" in refused.output


def test_a_target_may_keep_nothing(paper: Paper) -> None:
    paper.settings(more=", keep: false")
    paper.publish()
    paper.write("about/index.html", paper.read("about/index.html") + " ")
    assert "--rollback" not in paper.publish().output
    assert paper.publish("--rollback").exit_code == 2


def test_it_is_known_where_the_paper_is_from_any_folder_in_it(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(paper.folder / "content/articles")
    assert paper.publish().exit_code == 0
    assert (paper.www / "index.html").exists()


def test_headers_and_redirects_go_only_to_hosts_that_read_them(paper: Paper) -> None:
    paper.write("_headers", "/*\n  X: y\n")
    paper.write("_redirects", "/a/ /b/ 301\n")
    paper.publish()
    assert not (paper.www / "_headers").exists()
    paper.settings(more=", host: cloudflare")
    paper.publish()
    assert (paper.www / "_headers").exists()
    assert (paper.www / "_redirects").exists()


def test_a_file_that_did_not_arrive_is_named(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = FolderStore.send

    def corrupt(self: FolderStore, *given: object, **named: object) -> None:
        sent(self, *given, **named)  # type: ignore[arg-type]
        if (paper.www / "index.html").exists():
            (paper.www / "index.html").write_text("cut o")

    monkeypatch.setattr(FolderStore, "send", corrupt)
    told = paper.publish()
    assert told.exit_code == 1
    assert "index.html: is not at the target as it was sent" in told.output


Refused = Callable[[Paper], str | tuple[str, ...] | None]


def no_address(paper: Paper) -> None:
    paper.settings(address="''")


def sample_address(paper: Paper) -> None:
    paper.settings(address="https://example.org/")


def built_for_another(paper: Paper) -> None:
    paper.settings(address="https://other.news/")


def not_built(paper: Paper) -> None:
    (paper.site / "index.html").unlink()


def broken_feed(paper: Paper) -> None:
    paper.write("feed.xml", paper.read("feed.xml")[:-20])


def missing_feed(paper: Paper) -> None:
    (paper.site / "feed.json").unlink()


def broken_sitemap(paper: Paper) -> None:
    paper.write("sitemap.xml", "<urlset")


def draft_in_a_page(paper: Paper) -> None:
    page = paper.read("about/index.html")
    paper.write("about/index.html", page.replace("</body>", "Mayor to resign over the harbour</body>"))


def draft_in_a_feed(paper: Paper) -> None:
    paper.write(
        "feed.json",
        paper.read("feed.json").replace('"title": "', '"title": "Nobody knows of this as yet.', 1),
    )


def too_many_files(paper: Paper) -> None:
    paper.settings(more=", host: cloudflare")


def shrunk(paper: Paper) -> None:
    paper.publish()
    for number in range(5):
        (paper.site / f"articles/2024/09/harbour-{number}/index.html").unlink()


def foreign(paper: Paper) -> None:
    write(paper.www, {"wp-login.php": "<?php", "index.html": "Mine"})


def notes_are_gone(paper: Paper) -> None:
    paper.publish()
    (paper.www / ".sitegen/manifest.json").unlink()
    (paper.www / ".sitegen/begun.json").unlink()


REASONS = [
    (no_address, r"mkdocs.yml: site_url is not set\n    write site_url: https", "the_address_is_real"),
    (sample_address, r"https://example.org/, which is only a sample", "the_address_is_real"),
    (
        built_for_another,
        r"index.html: was built for https://courier.news/, but site_url is https://other.news/\n    build",
        "the_site_was_built_for_it",
    ),
    (not_built, r"site/: there is no built site\n    build it: sitegen build", "the_site_is_whole"),
    (broken_feed, r"feed.xml: the feed .*\n    build again", "what_readers_need_can_be_read"),
    (missing_feed, r"feed.json: the feed is not there", "what_readers_need_can_be_read"),
    (broken_sitemap, r"sitemap.xml: the sitemap is not well-formed", "what_readers_need_can_be_read"),
    (
        draft_in_a_page,
        r"content/articles/mayor.md: is a draft, but “Mayor to resign over the harbour” stands in about/",
        "nothing_withheld_is_in_it",
    ),
    (
        draft_in_a_feed,
        r"“Nobody knows of this as yet.” stands in feed.json\n    b",
        "nothing_withheld_is_in_it",
    ),
    (
        too_many_files,
        r"the site has 2\d files, and cloudflare takes 7\n    let old stories expire",
        "the_host_can_take_it",
    ),
    (
        shrunk,
        r"the site had 1\d pages when it was published last, and now has 1\d\n    .*--allow-shrink",
        "the_site_has_not_shrunk",
    ),
    (
        foreign,
        r"folder www: holds files that sitegen did not put there: index.html, wp-login.php\n    .*--adopt",
        "the_target_is_ours",
    ),
    (
        notes_are_gone,
        r"folder www: was published to on [\d-]{10}, but the notes of that are gone; it holds 2019/, 4",
        "the_target_is_ours",
    ),
]


@pytest.mark.parametrize(
    ("spoil", "told", "_refusal"), REASONS, ids=lambda value: getattr(value, "__name__", "")
)
def test_it_is_refused_with_the_way_out_and_nothing_changes(
    paper: Paper, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Paper], None], told: str, _refusal: str
) -> None:
    monkeypatch.setitem(limits.HOSTS, "cloudflare", Limits(files=7))  # type: ignore[arg-type]
    spoil(paper)
    before = tree(paper.www) if paper.www.exists() else {}
    result = paper.publish()
    assert result.exit_code == 2, result.output
    assert re.search(told, result.output), result.output
    assert result.output.endswith("Nothing was published. Readers see what they saw before.\n")
    assert (tree(paper.www) if paper.www.exists() else {}) == before
    assert not (paper.www / LOCK).exists()


def test_every_refusal_is_tested_here() -> None:
    assert {refusal.__name__ for refusal in REFUSALS} == {name for *_, name in REASONS}


def test_all_reasons_are_told_at_once(paper: Paper) -> None:
    for spoil in (broken_feed, draft_in_a_page, foreign):
        spoil(paper)
    told = paper.publish().output
    assert all(words in told for words in ("feed.xml", "is a draft", "--adopt"))


def test_a_site_that_shrank_on_purpose_is_published(paper: Paper) -> None:
    shrunk(paper)
    assert paper.publish("--allow-shrink").exit_code == 0
    assert tree(paper.www) == tree(paper.site)


def test_a_place_with_other_files_is_taken_over_and_they_stay(paper: Paper) -> None:
    foreign(paper)
    assert paper.publish("--adopt").exit_code == 0
    assert tree(paper.www) == {**tree(paper.site), "wp-login.php": "<?php"}
    assert paper.publish().exit_code == 0
    assert (paper.www / "wp-login.php").exists()


def test_http_is_published_where_the_target_says_so(paper: Paper) -> None:
    for page in paper.site.rglob("*.*"):
        if page.suffix in (".html", ".xml", ".json", ".txt"):
            page.write_text(page.read_text().replace(ADDRESS, "http://courier.news/"))
    paper.settings(address="http://courier.news/")
    assert "write https://, or `https: false`" in paper.publish().output
    paper.settings(address="http://courier.news/", more=", https: false")
    assert paper.publish().exit_code == 0


def test_a_file_too_large_for_the_host_is_named(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limits.HOSTS, "cloudflare", Limits(file=2000, total=5000))  # type: ignore[arg-type]
    paper.settings(more=", host: cloudflare")
    told = paper.publish().output
    assert re.search(r"index.html: has 0 MB, and cloudflare takes 0 MB a file\n    make it smaller", told)
    assert "the site has 0 MB, and cloudflare takes 0 MB" in told


def test_a_link_out_of_the_site_is_refused(paper: Paper) -> None:
    (paper.site / "secrets.txt").symlink_to("/etc/hostname")
    assert "secrets.txt: is a link to a file outside the site" in paper.publish().output


def test_a_file_in_our_own_folder_is_refused(paper: Paper) -> None:
    paper.write(".sitegen/manifest.json", "{}")
    assert ".sitegen/ is where sitegen keeps its own notes" in paper.publish().output


def test_who_is_publishing_already_is_told(paper: Paper) -> None:
    store = FolderStore(paper.www)
    store.write(LOCK, Note(Publisher("bob", "night", 1, "x"), START, START.replace(year=2999)).to_json())
    told = paper.publish()
    assert told.exit_code == 2
    assert "folder www: bob@night has been publishing there" in told.output


def test_damaged_notes_are_named_with_the_way_out(paper: Paper) -> None:
    paper.publish()
    (paper.www / ".sitegen/manifest.json").write_text('{"form": 1, "fil')
    told = paper.publish().output
    assert re.search(
        r"manifest.json: this note at the target cannot be read: .*\n    delete .sitegen/ .* --adopt", told
    )


def test_nothing_can_be_brought_back_where_nothing_was_published(paper: Paper) -> None:
    told = paper.publish("--rollback")
    assert told.exit_code == 2
    assert (
        "folder www: sitegen has never published there\n    publish first: sitegen publish live"
        in told.output
    )


def test_an_earlier_edition_that_is_not_whole_is_not_brought_back(paper: Paper) -> None:
    paper.publish()
    paper.write("about/index.html", paper.read("about/index.html") + " ")
    paper.publish()
    next((paper.www / ".sitegen/previous").rglob("*.html")).write_text("other words")
    before = tree(paper.www)
    told = paper.publish("--rollback")
    assert told.exit_code == 2
    assert (
        "the earlier edition is not whole: of its files 1 is missing, such as about/index.html" in told.output
    )
    assert tree(paper.www) == before


def test_forgetting_is_refused_where_everything_is_kept(paper: Paper) -> None:
    text = (paper.folder / "mkdocs.yml").read_text().replace("{folder: www", "{git: origin")
    (paper.folder / "mkdocs.yml").write_text(text)
    assert "a branch keeps all its editions: --forget cannot" in paper.publish("--forget").output


def test_without_a_target_the_way_to_write_one_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: X\n")
    told = CliRunner().invoke(publish, [])
    assert told.exit_code == 2
    assert "mkdocs.yml: no place to publish to is named\n    write\n    plugins:" in told.output


def test_stopped_by_hand_or_by_a_full_disk_it_says_how_to_go_on(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    for failure in (KeyboardInterrupt(), OSError(28, "No space left on device", "/www")):

        def fail(*_: object, error: BaseException = failure) -> None:
            raise error

        monkeypatch.setattr(folder_module.shutil, "copyfile", fail)
        told = paper.publish()
        assert told.exit_code == 2
        assert told.output.endswith("Readers see whole pages, some of them old; publish again to finish.\n")
    assert "/www: no space left on device\n    mend it and publish again" in told.output
    monkeypatch.undo()
    monkeypatch.chdir(paper.folder)
    assert paper.publish().exit_code == 0
    assert tree(paper.www) == tree(paper.site)


def test_it_builds_the_site_first_and_stops_where_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    paper = Paper(tmp_path)
    before = tree(paper.site)
    with paper.folder.joinpath("mkdocs.yml").open("a") as settings:
        settings.write("theme: {name: not-a-theme}\n")
    told = CliRunner().invoke(publish, [])
    assert told.exit_code == 2
    assert "the site could not be built" in told.output
    assert tree(paper.site) == before
    assert not paper.www.exists()
