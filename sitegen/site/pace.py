"""A build makes some hundred thousand objects that live to its end: looking for garbage among all of them
again and again costs a fifth of its time and finds none. Only what was made just now is looked at."""

from __future__ import annotations

import gc

_YOUNG = 50_000
"""Objects more than before, from which the youngest are looked at."""

_NEVER = 1_000_000

_AS_EVER = gc.get_threshold()


def hurry() -> None:
    """Look for garbage among the youngest objects alone until `rest`."""
    gc.set_threshold(_YOUNG, _NEVER, _NEVER)


def rest(*, for_good: bool) -> None:
    """Look for garbage again, as Python does.

    for_good  True when the process ends soon: what there is now is then not looked at again
    """
    if for_good:
        gc.freeze()
    gc.set_threshold(*_AS_EVER)
