"""A build makes some hundred thousand objects that live to its end: looking for garbage among them costs a
fifth of its time, and finds none."""

from __future__ import annotations

import gc


def hurry() -> None:
    """Look for no garbage until `rest`."""
    gc.disable()


def rest() -> None:
    """Look for garbage again, as Python does."""
    gc.enable()
