"""Measure a built site of invented articles in Chromium: `make benchmark-site`.

python -m tests.benchmark.site                      1,000 articles, three runs of Lighthouse a page
python -m tests.benchmark.site --articles 10000 --runs 5

Lighthouse judges as on a mid-range telephone on a slow network, which it works out from what this machine
did: let nothing else run meanwhile. Each figure is the median of its runs. The pages are sent gzipped.
"""

from __future__ import annotations

import argparse
import gzip
import mimetypes
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any
from urllib.parse import unquote

import pytest

from tests.browser.papers import large_in
from tests.validators.lighthouse import CATEGORIES, faults, judge, scores

WANTED = 99
"""The lowest score that will do, of 100, in each category."""

FIGURES = {
    "first-contentful-paint": "FCP ms",
    "largest-contentful-paint": "LCP ms",
    "total-blocking-time": "TBT ms",
    "speed-index": "speed index ms",
    "cumulative-layout-shift": "CLS",
    "total-byte-weight": "bytes sent",
    "dom-size": "elements",
}
"""Lighthouse's audit -> its heading."""


def main() -> int:
    """Command line; the exit code is 1 when a score is below WANTED."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        site = large_in(Path(folder) / "paper", options.articles)
        print(f"{options.articles} articles written and built in {time.perf_counter() - started:.1f} s\n")
        with serving_packed(site) as address:
            try:
                measured = {
                    name: [judge(address + url, (*CATEGORIES, "performance")) for _ in range(options.runs)]
                    for name, url in pages(site).items()
                }
            except pytest.skip.Exception as missing:
                print(f"benchmark skipped: {missing}")
                return 0
        print(table(site, measured))
    return 0 if all(good_enough(reports) for reports in measured.values()) else 1


def pages(site: Path) -> dict[str, str]:
    """What is measured: a name -> address in the site."""
    stories = sorted((site / "articles").rglob("index.html"), reverse=True)
    story = next(path for path in stories if "<figure" in path.read_text(encoding="utf-8"))
    return {"front page": "", "article with a picture": f"{story.parent.relative_to(site).as_posix()}/"}


def table(site: Path, measured: dict[str, list[dict[str, Any]]]) -> str:
    """The medians as a Markdown table, a page a line, and below it what cost points."""
    names = [*CATEGORIES, "performance", *FIGURES.values(), "HTML gzipped"]
    lines = [f"| page | {' | '.join(names)} |", f"|---|{'---:|' * len(names)}"]
    for name, reports in measured.items():
        html = gzip.compress((site / pages(site)[name] / "index.html").read_bytes())
        figures = [f"{each:.3g}" if each < 1 else f"{each:.0f}" for each in (*medians(reports), len(html))]
        lines.append(f"| {name} | {' | '.join(figures)} |")
    costs = {f"{name}: {fault}" for name, reports in measured.items() for fault in faults(reports[0])}
    return "\n".join([*lines, "", *sorted(costs)])


def medians(reports: list[dict[str, Any]]) -> list[float]:
    """Each category's score, then each of FIGURES."""
    marks = [median(scores(report)[name] for report in reports) for name in (*CATEGORIES, "performance")]
    return marks + [median(figure(report, name) for report in reports) for name in FIGURES]


def figure(report: dict[str, Any], name: str) -> float:
    return float(report["audits"].get(name, {}).get("numericValue", 0))


def good_enough(reports: list[dict[str, Any]]) -> bool:
    return min(medians(reports)[: len(CATEGORIES) + 1]) >= WANTED


# ---------------------------------------------------------------- a server that packs, as real ones do


@contextmanager
def serving_packed(folder: Path) -> Iterator[str]:
    """The folder on a loopback port, what packs sent gzipped; yields its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Packed, cache(partial(packed, folder)))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def packed(folder: Path, address: str) -> tuple[dict[str, str], bytes] | None:
    """Headers and body of what stands at an address; None when nothing does."""
    path = folder / unquote(address.partition("?")[0]).lstrip("/")
    path = path / "index.html" if path.is_dir() else path
    if not path.is_file():
        return None
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    headers = {"Content-Type": kind, "Cache-Control": "max-age=600"}
    body = path.read_bytes()
    if kind.startswith("text/") or kind.endswith(("javascript", "json", "xml")):
        headers["Content-Encoding"] = "gzip"
        body = gzip.compress(body)
    return headers, body


class Packed(BaseHTTPRequestHandler):
    """Answers with what `find` has for an address."""

    protocol_version = "HTTP/1.1"

    def __init__(self, find: Callable[[str], tuple[dict[str, str], bytes] | None], *args: Any) -> None:
        self.find = find
        super().__init__(*args)

    def do_GET(self) -> None:
        headers, body = self.find(self.path) or ({}, b"")
        self.send_response(200 if headers else 404)
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name is the library's
        pass


if __name__ == "__main__":
    sys.exit(main())
