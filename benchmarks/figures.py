"""Every figure the project reports, measured anew.

    just bench                      all of them, as a table
    just bench --only seeds,times   some parts
    just bench --json               one JSON object
    just bench --markdown           writes the tables of docs/benchmarks.md and README.md

Needs TOLDBY_SHARED, the folder with gold files and seeds. Syntax has its own command:
python -m training.evaluate DATA_FOLDER.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.accuracy import MEASURES
from benchmarks.attribution import measure_attribution
from benchmarks.results import (
    Run,
    dump_run,
    judge_values,
    name_today,
    note_speed,
    note_stages,
    replace_block,
    write_short_table,
    write_table,
)
from benchmarks.shared import MISSING, find_shared
from benchmarks.sources import measure_sources
from benchmarks.speed import measure_speed
from benchmarks.stages import measure_stages
from benchmarks.start import HELP, NOTHING, measure_start

ROOT = Path(__file__).parents[1]
PARTS = (*MEASURES, "attribution", "speed", "stages", "sources", "start")
MACHINE = f"2-core x86-64 machine, Python {'.'.join(platform.python_version_tuple()[:2])}, Debian 12"


def measure(shared: Path, parts: Sequence[str], copies: int) -> Run:
    """The figures of these parts."""
    values: dict[str, float] = {}
    notes: tuple[str, ...] = ()
    for part in parts:
        sys.stderr.write(f"measuring {part}\n")
        if part == "speed":
            speed = measure_speed(shared / "seeds", copies)
            values["speed"] = round(speed.rate, 1)
            notes += note_speed(speed)
        elif part == "stages":
            notes += note_stages(measure_stages(shared / "seeds"))
        elif part == "sources":
            notes += tuple(measure_sources())
        elif part == "attribution":
            values |= measure_attribution(shared)
        elif part == "start":
            values["start"] = round(measure_start(HELP), 2)
            notes += (f"python -c pass: {measure_start(NOTHING):.2f} s, median of 10",)
        else:
            values |= MEASURES[part](shared)
    return Run(tuple(judge_values(values)), notes, name_today(), MACHINE)


def main() -> int:
    """Measure and print; 1 when the gold is not at hand."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=",".join(PARTS), help=f"parts, with commas: {', '.join(PARTS)}")
    parser.add_argument("--copies", type=int, default=200, help="copies of the seeds for the speed of a build")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--markdown", action="store_true", help="write the tables into the documents")
    arguments = parser.parse_args()
    shared = find_shared()
    if shared is None:
        sys.stderr.write(MISSING + "\n")
        return 1
    if arguments.markdown and set(arguments.only.split(",")) != set(PARTS):
        parser.error("--markdown writes whole tables; leave --only out")
    run = measure(shared, [part for part in PARTS if part in arguments.only.split(",")], arguments.copies)
    if arguments.markdown:
        write_documents(run)
    sys.stdout.write(json.dumps(dump_run(run), indent=1) + "\n" if arguments.json else write_table(run))
    return 0


def write_documents(run: Run) -> None:
    """Exchange the generated blocks of the two documents."""
    for name, block in (("docs/benchmarks.md", write_table(run)), ("README.md", write_short_table(run))):
        path = ROOT / name
        path.write_text(replace_block(path.read_text(encoding="utf-8"), block), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
