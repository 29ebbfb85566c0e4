"""Captions and credits of pictures."""

from __future__ import annotations

import re

from sitegen.looks.lexicon import Lexicon, longest_start
from sitegen.looks.look import same_letters
from sitegen.model.document import Kind
from sitegen.model.verdict import Found, Role, Verdict
from sitegen.rules.draft import Decisions, Draft

MAX_CREDIT_WIDTH = 100
MAX_CAPTION_WIDTH = 400

_AGENCY = r"(?:AP|AFP|Reuters|REUTERS|dpa|DPA|EPA|EFE|ANSA|Getty Images|Getty|Shutterstock|iStock|Alamy|PA|TASS|Xinhua|Kyodo|Yonhap|Anadolu|AA|NurPhoto|Bloomberg|imago|IMAGO|Keystone|TT|NTB|Ritzau|ANP|Belga|PAP|Unsplash|Pixabay)"
_SIGN = re.compile(
    rf"^(?:©|\(c\)|ⓒ)\s*\S.{{0,80}}$|^.{{2,60}}/\s?{_AGENCY}(?:[ /,].{{0,30}})?$|^{_AGENCY}(?:/.{{2,40}}|$)"
)
_SUFFIX = re.compile(
    rf"\s*(?P<credit>\((?:[Pp]hoto|[Ii]mage|[Pp]icture|[Ff]oto|[Bb]ild|[Ii]magen|[Ff]otograf|[Cc]redit|©)[^()]{{0,80}}\)"
    rf"|\([^()]{{2,60}}/\s?{_AGENCY}[^()]{{0,30}}\)|\([^()]{{0,40}}\b(?:[Pp]hotos?|[Ff]otos?|[Ii]mages?)\b\s?[:/]?[^()]{{0,60}}\)|©\s?[^.!?]{{2,60}}"
    rf"|(?:(?<=[.!?] )|(?<=[.!?]))(?:Photo|Image|Picture|Foto|Bild|Credit|Photograph|Фото|Zdjęcie|Imagen)\s?(?:[:：]|by)\s?[^.!?]{{2,60}}"
    rf"|(?<=[.!?] )[^.!?]{{2,50}}/\s?{_AGENCY}|[(（][^()（）]{{1,12}}撮影[)）])\s*\.?$"
)


def read_credits(draft: Draft) -> Decisions:
    """A line that says who made a picture is its credit; the first one goes with the lead picture.

    Before:
        Damaged city council building
        Images source: © TG
    After:
        credit: image.credit = TG
    Keep:
        Photo booths are back: in the arcade by the station, queues form before noon on every Saturday now.
    """
    words = draft.reading.words
    taken = bool(draft.found("image.credit"))
    for index in draft.open():
        look = draft.looks[index]
        if not look.key or look.width > MAX_CREDIT_WIDTH or look.prose or index >= draft.reading.core.stop:
            continue
        credit = credit_of(draft.text(index), look.key, words)
        if credit:
            found = () if taken else (Found("image.credit", credit),)
            taken = True
            yield index, Verdict(Role.CREDIT, "a line that says who made a picture", 0.95, found)


def credit_of(text: str, key: str, words: Lexicon) -> str:
    """The maker named by a credit line, or ""."""
    opening = longest_start(words.credits, key)
    if opening is not None:
        rest = _rest(text, opening[0])
        named = re.match(r"\s*(?:[:：|/]|©|\.\.\.|…|by\b|-|–)\s*", rest)
        name = re.sub(r"^[\s:：|/©.…–-]*(?:by\s+)?", "", rest).strip(" ()[]")
        if name and (named or opening[0].endswith((" by", " von", " of", " de"))) and _is_short_name(name):
            return name
    if _SIGN.match(text):
        return re.sub(r"^(?:©|\(c\)|ⓒ)\s*", "", text).strip()
    return ""


def _is_short_name(name: str) -> bool:
    return len(name.split()) <= 10 and not re.search(r"[.!?]\s+\S", name) and not name.endswith(("?", "!"))


def _rest(text: str, opening: str) -> str:
    folded = text.casefold().replace("’", "'")
    at = folded.find(opening)
    return text[at + len(opening) :] if at >= 0 else ""


def read_captions(draft: Draft) -> Decisions:
    """The line at a credit, a line that ends in a credit, or one said twice in a row is a picture's caption.

    Before:
        Damaged city council building
        Damaged city council building
        Images source: © TG
    After:
        caption: image.caption = Damaged city council building
        caption: Damaged city council building
    Keep:
        He kept a photo of the harbour in his wallet for thirty years and showed it to everyone who asked.
    """
    captions: dict[str, int] = {}
    for index in draft.open():
        text, look = draft.text(index), draft.looks[index]
        if look.width > MAX_CAPTION_WIDTH or draft.block(index).kind is Kind.HEADING:
            continue
        suffix = _SUFFIX.search(text) if look.width > 12 else None
        if (suffix and suffix.start() > 0) or draft.block(index).kind is Kind.CAPTION:
            yield index, _caption(draft, captions, text, suffix)
        elif _beside_credit(draft, index) or _said_twice(draft, index):
            yield index, _caption(draft, captions, text, None)
        elif look.same in captions and len(look.same) >= 12:
            yield index, Verdict(Role.CAPTION, "repeats a caption", 0.95)


def _caption(draft: Draft, captions: dict[str, int], text: str, suffix: re.Match[str] | None) -> Verdict:
    words = text[: suffix.start()].strip(" ;,|–—-") if suffix else text
    same = same_letters(text)
    first = not captions and not draft.found("image.caption")
    captions[same] = captions.get(same, 0) + 1
    found: list[Found] = []
    if first and words:
        found.append(Found("image.caption", words))
        if suffix and not draft.found("image.credit"):
            found.append(Found("image.credit", _credit_words(suffix["credit"])))
    why = "a caption: it ends in a credit" if suffix else "a caption: it stands at a credit or twice in a row"
    return Verdict(Role.CAPTION, why, 0.9, tuple(found))


def _credit_words(credit: str) -> str:
    words = credit.strip(" ()（）")
    return (
        re.sub(
            r"^(?:©|[^\W\d_]+\s?[:：]|(?:photo|image|picture|foto|bild)\s+(?:by|via|von)?)\s*©?\s*",
            "",
            words,
            flags=re.IGNORECASE,
        )
        or words
    )


def _beside_credit(draft: Draft, index: int) -> bool:
    """Directly above a credit, no empty line between, and no prose of the story."""
    below = index + 1
    while below < len(draft) and draft.looks[below].same == draft.looks[index].same:
        below += 1
    at_credit = below < len(draft) and draft.role(below) is Role.CREDIT and not draft.block(below).gap
    return at_credit and draft.looks[index].width <= MAX_CAPTION_WIDTH


def _said_twice(draft: Draft, index: int) -> bool:
    same = draft.looks[index].same
    if len(same) < 12:
        return False
    above = index > 0 and not draft.block(index).gap and draft.looks[index - 1].same == same
    below = index + 1 < len(draft) and not draft.block(index + 1).gap and draft.looks[index + 1].same == same
    return above or below
