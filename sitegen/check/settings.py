"""The settings of mkdocs.yml that a check needs, read without MkDocs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import yaml

from sitegen.errors import Problem, SitegenError
from sitegen.site.timing import zone_named

SITE, CONTENT = "site", "content"
"""The folders of the built site and of the content where mkdocs.yml names none."""

UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the built site lies, and the address it is published at ("" when none is set)."""

    site: Path
    site_url: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """What the newsroom has set about its content.

    folder          of the project
    content         the folder of articles and pages
    theme           the newsroom's own; None when there is none
    zone            of dates that name none
    sections        in the order of the paper; () when mkdocs.yml does not say
    directory_urls  True when `slug.md` becomes `slug/`
    language        of the site's furniture
    text            mkdocs.yml as it stands: it may name pictures
    """

    folder: Path
    content: Path
    theme: Path | None = None
    site_url: str = ""
    zone: ZoneInfo = UTC
    sections: tuple[str, ...] = ()
    directory_urls: bool = True
    language: str = "en"
    text: str = ""

    @property
    def shown(self) -> str:
        """The content folder as a person knows it: `content`."""
        inside = self.content.is_relative_to(self.folder)
        return (self.content.relative_to(self.folder) if inside else self.content).as_posix()


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml without acting on its tags: `!!python/name:` and `!ENV` give None."""

    yaml_multi_constructors: ClassVar = {"": lambda *_: None}


def read_settings(project: Path) -> Settings:
    """The settings of the project in this folder; the defaults when it has no mkdocs.yml.

    Raises SitegenError when mkdocs.yml cannot be read.
    """
    values, _ = _values(project)
    return Settings(project / _text(values, "site_dir", SITE), _with_slash(_text(values, "site_url", "")))


def read_project(folder: Path) -> Project:
    """The project in this folder, with defaults when it has no mkdocs.yml.

    Raises SitegenError when mkdocs.yml cannot be read, or names a time zone that there is not.
    """
    values, text = _values(folder)
    options = _options(values)
    theme = values.get("theme")
    theme = theme if isinstance(theme, dict) else {}
    sections = options.get("sections")
    custom = _text(theme, "custom_dir", "")
    return Project(
        folder=folder,
        content=folder / _text(values, "docs_dir", CONTENT if not values else "docs"),
        theme=folder / custom if custom else None,
        site_url=_with_slash(_text(values, "site_url", "")),
        zone=zone_named(_text(options, "timezone", "UTC"), str(folder / "mkdocs.yml")),
        sections=tuple(map(str, sections)) if isinstance(sections, list) else (),
        directory_urls=values.get("use_directory_urls") is not False,
        language=_text(theme, "language", "en"),
        text=text,
    )


def _values(project: Path) -> tuple[Mapping[str, Any], str]:
    """What mkdocs.yml says, and its text; nothing when there is none."""
    file = project / "mkdocs.yml"
    try:
        raw = file.read_bytes()
        values = yaml.load(raw, _Loader)  # noqa: S506  # a SafeLoader, see above
    except FileNotFoundError:
        return {}, ""
    except (OSError, yaml.YAMLError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise SitegenError(Problem(str(file), 0, f"cannot be read: {reason}", "mend it first")) from None
    return values if isinstance(values, dict) else {}, raw.decode(errors="replace")


def _options(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """What stands under `sitegen:` among the plugins, which MkDocs takes as a list or as a mapping."""
    plugins = values.get("plugins")
    listed = plugins if isinstance(plugins, list) else [plugins]
    for entry in listed:
        options = entry.get("sitegen") if isinstance(entry, dict) else None
        if isinstance(options, dict):
            return options
    return {}


def _text(values: Mapping[str, Any], key: str, default: str) -> str:
    value = values.get(key)
    return value.strip() if isinstance(value, str) and value.strip() else default


def _with_slash(address: str) -> str:
    return address if not address or address.endswith("/") else f"{address}/"
