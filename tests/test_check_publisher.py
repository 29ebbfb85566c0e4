"""`sitegen check --publisher`: a small good paper has no finding, and each mistake made in it has its own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.check.built import site_reader
from sitegen.check.built.addresses import Where, locate
from sitegen.check.built.moments import is_day_or_moment, is_rfc_822, is_rfc_3339, is_w3c
from sitegen.check.built.site_reader import read_site
from sitegen.check.built.styles import addresses_in
from sitegen.check.finding import Finding
from sitegen.check.publisher import CHECKS, check_built
from sitegen.check.report import SHOWN, lines_of
from sitegen.cli.check import check
from tests.check_mistakes import MISTAKES
from tests.check_paper import GOOD, HOME, REDIRECT


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """The folder of a built site in which nothing is wrong."""
    site = tmp_path / "site"
    for path, text in GOOD.items():
        write(site, path, text)
    return site


def write(site: Path, path: str, text: str) -> None:
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def change(site: Path, path: str, old: str, new: str) -> None:
    text = (site / path).read_text(encoding="utf-8")
    assert old in text
    write(site, path, text.replace(old, new, 1))


def findings(site: Path, site_url: str = HOME) -> tuple[Finding, ...]:
    return check_built(read_site(site, site_url))


def told(site: Path, site_url: str = HOME) -> list[str]:
    return [f"{found.page}: {found.message}" for found in findings(site, site_url)]


def test_a_good_paper_has_no_findings(paper: Path) -> None:
    assert findings(paper) == ()


@pytest.mark.parametrize(
    ("path", "old", "new", "name", "words"),
    MISTAKES,
    ids=[f"{name}, {path.rpartition('/')[2]}: {words[:30]}" for path, _, _, name, words in MISTAKES],
)
def test_a_mistake_is_found_by_its_own_check(
    paper: Path, path: str, old: str, new: str, name: str, words: str
) -> None:
    change(paper, path, old, new)
    found = [finding for finding in findings(paper) if finding.check == name]
    assert [
        f"{finding.page}: {finding.message}"
        for finding in found
        if words in f"{finding.page}: {finding.message}"
    ]
    assert {f.check for f in findings(paper)} == {name}


def test_every_check_has_its_mistake() -> None:
    told_below = {"sitemap-is-there", "links-stay-below-the-site"}
    assert {each.name for each in CHECKS} == {name for _, _, _, name, _ in MISTAKES} | told_below


def test_every_check_says_its_rule_in_one_line() -> None:
    for each in CHECKS:
        assert each.rule.endswith("."), each.name
        assert len(each.manual.splitlines()) > 2, f"{each.name} tells no source and no detail"


def test_a_near_miss_is_named_in_the_hint(paper: Path) -> None:
    change(paper, "index.html", 'href="/about/"', 'href="/ABOUT/"')
    assert [finding.hint for finding in findings(paper)] == ["did you mean about/?"]


def test_a_site_with_an_address_needs_a_sitemap_and_robots_txt(paper: Path) -> None:
    for name in ("sitemap.xml", "robots.txt"):
        (paper / name).unlink()
    assert told(paper) == ["sitemap.xml: there is no sitemap", "robots.txt: there is no robots.txt"]


def test_a_site_without_an_address_is_asked_for_none_of_what_needs_one(tmp_path: Path) -> None:
    write(
        tmp_path,
        "index.html",
        "<!doctype html><html lang=en><title>A</title><h1>A</h1><a href='no/'>No</a></html>",
    )
    write(tmp_path, "articles/a/index.html", "<!doctype html><html lang=en><title>B</title><h1>B</h1></html>")
    (found,) = told(tmp_path, "")
    assert found == "index.html: the link “No” leads to no/, which is not there"


def test_the_address_of_a_site_is_read_from_its_front_page(paper: Path) -> None:
    assert read_site(paper).site_url == HOME


def test_on_a_site_in_a_folder_of_its_host_links_from_the_root_miss(tmp_path: Path) -> None:
    page = "<!doctype html><html lang=en><title>A</title><h1>A</h1>{}</html>"
    write(tmp_path, "index.html", page.format("<a href='/about/'>1</a><a href='/paper/about/'>2</a>"))
    write(
        tmp_path,
        "about/index.html",
        page.format("<a href='../'>3</a><a href='../../'>4</a><a href='/paper'>5</a>"),
    )
    found = [
        finding.message
        for finding in findings(tmp_path, "https://courier.example/paper/")
        if finding.check in ("links-stay-below-the-site", "links-lead-somewhere")
    ]
    assert found == ["the link “4” leads out of the site: /", "the link “1” leads out of the site: /about/"]


def test_a_link_to_another_part_of_the_own_host_is_no_mistake(tmp_path: Path) -> None:
    page = "<!doctype html><html lang=en><title>A</title><h1>A</h1><a href='https://a.example/shop/'>Shop</a></html>"
    write(tmp_path, "index.html", page)
    checks = {finding.check for finding in findings(tmp_path, "https://a.example/paper/")}
    assert not {name for name in checks if name.startswith("links")}


def test_a_redirect_to_a_redirect_is_found(paper: Path) -> None:
    write(
        paper,
        "2018/index.html",
        GOOD[REDIRECT].replace("../../articles/2024/09/harbour/", "../2019/harbour/"),
    )
    assert told(paper) == [
        "2018/index.html".removesuffix("index.html") + ": redirects to 2019/harbour/, which redirects again"
    ]


def test_an_id_that_differs_between_feeds_is_found(paper: Path) -> None:
    item = '<guid isPermaLink="true">https://courier.example/articles/2024/09/harbour/</guid>'
    other = GOOD["feed.xml"].replace(item, '<guid isPermaLink="false">story-1</guid>')
    write(paper, "topics/feed.xml", other.replace(f"{HOME}feed.xml", f"{HOME}topics/feed.xml"))
    (found,) = told(paper)
    assert "its id in another feed is" in found


def test_a_feed_that_is_only_advertised_is_checked_too(paper: Path) -> None:
    write(paper, "news.rss", "<html/>")
    change(
        paper,
        "about/index.html",
        "<title>",
        '<link rel="alternate" type="application/rss+xml" href="../news.rss"><title>',
    )
    assert told(paper) == ["news.rss: the feed is neither RSS nor Atom: it begins with <html>"]


def test_sitemaps_of_an_index_are_read(paper: Path) -> None:
    (paper / "sitemap.xml").rename(paper / "part-1.xml")
    index = f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>{HOME}part-1.xml</loc></sitemap>"
    write(paper, "sitemap.xml", f"{index}</sitemapindex>")
    assert told(paper) == []
    change(paper, "part-1.xml", f"<loc>{HOME}about/", f"<loc>{HOME}abuot/")
    assert told(paper) == [f"part-1.xml: {HOME}abuot/ is not there", "about/: is in no sitemap"]


def test_sitemaps_beyond_the_limits_are_found(paper: Path) -> None:
    news = GOOD["news-sitemap.xml"]
    entry = news[news.index("<url>") : news.index("</urlset>")]
    many = "".join(entry.replace("2024/09/harbour/", f"{n}/") for n in range(1000))
    write(paper, "news-sitemap.xml", news.replace("</urlset>", many + "</urlset>"))
    many = "".join(f"<url><loc>{HOME}{n}/</loc></url>" for n in range(49_998))
    change(paper, "sitemap.xml", "</urlset>", many + "</urlset>")
    found = told(paper)
    assert "news-sitemap.xml: 1,001 stories" in found
    assert "sitemap.xml: 50,001 addresses" in found


def test_a_news_sitemap_of_more_than_two_days_is_found(paper: Path) -> None:
    news = GOOD["news-sitemap.xml"]
    entry = news[news.index("<url>") : news.index("</urlset>")]
    older = entry.replace("articles/2024/09/harbour/", "about/").replace("2024-09-02", "2024-08-30")
    write(paper, "news-sitemap.xml", news.replace("</urlset>", older + "</urlset>"))
    assert told(paper) == ["news-sitemap.xml: stories from 2024-08-30 to 2024-09-02"]


def test_an_empty_news_sitemap_is_none_the_worse(paper: Path) -> None:
    news = GOOD["news-sitemap.xml"]
    write(paper, "news-sitemap.xml", news[: news.index("<url>")] + "</urlset>")
    assert told(paper) == []


@pytest.mark.parametrize(
    "data",
    [
        b"<!doctype html>",
        b"<html>\0\0</html>",
        b"<!doctype html><p>\xff</p>",
        b"<html>" + b"<div>" * 20_000,
        b"<html><a href='http://[x'><a href='#%ff'><a href='//'><a href='https://:x/'><img srcset=',, ,'>",
    ],
)
def test_odd_pages_stop_nothing(paper: Path, data: bytes) -> None:
    (paper / "about" / "index.html").write_bytes(data)
    assert any(finding.page == "about/" for finding in findings(paper))


@pytest.mark.parametrize(
    "script",
    [
        "[" * 50_000,
        "[null, 1, {'@graph': [2]}]",
        '{"@graph": [2, null, {"@type": 5}]}',
        '{"@type": ["NewsArticle", {}], "author": [1], "image": [1, {}], "publisher": [[]], "headline": {}}',
        '{"@type": "BreadcrumbList", "itemListElement": [1, {"item": 2}]}',
        '{"@context": 1, "@type": "WebSite", "url": 5, "potentialAction": {"target": [1]}}',
    ],
)
def test_odd_json_ld_stops_nothing(paper: Path, script: str) -> None:
    change(paper, "index.html", "</head>", f"<script type='application/ld+json'>{script}</script></head>")
    assert any(finding.page == "index.html" for finding in findings(paper))


@pytest.mark.parametrize("name", ["feed.xml", "atom.xml", "feed.json", "sitemap.xml", "news-sitemap.xml"])
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"<a/>",
        b"[]",
        b"{}",
        b'{"items": 5, "authors": 5}',
        b'{"items": [5, {"id": 5, "authors": [5]}]}',
        b"<rss/>",
        b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><rss><channel>&d;</channel></rss>',
    ],
)
def test_odd_feeds_and_sitemaps_stop_nothing(paper: Path, name: str, data: bytes) -> None:
    (paper / name).write_bytes(data)
    assert any(finding.page == name for finding in findings(paper))


def test_a_link_to_nothing_on_the_disk_is_no_file(paper: Path) -> None:
    (paper / "lost.html").symlink_to(paper / "nowhere.html")
    assert told(paper) == []


def test_many_processes_read_what_one_reads(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(paper, "index.html", 'href="/about/"', 'href="/abuot/"')
    alone = read_site(paper, HOME)
    monkeypatch.setattr(site_reader, "MANY", 1)
    assert read_site(paper, HOME) == alone


# The small parts


@pytest.mark.parametrize(
    ("is_one", "right", "wrong"),
    [
        (is_rfc_822, "Mon, 02 Sep 2024 09:00:00 +0200", "Mon, 02 Sep 24 09:00:00 +0200"),
        (is_rfc_822, "2 Sep 2024 09:00 GMT", "Tue, 02 Sep 2024 09:00:00 GMT"),
        (is_rfc_822, "Thu, 29 Feb 2024 00:00:00 Z", "Fri, 30 Feb 2024 00:00:00 Z"),
        (is_rfc_3339, "2024-09-02T09:00:00Z", "2024-09-02T09:00:00"),
        (is_rfc_3339, "2024-09-02T09:00:00.5+02:00", "2024-09-02 09:00:00+02:00"),
        (is_rfc_3339, "2024-02-29T00:00:00Z", "2024-02-30T00:00:00Z"),
        (is_w3c, "2024", "24"),
        (is_w3c, "2024-09", "2024-13"),
        (is_w3c, "2024-09-02T09:00Z", "2024-09-02T09:00"),
        (is_day_or_moment, "2024-09-02", "2024-09"),
    ],
)
def test_dates_of_the_standards(is_one: Callable[[str], bool], right: str, wrong: str) -> None:
    assert is_one(right)
    assert not is_one(wrong)


@pytest.mark.parametrize(
    ("address", "where", "path"),
    [
        ("../about/", Where.SITE, "topics/about/"),
        ("/paper/%C3%A9t%C3%A9/", Where.SITE, "été/"),
        ("/paper/été/", Where.SITE, "été/"),
        ("/paper", Where.SITE, ""),
        ("", Where.SITE, "topics/sea/"),
        ("//courier.example/paper/x", Where.SITE, "x"),
        ("HTTP://COURIER.EXAMPLE/paper/x", Where.SITE, "x"),
        ("/about/", Where.HOST, "/about/"),
        ("/papers/", Where.HOST, "/papers/"),
        ("https://elsewhere.example/", Where.ELSEWHERE, "https://elsewhere.example/"),
        ("tel:+44", Where.ACTION, "tel:+44"),
        ("http://[", Where.NOWHERE, "http://["),
    ],
)
def test_where_an_address_leads(address: str, where: Where, path: str) -> None:
    place = locate(address, "https://courier.example/paper/topics/sea/", "https://courier.example/paper/")
    assert (place.where, place.path) == (where, path)


def test_addresses_of_a_style_sheet() -> None:
    css = "@import 'a.css'; b { src: url( \"c d.woff\" ), url(e.png) } /* url(f.png) */ g { h: url(e.png) }"
    assert addresses_in(css) == ("a.css", "c d.woff", "e.png")


# The command


def run(*arguments: str) -> Result:
    return CliRunner().invoke(check, arguments, catch_exceptions=False)


@pytest.fixture
def project(paper: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose built site has nothing wrong; its folder is the current one."""
    folder = paper.parent
    (folder / "mkdocs.yml").write_text(
        f"site_name: The Courier\nsite_url: {HOME.rstrip('/')}\nslugify: !!python/name:some.function\n"
    )
    monkeypatch.chdir(folder)
    return folder


def test_the_command_finds_nothing_in_a_good_paper(project: Path) -> None:
    result = run("--publisher")
    assert result.exit_code == 0
    assert result.output.startswith("Nothing is wrong.\nChecked 5 pages, 3 feeds, 2 sitemaps in ")


def test_the_command_tells_the_page_the_mistake_and_what_to_do(project: Path) -> None:
    change(project / "site", "index.html", 'href="/about/"', 'href="/About/"')
    result = run("--publisher")
    assert result.exit_code == 1
    assert result.output.splitlines()[1:6] == [
        "links-lead-somewhere: 1 problem",
        "        Every link and every picture, script, style and frame of this site is there.",
        "    index.html: the link “About us” leads to About/, which is not there",
        "        did you mean about/?",
        "",
    ]


def test_the_command_reads_the_site_folder_from_mkdocs_yml(project: Path) -> None:
    (project / "site").rename(project / "public")
    (project / "mkdocs.yml").write_text(f"site_dir: public\nsite_url: {HOME}\n")
    assert run("--publisher").exit_code == 0


def test_the_command_takes_the_settings_that_lie_beside_a_named_site(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "mkdocs.yml").write_text("site_url: https://other.example/\n")
    monkeypatch.chdir(elsewhere)
    assert run("--publisher", "--site", str(project / "site")).exit_code == 0


def test_the_command_says_when_there_is_no_site(project: Path) -> None:
    shutil.rmtree(project / "site")
    result = run("--publisher")
    assert result.exit_code == 2
    assert "there is no built site" in result.output


def test_the_command_says_when_mkdocs_yml_cannot_be_read(project: Path) -> None:
    (project / "mkdocs.yml").write_text("site_url: [\n")
    result = run("--publisher")
    assert result.exit_code == 2
    assert "mkdocs.yml: cannot be read" in result.output


@pytest.mark.parametrize("with_publisher", [["--fix"], ["--github"], ["--gitlab"], ["content"]])
def test_the_command_refuses_what_is_for_the_content_only(with_publisher: list[str]) -> None:
    result = run("--publisher", *with_publisher)
    assert result.exit_code == 2
    assert "leave out" in result.output


def test_the_folder_of_the_site_goes_with_publisher() -> None:
    result = run("--site", "site")
    assert result.exit_code == 2
    assert "--site goes with --publisher" in result.output


def test_the_command_says_that_a_site_has_no_address(tmp_path: Path) -> None:
    write(tmp_path, "site/index.html", "<!doctype html><html lang=en><title>A</title><h1>A</h1></html>")
    (tmp_path / "mkdocs.yml").write_text("site_name: A\n")
    result = run("--publisher", "--site", str(tmp_path / "site"))
    assert result.exit_code == 0
    assert "set site_url in mkdocs.yml" in result.output


def test_json_has_every_finding(project: Path) -> None:
    for number in range(SHOWN + 3):
        write(project / "site", f"n{number}.html", GOOD["404.html"].replace('href="/"', f'href="/{number}/"'))
    result = run("--publisher", "--json")
    told = json.loads(result.output)
    assert result.exit_code == 1
    assert (told["site_url"], told["pages"]) == (HOME, 5 + SHOWN + 3)
    broken = [found for found in told["findings"] if found["check"] == "links-lead-somewhere"]
    assert len(broken) == SHOWN + 3
    assert broken[0] == {
        "page": "n0.html",
        "check": "links-lead-somewhere",
        "message": "the link “Home” leads to 0/, which is not there",
        "hint": "",
    }


def test_a_long_list_is_cut_and_says_how_much_more_there_is() -> None:
    found = [Finding(f"{n}/", "a-check", f"mistake {n}") for n in range(SHOWN + 3)]
    lines = [line.text for line in lines_of(found, {"a-check": "A rule."})]
    assert lines[0] == f"a-check: {SHOWN + 3} problems"
    assert lines[-1] == "... and 3 more"
    assert len(lines) == 2 + SHOWN + 1
    whole = [line.text for line in lines_of(found, {}, show_all=True)]
    assert whole[-1] == f"{SHOWN + 2}/: mistake {SHOWN + 2}"


def test_equal_messages_of_many_pages_are_told_once() -> None:
    found = [Finding(f"{n}/", "a-check", "the same mistake", "mend it") for n in range(1200)]
    assert [line.text for line in lines_of(found, {"a-check": "A rule."})][2:] == [
        "0/ and 1,199 more: the same mistake",
        "mend it",
    ]
