"""The Content-Security-Policy, and the headers that a host sends beside it."""

from __future__ import annotations

import re

from sitegen.site.machines.policy import REDIRECT, guards, policy
from sitegen.sweep import allowed_of
from tests.conftest import ROOT


def sources(text: str) -> dict[str, list[str]]:
    return {name: found for name, *found in (part.split() for part in text.split("; "))}


def test_nothing_runs_and_nothing_loads_but_the_sites_own_files() -> None:
    told = sources(policy())
    assert told["default-src"] == told["base-uri"] == ["'none'"]
    assert told["script-src"] == told["style-src"] == told["connect-src"] == ["'self'"]
    assert not re.search(r"unsafe|\*|https?:|blob:", policy())
    assert sources(REDIRECT) == {"default-src": ["'none'"]}


def test_a_script_of_the_themes_own_is_allowed_by_its_hash() -> None:
    """The example of w3.org/TR/CSP3, section 8.4, hashed here by openssl."""
    allowed = allowed_of(["<script>alert('Hello, world.');</script><style>p {}</style>"])
    told = sources(policy(allowed.scripts(), allowed.styles()))
    assert told["script-src"] == ["'self'", "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"]
    assert len(told["style-src"]) == 2


def test_the_order_of_the_templates_changes_nothing() -> None:
    assert policy(["a()", "b()"], ["p {}", "q {}"]) == policy(["b()", "a()"], ["q {}", "p {}"])


def test_our_theme_needs_no_hash() -> None:
    allowed = allowed_of(path.read_text("utf-8") for path in (ROOT / "theme").rglob("*.html"))
    assert (allowed.scripts(), allowed.styles()) == ((), ())


def test_a_host_sends_the_policy_and_says_who_may_show_a_page_in_a_frame() -> None:
    told = guards(policy())
    assert told["Content-Security-Policy"] == f"{policy()}; frame-ancestors 'self'"
    assert told["X-Content-Type-Options"] == "nosniff"
    assert {"Referrer-Policy", "Permissions-Policy"} <= told.keys()
    assert all(re.fullmatch(r"[\x20-\x7e]+", value) for value in told.values())
