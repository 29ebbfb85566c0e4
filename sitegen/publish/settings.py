"""What publishing has to know of a project: mkdocs.yml, read without MkDocs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import yaml

from sitegen.errors import Problem, SitegenError
from sitegen.publish.targets import EXAMPLE, Target, targets_from


@dataclass(frozen=True, slots=True)
class Settings:
    """What publishing has to know of a project.

    site      the folder of the built site
    content   the folder of the articles and pages
    site_url  as it stands in mkdocs.yml; "" when it does not
    timezone  of articles that name none
    """

    project: Path
    site: Path
    content: Path
    site_url: str
    timezone: str
    targets: Mapping[str, Target]

    @property
    def file(self) -> str:
        """How a person knows the settings."""
        return "mkdocs.yml"

    def target(self, name: str | None) -> Target:
        """The target of a name, or the only one. Raises SitegenError that names those there are."""
        if not self.targets:
            raise SitegenError(Problem(self.file, 0, "no place to publish to is named", f"write\n{EXAMPLE}"))
        if name is None and len(self.targets) == 1:
            return next(iter(self.targets.values()))
        known = ", ".join(self.targets)
        if name is None:
            hint = f"say which one, for example: sitegen publish {next(iter(self.targets))}"
            raise SitegenError(Problem(self.file, 0, f"there are several targets: {known}", hint))
        if name not in self.targets:
            hint = f"there is {known}" if len(self.targets) == 1 else f"there are {known}"
            raise SitegenError(Problem(self.file, 0, f"there is no target {name!r}", hint))
        return self.targets[name]


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml without acting on its tags: `!!python/name:` and `!ENV` give None."""

    yaml_multi_constructors: ClassVar = {"": lambda *_: None}


def read_settings(project: Path) -> Settings:
    """The settings of the project in this folder.

    Raises SitegenError with every mistake in the targets, each with its line.
    """
    file = project / "mkdocs.yml"
    try:
        text = file.read_text(encoding="utf-8")
        values = yaml.load(text, _Loader)  # noqa: S506  # a SafeLoader, see above
        lines = _Lines(yaml.compose(text, _Loader))
    except FileNotFoundError:
        hint = "go to the folder of your paper, or start one: sitegen init DIR"
        raise SitegenError(Problem(str(file), 0, "there is no paper here", hint)) from None
    except (OSError, yaml.YAMLError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise SitegenError(Problem(str(file), 0, f"cannot be read: {reason}", "mend it first")) from None
    values = values if isinstance(values, dict) else {}
    options = _plugin_options(values)
    return Settings(
        project=project,
        site=project / _text(values, "site_dir", "site"),
        content=project / _text(values, "docs_dir", "content"),
        site_url=_text(values, "site_url", ""),
        timezone=_text(options, "timezone", "UTC"),
        targets=targets_from(options.get("publish"), lines.of),
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    """Finds the line of a key of mkdocs.yml."""

    root: yaml.Node | None

    def of(self, *keys: str) -> int:
        """The line of `plugins: - sitegen: publish: <keys>`, or of the last key that is there."""
        node, line = self.root, 0
        for key in ("plugins", "sitegen", "publish", *keys):
            node, line = _below(node, key, line)
        return line


def _below(node: yaml.Node | None, key: str, line: int) -> tuple[yaml.Node | None, int]:
    members = node.value if isinstance(node, yaml.SequenceNode) else [node]
    for member in members:
        for name, value in member.value if isinstance(member, yaml.MappingNode) else ():
            if name.value == key:
                return value, name.start_mark.line + 1
    return None, line


def _plugin_options(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The options of our plugin, whether plugins are written as a list or as a mapping."""
    plugins = values.get("plugins")
    members = plugins if isinstance(plugins, list) else [plugins]
    found = (member.get("sitegen") for member in members if isinstance(member, dict))
    return next((options for options in found if isinstance(options, dict)), {})


def _text(values: Mapping[str, Any], key: str, default: str) -> str:
    value = values.get(key)
    return value.strip() if isinstance(value, str) and value.strip() else default
