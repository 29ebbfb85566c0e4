"""The demo paper on its way into a new site: its content, and its lines in the settings."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

NAME = "The Harbour Post"
CONTENT = Path(__file__).with_name("content")

_DESCRIPTION = "News from Haverness, and from both sides of the Thele"
_ZONE = "Europe/Amsterdam"
_SECTIONS = "[Local, Politics, Business, Culture, Sport, Science]"
_COLOURS = """\
extra:
  # Colours and fonts of the paper; sea green here. Without these lines it has those of paper.css.
  paper:
    light: {accent: "#17586a"}
    dark: {accent: "#8ccbd6"}
"""


def copy_content(folder: Path) -> tuple[Path, ...]:
    """Copy articles, pages and pictures into a new site's content folder; the files written, in order.

    A page of the starter site that the demo has too is replaced, so `folder` must be of a site just made.
    """
    written = []
    for source in sorted(path for path in CONTENT.rglob("*") if path.is_file()):
        destination = folder / source.relative_to(CONTENT)
        destination.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, destination)
        written.append(destination)
    return tuple(written)


def with_demo_settings(settings: str) -> str:
    """The text of the starter's mkdocs.yml with what the demo needs; all other lines stay as they are."""
    settings = _set(settings, "site_description", _DESCRIPTION)
    settings = _set(settings, "timezone", _ZONE)
    settings = _set(settings, "sections", _SECTIONS, after="timezone")
    if re.search(r"^extra:$", settings, re.MULTILINE):
        return re.sub(r"^extra:\n", lambda _: _COLOURS, settings, count=1, flags=re.MULTILINE)
    return f"{settings.rstrip()}\n\n{_COLOURS}"


def _set(settings: str, key: str, value: str, after: str = "") -> str:
    """Give a key its value, at any depth, also where it stands as a note: `# sections: [...]`.

    after  a key: a missing one gets a line below it
    """
    line = re.compile(rf"^( *)(?:# *)?{key}:.*$", re.MULTILINE)
    if line.search(settings):
        return line.sub(lambda found: f"{found[1]}{key}: {value}", settings, count=1)
    beside = re.compile(rf"^( *){after}:.*$", re.MULTILINE)
    return beside.sub(lambda found: f"{found[0]}\n{found[1]}{key}: {value}", settings, count=1)
