"""RSS 2.0 (rssboard.org/rss-specification) with full text, Dublin Core names and Media RSS."""

from __future__ import annotations

from sitegen.site.machines.facts import Item, Photo
from sitegen.site.machines.markup import cdata, clean, escape, rfc822, w3c, words

NAMESPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:media="http://search.yahoo.com/mrss/"'
)


def rss_item(item: Item, content: str) -> bytes:
    """The `<item>` of a story.

    content  its full text, cleaned (see `full_text`); "" tells the summary alone
    """
    parts = [f"<item>\n<title>{words(item.title)}</title>\n<link>{escape(clean(item.address))}</link>\n"]
    parts.append(_guid(item))
    if item.published:
        parts.append(f"<pubDate>{rfc822(item.published)}</pubDate>\n")
    if (changed := item.changed) and changed != item.published:
        parts.append(f"<dcterms:modified>{w3c(changed)}</dcterms:modified>\n")
    parts.extend(f"<dc:creator>{words(author.name)}</dc:creator>\n" for author in item.authors)
    if item.language:
        parts.append(f"<dc:language>{words(item.language)}</dc:language>\n")
    parts.extend(f"<category>{words(subject)}</category>\n" for subject in item.subjects)
    if summary := words(item.summary):
        parts.append(f"<description>{escape(summary)}</description>\n")  # readers take it for HTML
    if content:
        parts.append(f"<content:encoded>{cdata(content)}</content:encoded>\n")
    if item.photo:
        parts.append(media(item.photo))
    parts.append("</item>\n")
    return "".join(parts).encode()


def media(photo: Photo) -> str:
    """The Media RSS element of a picture, good for RSS and Atom."""
    known = {
        "url": escape(clean(photo.address)),
        "medium": "image",
        "type": words(photo.mime),
        "width": photo.width,
        "height": photo.height,
        "fileSize": photo.length,
    }
    attributes = "".join(f' {name}="{value}"' for name, value in known.items() if value)
    described = words(photo.alt or photo.caption)
    inside = f'<media:description type="plain">{described}</media:description>' if described else ""
    if credit := words(photo.credit):
        inside += f'<media:credit role="photographer" scheme="urn:ebu">{credit}</media:credit>'
    return f"<media:content{attributes}>{inside}</media:content>\n"


def _guid(item: Item) -> str:
    guid = clean(item.id or item.address)
    is_address = guid.startswith(("https://", "http://"))
    return f'<guid isPermaLink="{str(is_address).lower()}">{escape(guid)}</guid>\n'
