"""A block of settings below the plugin in mkdocs.yml: `publisher:`, `pictures:`."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from typing import Any

from sitegen.errors import Problem

Reader = Callable[[Any], object]
"""Reads one value; raises ValueError with how to write it right."""


def read_block(
    name: str, readers: Mapping[str, Reader], values: Mapping[str, object], path: str
) -> tuple[dict[str, object], list[Problem]]:
    """What stands in a block of settings, and everything that is wrong with it.

    name     of the block, for messages
    readers  of each setting that there is
    values   as YAML read them
    path     of the file, for messages
    """
    problems: list[Problem] = []
    read: dict[str, object] = {}
    for key, value in values.items():
        if key not in readers:
            near = difflib.get_close_matches(str(key), readers, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(readers)}"
            problems.append(Problem(path, 0, f"{name} has no setting {key!r}", hint))
            continue
        try:
            read[key] = readers[key](value)
        except ValueError as error:
            problems.append(Problem(path, 0, f"{name}: {key} cannot be {value!r}", str(error)))
    return read, problems
