"""What every page depends on. Where any of it is other than in the build before, all pages are set anew.

- the code of sitegen, and every package that is installed beside it, by version
- the version of Python
- mkdocs.yml: every value in it, those it inherits or takes from the environment, the plugin's options
- every file of the theme's folder
- whether drafts are shown (`serve`)

What one page depends on besides is in `sitegen.site.shows`. With other plugins or hooks, of which nothing is
known, all pages are set anew every time.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path

_PACKAGE = Path(__file__).parents[2]
_CODE = (".py", ".toml")
_UNTOLD = frozenset({"site_dir", "strict", "dev_addr", "watch"})
"""Settings of mkdocs.yml that no page shows."""


@cache
def code_key() -> str:
    """Of the code by which stories are read and pages are set: that which this process has loaded."""
    return _digest(f"{sys.version}\n{_installed()}", _contents(_PACKAGE, _CODE))


def site_key(code: str, theme: Path, *values: object) -> str:
    """Of all that every page depends on.

    code    from `code_key`
    theme   the newsroom's theme folder
    values  of mkdocs.yml and of the plugin's options: whatever YAML can hold
    """
    return _digest(f"{code}\n{json.dumps(values, default=_named, sort_keys=True)}", _contents(theme))


def told(settings: Mapping[str, object]) -> dict[str, object]:
    """The settings of mkdocs.yml that some page may show."""
    return {name: value for name, value in settings.items() if name not in _UNTOLD}


def _named(value: object) -> str:
    """A function or a class that mkdocs.yml names, by its name: its address in memory changes."""
    name = getattr(value, "__qualname__", "")
    return f"{getattr(value, '__module__', '')}.{name}" if name else f"{type(value).__qualname__} {value}"


def _installed() -> str:
    """Every installed package with its version: `jinja2-3.1.6.dist-info`."""
    found: set[str] = set()
    for folder in sys.path:
        if os.path.isdir(folder):  # noqa: PTH112  # entries of sys.path are strings
            with os.scandir(folder) as entries:
                found.update(each.name for each in entries if each.name.endswith((".dist-info", ".egg-info")))
    return " ".join(sorted(found))


def _contents(folder: Path, endings: tuple[str, ...] = ("",)) -> Iterator[bytes]:
    """Names and contents of the files below a folder, in order."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            if name.endswith(endings):
                file = Path(place, name)
                yield f"{file.relative_to(folder)}\0".encode("utf-8", "surrogateescape")
                yield file.read_bytes()


def _digest(text: str, contents: Iterator[bytes]) -> str:
    found = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16)
    for content in contents:
        found.update(b"%d:" % len(content))
        found.update(content)
    return found.hexdigest()
