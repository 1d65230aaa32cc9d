"""Scores of the engine on the gold files, as `toldby eval` gives them, under the ids of `wishes.py`."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import toldby
from benchmarks.families import measure_families
from benchmarks.orders import count_differing
from benchmarks.shared import copy_dated
from toldby.api import Question
from toldby.api import evaluate as score
from toldby.application.evaluate import GoldText
from toldby.application.evaluation.gold_files import read_attributed, read_lines
from toldby.application.evaluation.predictions import list_attributed
from toldby.bootstrap import make_evaluation_engines

Values = Mapping[str, float]


def measure_seeds(shared: Path) -> Values:
    """Attributions of the seeds."""
    scores = _score("attributions", shared / "gold" / "seed_attributions.jsonl", draws=0)
    speech = {f"seeds.{key}": scores[name]["f1"] for key, name in _F1.items()}
    return speech | {
        "seeds.traps": scores["traps"]["sprung"],
        "seeds.stance": scores["label_accuracy"]["stance"]["acc"],
        "seeds.same": scores["same_speaker_pairs"]["f1"],
        "seeds.narrator": scores["narrator_iou50"]["f1"],
        "seeds.parent": scores["parent_links"]["f1"],
        "seeds.targets": scores["targets_links"]["f1"],
    }


def measure_polnear(shared: Path) -> Values:
    """Attributions of political news, nothing nested, as that gold has it."""
    scores = _score("attributions", shared / "bench" / "polnear_dev.jsonl", flat=True, draws=0)
    return {f"polnear.{key}": scores[name]["f1"] for key, name in _F1.items()}


def measure_quoted(shared: Path) -> Values:
    """The same news, contents that hold a quotation mark."""
    gold = shared / "bench" / "polnear_dev.jsonl"
    scores = _score("attributions", gold, flat=True, only_direct=True, draws=0)
    return {"quoted.content": scores["content_iou50"]["f1"], "quoted.speaker": scores["+speaker"]["f1"]}


def measure_cue_families(shared: Path) -> Values:
    """Recall of the claims that conflict reports live on."""
    rows = read_lines(shared / "bench" / "polnear_dev.jsonl")
    ledger = make_evaluation_engines().code([GoldText(row["id"], row["text"], None) for row in rows])
    shares = measure_families([read_attributed(row) for row in rows], list_attributed(ledger, str))
    return {"families.mean": shares["mean"]}


def measure_gum(shared: Path) -> Values:
    """News of another kind under an open licence."""
    lines = (shared / "bench" / "gum_attributions.jsonl").read_text(encoding="utf-8").splitlines()
    news = [line for line in lines if json.loads(line)["meta"]["genre"] == "news"]
    with tempfile.TemporaryDirectory() as scratch:
        gold = Path(scratch, "news.jsonl")
        gold.write_text("\n".join(news) + "\n", encoding="utf-8")
        scores = _score("attributions", gold, flat=True, draws=0)
    return {f"gum.{key}": scores[_F1[key]]["f1"] for key in ("content", "speaker")}


def measure_facts(shared: Path) -> Values:
    """Sentences in which every fact is marked, attributed or told."""
    scores = _score("attributions", shared / "bench" / "factappeal_dev.jsonl", flat=True, told=True, draws=0)
    return {"facts.recall": scores["content_iou50"]["r"], "facts.narrator": scores["narrator_iou50"]["f1"]}


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


_F1 = {"content": "content_iou50", "speaker": "+speaker", "cue": "+speaker+cue"}

MEASURES: Mapping[str, Callable[[Path], Values]] = {
    "seeds": measure_seeds,
    "incidents": measure_incidents,
    "times": measure_times,
    "orders": measure_orders,
    "polnear": measure_polnear,
    "quoted": measure_quoted,
    "families": measure_cue_families,
    "gum": measure_gum,
    "facts": measure_facts,
}


def _score(task: str, gold: Path, **options: Any) -> Mapping[str, Any]:  # noqa: ANN401  (fields of one dataclass)
    return score(Question(task, gold, **options))
