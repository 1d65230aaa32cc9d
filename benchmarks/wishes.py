"""Everything the accuracy gate measures, with the targets the project set itself."""

from __future__ import annotations

from benchmarks.figure import Bound, Wish

_EVAL = ".venv/bin/toldby eval"
_ATTRIBUTIONS = f"{_EVAL} attributions $TOLDBY_SHARED/gold/seed_attributions.jsonl"
_INCIDENTS = f"{_EVAL} incidents $TOLDBY_SHARED/gold/seed_incidents.json --ledger"
_POLNEAR = f"{_EVAL} attributions $TOLDBY_SHARED/bench/polnear_dev.jsonl --flat"
_QUOTED = f"{_POLNEAR} --only-direct"
_FAMILIES = ".venv/bin/python -m benchmarks.figures --only families"
_GUM = ".venv/bin/python -m benchmarks.figures --only gum"
_FACTS = f"{_EVAL} attributions $TOLDBY_SHARED/bench/factappeal_dev.jsonl --flat --told"
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
    Wish("seeds.content", "seeds, attributions: content F1", Bound(least=92), _ATTRIBUTIONS, slack=2),
    Wish("seeds.speaker", "seeds, attributions: content and speaker F1", Bound(least=88), _ATTRIBUTIONS, slack=2),
    Wish("seeds.cue", "seeds, attributions: content, speaker and cue F1", Bound(least=86), _ATTRIBUTIONS, slack=2),
    Wish("seeds.stance", "seeds, attributions: stance right, per cent", Bound(least=90), _ATTRIBUTIONS, slack=3),
    Wish("seeds.same", "seeds, attributions: same-speaker pairs F1", Bound(least=90), _ATTRIBUTIONS, slack=3),
    Wish("seeds.narrator", "seeds, attributions: narrator claims F1", Bound(least=80), _ATTRIBUTIONS, slack=2),
    Wish("seeds.parent", "seeds, attributions: parent links F1", Bound(least=80), _ATTRIBUTIONS, slack=4),
    Wish("seeds.targets", "seeds, attributions: target links F1", Bound(least=70), _ATTRIBUTIONS, slack=4),
    Wish("seeds.traps", "seeds, attributions: traps sprung", Bound(most=0), _ATTRIBUTIONS, of=16),
    *_wish_incidents("dated", "dates given", "dated.toldby"),
    *_wish_incidents("undated", "no dates", "seeds.toldby"),
    Wish("polnear.content", "political news of 2016, flat: content F1", Bound(least=66), _POLNEAR, slack=2),
    Wish("polnear.speaker", "political news of 2016, flat: content and speaker F1", Bound(least=61), _POLNEAR, slack=2),
    Wish(
        "polnear.cue", "political news of 2016, flat: content, speaker and cue F1", Bound(least=59), _POLNEAR, slack=2
    ),
    Wish("quoted.content", "the same, contents with quotation marks: content F1", Bound(least=88), _QUOTED, slack=2),
    Wish(
        "quoted.speaker", "the same, contents with quotation marks: and speaker F1", Bound(least=83), _QUOTED, slack=2
    ),
    Wish(
        "families.mean",
        "the same: recall of accuse, deny, demand, claim, confirm, warn, mean",
        Bound(least=70),
        _FAMILIES,
        slack=3,
    ),
    Wish("gum.content", "Wikinews (GUM), flat: content F1", Bound(least=66), _GUM, slack=3),
    Wish("gum.speaker", "Wikinews (GUM), flat: content and speaker F1", Bound(least=60), _GUM, slack=3),
    Wish("facts.recall", "marked facts (FactAppeal): recall of attributed ones", Bound(least=82), _FACTS, slack=2),
    Wish("facts.narrator", "marked facts (FactAppeal): narrator F1", Bound(least=87), _FACTS, slack=2),
    Wish("times.strict", "time cases: right interval", Bound(least=29), _TIMES, slack=1, of=34),
    Wish("times.false", "time cases: vague ones given a precise date", Bound(most=0), _TIMES, of=6),
    Wish("orders.at-once", "seeds and demo: other bytes in 20 shuffled orders", Bound(most=0), _ORDERS, of=20),
    Wish(
        "orders.one-by-one", "seeds and demo: other bytes in 3 orders, a build a report", Bound(most=0), _ORDERS, of=3
    ),
)

_STAGE = ".venv/bin/python -m benchmarks.attribution"

STAGE = (
    Wish("stage.tokens", "attribution with syntax, tokens a second on one core", Bound(least=15000), _STAGE),
    Wish("stage.rules", "attribution rules alone, tokens a second on one core", Bound(least=30000), _STAGE),
    Wish("stage.kept", "sentences that the scan for cues kept from the parser, per cent", Bound(least=0), _STAGE),
    Wish("stage.quoted", "contents with quotation marks: content and speaker F1", Bound(least=83), _STAGE),
    Wish("textacy.quoted", "the same by textacy's direct quotations on our pipeline", Bound(least=0), _STAGE),
    Wish("textacy.tokens", "textacy with our pipeline, tokens a second on one core", Bound(least=0), _STAGE),
    Wish("textacy.stopped", "documents at which textacy stopped (odd marks)", Bound(least=0), _STAGE, of=84),
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
    "bench/gum_attributions.jsonl",
    "bench/factappeal_dev.jsonl",
)
