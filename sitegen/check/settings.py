"""The few settings of mkdocs.yml that a check needs, read without MkDocs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import yaml

from sitegen.errors import Problem, SitegenError

SITE = "site"
"""The folder of the built site where mkdocs.yml names none: MkDocs' own default."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the built site lies, and the address it is published at ("" when none is set)."""

    site: Path
    site_url: str = ""


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml without acting on its tags: `!!python/name:` and `!ENV` give None."""

    yaml_multi_constructors: ClassVar = {"": lambda *_: None}


def read_settings(project: Path) -> Settings:
    """The settings of the project in this folder; the defaults when it has no mkdocs.yml.

    Raises SitegenError when mkdocs.yml cannot be read.
    """
    file = project / "mkdocs.yml"
    try:
        values = yaml.load(file.read_bytes(), _Loader)  # noqa: S506  # a SafeLoader, see above
    except FileNotFoundError:
        return Settings(project / SITE)
    except (OSError, yaml.YAMLError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise SitegenError(Problem(str(file), 0, f"cannot be read: {reason}", "mend it first")) from None
    return Settings(project / _text(values, "site_dir", SITE), _with_slash(_text(values, "site_url", "")))


def _text(values: Any, key: str, default: str) -> str:
    value = values.get(key) if isinstance(values, dict) else None
    return value.strip() if isinstance(value, str) and value.strip() else default


def _with_slash(address: str) -> str:
    return address if not address or address.endswith("/") else f"{address}/"
