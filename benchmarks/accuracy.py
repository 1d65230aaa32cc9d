"""Scores of the engine on the gold files, as `toldby eval` gives them, under the ids of `wishes.py`."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import toldby
from benchmarks.orders import count_differing
from benchmarks.shared import copy_dated
from toldby.api import Question
from toldby.api import evaluate as score

Values = Mapping[str, float]


def measure_seeds(shared: Path) -> Values:
    """Attributions of the seeds."""
    scores = _score("attributions", shared / "gold" / "seed_attributions.jsonl", draws=0)
    speech = {f"seeds.{key}": scores[name]["f1"] for key, name in _F1.items()}
    return speech | {"seeds.traps": scores["traps"]["sprung"]}


def measure_polnear(shared: Path) -> Values:
    """Attributions of political news, nothing nested, as that gold has it."""
    scores = _score("attributions", shared / "bench" / "polnear_dev.jsonl", flat=True, draws=0)
    return {f"polnear.{key}": scores[name]["f1"] for key, name in _F1.items()}


def measure_incidents(shared: Path) -> Values:
    """Incidents of the seeds with the dates their gold states, and as they are: none with a date beside it."""
    with tempfile.TemporaryDirectory() as scratch:
        dated = _code_incidents(shared, copy_dated(shared, Path(scratch, "dated")), Path(scratch, "dated.toldby"))
        undated = _code_incidents(shared, shared / "seeds", Path(scratch, "seeds.toldby"))
    return {f"dated.{key}": value for key, value in dated.items()} | {
        f"undated.{key}": value for key, value in undated.items()
    }


def _code_incidents(shared: Path, reports: Path, ledger: Path) -> Values:
    toldby.build([str(reports)], str(ledger))
    with toldby.open_ledger(str(ledger)) as view:
        scores = _score("incidents", shared / "gold" / "seed_incidents.json", ledger=view.ledger())
    return {
        "recall": scores["incident"]["recall"] or 0.0,
        "precision": scores["incident"]["precision"] or 0.0,
        "traps": scores["traps"]["coded"],
        "mixed": scores["must_not_merge"]["merged"],
        "merges": scores["merges"]["found"],
    }


def measure_times(shared: Path) -> Values:
    """Single time expressions."""
    scores = _score("times", shared / "gold" / "time_cases.json", cases=True)
    return {"times.strict": scores["strict"], "times.false": scores["false_precise"]}


def measure_orders(shared: Path) -> Values:
    """Exports that differ from the first one when the reports come in another order."""
    return {"orders.at-once": count_differing(shared, 20), "orders.one-by-one": count_differing(shared, 3, step=1)}


_F1 = {"content": "content_iou50", "speaker": "+speaker"}

MEASURES: Mapping[str, Callable[[Path], Values]] = {
    "seeds": measure_seeds,
    "incidents": measure_incidents,
    "times": measure_times,
    "orders": measure_orders,
    "polnear": measure_polnear,
}


def _score(task: str, gold: Path, **options: Any) -> Mapping[str, Any]:  # noqa: ANN401  (fields of one dataclass)
    return score(Question(task, gold, **options))
