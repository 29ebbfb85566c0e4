"""The files that tell some hosts of headers and of old addresses, for newsrooms that publish there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sitegen.site.layout import Layout
from sitegen.site.machines import hosting
from sitegen.site.machines.feeds import MEDIA_TYPES
from sitegen.site.machines.policy import guards
from sitegen.site.old_folders import OldFolder

CLOUDFLARE, NETLIFY = "cloudflare", "netlify"


def host_files(
    hosts: Collection[str], files: Collection[str], layout: Layout, policy: str
) -> Iterator[tuple[str, bytes]]:
    """`_headers` and `_redirects`, where a host reads them: each file's path in the site, and its content.

    hosts   that the site is published to
    files   of the site, by path
    layout  of the edition, for old addresses
    policy  the Content-Security-Policy of its pages
    """
    if not {CLOUDFLARE, NETLIFY} & set(hosts):
        return
    moves = [(f"/{each.file.removesuffix('index.html')}", f"/{each.to.url}") for each in layout.redirects]
    below = [(f"/{each.folder}", f"/{each.now}") for each in layout.folders if _alone(each, files, layout)]
    yield hosting.HEADERS, hosting.headers(files, guards(policy)).encode()
    yield hosting.REDIRECTS, hosting.redirects(moves, below, force=NETLIFY in hosts).encode()


def _alone(old: OldFolder, files: Iterable[str], layout: Layout) -> bool:
    """True when nothing else stands in an old folder, which a rule for the whole folder would hide."""
    feeds = {old.folder + name for name in MEDIA_TYPES}
    ours = {*feeds, *(page.file for page in (*layout.redirects, *layout.behind))}
    return all(file in ours for file in files if file.startswith(old.folder))
