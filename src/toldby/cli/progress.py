"""Progress on stderr: a bar on a terminal, a few plain lines elsewhere, nothing with --quiet."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from toldby.cli.options import context

Progress = Callable[[str, int, int], None]
_TENTHS = 10
_LONG = 100


@contextmanager
def show_progress() -> Iterator[Progress]:
    """Gives what a use case calls with stage, done and total."""
    if context.quiet:
        yield _say_nothing
    elif sys.stderr.isatty():
        with _show_bar() as bar:
            yield bar
    else:
        yield _plain_lines()


def _say_nothing(stage: str, done: int, total: int) -> None:
    """With --quiet."""


def _plain_lines() -> Progress:
    """A line per tenth of a long stage, one line at the end of a short one."""
    told: dict[str, int] = {}

    def tell(stage: str, done: int, total: int) -> None:
        steps = _TENTHS if total >= _LONG else 1
        step = steps * done // total if total else steps
        if told.get(stage, 0) != step:
            told[stage] = step
            sys.stderr.write(f"{stage} {done}/{total}\n")

    return tell


@contextmanager
def _show_bar() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    is_plain = context.no_color or bool(os.environ.get("NO_COLOR"))
    console = Console(stderr=True, no_color=is_plain)
    columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield tell
