"""A publishing target, and what can be wrong with how it is written in mkdocs.yml."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from sitegen.errors import Problem, SitegenError
from sitegen.publish.limits import HOSTS

EXAMPLE = """\
plugins:
  - sitegen:
      publish:
        live: {folder: /srv/www/courier}
(or {git: origin, branch: pages}, {rsync: user@host:/path}, {s3: bucket})"""

_KINDS: Mapping[str, tuple[str, ...]] = {
    "folder": (),
    "git": ("branch",),
    "rsync": ("ssh",),
    "s3": ("prefix", "endpoint", "region"),
}
"""What a target is -> the keys that only it has."""

_COMMON: Mapping[str, type] = {"host": str, "url": str, "https": bool, "visit": bool, "keep": bool}
_SECRETS = ("key", "secret", "password", "token", "passphrase")


@dataclass(frozen=True, slots=True)
class Target:
    """A place that a site is published to.

    name     as in mkdocs.yml: `live`
    kind     `folder`, `git`, `rsync` or `s3`
    where    the folder, git remote, rsync destination or bucket
    options  what only its kind has: `branch`; `ssh`; `prefix`, `endpoint`, `region`
    host     whose limits count: `cloudflare`, `github` ...; "" where nobody said
    url      the address at which readers see this target; "" means site_url
    https    False lets site_url begin with http://
    visit    False does not look at the site over HTTP afterwards
    keep     False keeps nothing for a rollback
    """

    name: str
    kind: str
    where: str
    options: Mapping[str, str] = field(default_factory=dict)
    host: str = ""
    url: str = ""
    https: bool = True
    visit: bool = True
    keep: bool = True

    def __str__(self) -> str:
        branch = self.options.get("branch")
        prefix = self.options.get("prefix")
        more = f", branch {branch}" if branch else f"/{prefix}" if prefix else ""
        return f"{self.kind} {self.where}{more}"


LineOf = Callable[..., int]
"""Finds the line in mkdocs.yml of a target's name, or of a key in it."""


def targets_from(written: object, line_of: LineOf) -> dict[str, Target]:
    """The targets that stand below `publish:`. Raises SitegenError with everything wrong with them."""
    if written is None:
        return {}
    if not isinstance(written, dict):
        raise SitegenError(
            Problem("mkdocs.yml", line_of(), "publish: wants a name for each target", f"write\n{EXAMPLE}")
        )
    problems: list[Problem] = []
    targets = {}
    for name, keys in written.items():
        found = list(_mistakes(str(name), keys, line_of))
        problems += found
        if not found:
            targets[str(name)] = _target(str(name), keys)
    if problems:
        raise SitegenError(problems)
    return targets


def _target(name: str, keys: Mapping[str, Any]) -> Target:
    kind = next(kind for kind in _KINDS if kind in keys)
    options = {key: str(keys[key]) for key in _KINDS[kind] if key in keys}
    if kind == "git":
        options.setdefault("branch", "pages")
    common = {key: keys[key] for key in _COMMON if key in keys}
    return Target(name, kind, str(keys[kind]), options, **common)


def _mistakes(name: str, keys: object, line_of: LineOf) -> list[Problem]:
    """Everything wrong with one target, with the way to write it right."""

    def problem(what: str, hint: str, *key: str) -> Problem:
        return Problem("mkdocs.yml", line_of(name, *key), f"publish: {name}: {what}", hint)

    if not isinstance(keys, dict):
        return [problem("does not say where to", f"write\n{EXAMPLE}")]
    kinds = [kind for kind in _KINDS if kind in keys]
    if len(kinds) != 1:
        one_of = "exactly one of folder, git, rsync and s3"
        return [problem("does not say where to" if not kinds else f"says {' and '.join(kinds)}", one_of)]
    kind = kinds[0]
    known = {kind: str, **dict.fromkeys(_KINDS[kind], str), **_COMMON}
    found = []
    for key, value in keys.items():
        if any(part in _SECRETS for part in str(key).lower().replace("-", "_").split("_")):
            found.append(problem(f"{key} is a secret", _KEEP_OUT, str(key)))
        elif key not in known:
            found.append(
                problem(f"there is no key {key!r}", f"a {kind} target has {', '.join(known)}", str(key))
            )
        elif not isinstance(value, known[key]) or value == "":
            wanted = "true or false" if known[key] is bool else "a text"
            found.append(problem(f"{key} is {value!r}", f"write {wanted}", str(key)))
        elif isinstance(value, str) and (what := _wrong_value(key, value)):
            found.append(problem(f"{key}: {what[0]}", what[1], str(key)))
    return found


_KEEP_OUT = """\
mkdocs.yml is in git, where everybody reads it: take it out, and make a new one. S3 takes AWS_ACCESS_KEY_ID
and AWS_SECRET_ACCESS_KEY of the environment; rsync and git take ssh keys, and git its credential helpers"""


def _wrong_value(key: str, value: str) -> tuple[str, str] | None:
    """What is wrong with the value of one key, and how to write it."""
    if key in ("git", "endpoint", "rsync", "url") and "://" in value and urlsplit(value).password:
        return "holds a password", _KEEP_OUT
    if key == "host" and value not in HOSTS:
        return f"{value!r} is not known", f"one of {', '.join(HOSTS)}"
    if key in ("endpoint", "url") and not value.startswith(("https://", "http://")):
        return f"{value!r} is no address", "write it whole: https://..."
    if key == "rsync" and (not value.rpartition(":")[2].strip("/") or ("@" in value and ":" not in value)):
        return f"{value!r} names no folder", "write user@host:/srv/www/courier"
    if key == "ssh":
        try:
            shlex.split(value)
        except ValueError:
            return f"{value!r} has a quotation mark that is not closed", 'write ssh: "-p 2222"'
    return None
