"""The files that tell some hosts of headers and of old addresses, for newsrooms that publish there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sitegen.site.machines import hosting
from sitegen.site.machines.policy import guards
from sitegen.site.redirects import Redirect

CLOUDFLARE, NETLIFY = "cloudflare", "netlify"


def host_files(
    hosts: Collection[str], files: Iterable[str], redirects: Iterable[Redirect], policy: str
) -> Iterator[tuple[str, bytes]]:
    """`_headers` and `_redirects`, where a host reads them: each file's path in the site, and its content.

    hosts   that the site is published to
    files   of the site, by path
    policy  the Content-Security-Policy of its pages
    """
    if not {CLOUDFLARE, NETLIFY} & set(hosts):
        return
    moves = [(f"/{each.file.removesuffix('index.html')}", f"/{each.to.url}") for each in redirects]
    yield hosting.HEADERS, hosting.headers(files, guards(policy)).encode()
    yield hosting.REDIRECTS, hosting.redirects(moves, force=NETLIFY in hosts).encode()
