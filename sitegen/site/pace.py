"""A build makes some hundred thousand objects that live to its end: looking for garbage among them costs a
fifth of its time, and finds none."""

from __future__ import annotations

import gc


def hurry() -> None:
    """Look for no garbage until `rest`."""
    gc.disable()


def rest(*, for_good: bool) -> None:
    """Look for garbage again, as Python does.

    for_good  True when the process ends soon: what there is now is then not looked at again
    """
    if for_good:
        gc.freeze()
    gc.enable()
