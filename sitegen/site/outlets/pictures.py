"""The picture of a story for machines: its own, else a card with the name of the paper and the section."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from PIL import Image

from sitegen.files import write_atomic
from sitegen.site.listings import same
from sitegen.site.machines import cards
from sitegen.site.machines.facts import Photo
from sitegen.site.machines.social import shareable
from sitegen.site.outlets.settings import Cards, Newsroom
from sitegen.site.photos.negative import UNREADABLE
from sitegen.site.pictures import Picture
from sitegen.site.stories import Story

FOLDER = "assets/cards/"
"""Where cards stand in the site."""


def photo_of(story: Story, room: Newsroom) -> Photo | None:
    """The lead picture of a story with its address and facts; None without one in the site."""
    if story.picture is None:
        return None
    image = story.article.image
    return _photo(story.picture, room, image.alt, image.caption, image.credit)


def _photo(picture: Picture, room: Newsroom, alt: str = "", caption: str = "", credit: str = "") -> Photo:
    return Photo(
        address=room.absolute(picture.url),
        mime=mimetypes.guess_type(picture.url)[0] or "",
        width=picture.width,
        height=picture.height,
        length=picture.size,
        alt=alt,
        caption=caption,
        credit=credit,
    )


@dataclass(frozen=True, slots=True)
class ShareCard:
    """A card and its file in the site."""

    card: cards.Card
    file: str

    def photo(self, room: Newsroom) -> Photo:
        width, height = cards.SIZE
        alt = " – ".join(filter(None, (self.card.headline, self.card.kicker, self.card.name)))
        return Photo(address=room.absolute(self.file), mime=cards.MIME, width=width, height=height, alt=alt)


def card_of(room: Newsroom, section: str = "", headline: str = "") -> ShareCard | None:
    """The card that stands for a page without a picture; None where the newsroom wants none."""
    if room.cards is Cards.NONE:
        return None
    title = headline if room.cards is Cards.STORIES else ""
    name = sha256("\0".join((room.name, room.accent, same(section), title)).encode()).hexdigest()[:12]
    return ShareCard(cards.Card(room.name, section, title), f"{FOLDER}{name}.png")


def shared(photo: Photo | None, card: ShareCard | None, room: Newsroom) -> Photo | None:
    """What is shown when a page is shared."""
    if shareable(photo):
        return photo
    return card.photo(room) if card else None


def _is_whole(card: Path) -> bool:
    """True for a drawn card: PNG has a sum for each of its parts."""
    try:
        with Image.open(card) as image:
            image.verify()
    except UNREADABLE:
        return False
    return True


def write_cards(
    wanted: Iterable[ShareCard], room: Newsroom, site: Path, cache: Path, needs: Callable[[str, str], bool]
) -> None:
    """Draw the cards into the site. One drawn before is taken from the cache, whose names tell what is on it.

    needs  tells of a card's file whether it has to be made

    Raises SitegenError for a colour that there is not.
    """
    look = cards.Look(accent=room.accent)
    for share in dict.fromkeys(wanted):
        if not needs(share.file, share.file):
            continue
        kept = cache / Path(share.file).name
        if not _is_whole(kept):
            write_atomic(kept, cards.draw(share.card, look))
        target = site / share.file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(kept.read_bytes())
