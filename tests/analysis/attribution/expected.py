"""Own reports with their claims: read from `texts/`, and compared with what comes out.

A file holds a report, a line of three "=" and the claims: cue word, speaker words, stances that may
be defended, content. "A ... B" is the stretch from A to B, " + " parts pieces, "-" means none.
A line `not | words` names words that must be in no claim of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from toldby.domain.claims import Claim
from toldby.domain.text import Span

FOLDER = Path(__file__).parent / "texts"
_WORD = re.compile(r"[^\W_]+")
_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Expected:
    """One claim of the table."""

    cue: str
    speaker: str
    stances: tuple[str, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A report of the table."""

    name: str
    text: str
    claims: tuple[Expected, ...]
    traps: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Pairs of expected and found claims, and what was left over on both sides."""

    pairs: tuple[tuple[Expected, Claim], ...]
    missed: tuple[Expected, ...]
    extra: tuple[Claim, ...]
    sprung: tuple[tuple[Span, Claim], ...]


def list_cases() -> tuple[Case, ...]:
    """All files of the folder, by name."""
    return tuple(_read_case(path) for path in sorted(FOLDER.glob("*.txt")))


def _read_case(path: Path) -> Case:
    text, _, table = path.read_text(encoding="utf-8").partition("\n===\n")
    rows = [[cell.strip() for cell in line.split(" | ")] for line in table.splitlines() if line.strip()]
    claims = tuple(_read_row(text, row) for row in rows if row[0] != "not")
    traps = tuple(_find(text, row[1], 0) for row in rows if row[0] == "not")
    return Case(path.stem, text, claims, traps)


def _read_row(text: str, row: list[str]) -> Expected:
    cue, speaker, stances, content = row
    spans: list[Span] = []
    for piece in content.split(" + "):
        spans.append(_find(text, piece, spans[-1].end if spans else 0))
    return Expected("" if cue == "-" else cue, "" if speaker == "-" else speaker, tuple(stances.split()), tuple(spans))


def _find(text: str, piece: str, at: int) -> Span:
    head, _, tail = piece.partition(" ... ")
    start = text.index(head, at)
    end = text.index(tail, start) + len(tail) if tail else start + len(head)
    return Span(start, end)


def compare(case: Case, claims: tuple[Claim, ...]) -> Outcome:
    """Greedy one-to-one pairs by shared content words; ties by cue words."""
    found = [c for c in claims if c.voice == "attributed" and c.content]
    offers = sorted(
        (
            (-_likeness(case.text, e.content, c.content), -_shares_cue(case.text, e, c), i, j)
            for i, e in enumerate(case.claims)
            for j, c in enumerate(found)
        ),
    )
    mine: dict[int, int] = {}
    for likeness, _, i, j in offers:
        if -likeness >= _ENOUGH and i not in mine and j not in mine.values():
            mine[i] = j
    pairs = tuple((case.claims[i], found[j]) for i, j in sorted(mine.items()))
    missed = tuple(e for i, e in enumerate(case.claims) if i not in mine)
    extra = tuple(c for j, c in enumerate(found) if j not in mine.values())
    sprung = tuple((t, c) for t in case.traps for c in found if _springs(case.text, t, c))
    return Outcome(pairs, missed, extra, sprung)


def agrees_on_speaker(case: Case, expected: Expected, claim: Claim) -> bool:
    """The source shares a word with the expected one, or both are empty."""
    words = set(_WORD.findall(expected.speaker.lower()))
    source = " ".join(s.read(case.text) for s in claim.source).lower()
    return bool(words & set(_WORD.findall(source))) if words else not claim.source


def _words_at(text: str, spans: tuple[Span, ...]) -> set[int]:
    return {m.start() for s in spans for m in _WORD.finditer(text, s.start, s.end)}


def _likeness(text: str, one: tuple[Span, ...], two: tuple[Span, ...]) -> float:
    a, b = _words_at(text, one), _words_at(text, two)
    return len(a & b) / max(1, len(a | b))


def _shares_cue(text: str, expected: Expected, claim: Claim) -> int:
    words = set(_WORD.findall(expected.cue.lower()))
    return len(words & {w for s in claim.cue for w in _WORD.findall(s.read(text).lower())})


def _springs(text: str, trap: Span, claim: Claim) -> bool:
    """Cue in the trap, or most of the content."""
    if claim.cue and all(trap.start <= s.start and s.end <= trap.end for s in claim.cue):
        return True
    words = _words_at(text, claim.content)
    return len(words & _words_at(text, (trap,))) >= 0.8 * len(words)
