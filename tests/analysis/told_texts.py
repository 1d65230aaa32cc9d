"""Own reports of invented conflicts, what each should tell, and how well the coding tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from incident_scenes import lay_out, no_region, parser

from toldby.analysis.stages import Coding, analyse_report
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.ids import DocId
from toldby.domain.lexicon import Lexicon
from toldby.domain.propositions import Proposition
from toldby.domain.text import DocumentDate, Report

TEXTS = Path(__file__).parent / "texts"
_COUNTED = ("asserted", "alleged", "ongoing", "denied")


@dataclass(frozen=True)
class Found:
    """One proposition in the words of the tables."""

    type: str | None
    status: str
    start: str | None
    end: str | None
    places: frozenset[str]
    agents: frozenset[str]
    patients: frozenset[str]
    counts: frozenset[str]


def read_table(name: str) -> list[dict[str, Any]]:
    """The rows of a table of texts."""
    with (TEXTS / f"{name}.yml").open(encoding="utf-8") as file:
        rows: list[dict[str, Any]] = yaml.safe_load(file)
    return rows


@cache
def _words() -> Lexicon:
    return no_region()


@cache
def analyse(text: str, day: str) -> ReportAnalysis:
    """The report of that day, coded without a region pack."""
    body = "\n\n".join(line.strip() for line in text.strip().splitlines())
    published = DocumentDate(day, day, "user")
    report = Report(DocId("T" * 26), "t.txt", "0", "0", body, zones=lay_out(body), published=published)
    return analyse_report(report, Coding(_words(), parser()))


def tell(text: str, day: str = "2021-06-16") -> list[Found]:
    """All propositions of a text."""
    claims = analyse(text, day).claims
    return [_read(p) for c in claims for p in c.propositions]


def _read(p: Proposition) -> Found:
    return Found(
        p.type, p.status, p.when.start, p.when.end, frozenset(q.text for q in p.places),
        frozenset(a.words for a in p.agents), frozenset(a.words for a in p.patients),
        frozenset(f"{c.kind or c.what} {c.low}" for c in p.counts),
    )  # fmt: skip


@dataclass
class Score:
    """Hits and misses by slot, with a line for each error."""

    hits: Counter[str]
    misses: Counter[str]
    lines: list[str]

    def note(self, slot: str, is_right: bool, line: str) -> None:
        """One slot more, right or wrong."""
        (self.hits if is_right else self.misses)[slot] += 1
        if not is_right:
            self.lines.append(f"{slot}: {line}")

    def share(self, slot: str) -> float:
        """The right share of a slot."""
        total = self.hits[slot] + self.misses[slot]
        return self.hits[slot] / total if total else 1.0


def score_told(rows: Sequence[Mapping[str, Any]]) -> Score:
    """Recall and precision of types, and the slots of the incidents found."""
    score = Score(Counter(), Counter(), [])
    for row in rows:
        _score_row(row, tell(row["text"], str(row["date"])), score)
    return score


def _types(expected: Mapping[str, Any]) -> set[str]:
    return {expected["type"], *expected.get("alt", ())}


def _score_row(row: Mapping[str, Any], found: list[Found], score: Score) -> None:
    typed = [f for f in found if f.type is not None and f.status in _COUNTED]
    for expected in row["incidents"]:
        fitting = [f for f in typed if f.type in _types(expected)]
        if expected.get("optional") and not fitting:
            continue
        score.note("recall", bool(fitting), f"{row['id']} {expected['type']}")
        if fitting:
            _score_slots(row["id"], expected, fitting, [f for f in found if f.type is None], score)
    wanted = {t for e in row["incidents"] for t in _types(e)}
    for f in typed:
        score.note("precision", f.type in wanted, f"{row['id']} {f.type} {f.status}")


def _score_slots(name: str, expected: Mapping[str, Any], fitting: list[Found], bare: list[Found], score: Score) -> None:
    if "when" in expected:
        starts = {(f.start or "") for f in fitting}
        wanted = str(expected["when"])
        score.note("when", any(s.startswith(wanted) for s in starts), f"{name} {wanted} got {sorted(starts)}")
    for slot in ("places", "agents", "patients"):
        if slot in expected:
            got = {words for f in fitting for words in getattr(f, slot)}
            score.note(slot, got == set(expected[slot]), f"{name} {expected[slot]} got {sorted(got)}")
    if "status" in expected:
        statuses = {f.status for f in fitting}
        score.note("status", expected["status"] in statuses, f"{name} {expected['status']} got {sorted(statuses)}")
    for kind, is_there in _counts(expected):
        got = {c for f in [*fitting, *bare] if f.status in _COUNTED for c in f.counts}
        score.note("counts", (kind in got) is is_there, f"{name} {kind} {is_there} got {sorted(got)}")


def _counts(expected: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    yield from ((c, True) for c in expected.get("counts", ()))
    yield from ((c, False) for c in expected.get("not_counts", ()))


def list_coded(text: str) -> list[Found]:
    """What a quiet text tells all the same."""
    return [f for f in tell(text) if f.status in _COUNTED and (f.type is not None or f.counts)]
