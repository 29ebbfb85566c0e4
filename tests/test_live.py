"""What `serve` tells of a page, and how it goes on when a build fails."""

from __future__ import annotations

import gc
import io
import json
import logging
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from subprocess import Popen
from typing import Any, cast

import pytest
from mkdocs.livereload import LiveReloadServer

from sitegen.errors import Problem, SitegenError
from sitegen.site.live.behind import file_behind
from sitegen.site.live.examination import Keeper, answer
from sitegen.site.live.examiner import Examiner
from sitegen.site.live.meanwhile import Meanwhile, Pause
from sitegen.site.live.notes import Notes
from sitegen.site.live.pages import FILES, instead, own_file, with_scripts
from sitegen.site.live.rebuilding import Rebuilding
from sitegen.site.live.server import Newsroom, go_live
from tests.conftest import Project

BROKEN_LINK = "[](../nowhere.md)"


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


# ------------------------------------------------------------------------------- the file behind a page


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("", "index.md"),
        ("index.html", "index.md"),
        ("articles/one/", "articles/one.md"),
        ("articles/one", "articles/one.md"),
        ("articles/one/index.html", "articles/one.md"),
        ("articles/one.html", "articles/one.md"),
        ("authors/", "authors/index.md"),
        ("guide/", "guide/README.md"),
        ("articles/odd/", "articles/odd.markdown"),
        ("sections/local/", ""),
        ("a" * 300, ""),
        ("a\0b", ""),
    ],
)
def test_the_file_behind_an_address_is_known(tmp_path: Path, address: str, file: str) -> None:
    names = ("index.md", "articles/one.md", "authors/index.md", "guide/README.md", "articles/odd.markdown")
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert file_behind(tmp_path, address) == file


# ------------------------------------------------------------------------------------------- the panel


def finding(message: str, **more: object) -> dict[str, object]:
    about = {
        "file": "content/a.md",
        "line": 0,
        "severity": "note",
        "check": "x",
        "message": message,
        "hint": "",
    }
    return about | more


def notes_of(folder: Path, examined: Any, *problems: Problem, failure: str = "") -> Any:
    notes = Notes(folder, "content", lambda _: examined, lambda: problems, lambda: failure)
    return json.loads(notes.of("a/"))


@pytest.fixture
def a(tmp_path: Path) -> Path:
    (tmp_path / "a.md").touch()
    return tmp_path


def test_the_panel_tells_what_is_found_about_the_file(a: Path) -> None:
    told = notes_of(a, [finding("odd")])
    assert told == {"file": "content/a.md", "failure": "", "findings": [finding("odd")]}


def test_what_the_build_found_comes_first_and_is_said_once(a: Path) -> None:
    mine, other = Problem("content/a.md", 3, "broken", "mend it"), Problem("content/b.md", 1, "other", "")
    told = notes_of(a, [finding("broken", severity="error"), finding("odd")], mine, other)
    assert [each["message"] for each in told["findings"]] == ["broken", "odd"]
    first = told["findings"][0]
    assert (first["line"], first["severity"], first["hint"]) == (3, "error", "mend it")


def test_a_file_that_could_not_be_examined_is_not_called_good(a: Path) -> None:
    told = notes_of(a, None)
    assert [each["message"] for each in told["findings"]] == ["this file could not be examined"]


def test_a_page_that_is_made_of_no_file_has_nothing_to_tell_but_a_failed_build(tmp_path: Path) -> None:
    assert notes_of(tmp_path, [finding("of another")]) == {"file": "", "failure": "", "findings": []}
    assert notes_of(tmp_path, [], failure="mkdocs.yml is odd")["failure"] == "mkdocs.yml is odd"


# -------------------------------------------------------------------------------------- the examination


def messages(found: Any) -> list[str]:
    return [told["message"] for told in found]


def test_the_examination_follows_every_change_of_the_content(project: Project, noon: datetime) -> None:
    keeper = Keeper(project.folder)
    project.article("one", "title: One\ndate: 2024-01-01", f"Words. {BROKEN_LINK}")
    first = messages(keeper.about("articles/one.md", noon))
    assert any("nowhere.md" in message for message in first)

    project.article("nowhere", "title: Nowhere\ndate: 2024-01-01")
    project.article("one", "title: One\ndate: 2024-01-01", "Words. [There](nowhere.md)")
    assert not any("nowhere.md" in message for message in messages(keeper.about("articles/one.md", noon)))

    (project.folder / "content" / "articles" / "nowhere.md").unlink()
    assert any("nowhere.md" in message for message in messages(keeper.about("articles/one.md", noon)))


def test_what_has_not_changed_is_not_read_again(
    project: Project, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.article("one", "title: One")
    keeper = Keeper(project.folder)
    first = keeper.renew(noon)
    assert keeper.renew(noon) is first
    project.article("two", "title: Two")
    monkeypatch.setattr("sitegen.site.live.examination.examine", pytest.fail)
    assert len(keeper.renew(noon).paper.pieces) == len(first.paper.pieces) + 1


def test_new_settings_are_heeded_and_broken_ones_are_borne(project: Project, noon: datetime) -> None:
    project.article("one", "title: One\nsection: Sprot\ndate: 2024-01-01")
    keeper = Keeper(project.folder)
    keeper.renew(noon)
    good = project.settings.read_text()
    project.settings.write_text(good.replace("# sections:", "sections:"))
    assert any("Sprot" in message for message in messages(keeper.about("articles/one.md", noon)))
    project.settings.write_text("site_name: [")
    assert keeper.about("articles/one.md", noon) == []
    project.settings.write_text(good)
    assert not any("Sprot" in message for message in messages(keeper.about("articles/one.md", noon)))


def test_each_question_has_one_line_of_answer_and_news_have_none(project: Project) -> None:
    project.article("one", "title: One", f"Words. {BROKEN_LINK}\n\u2028 more")
    answers = io.StringIO()
    answer(project.folder, io.StringIO('\n"articles/one.md"\n\n"about.md"\n'), answers)
    lines = answers.getvalue().splitlines()
    assert len(lines) == 2
    assert any("nowhere.md" in message for message in messages(json.loads(lines[0])))


@pytest.fixture
def examiner(project: Project) -> Iterator[Examiner]:
    examiner = Examiner(project.folder)
    yield examiner
    examiner.stop()


def test_the_other_process_is_asked_and_is_started_again_when_it_has_died(
    project: Project, examiner: Examiner
) -> None:
    project.article("one", "title: One", f"Words. {BROKEN_LINK}")
    examiner.renew()
    assert any("nowhere.md" in message for message in messages(examiner.about("articles/one.md")))
    process = examiner._process
    assert process is not None
    process.kill()
    process.wait()
    assert any("nowhere.md" in message for message in messages(examiner.about("articles/one.md")))


def test_a_process_that_dies_over_a_question_leaves_it_unanswered(
    project: Project, examiner: Examiner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    examiner.renew()
    assert examiner.about("articles/one.md") is None
    monkeypatch.setattr("sys.executable", "/nonexistent")
    assert examiner.about("articles/one.md") is None


# --------------------------------------------------------------------------------------------- building


@pytest.fixture
def unhurried() -> Iterator[None]:
    """Python looks for garbage again when the test has ended."""
    yield
    gc.enable()


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    return lambda: [record.getMessage() for record in caplog.records if record.name.startswith("mkdocs")]


@pytest.mark.usefixtures("unhurried")
def test_a_failed_build_is_told_and_the_next_good_one_forgets_it(heard: Callable[[], list[str]]) -> None:
    faults: list[SitegenError | None] = [SitegenError(Problem("mkdocs.yml", 2, "odd", "")), None]

    def build() -> None:
        if fault := faults.pop(0):
            raise fault

    rebuilding = Rebuilding(build, (SitegenError,), begins=lambda: None)
    rebuilding()
    assert "mkdocs.yml" in rebuilding.failure
    assert "odd" in rebuilding.failure
    assert any("odd" in line for line in heard())
    rebuilding()
    assert rebuilding.failure == ""
    rebuilding.meanwhile.stop()


@pytest.mark.usefixtures("unhurried")
def test_what_mkdocs_has_said_of_a_failure_is_not_said_twice(heard: Callable[[], list[str]]) -> None:
    def build() -> None:
        logging.getLogger("mkdocs.config").error("nav is odd")
        raise ValueError("Aborted")

    rebuilding = Rebuilding(build, (ValueError,), begins=lambda: None)
    rebuilding()
    assert rebuilding.failure == "nav is odd"
    assert heard() == ["nav is odd"]
    rebuilding.meanwhile.stop()


@pytest.mark.usefixtures("unhurried")
def test_a_mistake_of_ours_is_not_hidden() -> None:
    def build() -> None:
        raise KeyError("ours")

    rebuilding = Rebuilding(build, (ValueError,), begins=lambda: None)
    with pytest.raises(KeyError):
        rebuilding()
    rebuilding.meanwhile.stop()


@pytest.mark.usefixtures("unhurried")
def test_memory_is_tidied_between_builds_and_not_in_them() -> None:
    looked: list[bool] = []
    rebuilding = Rebuilding(lambda: looked.append(gc.isenabled()), (), lambda: None, Meanwhile(rest=0))
    before = gc.get_stats()[2]["collections"]
    rebuilding()
    assert looked == [False]
    wait_until(lambda: gc.get_stats()[2]["collections"] > before)
    rebuilding.meanwhile.stop()


def test_what_can_wait_is_left_off_for_a_build_and_not_begun_again() -> None:
    meanwhile, begun, done = Meanwhile(rest=0), list[int](), list[int]()

    def endless(pause: Pause) -> None:
        begun.append(1)
        while True:
            pause()
            time.sleep(0.001)

    meanwhile.put(endless)
    meanwhile.start()
    wait_until(lambda: bool(begun))
    meanwhile.stop()
    meanwhile.put(lambda _: done.append(1))
    meanwhile.start()
    wait_until(lambda: bool(done))
    meanwhile.stop()
    meanwhile.start()
    time.sleep(0.1)
    meanwhile.stop()
    assert (len(begun), len(done)) == (1, 1)


def test_nothing_is_done_before_the_rest_is_over() -> None:
    meanwhile, done = Meanwhile(rest=60), list[int]()
    meanwhile.put(lambda _: done.append(1))
    meanwhile.start()
    meanwhile.stop()
    assert not done


# ------------------------------------------------------------------------------------------- the pages


def test_scripts_stand_at_the_end_of_a_page() -> None:
    page = with_scripts(b"<body>a </body> in words<p></body></html>", 12, 3)
    head, _, tail = page.partition(b"<script")
    assert head == b"<body>a </body> in words<p>"
    assert tail.endswith(b"</script></body></html>")
    assert b'data-epoch="12" data-request="3"' in page
    assert with_scripts(b"no end", 1, 1).startswith(b"no end<script")


def test_no_script_stands_in_the_page_itself_so_that_a_policy_lets_it_run() -> None:
    assert b"<script>" not in with_scripts(b"<body></body>", 1, 1)
    assert b"<style" not in instead("content/a.md", ())


def test_what_is_wrong_is_shown_as_words_not_as_html() -> None:
    page = instead(
        "content/<b>.md", [Problem("content/<b>.md", 3, "<i>odd</i>", "write\n  it right")]
    ).decode()
    assert "content/&lt;b&gt;.md" in page
    assert "&lt;i&gt;odd&lt;/i&gt;" in page
    assert "line 3" in page
    assert "write\n  it right" in page


def test_every_file_of_the_panel_is_there() -> None:
    assert all(own_file(name) for name in FILES)


# -------------------------------------------------------------------------------------- MkDocs' server


class Older(LiveReloadServer):
    """A server of another MkDocs, that puts no script into pages."""

    _inject_js_into_html = property()  # type: ignore[assignment]


@pytest.fixture
def newsroom(project: Project) -> Newsroom:
    content = project.folder / "content"
    return Newsroom(project.folder, content, lambda: (), (ValueError,), warn=pytest.fail)


@pytest.mark.usefixtures("unhurried")
def test_mkdocs_server_is_the_one_that_is_known(
    project: Project, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Popen[str]] = []
    monkeypatch.setattr("subprocess.Popen", lambda *a, **k: begun.append(Popen(*a, **k)) or begun[-1])
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(project.site))
    server.watch(str(newsroom.content))
    theirs = server.observer
    assert go_live(cast(Any, server), newsroom) is not None
    assert server.observer is not theirs
    assert server.build_delay < 0.1
    assert b"/__sitegen/panel.js" in cast(Any, server)._inject_js_into_html(b"<body></body>", 1)
    assert not theirs.emitters
    assert len(begun) == 1
    assert begun[0].poll() is None
    server.shutdown()
    assert begun[0].poll() is not None


def test_another_server_serves_in_its_own_way_behind_the_gate(project: Project, newsroom: Newsroom) -> None:
    said: list[str] = []
    newsroom = Newsroom(newsroom.folder, newsroom.content, newsroom.problems, (), said.append)
    server = Older(lambda: None, "127.0.0.1", 0, str(project.site))
    theirs = server.observer
    assert go_live(cast(Any, server), newsroom) is None
    assert server.observer is theirs
    assert len(said) == 1
    assert "_inject_js_into_html" in said[0]
    answers: list[str] = []
    request = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "HTTP_HOST": "evil.example"}
    cast(Any, server.get_app())(request, lambda status, *_: answers.append(status))
    assert answers == ["421 Misdirected Request"]
    server.server_close()


def test_sharing_is_said_in_plain_words(project: Project, newsroom: Newsroom) -> None:
    said: list[str] = []
    newsroom = Newsroom(newsroom.folder, newsroom.content, newsroom.problems, (), said.append)
    everyone = "0.0.0.0"  # noqa: S104  # nothing is bound
    server = Older(lambda: None, everyone, 0, str(project.site))
    go_live(cast(Any, server), newsroom)
    assert "drafts" in said[0]
    server.server_close()
