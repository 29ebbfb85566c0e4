"""How long an editor waits: `python -m tests.benchmark.serve FOLDER`, a project with articles.

`sitegen serve` shows the project; a story in the middle of the archive gets a new last line, five times over,
and its page is looked at in Chromium. Reported, each as the median, the least and the most:

page       from the save until the new page can be read over HTTP
browser    from the save until the new line stands in the browser, which was not told to reload
panel      from the save until the panel on that page tells what is wrong with the file
work       seconds of processor time that the server spent until the new page could be read

The story is put back as it was. Where other programs keep the machine busy, only the last figure means much.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS

SAVES, PATIENCE = 5, 600
REST = 8.0
"""Seconds between two saves: what the server does when nobody waits is over by then."""
MISTAKE = "[](nowhere.md)"
"""What `sitegen check` has something to say of."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def read(url: str) -> str:
    try:
        with urlopen(url, timeout=PATIENCE) as answer:
            return str(answer.read().decode())
    except (URLError, ConnectionError):
        return ""


def wait_until(holds: Callable[[], bool], every: float = 0.005) -> float:
    """Waits; the instant when it held."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError("it never came")
        time.sleep(every)
    return time.perf_counter()


@contextmanager
def served(folder: Path, *options: str) -> Iterator[tuple[str, int]]:
    """The project served; yields its address and the number of the server's process."""
    place = f"127.0.0.1:{free_port()}"
    command = [sys.executable, "-c", "from sitegen.cli import main; main()", "serve", "--address", place]
    running = subprocess.Popen([*command, *options], cwd=folder, stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: bool(read(f"http://{place}/")) or running.poll() is not None, 0.5)
        yield f"http://{place}/", running.pid
    finally:
        running.send_signal(signal.SIGINT)
        running.wait()


def processor(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measured(page: Any, url: str, story: Path, number: int, pid: int) -> dict[str, float]:
    """Saves the story once; seconds until it is seen."""
    words = f"Benchmark line {number} at {time.time_ns()}"
    text, before = story.read_text(encoding="utf-8"), processor(pid)
    start = time.perf_counter()
    story.write_text(f"{text}\n\n{words}\n", encoding="utf-8")
    over_http = wait_until(lambda: words in read(url))
    work = processor(pid) - before
    page.wait_for_function("words => document.body?.innerText.includes(words)", arg=words, polling=5)
    seen = time.perf_counter()
    page.wait_for_function("document.querySelector('#sitegen-panel')", polling=5)
    told = time.perf_counter()
    return {"page": over_http - start, "browser": seen - start, "panel": told - start, "work": work}


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--saves", type=int, default=SAVES)
    options = parser.parse_args()
    stories = sorted((options.folder / "content" / "articles").rglob("*.md"))
    story = stories[len(stories) // 2]
    original = story.read_bytes()
    address = re.sub(r"\.md$", "/", story.relative_to(options.folder / "content").as_posix())
    try:
        with served(options.folder) as (root, pid), sync_playwright() as playwright:
            story.write_bytes(original + f"\n\n{MISTAKE}\n".encode())
            browser = playwright.chromium.launch(
                executable_path=next(filter(None, map(shutil.which, CHROMIUM)), None), args=list(FLAGS)
            )
            page = browser.new_page()
            page.set_default_timeout(PATIENCE * 1000)
            page.goto(root + address)
            page.wait_for_selector("#sitegen-panel", state="attached")
            found = []
            for number in range(options.saves):
                time.sleep(REST)
                found.append(measured(page, root + address, story, number, pid))
            browser.close()
    finally:
        story.write_bytes(original)
    print(f"{len(stories):,} articles, {options.saves} saves; seconds: median, least, most")
    for name in found[0]:
        each = [one[name] for one in found]
        print(f"{name:10} {median(each):6.2f} {min(each):6.2f} {max(each):6.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
