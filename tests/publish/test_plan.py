"""What travels, in which order, and what a manifest remembers."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from sitegen.publish.filewise import sha256
from sitegen.publish.manifest import Begun, Entry, Known, Manifest, begun_from, known_from, manifest_from
from sitegen.publish.plan import GRACE, Plan, Wave, plan_of
from tests.publish.papers import NEW, OLD, START, Site


def entries(site: Site) -> dict[str, Entry]:
    return {path: Entry(sha256(text.encode()), len(text.encode())) for path, text in site.items()}


def manifest(site: Site) -> Manifest:
    return Manifest(entries(site), {}, START, "alice@desk")


def plan(before: Manifest | None, after: Site, begun: Begun | None = None, **how: timedelta) -> Plan:
    known = known_from(before, begun)
    return plan_of(known, entries(after), START + timedelta(days=1), "alice@desk", **how)


def test_assets_travel_first_then_new_pages_then_changed_ones_then_what_leads_there() -> None:
    found = plan(manifest(OLD), NEW)
    assert found.waves == {
        Wave.ASSETS: ["assets/main.2222bbbb.css"],
        Wave.NEW_PAGES: ["articles/ferry/index.html"],
        Wave.PAGES: ["articles/harbour/index.html", "index.html"],
        Wave.FEEDS: ["feed.xml", "sitemap.xml"],
    }
    assert found.delete == ["articles/market/index.html"]
    assert found.stay == 3
    assert found.size == sum(len(NEW[path].encode()) for path in found.send)


@pytest.mark.parametrize(
    "path",
    [
        "sections/sport/atom.xml",
        "sitemap-news.xml",
        "sitemap-3.xml.gz",
        "robots.txt",
        "search/index/register.json",
        "_redirects",
    ],
)
def test_what_leads_to_pages_travels_last(path: str) -> None:
    found = plan(None, {path: "x", "assets/a.css": "x", "a/index.html": "x"})
    assert found.waves[Wave.FEEDS] == [path]


def test_nothing_travels_when_nothing_changed() -> None:
    assert plan(manifest(NEW), NEW).is_empty


def test_a_dropped_style_sheet_stays_an_hour_for_pages_in_readers_caches() -> None:
    first = plan(manifest(OLD), NEW).after
    assert first.leaving == {"assets/main.1111aaaa.css": START + timedelta(days=1)}
    assert first.edition == manifest(NEW).edition
    known = known_from(first, None)
    soon, later = (
        plan_of(known, entries(NEW), START + timedelta(days=1) + after, "alice")
        for after in (GRACE / 2, GRACE)
    )
    assert soon.is_empty
    assert later.delete == ["assets/main.1111aaaa.css"]


def test_a_dropped_page_and_a_dropped_feed_go_at_once() -> None:
    found = plan(manifest({**OLD, "sections/x/feed.xml": "x"}), OLD)
    assert found.delete == ["sections/x/feed.xml"]


def test_without_grace_everything_dropped_goes_at_once() -> None:
    found = plan(manifest(OLD), NEW, grace=timedelta(0))
    assert found.delete == ["articles/market/index.html", "assets/main.1111aaaa.css"]


@pytest.mark.parametrize(
    ("before", "after"), [("about", "about/index.html"), ("about/index.html", "about"), ("a/b/c.png", "a")]
)
def test_a_file_makes_way_for_a_folder_and_the_other_way_round(before: str, after: str) -> None:
    found = plan(manifest({before: "x"}), {after: "y"})
    assert found.make_way == [before]
    assert found.delete == []


def test_after_a_run_that_broke_off_all_that_it_may_have_touched_is_sent_again() -> None:
    broken = Begun(manifest(NEW))
    back = plan(manifest(OLD), OLD, broken)
    changed = [path for path in OLD if OLD[path] != NEW.get(path)]
    assert sorted(back.send) == sorted(changed)
    assert set(back.gone) == set(NEW) - set(OLD)
    third = {**NEW, "articles/harbour/index.html": "again"}
    assert set(plan(manifest(OLD), third, broken).gone) == set(OLD) - set(NEW)


def test_what_was_unsure_when_a_run_began_stays_unsure_when_it_breaks_off_too() -> None:
    first = known_from(manifest(OLD), Begun(manifest(NEW)))
    second = known_from(manifest(OLD), Begun(manifest(OLD), first.unsure))
    assert second.unsure == first.unsure
    assert {"index.html", "articles/ferry/index.html"} <= second.unsure


def test_a_manifest_is_read_as_it_was_written() -> None:
    written = Manifest(entries(OLD), {"assets/logo.svg": START}, START, "alice@desk")
    assert manifest_from(written.to_json()) == written
    begun = Begun(written, frozenset({"a b/é.html"}))
    assert begun_from(begun.to_json()) == begun


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told.pop("files"),
        lambda told: told.update(form=2),
        lambda told: told["files"].pop("index.html"),
        lambda told: told.update(published="yesterday"),
        lambda told: told.update(files=[]),
    ],
)
def test_a_manifest_that_is_damaged_is_none(change: object) -> None:
    told = json.loads(manifest(OLD).to_json())
    change(told)  # type: ignore[operator]
    with pytest.raises(ValueError, match=r"\w"):
        manifest_from(json.dumps(told).encode())


@pytest.mark.parametrize("content", [b"", b"[]", b'{"form": 1, "fi', b"\xff"])
def test_a_manifest_that_was_cut_off_is_none(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        manifest_from(content)


def test_an_edition_has_the_same_name_whenever_and_by_whom_it_is_published() -> None:
    first = manifest(OLD)
    assert Manifest(entries(OLD), {}, START + timedelta(days=3), "bob@night").edition == first.edition
    assert manifest(NEW).edition != first.edition
    assert Known(entries(OLD)).unsure == frozenset()
