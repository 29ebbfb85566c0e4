"""What web hosts take at most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MB = 1_000_000
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What a host takes at most; 0 means that it has not said.

    total  bytes of all files
    files  how many
    file   bytes of one
    """

    total: int = 0
    files: int = 0
    file: int = 0


HOSTS: Mapping[str, Limits] = {
    "none": Limits(),
    "cloudflare": Limits(files=20_000, file=25 * MIB),
    "codeberg": Limits(),
    "github": Limits(total=1000 * MB, file=100 * MIB),
    "gitlab": Limits(total=1000 * MB),
    "netlify": Limits(),
}
"""By the hosts' documentation: "GitHub Pages limits" and "About large files on GitHub", "Cloudflare Pages:
Limits", "GitLab.com settings: GitLab Pages". Hosts without a figure set none that a paper meets."""


def host_of(address: str) -> str:
    """The host that a git address belongs to, `none` when it is not known."""
    known = {"github.com": "github", "gitlab.com": "gitlab", "codeberg.org": "codeberg"}
    return next((host for name, host in known.items() if name in address), "none")


def over_limits(host: str, sizes: Mapping[str, int]) -> Iterator[tuple[str, str, str]]:
    """Each limit that a site of these files is over: the file or "", what is wrong, what to do.

    sizes  path of every file -> bytes
    """
    limits = HOSTS[host]
    total = sum(sizes.values())
    if limits.total and total > limits.total:
        what = f"the site has {_megabytes(total)}, and {host} takes {_megabytes(limits.total)}"
        yield "", what, "make pictures smaller, let old stories expire, or publish to another host"
    if limits.files and len(sizes) > limits.files:
        what = f"the site has {len(sizes):,} files, and {host} takes {limits.files:,}"
        yield "", what, "let old stories expire, or publish to another host"
    for path, size in sizes.items():
        if limits.file and size > limits.file:
            what = f"has {_megabytes(size)}, and {host} takes {_megabytes(limits.file)} a file"
            yield path, what, "make it smaller, or keep it elsewhere and link to it"


def _megabytes(size: int) -> str:
    return f"{size / MB:,.0f} MB"
