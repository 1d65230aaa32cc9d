"""The publication date of a report as an interval with method and evidence."""

from __future__ import annotations

from toldby.analysis.dating.addresses import read_address
from toldby.analysis.dating.datelines import read_dateline
from toldby.analysis.dating.hints import gather_hints
from toldby.analysis.dating.scoring import list_best_days
from toldby.analysis.dating.values import Ends, are_apart, read_value, widen
from toldby.analysis.timegrammar.calendar import build_day
from toldby.domain.lexicon import LanguagePack
from toldby.domain.text import DateEvidence, DocumentDate, Problem, Zone

RUNGS = ("user", "feed", "archive", "api", "page", "url", "dateline", "text")
"""The ladder: the first rung that answers wins, lower ones stay as checks."""

Answer = tuple[Ends, DateEvidence]


def date_document(
    text: str,
    zones: tuple[Zone, ...],
    evidence: tuple[DateEvidence, ...],
    url: str | None,
    language: LanguagePack,
) -> tuple[DocumentDate, tuple[Problem, ...]]:
    """The date by the ladder, every rung's evidence, and what is wrong with it.

    Unknown is a normal state: method "unknown" and the problem `no_date`.
    """
    given = _sort_rungs((*evidence, *_read_url(url), *read_dateline(text, zones, language)))
    answers = _read_answers(given, language)
    problems = list(_find_unread(given, answers))
    if not answers:
        return _infer(text, zones, given, tuple(problems), language)
    ends, winner = answers[0]
    problems.extend(_find_conflicts(answers, given))
    return DocumentDate(ends[0], ends[1], winner.method, given), tuple(problems)


def _sort_rungs(evidence: tuple[DateEvidence, ...]) -> tuple[DateEvidence, ...]:
    """In order of the ladder; evidence of one rung keeps its order."""
    known = {method: rung for rung, method in enumerate(RUNGS)}
    return tuple(sorted(evidence, key=lambda found: known.get(found.method, len(RUNGS))))


def _read_url(url: str | None) -> tuple[DateEvidence, ...]:
    found = read_address(url)
    return () if found is None else (DateEvidence("url", found[0].isoformat()),)


def _read_answers(given: tuple[DateEvidence, ...], language: LanguagePack) -> list[Answer]:
    answers: list[Answer] = []
    for found in given:
        ends = read_value(found.value, language)
        if ends is None:
            continue
        answers.append((widen(ends, 1) if found.method == "url" else ends, found))
    return answers


def _find_unread(given: tuple[DateEvidence, ...], answers: list[Answer]) -> list[Problem]:
    """Given dates that name no day of the calendar."""
    read = [found for _, found in answers]
    return [
        Problem("impossible_date", f"impossible_date: {found.method} gives {found.value!r}, which is no date")
        for found in given
        if found not in read and found.method != "dateline"
    ]


def _find_conflicts(answers: list[Answer], given: tuple[DateEvidence, ...]) -> list[Problem]:
    """Lower rungs that leave no day in common with the winner (a day's slack for time zones)."""
    ends, winner = answers[0]
    found = [_conflict(winner, other) for apart, other in answers[1:] if are_apart(ends, apart, slack=1)]
    for dateline in given:
        if dateline.value.startswith("XXXX-") and not _may_hold(ends, dateline.value):
            found.append(_conflict(winner, dateline))
    return found


def _conflict(winner: DateEvidence, other: DateEvidence) -> Problem:
    said = f"{winner.method} gives {winner.value}, {other.method} gives {other.value}"
    return Problem("date_conflict", f"date_conflict: {said}; the first is used, check it")


def _may_hold(ends: Ends, value: str) -> bool:
    """A dateline's day lies at most three days before and one day behind the interval."""
    month, day = int(value[5:7]), int(value[8:10])
    years = {int(ends[0][:4]) + step for step in (-1, 0, 1)} | {int(ends[1][:4])}
    days = [found for year in years if (found := build_day(year, month, day))]
    return any(not are_apart(ends, (found.isoformat(), found.isoformat()), slack=3) for found in days)


def _infer(
    text: str,
    zones: tuple[Zone, ...],
    given: tuple[DateEvidence, ...],
    problems: tuple[Problem, ...],
    language: LanguagePack,
) -> tuple[DocumentDate, tuple[Problem, ...]]:
    """Rung 4: an interval from the text alone, or unknown."""
    hints = gather_hints(text, zones, language)
    days = list_best_days(hints)
    if not days:
        open_year = "the text names days without a year; " if hints.month_days else ""
        reason = f"no_date: nothing gives a publication date; {open_year}add it in metadata.csv or answer on the desk"
        return DocumentDate(evidence=given), (Problem("no_date", reason), *problems)
    first, last = days[0].isoformat(), days[-1].isoformat()
    marks = tuple(DateEvidence("text", text[m.start : m.end], m.start, m.end) for m in hints.month_days)
    spread = first if first == last else f"{first} to {last}"
    reason = f"no_date: no publication date; inferred {spread} from the dates of the text"
    dated = DocumentDate(first, last, "text", (*given, *marks))
    return dated, (Problem("no_date", reason), *problems)
