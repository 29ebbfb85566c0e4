"""A real paper: one edited article makes few files travel, and nothing withheld is found in a right build."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sitegen.demo.paper import copy_content, with_demo_settings
from sitegen.plugin import build
from sitegen.publish.filewise import sha256
from sitegen.publish.manifest import Manifest, known_from
from sitegen.publish.plan import plan_of
from sitegen.publish.scanning import Scan, scan
from sitegen.publish.withheld import Watch, withheld_in
from tests.conftest import Project, lay_out

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
FEW = 50


def built(project: Project, watch: Watch) -> Scan:
    report = build(project.settings)
    assert report.built, report.reason
    return scan(project.site, sha256, look=watch.look)


@pytest.fixture
def demo(tmp_path: Path) -> Project:
    """The demo paper, with a real address."""
    project = lay_out(tmp_path)
    shutil.rmtree(tmp_path / "content")
    (tmp_path / "content").mkdir()
    copy_content(tmp_path / "content")
    for page in ("index.md", "search.md", "about.md"):
        if not (tmp_path / "content" / page).exists():
            shutil.copy(Path(__file__).parents[2] / "content" / page, tmp_path / "content")
    text = with_demo_settings(project.settings.read_text(encoding="utf-8"))
    project.settings.write_text(
        text.replace("https://example.org/", "https://post.haverness.news/"), encoding="utf-8"
    )
    return project


def test_one_edit_of_a_real_paper_sends_few_files_and_no_withheld_word(
    demo: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    watch = Watch(withheld_in(demo.folder / "content", "Europe/Amsterdam", NOW))
    assert len(watch.withheld) >= 3  # of a draft and a story under embargo
    first = built(demo, watch)
    again = built(demo, watch)
    known = known_from(Manifest(first.files), None)
    assert plan_of(known, again.files, NOW, "alice").is_empty

    article = sorted((demo.folder / "content/articles").rglob("*.md"))[3]
    article.write_text(
        article.read_text(encoding="utf-8") + "\nThe desk has added a sentence.\n", encoding="utf-8"
    )
    plan = plan_of(known, built(demo, watch).files, NOW, "alice")
    assert 0 < len(plan.send) < FEW
    assert plan.delete == []
    assert watch.leaks == []
