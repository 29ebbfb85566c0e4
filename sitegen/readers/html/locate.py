"""Where on a page its story lies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from sitegen.model.document import Block, Declared, Kind
from sitegen.readers.html.blocks import Placed
from sitegen.readers.html.places import Place, common
from sitegen.readers.html.settings import INLINE
from sitegen.readers.html.tree import MENUS

OUTSIDE = frozenset(
    {
        "nav", "navigation", "navbar", "footer", "aside", "menu", "submenu", "sidebar", "widget", "modal", "dialog",
        "popup", "overlay", "related", "recommended", "recommendation", "recommendations", "popular", "trending",
        "newsletter", "newsletters", "promo", "comment", "comments", "disqus", "share", "sharing", "sharedaddy",
        "social", "login", "signup", "subscribe", "subscription", "carousel", "slider", "search", "breadcrumb",
        "breadcrumbs", "cookie", "cookies", "consent", "privacy", "ad", "ads", "advert", "advertisement", "advertising",
        "sponsored", "sponsor", "recirc", "recirculation", "rail", "masthead", "complementary", "contentinfo", "banner",
        "copyright", "bio", "avatar", "tags", "toolbar", "tooltip", "teaser", "teasers", "thumbnail", "dropdown",
        "button", "form", "select", "option", "label", "toggle", "skip", "notification", "registration", "account",
        "donate", "donation", "taboola", "outbrain", "byline", "jobs", "cta", "login", "outlinks", "player", "playlist",
    }
)  # fmt: skip
COMMENTS = frozenset({"comment", "comments", "disqus", "kommentare"})
_ENDS = ".!?…。！？।؟۔"
_CLOSERS = "\"'”’»›)]）」』“*"


def width_of(text: str) -> int:
    return len(text) + (0 if text.isascii() else sum(ord(letter) > 0x2E7F for letter in text))


def ends(text: str) -> bool:
    return text.rstrip(_CLOSERS)[-1:] in tuple(_ENDS)


def prose(block: Block) -> float:
    if block.kind not in {Kind.PARAGRAPH, Kind.LINE, Kind.LIST_ITEM, Kind.QUOTE, Kind.PREFORMATTED}:
        return 0.0
    width = width_of(block.text)
    if width < 60 or block.link_share > 0.5:
        return 0.0
    return width * (1 - block.link_share) * (1 if ends(block.text) else 0.3)


def held(placed: list[Placed], weights: list[float]) -> dict[Place, float]:
    found: dict[Place, float] = defaultdict(float)
    for one, weight in zip(placed, weights, strict=True):
        if weight:
            for place in one.place.upward():
                found[place] += weight
    return found


def box_of(place: Place) -> Place:
    return next((outer for outer in place.upward() if outer.tag not in INLINE), place)


EMBEDS = frozenset({"tweet", "twitter", "instagram", "tiktok", "embed", "bluesky"})
DEK = frozenset({"standfirst", "dek", "deck", "subtitle", "subheadline", "subhead", "lead", "lede", "intro", "summary", "excerpt", "teaser", "vorspann", "strapline", "chapeau", "description", "subtitulo", "sub"})
WEAK = frozenset(
    {
        "meta", "date", "time", "timestamp", "author", "authors", "byline", "caption", "credit", "credits", "tag", "category",
        "categories", "image", "img", "photo", "picture", "video", "gallery", "icon", "label", "info", "source", "figure", "figcaption",
        "media", "tools", "actions", "toolbar", "links", "link", "kicker", "reading", "audio", "topics", "topic", "published", "updated", "legend", "count", "counter", "views", "print", "skip", "btn", "embed", "infobox", "card", "cards",
    }
)  # fmt: skip


def tokens(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def is_title(block: Block, titles: set[str]) -> bool:
    return " ".join(tokens(block.text)) in titles


def headline_index(placed: list[Placed], declared: Declared) -> int:
    titles = {" ".join(tokens(claim.value)) for claim in declared.titles[:4]}
    heads = [n for n, one in enumerate(placed) if one.block.kind is Kind.HEADING]
    for tests in (
        lambda b: b.level == 1 and is_title(b, titles),
        lambda b: is_title(b, titles),
        lambda b: b.level == 1,
    ):
        for n in heads:
            if tests(placed[n].block):
                return n
    return -1


def mark(placed: list[Placed], declared: Declared) -> list[str]:
    weights = [prose(one.block) if one.place.tag not in MENUS else 0.0 for one in placed]
    seen: set[str] = set()
    for n, one in enumerate(placed):
        if weights[n]:
            if one.block.text in seen:
                weights[n] = 0.0
            elif any("hidden" in place.words for place in one.place.upward() if place.above):
                weights[n] *= 0.1
            seen.add(one.block.text)
    total = sum(weights)
    holds = held(placed, weights)
    head = headline_index(placed, declared)
    heads = set(placed[head].place.upward()) if head >= 0 else set()
    out: dict[Place, bool] = {}

    def outside(place: Place) -> bool:
        known = out.get(place)
        if known is None:
            known = place.above is not None and outside(place.above)
            if not known and place.words & OUTSIDE and place.tag not in ("body", "html", "main", "article", "p", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "a", "b"):
                share = holds.get(place, 0) / total if total else 0
                sure = place.words & NEVER and place not in heads
                known = share < (0.85 if place.tag in MENUS or sure else 0.6 if place.words & COMMENTS else 0.3)
            out[place] = known
        return known

    outs = [outside(one.place) for one in placed]
    weights = [0.0 if o else w for o, w in zip(outs, weights)]
    holds = held(placed, weights)
    total = sum(weights)
    if not placed or not total:
        return ["sitegen:outside" if o else "sitegen:story" for o in outs]
    root = agreed_root(placed, weights, declared) or descend(start_of(placed, holds, head), holds)
    inside = [root in set(one.place.upward()) for one in placed]
    boxes = [box_of(one.place) for one in placed]
    style: dict[str, float] = defaultdict(float)
    path: dict[str, float] = defaultdict(float)
    paths = [f"{box.above.style if box.above else ''}/{box.style}" for box in boxes]
    parents: dict[Place | None, float] = defaultdict(float)
    for box, w, i, q in zip(boxes, weights, inside, paths):
        if i:
            path[q] += w
            style[box.style] += w
            parents[box.above] += w
    rooted = sum(style.values()) or 1
    strong = [i and w > 0 and (style[b.style] > 0.1 * rooted or parents[b.above] > 0.1 * rooted) for i, w, b in zip(inside, weights, boxes)]
    first = strong.index(True) if True in strong else 0
    last = len(strong) - 1 - strong[::-1].index(True) if True in strong else len(strong)
    descriptions = {" ".join(tokens(claim.value)) for claim in declared.description}
    marks: list[str] = []
    for n, (one, o, i) in enumerate(zip(placed, outs, inside)):
        block, box = one.block, boxes[n]
        near = words_below(one.place, root)
        text = " ".join(tokens(block.text))
        share = style[box.style] / rooted
        family = box.tag != "div" and share > 0.1 and parents[box.above] > 0.05 * rooted
        family = family or path[paths[n]] > 0.2 * rooted
        if o and i and share > 0.3 and " " in box.style.strip() and box.tag not in MENUS and not hard(one.place):
            o = False
        if not o and head < n < first and (
            text in descriptions
            or (weights[n] and (near & DEK or not near & WEAK))
            or (near & DEK and block.kind is Kind.HEADING and len(text) > 30)
        ):
            marks.append(STORY)
        elif o:
            marks.append("sitegen:outside")
        elif not i or n == head:
            marks.append("")
        elif block.kind in {Kind.IMAGE, Kind.CAPTION, Kind.CREDIT, Kind.RULE}:
            marks.append("")
        elif False:
            marks.append("")
        elif weights[n] and n >= head:
            marks.append(STORY)
        elif not first <= n <= last:
            near_by = parents[box.above] or parents[box.above and box.above.above]
            keep = family and n > head and block.link_share < 0.7
            keep = keep or (n > last and near_by and not near & WEAK and (block.kind is Kind.TABLE_ROW or block.kind is Kind.LIST_ITEM and block.link_share < 0.3))
            marks.append(STORY if keep else "")
        elif family:
            marks.append(STORY if block.link_share < 0.8 else "")
        elif block.kind is Kind.HEADING and block.link_share < 0.6 and not near & WEAK_HEADING:
            marks.append(STORY)
        elif near & WEAK or block.link_share > 0.6:
            marks.append("")
        elif block.kind is Kind.LINE and parents[box] < 0.05 * rooted and parents[box.above] < 0.05 * rooted:
            marks.append("")
        else:
            marks.append(STORY)
    return marks


NEVER = frozenset({"modal", "privacy", "cookie", "cookies", "consent", "dialog", "popup", "overlay", "newsletter", "nav", "footer", "menu"})
HARD = frozenset({"nav", "footer", "comments", "comment", "related", "newsletter"})
WEAK_HEADING = frozenset({"author", "byline", "card", "cards", "caption", "topics", "links", "infobox", "video", "contribute"})


def hard(place: Place) -> bool:
    return any(outer.words & HARD for outer in place.upward())


STORY = "sitegen:story"
_WORD = re.compile(r"\w+")


def words_below(place: Place, root: Place) -> set[str]:
    words: set[str] = set()
    for outer in place.upward():
        if outer is root:
            break
        words |= outer.words
    return words


def agreed_root(placed: list[Placed], weights: list[float], declared: Declared) -> Place | None:
    words = tokens(declared.body)
    if len(words) < 80:
        return None
    grams = set(zip(words, words[1:], words[2:], words[3:]))
    agreed = []
    covered = 0
    for one, weight in zip(placed, weights):
        if weight:
            own = tokens(one.block.text)
            mine = list(zip(own, own[1:], own[2:], own[3:]))
            if mine and sum(g in grams for g in mine) * 2 > len(mine):
                agreed.append(one.place)
                covered += len(own)
    if covered * 2 < len(words) or len(agreed) < 2:
        return None
    root = agreed[0]
    for place in agreed[1:]:
        root = common(root, place)
    return root


def start_of(placed: list[Placed], holds: Mapping[Place, float], head: int) -> Place:
    body = next(place for place in placed[0].place.upward() if place.above is None)
    if head < 0:
        return body
    for place in placed[head].place.upward():
        if holds.get(place, 0) >= 0.25 * holds[body]:
            return place
    return body


def descend(root: Place, holds: Mapping[Place, float]) -> Place:
    children: dict[Place, set[Place]] = defaultdict(set)
    for place in holds:
        if place.above is not None:
            children[place.above].add(place)
    while children[root]:
        best = max(children[root], key=lambda place: holds[place])
        if holds[best] < 0.7 * holds[root] or best.tag in INLINE | {"p"}:
            break
        root = best
    return root


def located(placed: list[Placed], declared: Declared) -> tuple[Block, ...]:
    """The page's blocks, each with its signals."""
    marks = mark(placed, declared)
    return tuple(
        replace(p.block, signals=frozenset({m} if m else ()).union(*(place.words for place in p.place.upward())))
        for p, m in zip(placed, marks)
    )
