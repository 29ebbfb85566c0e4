"""How good and how quick the search of a built project is: `python -m tests.benchmark.search FOLDER`.

For a hundred stories, drawn by a seed, a phrase of three to five words is taken that stands in no other
story. Reported is how often its story comes first, and, with an empty cache for each of some of the phrases,
how much a reader fetches and waits from the last keystroke in the masthead's search to the first result.
The site is served on this machine; what a host would compress is compressed.
"""

from __future__ import annotations

import gzip
import random
import re
import shutil
import statistics
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Page, sync_playwright

from sitegen.front_matter import parse
from sitegen.site.teasers import first_paragraph

QUERIES, COLD, SEED = 100, 20, 1
PACKED = (".html", ".css", ".js", ".json", ".svg")
FIND = """async (text) => {
  const script = document.querySelector('script[src*="search.js"]').src
  const { NO_FILTERS, find } = await import(script.replace("search.js", "search/finder.js"))
  const { hits } = await find({ text, ...NO_FILTERS, days: null, sort: "" })
  return hits.length ? [hits.length, (await hits[0].data()).raw_url] : [0, ""]
}"""


class Host(SimpleHTTPRequestHandler):
    """Serves a folder as a host does, and keeps count of the bytes of each answer."""

    def __init__(self, *args: Any, sent: list[int], **options: Any) -> None:
        self.sent = sent
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(404)
        body = path.read_bytes()
        packed = path.suffix in PACKED
        body = gzip.compress(body, 6) if packed else body
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)
        return self.sent.append(len(body))

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def hosted(folder: Path, sent: list[int]) -> Iterator[str]:
    """The folder on a loopback port; bytes of bodies sent are appended to `sent`."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(folder), sent=sent)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def texts_in(content: Path) -> dict[str, str]:
    """The words of each story, by its address."""
    articles = content / "articles"
    return {
        f"/{path.relative_to(content).with_suffix('').as_posix()}/": words_of(path)
        for path in sorted(articles.rglob("*.md"))
    }


def words_of(path: Path) -> str:
    body = parse(path.read_text(encoding="utf-8"), path.name).body
    return "\n".join(" ".join(first_paragraph(block).split()) for block in body.split("\n\n"))


def phrases(texts: Mapping[str, str], dice: random.Random) -> Iterator[tuple[str, str]]:
    """Stories' addresses, each with a phrase that stands in no other story."""
    everything = "\n\n".join(texts.values())
    addresses = list(texts)
    dice.shuffle(addresses)
    for address in addresses:
        runs = [run.split() for run in re.findall(r"[\w'’ -]{20,}", texts[address])]
        windows = [run[at : at + dice.randint(3, 5)] for run in runs for at in range(len(run) - 4)]
        dice.shuffle(windows)
        for window in windows[:20]:
            if everything.count(phrase := " ".join(window)) == 1:
                yield address, phrase
                break


def cold(page: Page, phrase: str, sent: list[int]) -> tuple[float, int]:
    """Milliseconds and bytes from the last keystroke to the first result, with nothing fetched before."""
    page.click("[data-search-open]")
    page.wait_for_load_state("networkidle")
    before = len(sent)
    box = page.locator("dialog [type=search]")
    begun = page.evaluate("performance.now()")
    box.fill(phrase)
    page.wait_for_selector("dialog .result, dialog .search__count:text('No story')")
    return page.evaluate("performance.now()") - begun, sum(sent[before:])


def main(project: Path) -> None:
    """Print the figures for a built project."""
    dice = random.Random(SEED)
    drawn = list(islice(phrases(texts_in(project / "content"), dice), QUERIES))
    sent: list[int] = []
    with hosted(project / "site", sent) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(address)
        answers = [(story, phrase, *page.evaluate(FIND, phrase)) for story, phrase in drawn]
        times = []
        for _, phrase in drawn[:COLD]:
            context = browser.new_context()
            page = context.new_page()
            page.goto(address)
            times.append(cold(page, phrase, sent))
            context.close()
    missed = [(story, phrase, count, first) for story, phrase, count, first in answers if first != story]
    waits, loads = zip(*times, strict=True)
    print(f"known items first: {len(answers) - len(missed)} of {len(answers)}")
    for unit, figures in (("ms", waits), ("KB", [load / 1000 for load in loads])):
        print(
            f"to the first result, {unit}: median {statistics.median(figures):.0f}, most {max(figures):.0f}"
        )
    for miss in missed:
        print("missed:", *miss)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
