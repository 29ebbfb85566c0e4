"""What a browser may do on the pages of the site: the Content-Security-Policy, and headers for hosts.

The policy stands in every page (`theme/news/meta.html`), so that it holds on any host; hosts that are told
of headers send it too (`guards`, for `hosting.headers`). It lets nothing run that is no file of the site: an
inline script or handler, should one ever come through, stays dead. (The directives: w3.org/TR/CSP3; the
headers: developer.mozilla.org.)
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256

_DIRECTIVES: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # Material's style sheet has its icons in it
    "media-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",  # the search fetches its index
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
"""What pages may load and from where. `default-src` stands for all that is not named: frames, objects ..."""

REDIRECT = "default-src 'none'"
"""The policy of a page at an old address, which loads nothing."""

_GUARDS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",  # a picture is never taken for a script
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(),"
        " microphone=(), midi=(), payment=(), usb=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",  # what frame-ancestors says, for browsers that do not know it
}


def policy(scripts: Iterable[str] = (), styles: Iterable[str] = ()) -> str:
    """The Content-Security-Policy of the site's pages; the same in every build with the same theme.

    scripts  the texts of scripts that the theme itself has in its pages, as they stand there between the tags
    styles   likewise of its style elements

    >>> policy(scripts=["start()"]).split("; ")[1]
    "script-src 'self' 'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='"
    """
    hashes = {"script-src": scripts, "style-src": styles}
    return "; ".join(
        " ".join((name, sources, *sorted(map(_hash, hashes.get(name, ())))))
        for name, sources in _DIRECTIVES.items()
    )


def guards(page_policy: str) -> dict[str, str]:
    """Headers that every answer of a host may have, by name.

    page_policy  what `policy` gave; what a page cannot say of itself is added: who may show it in a frame
    """
    return {"Content-Security-Policy": f"{page_policy}; frame-ancestors 'self'", **_GUARDS}


def _hash(text: str) -> str:
    """A text's hash, as the policy names it. The white space round it counts."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
