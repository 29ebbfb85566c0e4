"""site_url has to be the clean https address at which readers find the site."""

from __future__ import annotations

import pytest

from sitegen.publish.addresses import wrong_address


@pytest.mark.parametrize(
    "address",
    [
        "https://courier.news/",
        "https://courier.news",
        "https://alice.github.io/courier/",
        "https://courier.news:8443/en/",
        "https://93.184.216.34/",
        "https://[2606:2800:220:1::1]/",
        "https://xn--mnchen-3ya.news/",
    ],
)
def test_an_address_that_readers_can_reach_is_right(address: str) -> None:
    assert wrong_address(address) is None


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", "is not set"),
        ("https://example.org/", "only a sample"),
        ("https://news.example.com/", "only a sample"),
        ("https://localhost:8000/", "only this machine or network"),
        ("https://127.0.0.1/", "only this machine or network"),
        ("https://192.168.0.10/", "only this machine or network"),
        ("https://[::1]/", "only this machine or network"),
        ("https://courier.example/", "only this machine or network"),
        ("https://paper.local/", "only this machine or network"),
        ("https://newsroom/", "only this machine or network"),
        ("http://courier.news/", "browsers warn of http"),
        ("courier.news", "no clean address"),
        ("ftp://courier.news/", "no clean address"),
        ("https://", "no clean address"),
        ("https://user:pw@courier.news/", "no clean address"),
        ("https://courier.news/?utm=1", "no clean address"),
        ("https://courier.news/#top", "no clean address"),
        ("https://courier.news/index.html", "no clean address"),
        ("https://courier.news//a/", "no clean address"),
        ("https://courier.news/a/../b/", "no clean address"),
        ("https://courier news/", "no clean address"),
        ("https://courier.news:port/", "no clean address"),
        ("https://[::1/", "no clean address"),
        ("https://-courier-.news/", "no clean address"),
    ],
)
def test_an_address_that_is_not_is_named_with_the_way_out(address: str, why: str) -> None:
    found = wrong_address(address)
    assert found
    assert why in found[0]
    assert found[1].startswith("write ")


def test_a_host_without_https_can_be_allowed() -> None:
    assert wrong_address("http://courier.news/", https=False) is None
    assert wrong_address("http://localhost/", https=False)
