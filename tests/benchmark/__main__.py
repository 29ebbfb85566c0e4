"""Measure the converter on the corpus beside the project: `make benchmark`.

python -m tests.benchmark                 the table, with line models that never saw the page's publisher
python -m tests.benchmark --gate          sitegen as it ships, against the pinned floors (what CI runs)
python -m tests.benchmark --raise-floors  pin floors where figures got better; never lowers one
python -m tests.benchmark --lower-floors  pin floors at today's figures, also where they got worse
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.benchmark import corpus, table
from tests.benchmark.accounts import incomplete
from tests.benchmark.corpus import Figures
from tests.benchmark.held_out import held_out_weights

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.0015
"""How far below its floor a figure may lie; scores move by about this much when a library is renewed."""

Measured = dict[str, dict[str, Figures]]


def main() -> int:
    """Command line; the exit code is 1 when a figure is below its floor."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kinds", nargs="+", choices=corpus.INPUTS, default=list(corpus.INPUTS))
    for flag in ("--gate", "--raise-floors", "--lower-floors"):
        parser.add_argument(flag, action="store_true")
    options = parser.parse_args()
    if not corpus.is_there():
        print("benchmark skipped: no corpus (it stands in ../shared, which is not here)")
        return 0
    pinned = options.gate or options.raise_floors or options.lower_floors
    weights_for = (lambda _publisher: None) if pinned else held_out_weights()
    measured: Measured = {kind: corpus.measure(kind, weights_for) for kind in options.kinds}
    print(table.markdown(measured))
    if options.raise_floors or options.lower_floors:
        pin(measured, lower=options.lower_floors)
    return max(gate(measured), accounts()) if options.gate else 0


def accounts() -> int:
    """Check that every line of every text is accounted for once; name the texts where one is not."""
    bad = {kind: incomplete(kind) for kind in ("dirty", "full")}
    total = len(corpus.cases())
    for kind, names in bad.items():
        print(f"accounts of {kind} texts: {total - len(names)} of {total} name every line once", *names)
    return 1 if any(bad.values()) else 0


def gate(measured: Measured) -> int:
    """Compare with the floors; name every figure that fell below its own."""
    floors: dict[str, Figures] = json.loads(FLOORS.read_text(encoding="utf-8"))
    fallen = [
        f"{kind} {table.COLUMNS[key]}: {value:.4f}, floor {floors[kind][key]:.4f}"
        for kind, groups in measured.items()
        for key, value in groups["all"].items()
        if key in floors.get(kind, {}) and _is_worse(key, value, floors[kind][key], SLACK)
    ]
    for line in fallen:
        print("below its floor:", line)
    print(f"benchmark gate: {len(fallen)} figures below their floor" if fallen else "benchmark gate: passed")
    return 1 if fallen else 0


def pin(measured: Measured, *, lower: bool) -> None:
    """Write today's figures as floors; without `lower` only where they are better."""
    floors: dict[str, Figures] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    for kind, groups in measured.items():
        kept = floors.setdefault(kind, {})
        for key, value in groups["all"].items():
            if key in table.COLUMNS and key != "cpu" and (lower or _is_worse(key, kept.get(key), value, 0)):
                kept[key] = round(value, 4)
    FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")


def _is_worse(key: str, value: float | None, than: float, slack: float) -> bool:
    if value is None:
        return True
    return value > than + slack if key in table.LOWER else value < than - slack


if __name__ == "__main__":
    sys.exit(main())
