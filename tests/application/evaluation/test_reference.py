"""Our figures equal those of the reference scorers, to the last digit, on the same files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.application.evaluation import damage
from tests.application.evaluation.reference import find_shared, read_rows, run_reference, score, write_rows
from toldby.application.evaluate import Question

SEEDS = (1, 2, 3)
"""Three different ways of being wrong."""

VARIANTS = [
    ((), {}),
    # gold without nesting
    (("--flat",), {"flat": True}),
    # contents with quotation marks only, on both sides
    (("--only", "direct"), {"only_direct": True}),
]


@pytest.mark.parametrize(("options", "settings"), VARIANTS)
@pytest.mark.parametrize("seed", [None, *SEEDS])
def test_attributions(tmp_path: Path, seed: int | None, options: tuple[str, ...], settings: dict[str, bool]) -> None:
    gold = find_shared() / "gold" / "seed_attributions.jsonl"
    rows = read_rows(gold)
    found = write_rows(tmp_path / "found.jsonl", rows if seed is None else damage.damage_attributions(rows, seed))
    expected = run_reference("score_attributions.py", gold, found, "--boot", "200", *options)
    ours = score(Question("attributions", gold, predictions=found, draws=200, **settings))  # type: ignore[arg-type]
    assert ours == expected
    if not settings.get("flat"):
        assert (ours["content_iou50"]["f1"] == 100.0) == (seed is None)


def test_attributions_without_cues_or_labels(tmp_path: Path) -> None:
    # a gold file of contents and sources alone has no +cue figures
    rows = read_rows(find_shared() / "gold" / "seed_attributions.jsonl")
    for row in rows:
        row["attributions"] = [{k: a[k] for k in ("source", "content")} for a in row["attributions"]]
        del row["narrator"], row["traps"]
    gold = write_rows(tmp_path / "gold.jsonl", rows)
    expected = run_reference("score_attributions.py", gold, gold, "--boot", "0")
    assert score(Question("attributions", gold, predictions=gold, draws=0)) == expected


@pytest.mark.parametrize("seed", [None, *range(1, 9)])
def test_incidents(tmp_path: Path, seed: int | None) -> None:
    gold = find_shared() / "gold" / "seed_incidents.json"
    found = tmp_path / "found.jsonl"
    run_reference("score_incidents.py", gold, "--write-gold", found)
    if seed is not None:
        write_rows(found, damage.damage_incidents(read_rows(found), seed))
    expected = run_reference("score_incidents.py", gold, found, "--json")
    assert score(Question("incidents", gold, predictions=found)) == expected


def test_incidents_whose_documents_go_by_id(tmp_path: Path) -> None:
    gold = find_shared() / "gold" / "seed_incidents.json"
    found, documents = tmp_path / "found.jsonl", tmp_path / "documents.jsonl"
    run_reference("score_incidents.py", gold, "--write-gold", found)
    rows = read_rows(found)
    paths = sorted({e["doc"] for r in rows for e in r["evidence"]})
    for row in rows:
        for e in row["evidence"]:
            e["doc"] = f"D{paths.index(e['doc'])}"
    write_rows(found, rows)
    write_rows(documents, [{"doc_id": f"D{n}", "path": f"in/{path}.txt"} for n, path in enumerate(paths)])
    expected = run_reference("score_incidents.py", gold, found, "--documents", documents, "--json")
    ours = score(Question("incidents", gold, predictions=found, documents=documents))
    assert ours == expected
    assert ours["incident"]["recall"] == 1.0


@pytest.mark.parametrize("seed", [None, *SEEDS])
@pytest.mark.parametrize("name", ["gvc_dev", "ecb_dev"])
def test_links(tmp_path: Path, name: str, seed: int | None) -> None:
    gold = find_shared() / "bench" / f"{name}.jsonl"
    rows = read_rows(gold)
    answer = {r["id"]: r["incident"] for r in rows} if seed is None else damage.scramble_labels(rows, seed)
    found = tmp_path / "found.json"
    found.write_text(json.dumps(answer), encoding="utf-8")
    expected = run_reference("score_links.py", gold, found, "--json")
    ours = score(Question("links", gold, predictions=found))
    assert ours["scores"] == expected["scores"]
    for key in ("level", "items", "gold_clusters", "predicted_clusters"):
        assert ours[key] == expected[key]


@pytest.mark.parametrize("seed", [None, *SEEDS])
def test_places(tmp_path: Path, seed: int | None) -> None:
    rows = read_rows(find_shared() / "bench" / "lgl.jsonl")[:60]
    gold = write_rows(tmp_path / "gold.jsonl", rows)
    found = gold if seed is None else write_rows(tmp_path / "found.jsonl", damage.damage_toponyms(rows, seed))
    for km in (161.0, 20.0):
        expected = run_reference("score_places.py", gold, found, "--km", str(km), "--json")
        assert score(Question("places", gold, predictions=found, km=km)) == expected


@pytest.mark.parametrize("seed", [None, *SEEDS])
@pytest.mark.parametrize("name", ["meantime", "meantime_times"])
def test_times(tmp_path: Path, name: str, seed: int | None) -> None:
    gold = find_shared() / "bench" / f"{name}.jsonl"
    rows = read_rows(gold)
    found = gold if seed is None else write_rows(tmp_path / "found.jsonl", damage.damage_timexes(rows, seed))
    expected = run_reference("score_times.py", gold, found, "--json")
    assert score(Question("times", gold, predictions=found)) == expected


@pytest.mark.parametrize("seed", [None, *SEEDS])
def test_time_cases(tmp_path: Path, seed: int | None) -> None:
    gold = find_shared() / "gold" / "time_cases.json"
    cases = json.loads(gold.read_text(encoding="utf-8"))["cases"]
    found = write_rows(tmp_path / "found.jsonl", cases if seed is None else damage.damage_cases(cases, seed))
    expected = run_reference("score_times.py", "--cases", gold, found, "--json")
    assert score(Question("times", gold, predictions=found)) == expected
