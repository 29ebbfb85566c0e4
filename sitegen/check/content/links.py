"""Checks on the links from page to page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sitegen.check.content.copy import Paper, Piece
from sitegen.check.content.references import Reference
from sitegen.check.content.targets import Places, Target, seen_from, target_of
from sitegen.check.finding import Check, Complaint, Severity
from sitegen.errors import SitegenError
from sitegen.site.stories import State
from sitegen.site.texts import Texts, in_lines
from sitegen.site.typesetting import typeset

_FREE = ("", "top")
"""Anchors that every page has. Source: HTML Living Standard, 7.4.6.3."""


def links_lead_to_a_page(paper: Paper) -> Iterator[Complaint]:
    """Every link inside the site leads to a page or a file that is there.

    Write a link as the way from file to file: `../09/harbour.md`, or `/about.md` from the content folder.
    Pages that are made have such names too: `/topics/lift-bridge.md`, `/archive.md`. A link to a page's
    address works only until the site moves, and one to an old address takes a detour: both are warnings.

    Found:
        [articles/a.md]
        title: A

        See [the harbour](harbor.md).
    Found:
        [articles/a.md]
        title: A

        See [the paper](www.courier.example) and [us](/about/).
        [about.md]
        About us.
    Found:
        [articles/a.md]
        title: A

        See [the old page](/2019/harbour/).
        [articles/b.md]
        title: B
        aliases: [/2019/harbour/]
    Silent:
        [articles/a.md]
        title: A
        tags: [Lift bridge]

        See [us](../about.md), [the topic](/topics/lift-bridge.md), [the plan](plan%20b.pdf),
        [all](/archive.md), [elsewhere](https://elsewhere.example/), [the desk](mailto:desk@courier.example),
        [feed](/feed.xml).
        [about.md]
        See [the story](articles/a.md#top).
        [articles/plan b.pdf]
    """
    places = Places(paper)
    for piece, link, target in _inside(paper):
        if target is None:
            message = f"the address of {_named(link)} cannot be read: {link.address!r}"
            yield paper.tells(piece.path, message, "write it anew", line=link.line)
        elif not link.address.strip():
            yield paper.tells(
                piece.path, f"{_named(link)} leads nowhere", "write its address", line=link.line
            )
        elif target.path and not places.has_file(target.path):
            found = _astray(paper, places, piece, link, target)
            if found:
                yield found


def _astray(paper: Paper, places: Places, piece: Piece, link: Reference, target: Target) -> Complaint | None:
    absolute = target.whole or link.address.strip().startswith("/")
    page = places.page_at(target.path) if absolute else ""
    moved = places.moved(target.path) if absolute else None
    if (page or not target.path) and target.whole:
        return None
    if page:
        message, severity = f"{_named(link)} is written as an address: {link.address}", Severity.WARNING
        hint = f"write {seen_from(piece.path, page)}, which stays right when the site moves"
    elif moved:
        message = f"{_named(link)} leads to an old address: {link.address}"
        hint, severity = f"write {seen_from(piece.path, moved.path)}", Severity.WARNING
    else:
        message = f"{_named(link)} leads to {target.path}, which is not there"
        hint, severity = _hint(places, piece, link, target), Severity.ERROR
    return paper.tells(piece.path, message, hint, line=link.line, severity=severity)


def _hint(places: Places, piece: Piece, link: Reference, target: Target) -> str:
    if link.address.startswith("www."):
        return f"write https://{link.address}"
    stem = target.path.rstrip("/")
    near = places.nearest(target.path) or places.nearest(f"{stem}.md")
    return f"did you mean {seen_from(piece.path, near)}?" if near else "mend the link or take it out"


def links_are_open_to_readers(paper: Paper) -> Iterator[Complaint]:
    """No published story or page links to a story that readers cannot see.

    A draft, a story under embargo and one that has expired have no page.

    Found:
        [articles/a.md]
        date: 2024-05-01

        See [the plan](b.md).
        [articles/b.md]
        draft: true
    Silent:
        [articles/a.md]
        draft: true

        See [the plan](b.md).
        [articles/b.md]
        draft: true
    """
    words = {State.DRAFT: "a draft", State.EMBARGO: "under embargo", State.EXPIRED: "expired"}
    for piece, link, target in _inside(paper):
        aim = paper.pieces.get(target.path) if target else None
        if aim and aim.state in words and piece.state is State.PUBLISHED:
            message = f"{_named(link)} leads to a story that is {words[aim.state]}: {aim.path}"
            hint = "take the link out until readers may see the story"
            yield paper.tells(piece.path, message, hint, line=link.line, severity=Severity.WARNING)


def anchors_are_in_their_page(paper: Paper) -> Iterator[Complaint]:
    """A link with a # leads to a subhead of its page.

    A subhead's anchor is its words in small letters with hyphens: `## What comes next` is `#what-comes-next`.

    Found:
        [articles/a.md]
        title: A

        See [what is next](b.md#what-is-next).
        [articles/b.md]
        title: B

        ## What comes next
    Silent:
        [articles/a.md]
        title: A

        See [what is next](b.md#what-comes-next), [below](#below), [up](#top).

        ## Below
        [articles/b.md]
        title: B

        ## What comes next
    """
    wanted: dict[str, list[tuple[Piece, Reference, Target]]] = defaultdict(list)
    for piece, link, target in _inside(paper):
        fragment = target.fragment.partition(":~:")[0].lower() if target else ""
        if target and target.path in paper.pieces and fragment not in _FREE:
            wanted[target.path].append((piece, link, target))
    for path, links in sorted(wanted.items()):
        anchors = _anchors(paper, path)
        for piece, link, target in links if anchors is not None else ():
            if target.fragment not in (anchors or ()):
                where = "this page" if path == piece.path else path
                message = f"{_named(link)} leads to #{target.fragment}, which is not on {where}"
                hint = f"there are {', '.join(f'#{anchor}' for anchor in anchors or ())}" if anchors else ""
                yield paper.tells(
                    piece.path,
                    message,
                    hint or "that page has no subheads",
                    line=link.line,
                    severity=Severity.WARNING,
                )


def _anchors(paper: Paper, path: str) -> tuple[str, ...] | None:
    """The anchors of a page; None when its file is gone meanwhile."""
    try:
        text = Texts(paper.shelf.folder, paper.shelf.shown).text(path)
    except SitegenError:
        return None
    first = paper.pieces[path].header.body
    body = in_lines(text).split("\n")[first - 1 :]
    return tuple(heading.id for heading in typeset("\n".join(body)).headings)


def _inside(paper: Paper) -> Iterator[tuple[Piece, Reference, Target | None]]:
    """Every link with where it leads in this site; None when its address cannot be read."""
    for piece, reference in paper.all_references():
        if reference.shows:
            continue
        try:
            target = target_of(reference.address, piece.path, paper.project.site_url)
        except ValueError:
            yield piece, reference, None
        else:
            if target:
                yield piece, reference, target


def _named(link: Reference) -> str:
    return f"the link “{link.text[:60]}”" if link.text else "a link"


CHECKS: tuple[Check[Paper], ...] = tuple(
    map(Check, (links_lead_to_a_page, links_are_open_to_readers, anchors_are_in_their_page))
)
