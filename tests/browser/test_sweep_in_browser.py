"""What the last look passes at once is what a real browser finds nothing in, however it is put together."""

from __future__ import annotations

import random
from typing import Any

import pytest

from sitegen.sweep import Known
from sitegen.sweep.screen import passes
from tests.test_sweep_screen import ALLOWED, HEAD, TAGS

pytestmark = pytest.mark.browser

LOOK = """(pages) => pages.map((html) => {
  const found = []
  const tree = new DOMParser().parseFromString(html, "text/html")
  for (const each of tree.querySelectorAll("*")) {
    for (const { name, value } of each.attributes) {
      if (/^(on|style$|srcdoc$|ping$|xlink)/.test(name)) found.push(name)
      if (!["href", "src", "action", "data", "formaction"].includes(name)) continue
      let scheme = "invalid:"
      try { scheme = new URL(value, "https://example.org/").protocol } catch { /* leads nowhere */ }
      if (!["https:", "http:", "mailto:", "tel:", "invalid:"].includes(scheme)) found.push(value)
    }
    if (each.localName === "script" && each.getAttribute("type") !== "application/ld+json")
      if ((each.getAttribute("src") ?? "assets/paper.js") !== "assets/paper.js" || each.textContent)
        found.push(each.outerHTML)
    if (["style", "iframe", "base", "object", "embed", "template"].includes(each.localName))
      found.push(each.localName)
  }
  return found
})"""

PARTS = (
    *(f"<{name}>" for name in TAGS.split()),
    *(f"</{name}>" for name in TAGS.split()),
    *('<p class="a">', '<img src="a.webp" alt="">', '<a href="../b/">', '<meta name="a" content="b">'),
    '<script src="assets/paper.js" defer></script>',
    '<script type="application/ld+json">{}</script>',
    *(
        '<p title="',
        '<img alt="',
        '">',
        '"',
        "'",
        " onerror=alert(1)",
        '<a href="javascript:',
        '<a href="java&#10;script:',
    ),
    *(
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "text",
        "\t",
        "&quot;",
        '<svg viewBox="0 0 1 1">',
        "<title>",
        "<noscript>",
    ),
)
PAGES = 20_000


def test_chromium_finds_nothing_in_what_passes(browser: Any) -> None:
    dice = random.Random(7)
    harmless = [part for part in PARTS if passes(HEAD + part.encode(), 0, ALLOWED, Known())]
    pages = []
    for _ in range(PAGES):
        parts = dice.choices(harmless, k=dice.randint(1, 12))
        for _ in range(dice.randint(0, 2)):
            parts.insert(dice.randint(0, len(parts)), dice.choice(PARTS))
        pages.append(HEAD.decode() + "".join(parts))
    passed = [page for page in pages if passes(page.encode(), 0, ALLOWED, Known())]
    assert PAGES // 10 < len(passed) < PAGES
    page = browser.new_page()
    found = page.evaluate(LOOK, passed)
    assert [(html, what) for html, what in zip(passed, found, strict=True) if what] == []
    refused = [page for page in pages if "onerror" in page and page not in set(passed)][:200]
    assert any(page.evaluate(LOOK, refused))  # and it has eyes to see
    page.close()
