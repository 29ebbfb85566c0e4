"""The page of a topic, section, author or running story, when its name changes and with that its address.

The old address is kept by `aliases` in the header of the new page; a page that nobody has written is written
for it, with its name and the old address. Where an old page and a new one have both been written, both
stay: which words are right is for an editor to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import yaml

from sitegen.editing.addresses import address_of, same_address
from sitegen.editing.changes import Change, Plan
from sitegen.editing.headers import with_alias
from sitegen.editing.manuscripts import Content, body_of
from sitegen.editing.moving import Move, plan_move
from sitegen.editing.renaming import KINDS, Renaming
from sitegen.errors import Problem, SitegenError
from sitegen.model.article import Article
from sitegen.site.listings import gather
from sitegen.site.pages import KEYS
from sitegen.site.stories import Story
from sitegen.yaml_header.edits import applied, newline_of, replaced, written
from sitegen.yaml_header.places import entries_in, header_span


@dataclass(frozen=True, slots=True)
class Fronts:
    """The pages of the old name and the new, by their paths in the content folder."""

    renaming: Renaming
    content: Content
    paths: Collection[str]
    directory_urls: bool = True

    @property
    def old(self) -> str:
        return self._path(self.renaming.old)

    @property
    def new(self) -> str:
        return self._path(self.renaming.new)

    @property
    def old_address(self) -> str:
        return address_of(self.old, directory_urls=self.directory_urls)

    def _path(self, name: str) -> str:
        (listing,) = gather(KINDS[self.renaming.what], [Story(Article(), "", "")], lambda _: (name,))
        return listing.path


def plan_front(fronts: Fronts, *, gone: bool) -> Plan:
    """What becomes of the page of the old name.

    gone  True when no article has the old name any more, so that its page would be nowhere
    """
    if fronts.old == fronts.new or not gone:
        return Plan()
    if fronts.old in fronts.paths and fronts.new in fronts.paths:
        return Plan(notes=tuple(_both(fronts)))
    try:
        return _kept(fronts)
    except SitegenError as error:
        return Plan(problems=error.problems)


def _both(fronts: Fronts) -> Iterator[str]:
    shown = fronts.content.shown
    yield f"{shown}/{fronts.old} and {shown}/{fronts.new} have both been written, and both stay."
    yield f"Carry over what you want to keep, delete {shown}/{fronts.old}, and write in {shown}/{fronts.new}:"
    yield f"  aliases: [{fronts.old_address}]"


def _kept(fronts: Fronts) -> Plan:
    aliases = "aliases" in KEYS
    note = f"{fronts.old_address} leads to the new page from the next build on."
    if fronts.old in fronts.paths:
        move = Move(fronts.content, fronts.old, fronts.new, fronts.paths, fronts.directory_urls)
        plan = plan_move(move, lambda _, text: _called(fronts, text, aliases=aliases))
        return replace(plan, notes=(note,) if aliases else (_lost(fronts),))
    if not aliases:
        return Plan(notes=(_lost(fronts),))
    if fronts.new in fronts.paths:
        page = fronts.content.read(fronts.new)
        text = _called(fronts, page.text, aliases=True)
        return Plan(changes=(Change(page, text),) if text != page.text else (), notes=(note,))
    name, address = written(fronts.renaming.new), written(fronts.old_address)
    return Plan(new=((fronts.new, f"---\ntitle: {name}\naliases:\n  - {address}\n---\n"),), notes=(note,))


def _lost(fronts: Fronts) -> str:
    return f"From the next build on nothing is at {fronts.old_address}."


def _called(fronts: Fronts, text: str, *, aliases: bool) -> str:
    """A page's text under the new name, where the old one is its title, and with the old address.

    Raises SitegenError when its header is written in a way that cannot be edited.
    """
    before, new = text, fronts.renaming.new
    entry = entries_in(text).get("title")
    if entry and len(entry.texts) == 1 and fronts.renaming.meets(entry.texts[0].text):
        text = applied(text, [replaced(entry.texts[0], new, flow=False, newline=newline_of(text))])
    if aliases:
        own = address_of(fronts.new, directory_urls=fronts.directory_urls)
        if not entries_in(text):
            text = f"---\ntitle: {written(new)}\n---\n\n{text}" if body_of(text) == text else text
        text = with_alias(
            text, fronts.old_address, lambda address: same_address(address) == same_address(own)
        )
    return _checked(fronts, before, text)


def _checked(fronts: Fronts, before: str, text: str) -> str:
    span = header_span(text)
    try:
        header = yaml.safe_load(text[slice(*span)]) if span else None
    except yaml.YAMLError:
        header = None
    if text != before and not isinstance(header, dict):
        hint = f"mend it; then write in it: aliases: [{fronts.old_address}]"
        raise SitegenError(
            Problem(f"{fronts.content.shown}/{fronts.old}", 0, "its header cannot be read", hint)
        )
    return text
