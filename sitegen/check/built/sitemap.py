"""Sitemaps and robots.txt -> records."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sitegen.check.built.xml_file import NEWS, SITEMAP, Element, local_name, read_xml, words_of


@dataclass(frozen=True, slots=True)
class News:
    """What a news sitemap says of a story; "" for what it does not say."""

    name: str
    language: str
    published: str
    title: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One address of a sitemap, as written; `changed` is None without a lastmod."""

    address: str
    changed: str | None = None
    news: News | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """One sitemap file.

    path      of the file in the site
    size      bytes
    fault     why it could not be read; "" when it could
    is_index  True when it lists sitemaps, not pages
    is_news   True when it lists stories for news search
    listed    its addresses
    """

    path: str
    size: int
    fault: str = ""
    is_index: bool = False
    is_news: bool = False
    listed: tuple[Listed, ...] = ()


def read_sitemap(folder: Path, path: str) -> Sitemap:
    """The record of a sitemap or an index of sitemaps; `fault` says why when it cannot be read."""
    root = read_xml(folder / path)
    if isinstance(root, str):
        return Sitemap(path, 0, fault=root)
    size = (folder / path).stat().st_size
    if root.tag == f"{SITEMAP}sitemapindex":
        listed = tuple(map(_listed, root.iterfind(f"{SITEMAP}sitemap")))
        return Sitemap(path, size, is_index=True, listed=listed)
    if root.tag == f"{SITEMAP}urlset":
        listed = tuple(map(_listed, root.iterfind(f"{SITEMAP}url")))
        is_news = "news" in path.rpartition("/")[2] or any(entry.news for entry in listed)
        return Sitemap(path, size, is_news=is_news, listed=listed)
    name = local_name(root)
    wrong = "is in a wrong namespace" if name in ("urlset", "sitemapindex") else f"begins with <{name}>"
    return Sitemap(path, size, fault=f"is no sitemap: it {wrong}")


def _listed(element: Element) -> Listed:
    news = element.find(f"{NEWS}news")
    return Listed(
        words_of(element, f"{SITEMAP}loc") or "",
        words_of(element, f"{SITEMAP}lastmod"),
        None if news is None else _news(news),
    )


def _news(news: Element) -> News:
    publication = news.find(f"{NEWS}publication")
    name = language = ""
    if publication is not None:
        name = words_of(publication, f"{NEWS}name") or ""
        language = words_of(publication, f"{NEWS}language") or ""
    published = words_of(news, f"{NEWS}publication_date") or ""
    return News(name, language, published, words_of(news, f"{NEWS}title") or "")


@dataclass(frozen=True, slots=True)
class Robots:
    """What robots.txt says: the sitemaps it names, and whether it turns every robot away from everything."""

    sitemaps: tuple[str, ...] = ()
    closed: bool = False


def read_robots(file: Path) -> Robots | None:
    """The record of robots.txt; None when there is none. RFC 9309; `Sitemap:` is of sitemaps.org."""
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    sitemaps, closed = [], False
    agents: set[str] = set()
    in_rules = False
    for line in text.splitlines():
        key, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        match key.lower():
            case "sitemap":
                sitemaps.append(value)
            case "user-agent":
                agents = {value} if in_rules else agents | {value}
                in_rules = False
            case "allow" | "disallow":
                in_rules = True
                closed = closed or ("*" in agents and key.lower() == "disallow" and value == "/")
    return Robots(tuple(sitemaps), closed)
