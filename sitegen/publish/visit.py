"""Looks at the published site as a reader's browser would, over HTTP."""

from __future__ import annotations

import hashlib
import http.client
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

_SECONDS = 10
_ABOUT = "sitegen publish"


def visit(address: str, files: Mapping[str, Path]) -> Iterator[str]:
    """What is not as it should be when these files are asked for: one line each, none when all is well.

    address  of the site, with a slash at the end
    files    path in the site -> the file as it was published

    When the first file cannot be reached at all, the others are not asked for.
    """
    for path, file in files.items():
        url = address + quote(_folder_of(path))
        try:
            got = _fetched(url)
        except urllib.error.HTTPError as error:
            yield f"{url} answers {error.code} {error.reason}"
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "reason", error)
            yield f"{url} cannot be reached from here: {reason}"
            return
        else:
            if hashlib.sha256(got).digest() != hashlib.sha256(file.read_bytes()).digest():
                yield f"{url} still shows something else: a cache on the way may need a few minutes"


def _fetched(url: str) -> bytes:
    if not url.startswith(("https://", "http://")):
        raise ValueError("it is no web address")
    told = {"User-Agent": _ABOUT, "Cache-Control": "no-cache"}
    request = urllib.request.Request(url, headers=told)  # noqa: S310  # see above
    with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
        return bytes(answer.read())


def _folder_of(path: str) -> str:
    """The address that readers use: `about/index.html` is `about/`."""
    folder, slash, name = path.rpartition("/")
    return folder + slash if name == "index.html" else path
