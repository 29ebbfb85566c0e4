"""What a page says of itself, best claim first: JSON-LD, meta, microdata, the elements a reader sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from lxml import etree

from sitegen.model.document import Claim, Declared, DeclaredImage
from sitegen.readers.html import json_ld, publication
from sitegen.readers.html.headline import headlines
from sitegen.readers.html.page_head import PageHead, gather
from sitegen.readers.html.people import authors_of
from sitegen.readers.html.plain import plain_words

SECTIONS = (
    "article:section",
    "parsely-section",
    "og:article:section",
    "dc.subject.section",
    "section",
    "cxenseparse:section",
)
DESCRIPTIONS = (
    "og:description",
    "description",
    "twitter:description",
    "dc.description",
    "sailthru.description",
)
TAGS = ("article:tag", "og:article:tag", "news_keywords", "parsely-tags", "sailthru.tags", "keywords")
SITE_NAMES = (
    "og:site_name",
    "application-name",
    "twitter:app:name:iphone",
    "dc.publisher",
    "publisher",
    "apple-mobile-web-app-title",
)
IMAGES = (
    "og:image",
    "og:image:secure_url",
    "og:image:url",
    "twitter:image",
    "twitter:image:src",
    "parsely-image-url",
)
IMAGE_ALTS = ("og:image:alt", "twitter:image:alt")

MOST_TAGS = 30


def declared_by(root: etree._Element, url: str = "") -> Declared:
    """A page's declarations; everything it does not say is empty. `url` is where it came from, if known."""
    head = gather(root)
    found = json_ld.things(head.scripts)
    story = json_ld.article_of(found)
    address = _address(head, story, url)
    site = head.first(*SITE_NAMES) or json_ld.first_text(story.get("publisher"))
    return Declared(
        titles=headlines(head, story, site),
        published=publication.published(head, story),
        updated=publication.updated(head, story),
        authors=authors_of(head, story, found, site),
        section=_distinct(_section(head, story)),
        description=_distinct(_description(head, story)),
        tags=_tags(head, story),
        lang=_lang(head, story),
        url=address,
        site_name=site,
        image=_image(head, story, address),
        body=plain_words(story.get("articleBody") or story.get("text")),
    )


def _distinct(claims: Iterable[tuple[str, str]]) -> tuple[Claim, ...]:
    """Claims without empty values and without repeats of a value."""
    seen: dict[str, Claim] = {}
    for value, origin in claims:
        if stripped := value.strip():
            seen.setdefault(stripped, Claim(stripped, origin))
    return tuple(seen.values())


def _metas(head: PageHead, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((content, f"meta {name}") for name in names for content in head.meta.get(name, ()))


def _section(head: PageHead, story: json_ld.Thing) -> Iterator[tuple[str, str]]:
    yield from ((text, "json-ld articleSection") for text in json_ld.texts(story.get("articleSection")))
    yield from _metas(head, SECTIONS)
    yield from ((value, "microdata articleSection") for value in head.items.get("articlesection", ()))


def _description(head: PageHead, story: json_ld.Thing) -> Iterator[tuple[str, str]]:
    yield from (
        (plain_words(text), "json-ld description") for text in json_ld.texts(story.get("description"))
    )
    yield from ((plain_words(text), origin) for text, origin in _metas(head, DESCRIPTIONS))


def _tags(head: PageHead, story: json_ld.Thing) -> tuple[str, ...]:
    """Tags from the first source that has any; a single string of them is parted at its commas."""
    sources = [list(json_ld.texts(story.get("keywords"))), *(head.meta.get(name, []) for name in TAGS)]
    for source in sources:
        values = (
            source
            if len(source) > 1
            else [part for text in source for part in text.replace(";", ",").split(",")]
        )
        tags = dict.fromkeys(tag for value in values if (tag := value.strip()) and ":" not in tag)
        if tags:
            return tuple(tags)[:MOST_TAGS]
    return ()


def _lang(head: PageHead, story: json_ld.Thing) -> str:
    claims = (
        head.lang,
        json_ld.first_text(story.get("inLanguage")),
        head.first("og:locale", "content-language", "language"),
    )
    codes = (claim.split(",")[0].strip().replace("_", "-") for claim in claims)
    return next(
        (code for code in codes if 2 <= len(code.split("-")[0]) <= 3 and code.split("-")[0].isalpha()), ""
    )


def _address(head: PageHead, story: json_ld.Thing, url: str) -> str:
    """The page's canonical address: absolute, "" when no source names one."""
    main = story.get("mainEntityOfPage")
    claims = [
        *head.links.get("canonical", ()),
        *head.meta.get("og:url", ()),
        json_ld.first_text(main.get("@id") if isinstance(main, dict) else main),
        json_ld.first_text(story.get("url")),
        head.base,
    ]
    for claim in claims:
        address = _joined(url, claim)
        if address.startswith(("http://", "https://")):
            return address
    return url


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _image(head: PageHead, story: json_ld.Thing, base: str) -> DeclaredImage | None:
    """The lead picture: JSON-LD's with its caption and credit, else OpenGraph's."""
    value = story.get("image")
    first = value[0] if isinstance(value, list) and value else value
    part = first if isinstance(first, dict) else {}
    src = json_ld.first_text(
        part.get("url") or part.get("contentUrl") or (first if isinstance(first, str) else "")
    )
    src = _joined(base, head.first(*IMAGES) or src)
    if not src.startswith(("http://", "https://")):
        return None
    credit = (
        part.get("creditText") or part.get("creator") or part.get("author") or part.get("copyrightHolder")
    )
    return DeclaredImage(
        src=src,
        alt=head.first(*IMAGE_ALTS),
        caption=plain_words(part.get("caption") or part.get("description")),
        credit=json_ld.first_text(credit),
    )
