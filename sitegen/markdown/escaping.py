"""Words -> Markdown that shows these words. Everything here holds for one line without a line break."""

from __future__ import annotations

import re

_PUNCTUATION = re.escape("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")

_ACTS = re.compile(
    rf"""
    \\(?=[{_PUNCTUATION}]|$)                # a backslash before a sign or before what follows the span
    | `
    | (?<!\s)\* | \*(?!\s)                  # a star between spaces is harmless: 2 * 3
    | (?<![^\W_])_ | _(?![^\W_])            # so is an underscore inside a word: snake_case
    | \](?=[(\[:]) | \[(?=TOC\])            # a link; Python-Markdown's table of contents
    | \{{(?=[{{%:\#.])                      # templates and attribute lists, where a site switches them on
    """,
    re.VERBOSE,
)
_ENTITY = re.compile(r"&(?=#|\w+;)")
_TAG = re.compile(r"<(?=[A-Za-z/!?]|[^<> ]*@|$)")
_STRIKE = re.compile(r"~(?=~)|(?<=~)~")
_BRACKETS = {"[": "&#91;", "]": "&#93;"}
_FREE_STAR = re.compile(r"(?<=\s)\*(?=\s)")

# Python-Markdown keeps its place holders between such characters; nobody sees them anyway.
_UNSEEN = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)]) | dict.fromkeys(map(ord, "\t\n\v\f\r\x85"), " ")
_LITERAL = re.compile(r"[\w ,.;:?!'\"“”‘’„»«()/%€$£#=+–—…-]*")
"""Most texts: no sign that could act, but for an underscore."""

_WORD_OR_CODE = re.compile(r"[\w`]")
_LINE_START = re.compile(
    r"""
    (?P<sign>
        \#
        | >
        | [-+*](?=\s|$)
        | -(?=[-\s]*$) | -+(?=-*8<)         # a rule; a snippet
        | \[(?=[ xX]\]\s | [^\]]*\]:)
    )
    | (?P<number>\d+)(?P<stop>[.)])(?=\s|$)
    | (?P<rule>=(?=[=\s]*$) | :(?=\s|:))    # signs that a backslash does not tame in Python-Markdown
    """,
    re.VERBOSE,
)


def seen(text: str) -> str:
    """The text on one line, without control characters."""
    return text if text.isprintable() else text.translate(_UNSEEN)


def escape(text: str) -> str:
    """Words inside a line, so that no sign in them acts, whatever stands before and after them."""
    text = seen(text)
    if "_" not in text and _LITERAL.fullmatch(text):
        return text
    text = _ACTS.sub(r"\\\g<0>", text)
    text = _ENTITY.sub("&amp;", text)
    text = _TAG.sub("&lt;", text)
    return _STRIKE.sub("&#126;", text)


def escape_marked(text: str) -> str:
    """Words that stand between stars: no star in them may be free."""
    return _FREE_STAR.sub(r"\\*", escape(text))


def escape_label(text: str) -> str:
    """Words of a link or a picture: no bracket in them may close it."""
    return "".join(_BRACKETS.get(part) or escape_marked(part) for part in re.split(r"([\[\]])", text))


def escape_line(text: str) -> str:
    """An escaped line, so that its beginning makes no heading, list, quote, rule or definition either."""
    if "|" in text and not _WORD_OR_CODE.search(text):  # an item of a list could be the rule of a table
        text = escape_cell(text)
    match = _LINE_START.match(text)
    if match is None:
        return text
    if match["number"]:
        return f"{match['number']}\\{text[match.end('number') :]}"
    return f"&#{ord(text[0])};{text[1:]}" if match["rule"] else f"\\{text}"


def escape_cell(text: str) -> str:
    """Markdown of one line as a table's cell."""
    return text.replace("|", "&#124;")
