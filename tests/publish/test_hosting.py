"""What web hosts are told of files: media types, how long to keep them, `_headers` and `_redirects`."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest

from sitegen.publish import addresses, withheld
from sitegen.site.machines import hosting
from sitegen.site.machines.hosting import (
    A_WHILE,
    AN_HOUR,
    BRIEFLY,
    FOREVER,
    REDIRECTS_AT_MOST,
    cache_control,
    headers,
    is_hashed,
    media_type,
    redirects,
)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("feed.xml", "application/rss+xml; charset=utf-8"),
        ("authors/jane/atom.xml", "application/atom+xml; charset=utf-8"),
        ("feed.json", "application/feed+json; charset=utf-8"),
        ("sitemap-news.xml", "application/xml; charset=utf-8"),
        ("search/index/register.json", "application/json; charset=utf-8"),
        ("manifest.webmanifest", "application/manifest+json; charset=utf-8"),
        ("assets/text.woff2", "font/woff2"),
        ("images/quay.avif", "image/avif"),
        ("images/QUAY.JPG", "image/jpeg"),
        ("images/plan.svg", "image/svg+xml"),
        ("assets/paper.css", "text/css; charset=utf-8"),
        ("assets/paper.js", "text/javascript; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("search/index/words-3fa9c1d04b5e.json", "application/json; charset=utf-8"),
        ("report.pdf", "application/pdf"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_every_file_has_its_media_type(path: str, kind: str) -> None:
    assert media_type(path) == kind


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("index.html", BRIEFLY),
        ("articles/2024/03/harbour/index.html", BRIEFLY),
        ("feed.xml", A_WHILE),
        ("sitemap.xml", A_WHILE),
        ("assets/stylesheets/paper.css", A_WHILE),
        ("search/index/register.json", A_WHILE),
        ("images/quay.jpg", AN_HOUR),
        ("assets/stylesheets/main.57a0d79d.min.css", FOREVER),
        ("assets/cards/155461ef2f70.png", FOREVER),
        ("assets/pictures/quay-640.1f2e3d4c5b.webp", FOREVER),
        ("search/index/words-3fa9c1d04b5e.json", FOREVER),
    ],
)
def test_what_never_changes_is_kept_for_ever_and_a_page_for_a_minute(path: str, kept: str) -> None:
    assert cache_control(path) == kept


@pytest.mark.parametrize(
    "path",
    [
        "images/20240313.jpg",
        "images/4f3c2b1a.jpg",
        "articles/2024/03/deadbeef1/index.html",
        "assets/20240313.jpg",
        "assets/facade.png",
        "assets/defaced-facades.png",
    ],
)
def test_a_name_that_only_looks_like_a_hash_is_none(path: str) -> None:
    assert not is_hashed(path)


SITE = [
    "index.html",
    "feed.xml",
    "sections/sport/feed.xml",
    "assets/stylesheets/main.57a0d79d.min.css",
    "assets/stylesheets/paper.css",
    "assets/cards/155461ef2f70.png",
    "assets/cards/small/1c3bb19e7de8.png",
    "search/index/register.json",
    "search/index/words-3fa9c1d04b5e.json",
    "search/index/words-9b1c3fa9c1d0.json",
]


def test_headers_name_folders_of_hashed_files_and_give_no_file_a_header_twice() -> None:
    assert (
        headers(SITE, {"X-Content-Type-Options": "nosniff"})
        == """\
/*
  X-Content-Type-Options: nosniff

/feed.xml
  Content-Type: application/rss+xml; charset=utf-8

/assets/cards/*
  Cache-Control: public, max-age=31536000, immutable

/assets/stylesheets/main.57a0d79d.min.css
  Cache-Control: public, max-age=31536000, immutable

/search/index/words-*
  Cache-Control: public, max-age=31536000, immutable
"""
    )


def test_headers_keep_to_what_hosts_read() -> None:
    many = [f"assets/styles/a.{number:07x}f.css" for number in range(1, 300)] + ["assets/styles/plain.css"]
    assert headers(many, {}).count("Cache-Control") == 100
    assert headers([], {}) == ""


def test_redirects_lead_from_old_addresses_to_new_ones_for_good() -> None:
    moves = [("/2019/old/", "/articles/2019/harbour/"), ("/über uns/", "/about/"), ("/a%20b", "/c/")]
    assert (
        redirects(moves)
        == "/2019/old/ /articles/2019/harbour/ 301\n/%C3%BCber%20uns/ /about/ 301\n/a%20b /c/ 301\n"
    )
    assert redirects(moves[:1], force=True) == "/2019/old/ /articles/2019/harbour/ 301!\n"


def test_redirects_keep_to_what_hosts_read() -> None:
    many = [(f"/{number}/", "/") for number in range(REDIRECTS_AT_MOST + 5)]
    assert redirects(many).count("\n") == REDIRECTS_AT_MOST


@pytest.mark.parametrize("module", [hosting, addresses, withheld])
def test_the_examples_in_the_docstrings_are_true(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted
    assert result.failed == 0
