"""Why a site is not published. Each function is one reason: it says what is wrong, and the way out.

To add one, write a function `(Case) -> Iterator[Problem]` and put it in REFUSALS. The first line of its
docstring is its rule as one sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from sitegen.check.finding import Finding, Severity
from sitegen.errors import Problem
from sitegen.publish.addresses import wrong_address
from sitegen.publish.limits import over_limits
from sitegen.publish.manifest import Known, Manifest
from sitegen.publish.plan import is_page
from sitegen.publish.scanning import Scan
from sitegen.publish.settings import Settings
from sitegen.publish.targets import Target
from sitegen.publish.withheld import Leak

SHRUNK = 5
"""A site may lose one page in so many."""

SHOWN = 5
"""Files of one kind that are named."""

BLOCKING = frozenset(
    {"every-page-can-be-read", "feeds-are-there", "feeds-are-well-formed", "sitemaps-are-well-formed"}
)
"""Checks of the built site that stop publishing: what they find, nobody can read."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the person who publishes has allowed for this run."""

    shrink: bool = False
    adopt: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """All that a refusal may look at.

    known     what stands at the target; None when sitegen has never published there
    foreign   names of files at a target that sitegen has never published to
    remembered  what this machine published there last, should it know
    stated    the address that the built front page states; "" when it states none
    findings  of the checks over the built site
    leaks     withheld words in the site
    host      whose limits count
    """

    settings: Settings
    target: Target
    scan: Scan
    known: Known | None = None
    foreign: tuple[str, ...] = ()
    remembered: Manifest | None = None
    stated: str = ""
    findings: tuple[Finding, ...] = ()
    leaks: tuple[Leak, ...] = ()
    host: str = "none"
    allowed: Allowed = field(default_factory=Allowed)


def the_address_is_real(case: Case) -> Iterator[Problem]:
    """site_url is the clean https address at which readers find the site."""
    if wrong := wrong_address(case.settings.site_url, https=case.target.https):
        yield Problem(case.settings.file, 0, *wrong)


def the_site_was_built_for_it(case: Case) -> Iterator[Problem]:
    """The built site states the address of the settings; an older build may state another."""
    wanted = case.settings.site_url.rstrip("/")
    if wanted and case.stated and case.stated.rstrip("/") != wanted:
        what = f"was built for {case.stated}, but site_url is {wanted}/"
        yield Problem(f"{case.settings.site.name}/index.html", 0, what, "build it again: sitegen build")


def the_site_is_whole(case: Case) -> Iterator[Problem]:
    """The site has a front page."""
    if "index.html" not in case.scan.files:
        yield Problem(f"{case.settings.site.name}/", 0, "there is no built site", "build it: sitegen build")


def nothing_withheld_is_in_it(case: Case) -> Iterator[Problem]:
    """No headline and no first paragraph of a draft or a story under embargo stands in any file."""
    by_story: dict[str, list[Leak]] = {}
    for leak in case.leaks:
        by_story.setdefault(leak.withheld.path, []).append(leak)
    content = case.settings.content.name
    for path, leaks in by_story.items():
        files = list(dict.fromkeys(leak.file for leak in leaks))
        state = "a draft" if leaks[0].withheld.why == "draft" else "under embargo"
        what = f"is {state}, but “{leaks[0].withheld.words}” stands in {_listed(files)}"
        hint = (
            "build again: sitegen build; if the words are meant to stand there, publish or change the story"
        )
        yield Problem(f"{content}/{path}", 0, what, hint)


def what_readers_need_can_be_read(case: Case) -> Iterator[Problem]:
    """Every page, feed and sitemap is well-formed, and every feed that a page names is there."""
    errors = [it for it in case.findings if it.check in BLOCKING and it.severity is Severity.ERROR]
    for finding in errors[:SHOWN]:
        yield Problem(finding.page, 0, finding.message, finding.hint or "build again: sitegen build")
    if len(errors) > SHOWN:
        more = f"... and {len(errors) - SHOWN:,} more of this kind"
        yield Problem("", 0, more, "see them all: sitegen check --publisher --all")


def the_site_has_not_shrunk(case: Case) -> Iterator[Problem]:
    """The site has not lost more than a fifth of its pages since it was published last."""
    before = sum(map(is_page, case.known.entries)) if case.known else 0
    now = sum(map(is_page, case.scan.files))
    if (before - now) * SHRUNK > before and not case.allowed.shrink:
        what = f"the site had {before:,} pages when it was published last, and now has {now:,}"
        hint = "look what is missing: sitegen publish --dry-run; if it is meant: --allow-shrink"
        yield Problem("", 0, what, hint)


def the_host_can_take_it(case: Case) -> Iterator[Problem]:
    """The site keeps to what its host takes: bytes in all, files, bytes of one file."""
    over = over_limits(case.host, case.scan.sizes)
    for path, what, hint in islice(over, SHOWN):
        yield Problem(path, 0, what, hint)


def the_target_is_ours(case: Case) -> Iterator[Problem]:
    """Nothing that sitegen did not put there stands at a target that it publishes to for the first time."""
    if case.known is None and case.foreign and not case.allowed.adopt:
        what = f"holds files that sitegen did not put there: {_listed(case.foreign)}"
        if case.remembered:
            what = (
                f"was published to on {case.remembered.published:%Y-%m-%d}, but the notes of that are gone;"
                f" it holds {_listed(case.foreign)}"
            )
        hint = (
            "publish to an empty place; or take this one over with --adopt: files of the same names are\n"
            "replaced, all others stay as they are"
        )
        yield Problem(str(case.target), 0, what, hint)


Refusal = Callable[[Case], Iterator[Problem]]

REFUSALS: tuple[Refusal, ...] = (
    the_address_is_real,
    the_site_is_whole,
    the_site_was_built_for_it,
    what_readers_need_can_be_read,
    nothing_withheld_is_in_it,
    the_host_can_take_it,
    the_target_is_ours,
    the_site_has_not_shrunk,
)


def refused(case: Case) -> tuple[Problem, ...]:
    """Every reason not to publish, in the order of REFUSALS; none when there is none."""
    return tuple(problem for refusal in REFUSALS for problem in refusal(case))


def _listed(names: list[str] | tuple[str, ...]) -> str:
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
