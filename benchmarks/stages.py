"""Milliseconds of the processor for one report, by stage: parse, each rule stage, saving.

    python -m benchmarks.stages FOLDER [--copies 8] [--rounds 3]

The reports are changed copies of the texts of a folder, as `benchmarks.speed` makes them; every round reads
other copies. What is loaded at the start does not count. Beside each stage stands the least of the rounds,
below them the blank tokenizer over the same texts in the same run.
"""

from __future__ import annotations

import argparse
import functools
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.speed import measure_tokenizer, write_copies
from toldby.analysis import stages
from toldby.application import build
from toldby.application.build import Recipe
from toldby.application.ingest import build_report
from toldby.application.linkage import Linking
from toldby.application.ports import RawReport
from toldby.application.shelf import Shelf
from toldby.application.visits import VisitLog
from toldby.bootstrap import Fetching, make_recipe, open_sources, open_store, spare_loaded
from toldby.domain.text import Report

STAGES = (
    "select_regions", "find_quotes", "split_sentences", "parse_sentences", "find_times", "find_quantities",
    "find_places", "find_actors", "find_events", "attribute_claims", "assemble_propositions", "group_episodes",
    "fingerprint_report", "end_chain",
)  # fmt: skip
PARSER, SAVING, ALL = "  of it the parser", "saving", "all"
_ORDER = (*STAGES[:4], PARSER, *STAGES[4:], SAVING, ALL)


@dataclass(frozen=True, slots=True)
class Costs:
    """Milliseconds a report by stage, in the order of the stages; `tokenizer`: the blank tokenizer alone."""

    stages: dict[str, float]
    tokenizer: float


def measure_stages(folder: Path, copies: int = 8, rounds: int = 3) -> Costs:
    """The least of the rounds for each stage."""
    with tempfile.TemporaryDirectory() as scratch:
        texts = Path(scratch, "texts")
        texts.mkdir()
        write_copies(folder, copies * rounds, texts)
        recipe = make_recipe()
        reports = _read_reports(texts, recipe)
        stages.analyse_report(reports[0], recipe.coding)
        size = len(reports) // rounds
        parts = [reports[n * size : (n + 1) * size] for n in range(rounds)]
        with spare_loaded() as when_loaded:
            when_loaded()
            spent = [_measure_round(part, recipe, Path(scratch, f"{n}.toldby")) for n, part in enumerate(parts)]
        least = {name: min(one[name] for one in spent) for name in spent[0]}
        return Costs(least, 1000 / measure_tokenizer(texts))


def list_costs(costs: Costs) -> list[str]:
    """The figures as lines of text."""
    lines = [f"{name.replace('_', ' '):24}{spent:7.2f} ms" for name, spent in costs.stages.items()]
    return [*lines, f"{'blank tokenizer alone':24}{costs.tokenizer:7.2f} ms"]


def _read_reports(folder: Path, recipe: Recipe) -> list[Report]:
    source = open_sources([str(folder)], Fetching(), VisitLog()).sources[0]
    raw = [source.read(ref) for ref in source.inputs()]
    return [build_report(r, recipe.coding.lexicon) for r in raw if isinstance(r, RawReport)]


def _measure_round(reports: Sequence[Report], recipe: Recipe, ledger: Path) -> dict[str, float]:
    with _watch(recipe) as spent:
        start = time.process_time()
        analyses = [stages.analyse_report(report, recipe.coding) for report in reports]
        spent[ALL] = time.process_time() - start
    with closing(open_store(str(ledger), "create")) as store, store.batch():
        shelf = Shelf(store, Linking(recipe.coding.lexicon, recipe.table, lambda *_: None))
        key, start = recipe.key, time.process_time()
        for report, analysis in zip(reports, analyses, strict=True):
            build.verify_spans(analysis)
            build.save_result(store, analysis, shelf, build.name_analysis(report, key))
        spent[SAVING] = time.process_time() - start
    spent[ALL] += spent[SAVING]
    return {name: 1000 * spent[name] / len(reports) for name in _ORDER}


@contextmanager
def _watch(recipe: Recipe) -> Iterator[dict[str, float]]:
    """Adds up what the stages and the parser spend while the block runs."""
    spent: dict[str, float] = defaultdict(float)
    with ExitStack() as stack:
        for name in STAGES:
            stack.enter_context(patch.object(stages, name, _time(getattr(stages, name), spent, name)))
        syntax = type(recipe.coding.syntax)
        stack.enter_context(patch.object(syntax, "parse", _time(syntax.parse, spent, PARSER)))
        yield spent


def _time(work: Callable[..., Any], spent: dict[str, float], name: str) -> Callable[..., Any]:
    @functools.wraps(work)
    def timed(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever the stage takes and gives
        start = time.process_time()
        try:
            return work(*args, **kwargs)
        finally:
            spent[name] += time.process_time() - start

    return timed


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--copies", type=int, default=8, help="copies of each text in one round")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    costs = measure_stages(arguments.folder, arguments.copies, arguments.rounds)
    sys.stdout.write("\n".join(list_costs(costs)) + "\n")


if __name__ == "__main__":
    main()
