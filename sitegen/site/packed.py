"""Text that thousands of objects keep for a while: as UTF-8, which takes half the room.

A story with one curly quotation mark takes two bytes a letter as Python's text, and MkDocs keeps the words of
all pages before it writes the first.
"""

from __future__ import annotations


class PackedText:
    """An attribute whose text is kept packed; None stays None.

    class Page:
        content = PackedText()
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self._kept = f"_packed_{name}"

    def __get__(self, owner: object, kind: type | None = None) -> str | None:
        packed: bytes | None = getattr(owner, self._kept, None)
        return None if packed is None else packed.decode("utf-8", "surrogatepass")

    def __set__(self, owner: object, text: str | None) -> None:
        setattr(owner, self._kept, None if text is None else text.encode("utf-8", "surrogatepass"))
