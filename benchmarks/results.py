"""Figures as they are reported: with target, command, date and machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import groupby

from benchmarks.figure import Wish
from benchmarks.speed import Speed, list_speed
from benchmarks.stages import Costs, list_costs
from benchmarks.wishes import SPEED, STAGE, START, WISHES

START_MARK, END_MARK = "<!-- figures: made by `just bench --markdown` -->", "<!-- end of figures -->"


@dataclass(frozen=True, slots=True)
class Result:
    """One figure of one run."""

    id: str
    name: str
    value: float
    said: str
    target: str
    is_reached: bool
    command: str


@dataclass(frozen=True, slots=True)
class Run:
    """All figures of one run and what they hold for; `notes` are lines on where the time goes."""

    results: tuple[Result, ...]
    notes: tuple[str, ...]
    date: str
    machine: str


def judge_values(values: Mapping[str, float]) -> list[Result]:
    """Each measured value beside its target, in the order of the wishes."""
    return [_judge(wish, values[wish.id]) for wish in (*WISHES, *STAGE, SPEED, START) if wish.id in values]


def _judge(wish: Wish, value: float) -> Result:
    target = str(wish.target)
    return Result(wish.id, wish.name, value, wish.say(value), target, wish.target.holds(value), wish.command)


def note_speed(speed: Speed) -> tuple[str, ...]:
    """Rate, limit and the share of each stage."""
    return tuple(line.strip() for line in list_speed(speed))


def note_stages(costs: Costs) -> tuple[str, ...]:
    """Processor time for one report by stage."""
    return ("one report:", *list_costs(costs))


def name_today() -> str:
    """The day of the run."""
    return datetime.now(UTC).date().isoformat()


def dump_run(run: Run) -> dict[str, object]:
    """The run as plain JSON values."""
    return asdict(run)


def write_table(run: Run) -> str:
    """Markdown with everything: a table under each command, then where the time goes."""
    parts = [f"{run.date}, {run.machine}.", ""]
    for command, results in groupby(run.results, key=lambda result: result.command):
        parts += [f"`{command}`", "", *_tabulate(list(results)), ""]
    if run.notes:
        parts += ["Where the time of the build goes:", "", "```text", *run.notes, "```"]
    return "\n".join(parts).rstrip() + "\n"


def write_short_table(run: Run) -> str:
    """The table of the README: figures and targets alone."""
    return "\n".join(_tabulate(run.results)) + "\n"


def _tabulate(results: Sequence[Result]) -> list[str]:
    rows = [f"| {r.name} | {r.target} | {r.said if r.is_reached else f'**{r.said}** (missed)'} |" for r in results]
    return ["| figure | target | reached |", "|---|---|---|", *rows]


def replace_block(text: str, block: str) -> str:
    """The text with the block between the marks exchanged.

    Raises ValueError when a mark is missing.
    """
    before, _, rest = text.partition(START_MARK)
    _, end, after = rest.partition(END_MARK)
    if not end:
        raise ValueError(f"no {START_MARK} … {END_MARK} in the text")
    return f"{before}{START_MARK}\n{block}{END_MARK}{after}"
