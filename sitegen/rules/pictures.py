"""Captions and credits of pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.looks.lexicon import Lexicon, key_of, longest_start
from sitegen.model.document import Kind
from sitegen.model.verdict import Found, Role, Verdict
from sitegen.rules.draft import Decisions, Draft
from sitegen.rules.names import looks_like_name

MAX_CREDIT_WIDTH = 100
MAX_CAPTION_WIDTH = 400
MAX_LABEL_WORDS = 3
QUOTE_MARKS = '"“„«»「『'

_AGENCY = (
    "(?:"
    "AP|AFP|Reuters|REUTERS|dpa|DPA|EPA|EFE|ANSA|Getty Images|Getty|Shutterstock|iStock|Alamy|"
    "PA|TASS|Xinhua|Kyodo|Yonhap|Anadolu|AA|NurPhoto|Bloomberg|imago|IMAGO|Keystone|TT|NTB|"
    "Ritzau|ANP|Belga|PAP|Unsplash|Pixabay)"
)
"""News and picture agencies, as they sign pictures everywhere."""
_SIGN = re.compile(
    rf"^(?:©|\(c\)|ⓒ)\s*\S.{{0,80}}$|^.{{2,60}}/\s?{_AGENCY}(?:[ /,].{{0,30}})?$|^{_AGENCY}(?:/.{{2,40}}|$)"
)
_LABEL = r"(?:[Pp]hotos?|[Ff]otos?|[Ii]mages?|[Bb]ild|[Ii]magen|[Cc]redit|[Pp]icture|©)"
_BRACKETS = re.compile(
    rf"\s*[(（\[](?P<credit>{_LABEL}(?!\w)[^()（）]{{2,70}}"
    rf"|(?:[A-ZÀ-Þ][\w.'’-]*\s){{0,3}}{_LABEL}[/:][^()（）]{{2,60}}"
    r"|[A-ZÀ-Þ][^()（）/]{1,40}/\s?[A-ZÀ-Þ][^()（）/]{1,40}"
    r"|[^()（）]{1,12}撮影)[)）\]]\s*\.?$"
)
_SIGNED = re.compile(r"\s*©\s?(?P<credit>[^.!?]{2,60})$")
_NAMED = re.compile(
    rf" (?<=[.!?…] )(?P<credit>[^.!?]{{2,50}}/\s?{_AGENCY}|(?:{_AGENCY})(?:/[^.!?]{{2,40}})?)$"
)
MOST_COPIES = 8
"""Times that a caption is said again before its credit; a text may say one line a million times."""

_COLONS = ":：=|"
_ONE_COLON = re.compile(rf"[{_COLONS}]")
_COLON = re.compile(rf"\s*[{_COLONS}]\s*")


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
        if not look.key or look.width > MAX_CREDIT_WIDTH or look.prose or _is_below_story(draft, index):
            continue
        credit = credit_of(draft.text(index), look.key, words)
        if credit:
            found = () if taken else (Found("image.credit", credit),)
            taken = True
            yield index, Verdict(Role.CREDIT, "a line that says who made a picture", 0.95, found)


def _is_below_story(draft: Draft, index: int) -> bool:
    """Below the story's core a line such as `© The Daily` is about the page, not about a picture."""
    return bool(draft.reading.core) and index >= draft.reading.core.stop


def credit_of(text: str, key: str, words: Lexicon) -> str:
    """The maker named by a credit line, or ""."""
    opening = longest_start(words.credits, key)
    if opening is not None:
        rest = _rest(text, opening[0])
        named = re.match(r"\s*(?:[:：=＝|/]|©|\.\.\.|…|by\b|-|–)\s*", rest)
        name = re.sub(r"^[\s:：=＝|/©.…–-]*(?:by\s+)?", "", rest).strip(" ()[]")
        labelled = named or opening[0].endswith((" by", " von", " of", " de")) or looks_like_name(name)
        if name and labelled and _is_short_name(name):
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
    captions: set[str] = set()
    for index in draft.open():
        text, look, kind = draft.text(index), draft.looks[index], draft.block(index).kind
        if look.width > MAX_CAPTION_WIDTH or kind is Kind.HEADING or text[0] in QUOTE_MARKS:
            continue
        split = split_credit(text, draft.reading.words)
        if look.same in captions:
            yield index, Verdict(Role.CAPTION, "repeats a caption", 0.95)
        elif split:
            captions.add(look.same)
            yield index, _caption(draft, captions, *split, "it ends in a credit")
        elif kind is Kind.CAPTION or _beside_credit(draft, index) or _said_twice(draft, index):
            captions.add(look.same)
            yield index, _caption(draft, captions, text, "", "it stands at a credit, or twice in a row")


def split_credit(text: str, words: Lexicon) -> tuple[str, str] | None:
    """A caption and the credit it ends in: `(Photo: Jane Roe)`, `Foto: Jane Roe`, `© TG`, `Jane Roe/AP`."""
    for pattern in _patterns_for(text):
        match = pattern.search(text)
        if match and match.start() > 0:
            return text[: match.start()].strip(), _without_label(match["credit"], words)
    return _split_at_label(text, words)


def _patterns_for(text: str) -> Iterator[re.Pattern[str]]:
    """The patterns of a caption's end that can match at all: one look at its marks spares most searches."""
    last = text.rstrip(" .")[-1:]
    if last and last in ")）]":
        yield _BRACKETS
    if "©" in text:
        yield _SIGNED
    if text[-1] not in ".!?":
        yield _NAMED


def _split_at_label(text: str, words: Lexicon) -> tuple[str, str] | None:
    """Split at a credit's label and colon near the end, as in `... on Thursday. Crédit photo : Jane Roe`."""
    if not _ONE_COLON.search(text):
        return None
    marks = list(_COLON.finditer(text))
    before, name = text[: marks[-1].start()], text[marks[-1].end() :].strip(" .)]")
    spoken = before.split()
    for count in range(min(MAX_LABEL_WORDS, len(spoken) - 1), 0, -1):
        label = " ".join(spoken[-count:])
        caption = before[: before.rfind(label)].rstrip(" ([（|/–—-")
        if key_of(label) in words.credit_starts and caption[-1:] and _is_short_name(name) and name:
            ended = caption[-1] in ".!?…。»”)" or label[0] in "([（" or label[0].isupper()
            return (caption, name) if ended else None
    return None


def _without_label(credit: str, words: Lexicon) -> str:
    label, mark, name = credit.partition(":")
    if mark and key_of(label) in words.credit_starts:
        return name.strip(" ©")
    return credit.removesuffix("撮影").strip(" ©")


def _caption(draft: Draft, captions: set[str], words: str, credit: str, why: str) -> Verdict:
    found: list[Found] = []
    if len(captions) == 1 and words and not draft.found("image.caption"):
        found.append(Found("image.caption", words))
        if credit and not draft.found("image.credit"):
            found.append(Found("image.credit", credit))
    return Verdict(Role.CAPTION, f"a caption: {why}", 0.9, tuple(found))


def _beside_credit(draft: Draft, index: int) -> bool:
    """Directly above a credit, no empty line between, and no prose of the story."""
    below, last = index + 1, min(len(draft), index + 1 + MOST_COPIES)
    while below < last and draft.looks[below].same == draft.looks[index].same:
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


def find_lead_picture(draft: Draft) -> Decisions:
    """The page's own picture, where it stands in the page, is the article's lead picture and not its body.

    It is the one the page declares, else the first one between the headline and the story's first prose.
    Plain text has no pictures.

    Before:
        <article><h1>Harbour bridge closes until spring</h1>
        <img src="/bridge.jpg" alt="The bridge at dawn">
        <p>The harbour bridge will be closed to all traffic for repairs until next spring, the city said.</p>
        <p>The decision came after engineers had found cracks in two of the four pylons of the bridge.</p>
        </article>
    After:
        image: image.src = /bridge.jpg; image.alt = The bridge at dawn
    Keep:
        A picture of the harbour hangs in the hall.
    """
    declared = draft.document.declared.image
    title = draft.title_index()
    for index in draft.open():
        block = draft.block(index)
        if block.kind is not Kind.IMAGE or draft.found("image.src"):
            continue
        is_declared = declared is not None and _same_picture(declared.src, block.src)
        in_head = (
            title is not None
            and title < index <= draft.reading.first_prose
            and not (declared and declared.src)
        )
        if is_declared or in_head:
            found = [Found("image.src", block.src)]
            if block.text != block.src:
                found.append(Found("image.alt", block.text))
            yield (
                index,
                Verdict(Role.IMAGE, "the picture that the page declares or leads with", 0.9, tuple(found)),
            )
            return


def _same_picture(one: str, other: str) -> bool:
    """The same file, perhaps in another size: the names agree, whatever folder or query stands round them."""
    names = [address.split("?")[0].rstrip("/").rsplit("/", 1)[-1] for address in (one, other)]
    return bool(names[0]) and names[0] == names[1]
