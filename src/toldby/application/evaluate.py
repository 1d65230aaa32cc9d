"""Scores against gold files: of a ledger, of a file of predictions, or of the engine on the gold's own texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from toldby.application.evaluation.attributions import AttributedText, score_attributions
from toldby.application.evaluation.gold_files import (
    Json,
    read_attributed,
    read_by_id,
    read_cases,
    read_clusters,
    read_coded_file,
    read_incident_gold,
    read_lines,
    read_timexes,
    read_toponyms,
    shorten_name,
)
from toldby.application.evaluation.incidents import score_incidents
from toldby.application.evaluation.links import score_links
from toldby.application.evaluation.places import score_places
from toldby.application.evaluation.predictions import (
    list_attributed,
    list_coded,
    list_main_incidents,
    list_timexes,
    list_toponyms,
)
from toldby.application.evaluation.times import score_cases, score_times
from toldby.application.evaluation.told import Splitter
from toldby.domain.errors import UsageProblem
from toldby.domain.ledger import Ledger

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text of a gold file, to be read by the engine; `published` as the gold gives it."""

    id: str
    text: str
    published: str | None


@dataclass(frozen=True, slots=True)
class TimeQuestion:
    """One case of the case list: a sentence with one expression."""

    id: str
    sentence: str
    dct: str | None
    start: int
    end: int
    reference: str | None


@dataclass(frozen=True, slots=True)
class Engines:
    """How the engine answers when neither ledger nor predictions are given."""

    code: Callable[[Sequence[GoldText]], Ledger]
    read_time: Callable[[TimeQuestion], tuple[str | None, str | None]]
    split: Splitter


@dataclass(frozen=True, slots=True)
class Question:
    """What to score: the task, the gold file, and one of ledger or predictions, else the engine answers.

    `told`: narrator spans are all sentences that the report tells, not the happenings alone (`evaluation.told`).
    """

    task: str
    gold: Path
    ledger: Ledger | None = None
    predictions: Path | None = None
    documents: Path | None = None
    flat: bool = False
    only_direct: bool = False
    told: bool = False
    cases: bool = False
    draws: int = 2000
    km: float = 161.0


def evaluate(question: Question, engines: Engines) -> Mapping[str, object]:
    """The figures of the reference scorer for the task, under the same names.

    Raises UsageProblem for an unknown task or an unreadable file.
    """
    tasks: Mapping[str, Callable[[Question, Engines], Mapping[str, object]]] = {
        "attributions": _evaluate_attributions,
        "incidents": _evaluate_incidents,
        "links": _evaluate_links,
        "places": _evaluate_places,
        "times": _evaluate_times,
    }
    if question.task not in tasks:
        raise UsageProblem(f"unknown task {question.task!r}; one of {', '.join(sorted(tasks))}")
    return tasks[question.task](question, engines)


def _answer(question: Question, rows: Sequence[Json], engines: Engines) -> tuple[Ledger, Callable[[str], str]]:
    if question.ledger is not None:
        return question.ledger, shorten_name
    texts = []
    for row in rows:
        meta = row.get("meta") or {}
        published = meta.get("published") or meta.get("date") or row.get("dct")
        texts.append(GoldText(row["id"], row["text"], str(published)[:10] if published else None))
    return engines.code(texts), str


def _repeat(found: Mapping[str, T], rows: Sequence[Json]) -> dict[str, T]:
    """Answers for every document: a text that stands in the gold twice is read once."""
    holders = {row["text"]: row["id"] for row in rows if row["id"] in found}
    again = {row["id"]: holders[row["text"]] for row in rows if row["id"] not in found and row["text"] in holders}
    return {**found, **{id_: found[holder] for id_, holder in again.items()}}


def _evaluate_attributions(question: Question, engines: Engines) -> Mapping[str, object]:
    rows = read_lines(question.gold)
    gold = [read_attributed(row) for row in rows]
    texts = {g.id: g.text for g in gold}
    if question.predictions is not None:
        lines = read_by_id(question.predictions)
        found: Mapping[str, AttributedText] = {id_: read_attributed(r, texts.get(id_)) for id_, r in lines.items()}
    else:
        ledger, name = _answer(question, rows, engines)
        found = _repeat(list_attributed(ledger, name, engines.split if question.told else None), rows)
    for id_, answer in found.items():
        if id_ in texts and answer.text != texts[id_]:
            raise UsageProblem(f"the text of {id_} differs between gold and prediction; score the same files")
    return score_attributions(gold, found, flat=question.flat, only_direct=question.only_direct, draws=question.draws)


def _evaluate_incidents(question: Question, engines: Engines) -> Mapping[str, object]:
    gold = read_incident_gold(question.gold)
    if question.predictions is not None:
        coded = read_coded_file(question.predictions, question.documents)
    elif question.ledger is not None:
        coded = list_coded(question.ledger)
    else:
        raise UsageProblem("incidents: the gold file holds no texts; give --ledger or --predictions")
    return score_incidents(gold, coded)


def _evaluate_links(question: Question, engines: Engines) -> Mapping[str, object]:
    rows = [r for r in read_lines(question.gold) if r.get("incident") is not None]
    if not rows:
        raise UsageProblem(f"{question.gold}: no report there names its incident; nothing to score")
    if question.predictions is not None:
        found = read_clusters(question.predictions)
    else:
        ledger, name = _answer(question, rows, engines)
        found = _repeat(list_main_incidents(ledger, name), rows)
    return score_links({r["id"]: r["incident"] for r in rows}, found)


def _evaluate_places(question: Question, engines: Engines) -> Mapping[str, object]:
    rows = read_lines(question.gold)
    if question.predictions is not None:
        given = read_by_id(question.predictions, (r["id"] for r in rows))
        found = {id_: read_toponyms(r) for id_, r in given.items()}
    else:
        ledger, name = _answer(question, rows, engines)
        found = _repeat(list_toponyms(ledger, name), rows)
    return score_places({r["id"]: read_toponyms(r) for r in rows}, found, question.km).as_json()


def _evaluate_times(question: Question, engines: Engines) -> Mapping[str, object]:
    if question.cases or question.gold.suffix == ".json":
        return _evaluate_cases(question, engines)
    rows = read_lines(question.gold)
    if question.predictions is not None:
        given = read_by_id(question.predictions, (r["id"] for r in rows))
        found = {id_: read_timexes(r) for id_, r in given.items()}
    else:
        ledger, name = _answer(question, rows, engines)
        found = _repeat(list_timexes(ledger, name), rows)
    texts = {r["id"]: r["text"] for r in rows}
    return score_times(texts, {r["id"]: read_timexes(r) for r in rows}, found).as_json()


def _evaluate_cases(question: Question, engines: Engines) -> Mapping[str, object]:
    cases = read_cases(question.gold)
    if question.predictions is not None:
        given = read_by_id(question.predictions)
        answers = {id_: (r.get("start"), r.get("end")) for id_, r in given.items()}
    else:
        answers = {case.id: engines.read_time(_ask(row)) for case, row in cases}
    return score_cases([case for case, _ in cases], answers)


def _ask(row: Json) -> TimeQuestion:
    return TimeQuestion(row["id"], row["sentence"], row.get("dct"), row["expr_start"], row["expr_end"], row.get("ref"))
