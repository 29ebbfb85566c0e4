"""Whether the site's address can be the one that readers know."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

_RESERVED = (".localhost", ".example", ".invalid", ".test", ".local", ".internal")
"""Names that no reader can reach: RFC 2606, RFC 6761, RFC 6762; `.example` is what manuals write."""

_SAMPLES = ("example.org", "example.com", "example.net")
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.IGNORECASE)


def wrong_address(address: str, *, https: bool = True) -> tuple[str, str] | None:
    """What is wrong with site_url and what to do about it; None when readers can reach the site there.

    https  False allows http://

    >>> wrong_address("https://courier.news/") is None
    True
    >>> wrong_address("https://example.org/")[0]
    'site_url is https://example.org/, which is only a sample'
    """
    if not address:
        return (
            "site_url is not set",
            "write site_url: https://... , the address at which readers find the site",
        )
    parts = _split(address)
    if parts is None or not _is_clean(address, parts):
        return (
            f"site_url is {address!r}, which is no clean address",
            "write scheme, host and folder: https://.../",
        )
    host = (parts.hostname or "").lower()
    if host in _SAMPLES or host.endswith(tuple(f".{sample}" for sample in _SAMPLES)):
        return (
            f"site_url is {address}, which is only a sample",
            "write the address at which readers find the site",
        )
    if _is_private(host):
        return (
            f"site_url is {address}, which only this machine or network can reach",
            "write the address at which readers find the site",
        )
    if https and parts.scheme != "https":
        hint = "write https://, or `https: false` in the target for a host that has none"
        return f"site_url is {address}, and readers' browsers warn of http", hint
    return None


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    return parts


def _is_clean(address: str, parts: SplitResult) -> bool:
    """Scheme, host, port and folders, and nothing else: no user, query, fragment, file, dots or spaces."""
    folders = parts.path.strip("/").split("/")
    return (
        parts.scheme in ("https", "http")
        and (_HOST.fullmatch(parts.hostname or "") is not None or ":" in (parts.hostname or ""))
        and not ("@" in parts.netloc or "?" in address or "#" in address)
        and not any(character.isspace() for character in address)
        and not {".", ".."} & set(folders)
        and not ("//" in parts.path or folders[-1].endswith((".html", ".htm")))
    )


def _is_private(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(_RESERVED)
