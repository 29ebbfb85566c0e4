"""Keys and values -> a whole Markdown file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from sitegen.errors import SitegenError
from sitegen.yaml_header.values import MAX_HEADER, too_long, trimmed


class _Dumper(yaml.SafeDumper):
    """Block style, lists indented under their key, dates as ISO 8601 says."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def _represent_when(dumper: yaml.SafeDumper, when: date | datetime) -> yaml.ScalarNode:
    text = when.isoformat()
    offset = when.utcoffset() if isinstance(when, datetime) else None
    odd = offset is not None and offset.total_seconds() % 60  # old local times; no timestamp to YAML
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'str' if odd else 'timestamp'}", text)


_Dumper.add_representer(date, _represent_when)
_Dumper.add_representer(datetime, _represent_when)


class _Handler(YAMLHandler):
    """python-frontmatter's YAML handler with our dumper."""

    def export(self, metadata: Mapping[str, object], **_: Any) -> str:
        if not metadata:
            return ""
        text: str = yaml.dump(
            dict(metadata), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**9
        )
        return text.strip()


def write(metadata: Mapping[str, object], body: str) -> str:
    """A whole file: header, an empty line, the body, one newline at its end.

    Raises SitegenError when the header would be longer than MAX_HEADER.
    """
    header: str = frontmatter.dumps(frontmatter.Post("", handler=_Handler(), **metadata))
    if len(header) > MAX_HEADER:
        raise SitegenError(too_long(""))
    text = trimmed(body)
    return f"{header}\n\n{text}\n" if text else f"{header}\n"
