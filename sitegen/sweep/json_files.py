"""JSON: the feed, the search's lists, the web manifest."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sitegen.sweep.finding import shown
from sitegen.sweep.inert import is_own, leads_well
from sitegen.sweep.screen import Known
from sitegen.sweep.xml_files import faults_of_story

_ADDRESSES = frozenset(
    {"url", "id", "src", "href", "external_url", "image", "banner_image", "icon", "favicon", "avatar"}
    | {"home_page_url", "feed_url", "start_url", "scope"}
)
_HTML = "content_html"


def faults_of_json(text: bytes, site: str, known: Known) -> Iterator[str]:
    """What stands in a JSON file that could run or lead astray, in words.

    site  the site's address, "" when it has none
    """
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield f"is not JSON: {error}"
        return
    for key, value in _texts("", values):
        if key in _ADDRESSES and not leads_well(value):
            yield f'"{key}": "{shown(value)}" leads where no page of the site may lead'
        elif key == _HTML:
            yield from faults_of_story(value, site, known)


def faults_of_cards(text: bytes) -> Iterator[str]:
    """What stands in the search's cards that leads out of the site, in words: a result is a link."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield f"is not JSON: {error}"
        return
    for key, value in _texts("", values):
        if key in ("url", "picture") and not is_own(value):
            yield f'"{key}": "{shown(value)}" leads out of the site'


def _texts(key: str, value: object) -> Iterator[tuple[str, str]]:
    """Every text in a value, with the key it stands under; however deep Python lets a value be nested."""
    left = [(key, value)]
    while left:
        key, value = left.pop()
        if isinstance(value, str):
            yield key, value
        elif isinstance(value, dict):
            left += reversed([(str(name), inner) for name, inner in value.items()])
        elif isinstance(value, list):
            left += [(key, inner) for inner in reversed(value)]
