"""Moving a file of the content: pictures go with it, links and its old address are kept.

A relative link says the same from another place only when it is written otherwise; a link from the content
folder (`/images/a.jpg`) stays. Links are changed where they lead to a file that is there; one that leads
nowhere stays as its author wrote it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from urllib.parse import unquote

from sitegen.editing.addresses import address_of, claims, same_address
from sitegen.editing.changes import Change, Plan, Shift
from sitegen.editing.headers import checked, with_alias
from sitegen.editing.links import address_from, spots_in, target_of, with_addresses
from sitegen.editing.manuscripts import Content, Manuscript
from sitegen.errors import Problem, SitegenError
from sitegen.front_matter import parse
from sitegen.yaml_header.edits import applied, newline_of, replaced
from sitegen.yaml_header.places import Place, entries_in


@dataclass(frozen=True, slots=True)
class Move:
    """A file on its way.

    content         where it lies
    old, new        paths of the file in the content folder
    paths           of all files that are there
    directory_urls  True when `slug.md` becomes `slug/`
    places          where every file that moves goes; those of pictures are found by plan_move()
    """

    content: Content
    old: str
    new: str
    paths: Collection[str]
    directory_urls: bool = True
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def old_address(self) -> str:
        return address_of(self.old, directory_urls=self.directory_urls)

    @property
    def new_address(self) -> str:
        return address_of(self.new, directory_urls=self.directory_urls)

    @property
    def readdressed(self) -> bool:
        return same_address(self.old_address) != same_address(self.new_address)

    @property
    def standing(self) -> str:
        """Where the file stands today: an editor may have moved it already."""
        return self.old if self.old in self.paths else self.new

    def address(self, address: str, old: str, new: str) -> str | None:
        """How an address is written in a file that was at `old` and will be at `new`; None to leave it."""
        target, tail = target_of(address, old)
        there = self.places.get(target, target)
        if not target or target_of(address, new) == (there, tail):
            return None
        if there == target and (target not in self.paths or old == new):
            return None
        if self.standing != self.old == old and target_of(address, new)[0] in self.paths:
            return None  # whoever moved the file has seen to its links
        return address_from(new, there, address, tail)


Finish = Callable[[Move, str], str]
"""What becomes of the moved file's text besides its links; takes the text in which they are changed."""


def plan_move(move: Move, finish: Finish) -> Plan:
    """What moving a file means for all files.

    Raises SitegenError when its new or old address is another's, and what `finish` raises.
    """
    own = move.content.read(move.standing)
    problems: list[Problem] = []
    others = [each for each in move.content.texts(move.paths, problems) if each.path != move.standing]
    _refuse_claimed(move, others)
    move = replace(move, places={move.old: move.new, **_pictures(move, own, others)})
    text = finish(move, _relinked(move, own, move.old, move.new))
    changes = [
        Change(each, _relinked(move, each, each.path, each.path)) for each in others if _names(each, move)
    ]
    if move.standing == move.new:
        shifts = []
        changes.insert(0, Change(own, text))
    else:
        shifts = [Shift(move.old, move.new, own.text, text)]
        shifts += [Shift(old, new) for old, new in move.places.items() if old != move.old]
    changed = tuple(change for change in changes if change.text != change.before.text)
    return Plan(shifts=tuple(shifts), changes=changed, problems=tuple(problems))


def plan_article_move(move: Move) -> Plan:
    """What moving an article means: its old address becomes an alias, unless it is a draft.

    Raises SitegenError when its new or old address is another's, or its header cannot be read or is written
    in a way that cannot be edited.
    """
    own = move.content.read(move.standing)
    draft = parse(own.text, f"{move.content.shown}/{own.path}").draft
    plan = plan_move(move, _left_alone if draft else _with_old_address)
    if draft:
        note = "It is a draft: no reader knows its old address, so none is kept."
        return replace(plan, notes=(note,))
    note = f"{move.old_address} leads to {move.new_address} from the next build on."
    return replace(plan, notes=(note,)) if move.readdressed else plan


def _left_alone(_: Move, text: str) -> str:
    return text


def _with_old_address(move: Move, before: str) -> str:
    if not move.readdressed:
        return before

    def is_new(address: str) -> bool:
        return same_address(address) == same_address(move.new_address)

    shown = f"{move.content.shown}/{move.standing}"
    article = parse(before, shown)
    kept = tuple(alias for alias in article.aliases if not is_new(alias))
    aliases = kept if move.old_address in kept else (*kept, move.old_address)
    text = with_alias(before, move.old_address, is_new)
    return checked(before, text, shown, replace(article, aliases=aliases))


def _refuse_claimed(move: Move, others: Iterable[Manuscript]) -> None:
    """An address that is another's already would lead readers to the wrong story."""
    shown = move.content.shown
    for address, what in ((move.new_address, "new"), (move.old_address, "old")):
        owner = next((other.path for other in others if claims(other, address)), "")
        if owner and move.readdressed:
            hint = f"take {address} out of the aliases of {shown}/{owner}, or choose another name"
            problem = f"its {what} address {address} is an alias of {shown}/{owner}"
            raise SitegenError(Problem(f"{shown}/{move.standing}", 0, problem, hint))


def _relinked(move: Move, manuscript: Manuscript, old: str, new: str) -> str:
    """The text of a file that was at `old` and will be at `new`, with links to where things will be."""
    text, body = manuscript.text, manuscript.body
    lead = text[: len(text) - len(body)]
    source = _image(text)
    if source and (address := move.address(source.text, old, new)):
        lead = applied(lead, [replaced(source, address, flow=True, newline=newline_of(text))])
    return lead + with_addresses(body, lambda address: move.address(address, old, new))[0]


def _pictures(move: Move, own: Manuscript, others: Iterable[Manuscript]) -> dict[str, str]:
    """The files beside the moved one that only it names, and where they go: beside it again."""
    before, after = posixpath.dirname(move.old), posixpath.dirname(move.new)
    if before == after or move.standing == move.new:
        return {}
    named = {target_of(address, move.old)[0] for address in _addresses(own) if not address.startswith("/")}
    beside = {
        target: f"{after}/{target.removeprefix(before + '/')}"
        for target in sorted(named & set(move.paths))
        if target.startswith(f"{before}/") and not target.endswith(".md")
    }
    free = {old: new for old, new in beside.items() if new not in move.paths}
    for other in others:
        if free and _may_name(other.text, free):
            shared = {target_of(address, other.path)[0] for address in _addresses(other)}
            free = {old: new for old, new in free.items() if old not in shared}
    return free


def _addresses(manuscript: Manuscript) -> list[str]:
    source = _image(manuscript.text)
    found = [spot.address for spot in spots_in(manuscript.body)]
    return [*found, source.text] if source else found


def _names(manuscript: Manuscript, move: Move) -> bool:
    return _may_name(manuscript.text, move.places)


def _may_name(text: str, places: Iterable[str]) -> bool:
    """False when it is plain that a text names none of the files, however it may spell them."""
    spelled = unquote(text) if "%" in text else text
    spelled = unescape(spelled) if "&" in spelled else spelled
    spelled = spelled.replace("\\", "") if "\\" in spelled else spelled
    return any(posixpath.basename(place) in spelled for place in places)


def _image(text: str) -> Place | None:
    """Where the lead picture's file stands in a header."""
    entry = entries_in(text).get("image") if "image" in text else None
    place = entry.part("src") if entry else None
    return place if place and place.text else None
