"""Where workflows get sitegen from: the one line in the `requirements.txt` of a new site."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution

from sitegen import __version__

_EXTRAS = "sitegen[s3]"
"""With what publishing to S3 needs; a newsroom that does not publish there may take the extra out."""

_HEAD = """\
# What the workflows that publish this paper install. Another version of sitegen is another number here;
# after a change, look at the site once with that version on your own machine.
"""
_UNKNOWN = """\
#
# The sitegen that wrote this file was installed from a folder or a file on one machine, which no workflow can
# reach. The line below finds sitegen if your package index has it. If not, write one of these instead:
#   sitegen[s3] @ git+https://git.example.org/your/sitegen@v{version}      a repository it may read
#   ./wheels/sitegen-{version}-py3-none-any.whl[s3]      a wheel in this repository
"""


@dataclass(frozen=True, slots=True)
class Requirement:
    """What pip is to install.

    line   of a requirements file
    known  False when that is a guess, since sitegen came from a place that only one machine has
    """

    line: str
    known: bool = True

    def file(self, version: str = __version__) -> str:
        """The text of a new site's `requirements.txt`."""
        return _HEAD + ("" if self.known else _UNKNOWN.format(version=version)) + f"{self.line}\n"


def requirement(direct_url: str | None, version: str = __version__) -> Requirement:
    """Where the installed sitegen came from.

    direct_url  what pip wrote down when it installed from elsewhere than an index, as JSON; None else
    version     of the installed sitegen

    Source: PEP 610, `direct_url.json`.

    >>> requirement(None, "0.1.0")
    Requirement(line='sitegen[s3]==0.1.0', known=True)
    >>> requirement(
    ...     '{"url": "https://x.example/s.git", "vcs_info": {"vcs": "git", "commit_id": "1f3a"}}'
    ... ).line
    'sitegen[s3] @ git+https://x.example/s.git@1f3a'
    """
    numbered = f"{_EXTRAS}=={version}"
    if not direct_url:
        return Requirement(numbered)
    try:
        told = json.loads(direct_url)
        url, control = str(told["url"]), told.get("vcs_info")
    except (ValueError, LookupError, TypeError, AttributeError):
        return Requirement(numbered, known=False)
    if not url.startswith("https://"):
        return Requirement(numbered, known=False)
    if control:
        return Requirement(f"{_EXTRAS} @ {control['vcs']}+{url}@{control['commit_id']}")
    return Requirement(f"{_EXTRAS} @ {url}")


def installed() -> Requirement:
    """Where the sitegen that runs came from."""
    try:
        told = distribution("sitegen").read_text("direct_url.json")
    except PackageNotFoundError:  # run from a checkout that nobody installed
        return requirement("{}")
    return requirement(told)
