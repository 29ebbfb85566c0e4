"""The figures as a table, beside the best of the peers and the targets."""

from __future__ import annotations

from tests.benchmark.corpus import Figures

COLUMNS = {
    "f1": "body F1",
    "lost": "lost paragraphs",
    "lostdoc": "articles that lose any",
    "junk": "junk lines",
    "exact": "exact body",
    "title": "title",
    "day": "day",
    "inst": "instant",
    "auth": "authors",
    "head": "subheads",
    "cpu": "CPU ms",
}
"""Figure -> its heading. Lower is better for those in LOWER."""

LOWER = frozenset({"lost", "lostdoc", "junk", "cpu"})

PEERS: dict[str, tuple[str, Figures]] = {
    "html": (
        "best of trafilatura, newspaper4k, goose3",
        {
            "f1": 0.946,
            "lost": 0.038,
            "lostdoc": 0.23,
            "junk": 0.111,
            "exact": 0.227,
            "title": 0.79,
            "day": 0.93,
            "inst": 0.86,
            "auth": 0.82,
            "head": 0.83,
            "cpu": 43,
        },
    ),
    "dirty": (
        "doing nothing (the best there is)",
        {"f1": 0.909, "lost": 0.005, "lostdoc": 0.07, "junk": 0.355, "exact": 0.014, "title": 0.32},
    ),
    "full": (
        "best of long lines, jusText",
        {"f1": 0.853, "lost": 0.057, "lostdoc": 0.14, "junk": 0.246, "exact": 0.017, "title": 0.02},
    ),
}
"""Kind of input -> who does best today, and the figures measured for them on the same pages."""

TARGETS: dict[str, Figures] = {
    "html": {
        "f1": 0.972, "lost": 0.012, "lostdoc": 0.08, "junk": 0.07, "exact": 0.40, "title": 0.92,
        "day": 0.975, "inst": 0.92, "auth": 0.90, "head": 0.90, "cpu": 40,
    },
    "dirty": {
        "f1": 0.970, "lost": 0.006, "lostdoc": 0.07, "junk": 0.09, "exact": 0.38, "title": 0.83,
        "day": 0.33, "inst": 0.28, "auth": 0.50, "head": 0.80, "cpu": 5,
    },
    "full": {
        "f1": 0.950, "lost": 0.015, "lostdoc": 0.12, "junk": 0.15, "exact": 0.15, "title": 0.78,
        "day": 0.78, "inst": 0.60, "auth": 0.75, "head": 0.72, "cpu": 15,
    },
}  # fmt: skip


def markdown(measured: dict[str, dict[str, Figures]]) -> str:
    """Kind -> group -> figures, as one Markdown table: peers, sitegen, sitegen by groups, targets."""
    lines = ["| | " + " | ".join(COLUMNS.values()) + " |", "|---|" + "--:|" * len(COLUMNS)]
    for kind, groups in measured.items():
        peer, figures = PEERS[kind]
        lines.append(_line(f"{kind}: {peer}", figures))
        lines.append(_line(f"**{kind}: sitegen**", groups["all"]))
        lines += [_line(f"{kind}: sitegen, {name}", groups[name]) for name in ("en", "other", "zyte")]
        lines.append(_line(f"{kind}: target", TARGETS[kind]))
    return "\n".join(lines)


def _line(name: str, figures: Figures) -> str:
    return f"| {name} | " + " | ".join(_cell(key, figures.get(key)) for key in COLUMNS) + " |"


def _cell(key: str, value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.1f}" if key == "cpu" else f"{value:.3f}".lstrip("0")
