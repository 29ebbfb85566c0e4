"""How good and how quick the search of a built project is: `python -m tests.benchmark.search FOLDER`.

For a hundred stories, drawn by a seed, a phrase of three to five words is taken that stands in no other
story and has two words that at most one story in fifty has. Reported is how often its story comes first,
and, with an empty cache for each of some of the phrases, how much a reader fetches and waits from the last
keystroke in the masthead's search to the first result. The site is served on this machine; what a host
would compress is compressed.
"""

from __future__ import annotations

import gzip
import random
import re
import shutil
import statistics
import sys
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Page, sync_playwright

from sitegen.front_matter import parse

QUERIES, COLD, SEED = 100, 20, 1
RARE, RARE_WORDS = 0.02, 2
PACKED = (".html", ".css", ".js", ".json", ".svg")
FIND = """async (text) => {
  const script = document.querySelector('script[src*="search.js"]').src
  const { NO_FILTERS, find } = await import(script.replace("search.js", "search/finder.js"))
  const hits = await find({ text, ...NO_FILTERS, from: "", to: "", sort: "" })
  return hits.length ? [hits.length, `/${(await hits[0].data()).url}`] : [0, ""]
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
    """The Markdown of each story, by its address."""
    return {
        f"/{path.relative_to(content).with_suffix('').as_posix()}/": body_of(path)
        for path in sorted((content / "articles").rglob("*.md"))
    }


def body_of(path: Path) -> str:
    return parse(path.read_text(encoding="utf-8"), path.name).body


def phrases(texts: Mapping[str, str], only: str, dice: random.Random) -> dict[str, str]:
    """A phrase by the address of its story: one that stands in no other, so far as its first words tell."""
    among = [address for address in texts if only in address]
    drawn = dice.sample(among, min(2 * QUERIES, len(among)))
    stories = Counter(word for text in texts.values() for word in set(text.lower().split()))
    rare = {word for word, count in stories.items() if count <= RARE * len(texts)}
    windows = {address: windows_in(texts[address], rare, dice) for address in drawn}
    starts = Counter({start_of(window): 0 for found in windows.values() for window in found})
    for text in texts.values():
        words = text.split()
        starts.update(start for start in zip(words, words[1:], words[2:], strict=False) if start in starts)
    unique = {
        address: next((" ".join(window) for window in found if starts[start_of(window)] == 1), "")
        for address, found in windows.items()
    }
    return dict(islice(((address, phrase) for address, phrase in unique.items() if phrase), QUERIES))


def windows_in(text: str, rare: Container[str], dice: random.Random) -> list[list[str]]:
    """Some runs of three to five words that stand in one line, without signs between them."""
    runs = [run.split() for run in re.findall(r"(?<=[\w,] )[\w'’ -]{20,}(?= \w)", text)]
    windows = [run[at : at + dice.randint(3, 5)] for run in runs for at in range(len(run) - 4)]
    telling = [window for window in windows if sum(word.lower() in rare for word in window) >= RARE_WORDS]
    return dice.sample(telling, min(20, len(telling)))


def start_of(window: Sequence[str]) -> tuple[str, str, str]:
    return window[0], window[1], window[2]


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


def main(project: Path, only: str = "") -> None:
    """Print the figures for a built project; phrases are drawn from stories with `only` in their address."""
    dice = random.Random(SEED)
    drawn = list(phrases(texts_in(project / "content"), only, dice).items())
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
    main(Path(sys.argv[1]), *sys.argv[2:])
