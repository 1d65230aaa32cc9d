"""The list of single cases and the visible news set, with pinned floors."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType

import pytest
from grammar_words import dated, english, lay_out

from toldby.analysis.times import find_times, read_time_case
from toldby.domain.text import Zone, ZoneKind


def shared() -> Path:
    folder = os.environ.get("TOLDBY_SHARED")
    if not folder:
        pytest.skip("TOLDBY_SHARED is not set: the gold lists are not at hand")
    return Path(folder)


def scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_times", folder / "tools" / "score_times.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_single_cases() -> None:
    folder = shared()
    cases = json.loads((folder / "gold" / "time_cases.json").read_text(encoding="utf-8"))["cases"]
    answers = {}
    for case in cases:
        found = read_time_case(
            case["sentence"], case["dct"], case["expr_start"], case["expr_end"], case["ref"], english()
        )
        answers[case["id"]] = {"start": found and found.earliest, "end": found and found.latest}
    result = scorer(folder).score_cases(cases, answers)
    assert result["strict"] >= 33, result  # target of places-and-times.md 9; reached 34 of 34
    assert result["false_precise"] == 0


def test_news_set() -> None:
    folder = shared()
    gold, answers = {}, {}
    lines = (folder / "bench" / "meantime_times.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines:
        document = json.loads(line)
        zones, start = [], 0
        for index, part in enumerate(document["text"].split("\n")):
            if part.strip():
                kind = ZoneKind.BODY if index else ZoneKind.HEADLINE
                zones.append(Zone(start, start + len(part), kind))
            start += len(part) + 1
        found = find_times(document["text"], tuple(zones), (), (), dated(document["dct"]), english())
        gold[document["id"]] = document
        timex = [{"start": m.start, "end": m.end, "type": m.type, "value": m.value} for m in found]
        answers[document["id"]] = {"timex": timex}
    result = scorer(folder).score(gold, answers)
    assert result["relaxed"][2] >= 0.915, result  # reached 92.4; the prototype 88.4
    assert result["strict"][2] >= 0.865, result  # reached 87.9; the prototype 79.0
    assert result["value_f1"] >= 0.805, result  # reached 81.6; the prototype 76.1


def test_layout_keeps_offsets() -> None:
    text, zones = lay_out("one", "two")
    assert [zone.span.read(text) for zone in zones] == ["one", "two"]
