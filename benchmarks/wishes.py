"""Everything the accuracy gate measures, with the targets the project set itself."""

from __future__ import annotations

from benchmarks.figure import Bound, Wish

_EVAL = ".venv/bin/toldby eval"
_ATTRIBUTIONS = f"{_EVAL} attributions $TOLDBY_SHARED/gold/seed_attributions.jsonl"
_INCIDENTS = f"{_EVAL} incidents $TOLDBY_SHARED/gold/seed_incidents.json --ledger"
_POLNEAR = f"{_EVAL} attributions $TOLDBY_SHARED/bench/polnear_dev.jsonl --flat"
_TIMES = f"{_EVAL} times $TOLDBY_SHARED/gold/time_cases.json"
_ORDERS = ".venv/bin/python -m benchmarks.figures --only orders"


def _wish_incidents(key: str, words: str, ledger: str) -> tuple[Wish, ...]:
    command = f"{_INCIDENTS} {ledger}"
    return (
        Wish(f"{key}.recall", f"seeds, incidents, {words}: recall", Bound(least=0.75), command, slack=0.05),
        Wish(f"{key}.precision", f"seeds, incidents, {words}: precision", Bound(least=0.65), command, slack=0.05),
        Wish(f"{key}.traps", f"seeds, incidents, {words}: traps coded", Bound(most=0), command, of=13),
        Wish(f"{key}.mixed", f"seeds, incidents, {words}: pairs merged that must not be", Bound(most=0), command, of=7),
        Wish(f"{key}.merges", f"seeds, incidents, {words}: items merged across reports", Bound(least=5), command, of=8),
    )


WISHES: tuple[Wish, ...] = (
    Wish("seeds.content", "seeds, attributions: content F1", Bound(least=70), _ATTRIBUTIONS, slack=2),
    Wish("seeds.speaker", "seeds, attributions: content and speaker F1", Bound(least=64), _ATTRIBUTIONS, slack=2),
    Wish("seeds.traps", "seeds, attributions: traps sprung", Bound(most=0), _ATTRIBUTIONS, of=16),
    *_wish_incidents("dated", "dates given", "dated.toldby"),
    *_wish_incidents("undated", "no dates", "seeds.toldby"),
    Wish("polnear.content", "political news of 2016, flat: content F1", Bound(least=55), _POLNEAR, slack=2),
    Wish("polnear.speaker", "political news of 2016, flat: content and speaker F1", Bound(least=50), _POLNEAR, slack=2),
    Wish("times.strict", "time cases: right interval", Bound(least=29), _TIMES, slack=1, of=34),
    Wish("times.false", "time cases: vague ones given a precise date", Bound(most=0), _TIMES, of=6),
    Wish("orders.at-once", "seeds and demo: other bytes in 20 shuffled orders", Bound(most=0), _ORDERS, of=20),
    Wish(
        "orders.one-by-one", "seeds and demo: other bytes in 3 orders, a build a report", Bound(most=0), _ORDERS, of=3
    ),
)

SPEED = Wish(
    "speed",
    "whole build of changed copies of the seeds, reports a second on one core",
    Bound(least=8),
    ".venv/bin/python -m benchmarks.speed $TOLDBY_SHARED/seeds",
)
START = Wish(
    "start",
    "start of `toldby --help`, seconds, median of 10",
    Bound(most=0.3),
    ".venv/bin/python -m benchmarks.figures --only start",
)

GOLD = (
    "gold/seed_attributions.jsonl",
    "gold/seed_incidents.json",
    "gold/time_cases.json",
    "bench/polnear_dev.jsonl",
)
