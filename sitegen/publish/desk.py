"""The steps from a built site to a published one: look, refuse, plan, send, look again, remember."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from sitegen.check.built.site_reader import read_site
from sitegen.check.finding import Finding
from sitegen.check.publisher import check_built
from sitegen.errors import Problem, SitegenError
from sitegen.files import write_atomic
from sitegen.publish.manifest import Entry, Known, Manifest, manifest_from
from sitegen.publish.opening import NOTES, host_for
from sitegen.publish.plan import GRACE, Plan, is_page, plan_of
from sitegen.publish.refusals import Allowed, Case, refused
from sitegen.publish.scanning import Digest, Scan, scan
from sitegen.publish.settings import Settings
from sitegen.publish.standing import Place, Run, Session, Standing
from sitegen.publish.targets import Target
from sitegen.publish.visit import visit
from sitegen.publish.withheld import Watch, withheld_in
from sitegen.site.machines.hosting import HEADERS, REDIRECTS

SAMPLE = 20
"""Sent files that are read again at the target."""

_VISITED = 4
"""Pages that are asked for over HTTP."""

_TOLD_BY_FILES = ("cloudflare", "netlify")
"""Hosts that read `_headers` and `_redirects`."""


def _say_nothing(_: Outcome) -> None:
    """Nobody waits for the plan."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be published where, and how.

    dry_run  only says what would be done
    forget   keeps nothing of earlier editions at the target
    announce  is told of the plan before anything is sent
    """

    settings: Settings
    target: Target
    place: Place
    run: Run
    allowed: Allowed = field(default_factory=Allowed)
    dry_run: bool = False
    forget: bool = False
    announce: Callable[[Outcome], None] = _say_nothing


@dataclass(frozen=True, slots=True)
class Looked:
    """A built site as it was found: its files, what its checks found, and withheld words in it."""

    scan: Scan
    stated: str
    findings: tuple[Finding, ...]
    watch: Watch


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of publishing.

    last      what stood there before; None for the first time
    verified  files that were read again at the target, and were right
    problems  what was not as it should be afterwards
    notes     what a look over HTTP found
    findings  of the checks that do not block
    """

    plan: Plan
    last: Manifest | None = None
    verified: int = 0
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def look(job: Job) -> Looked:
    """Look at the built site: read its files, run the checks, search for withheld words."""
    settings = job.settings
    watch = Watch(withheld_in(settings.content, settings.timezone, job.run.clock()))
    spare = frozenset() if host_for(job.target) in _TOLD_BY_FILES else frozenset({HEADERS, REDIRECTS})
    found = scan(settings.site, job.place.digest, leave_out=spare, look=watch.look)
    extra = {path: Entry(job.place.digest(b""), 0) for path in job.place.extra}
    built = read_site(settings.site, settings.site_url)
    front = built.pages.get("index.html")
    stated = front.canonicals[0] if front and front.canonicals else ""
    return Looked(replace(found, files={**extra, **found.files}), stated, check_built(built), watch)


def publish(job: Job) -> Outcome:
    """Publish the built site. Raises SitegenError with every reason when it is refused."""
    if job.forget and job.target.kind == "git":
        hint = "delete the branch, publish, and ask the host how it clears what it still has"
        raise SitegenError(
            Problem(str(job.target), 0, "a branch keeps all its editions: --forget cannot", hint)
        )
    looked = look(job)
    with _opened(job) as session:
        standing = session.standing()
        if reasons := refused(_case(job, looked, standing)):
            raise SitegenError(reasons)
        now = job.run.clock()
        known = standing.known or Known({})
        grace = timedelta(0) if job.forget else GRACE
        plan = plan_of(known, looked.scan.files, now, job.run.by, grace)
        outcome = Outcome(plan, standing.last, findings=looked.findings)
        return _carried_out(job, session, standing, outcome, looked.scan.folder)


def roll_back(job: Job) -> Outcome:
    """Bring the edition back that was published before. Raises SitegenError when the target keeps none."""
    with _opened(job) as session, tempfile.TemporaryDirectory() as folder:
        standing = session.standing()
        if standing.known is None:
            hint = f"publish first: sitegen publish {job.target.name}"
            raise SitegenError(Problem(str(job.target), 0, "sitegen has never published there", hint))
        earlier = session.earlier(Path(folder))
        plan = plan_of(standing.known, earlier.manifest.files, job.run.clock(), job.run.by)
        return _carried_out(job, session, standing, Outcome(plan, standing.last), earlier.folder)


@contextmanager
def _opened(job: Job) -> Iterator[Session]:
    """Open the target; a problem that names no place is the target's."""
    try:
        with job.place.open(look_only=job.dry_run) as session:
            yield session
    except SitegenError as error:
        named = str(job.target)
        raise type(error)(replace(it, path=it.path or named) for it in error.problems) from None


def _carried_out(job: Job, session: Session, standing: Standing, outcome: Outcome, source: Path) -> Outcome:
    plan = outcome.plan
    job.announce(outcome)
    if job.dry_run or (plan.is_empty and not standing.broken and not job.forget):
        return outcome
    session.publish(plan, source, forget=job.forget)
    sample = sample_of(plan)
    problems = tuple(_verified(session, sample, plan, job.place.digest))
    notes = tuple(_visited(job, plan, source))
    _remember(job, plan.after)
    return replace(outcome, verified=len(sample) - len(problems), problems=problems, notes=notes)


def sample_of(plan: Plan) -> list[str]:
    """The files that are read again: the front page, a few of the sent ones, evenly spread, a deleted one."""
    sent = plan.send
    step = max(1, -(-len(sent) // SAMPLE))
    front = [path for path in ("index.html",) if path in plan.after.files]
    return list(dict.fromkeys([*front, *sent[::step], *plan.gone[:1]]))


def _verified(session: Session, sample: list[str], plan: Plan, digest: Digest) -> Iterator[Problem]:
    there = session.read(sample)
    hint = "publish again; if it stays so, look whether somebody else writes to the target"
    for path in sample:
        wanted = plan.after.files.get(path)
        content = there.get(path)
        if wanted is None and content is not None:
            yield Problem(path, 0, "was deleted, but is still there", hint)
        elif wanted is not None and (content is None or digest(content) != wanted.digest):
            yield Problem(path, 0, "is not at the target as it was sent", hint)


def _visited(job: Job, plan: Plan, source: Path) -> Iterable[str]:
    """A look over HTTP at changed pages; a branch in git takes its host some minutes to show."""
    address = job.target.url or job.settings.site_url
    if not job.target.visit or job.target.kind == "git":
        return ()
    pages = [path for path in plan.send if is_page(path) and path != "404.html"][-_VISITED:]
    return visit(f"{address.rstrip('/')}/", {path: source / path for path in reversed(pages)})


def _case(job: Job, looked: Looked, standing: Standing) -> Case:
    return Case(
        settings=job.settings,
        target=job.target,
        scan=looked.scan,
        known=standing.known,
        foreign=standing.foreign,
        remembered=_remembered(job),
        stated=looked.stated,
        findings=looked.findings,
        leaks=tuple(looked.watch.leaks),
        host=host_for(job.target),
        allowed=job.allowed,
    )


def _note(job: Job) -> Path:
    return job.settings.project / NOTES / f"{job.target.name}.json"


def _remember(job: Job, after: Manifest) -> None:
    """Keep a copy of the target's manifest here. What counts is the target's own."""
    write_atomic(_note(job), after.to_json())


def _remembered(job: Job) -> Manifest | None:
    try:
        return manifest_from(_note(job).read_bytes())
    except (OSError, ValueError):
        return None
