"""Accuracy on the seed reports, measured with the project's scorer; floors may only rise."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType

import pytest
from tests.analysis.attribution.reading import make_report, read_report

from toldby.domain.text import Span
from toldby.packs.load import load_lexicon

FLOORS = {"content": 92.0, "speaker": 90.0, "cue": 88.0}


def _find_shared() -> Path:
    folder = os.environ.get("TOLDBY_SHARED")
    if folder is None:
        pytest.skip("TOLDBY_SHARED is not set: the seed reports are not part of the project")
    return Path(folder)


def _load_scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_attributions", shared / "tools/score_attributions.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def test_seeds() -> None:
    """Content, speaker and cue F1 hold, and no trap is sprung."""
    shared = _find_shared()
    scorer = _load_scorer(shared)
    data = Path(__file__).parents[3] / "src/toldby/data"
    lexicon = load_lexicon(
        data / "languages/en", (data / "regions/south-caucasus",), data / "types/incident_types.json"
    )
    lines = (shared / "gold/seed_attributions.jsonl").read_text(encoding="utf-8").splitlines()
    total = None
    for gold in map(json.loads, lines):
        claims, _ = read_report(make_report(gold["text"]), lexicon)
        rows = [
            {"id": c.claim_id, "source": _pairs(c.source), "cue": _pairs(c.cue), "content": _pairs(c.content)}
            for c in claims
            if c.voice == "attributed"
        ]
        scores = scorer.score_doc(gold, {"id": gold["id"], "attributions": rows})
        total = scores if total is None else total + scores
    assert total is not None
    assert total["trap_hit"] == 0
    for key, floor in FLOORS.items():
        assert scorer.f1(total[key], total["p"], total["g"]) >= floor, key
