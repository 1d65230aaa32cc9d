"""Level 6: a case's sentence gives the claims it says, field by field; known failures must fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from toldby.domain.wording import fold_words
from toldby.packs.allowed import NO_ONE
from toldby.packs.language_schema import KnownFailure
from toldby.packs.parse import ParsedPack
from toldby.packs.problems import Problem, find_line
from toldby.packs.schema import Case, ExpectedClaim


@dataclass(frozen=True, slots=True)
class CodedClaim:
    """A claim as the engine gave it, in the fields a case can compare; None = none.

    Agents and patients may read `id|side`: a case may name the body or its side.
    """

    speaker: str | None
    stance: str | None
    voice: str | None
    content: str
    type: str | None = None
    place: str | None = None
    start: str | None = None
    end: str | None = None
    agents: tuple[str, ...] = ()
    patients: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


CodeSentence = Callable[[str, str, str], tuple[CodedClaim, ...]]
"""(text, outlet, published) -> claims."""

_LISTS = ("agents", "patients", "terms")
_FIELDS = ("content", "speaker", "stance", "voice", "type", "place", "start", "end", *_LISTS)


def check_cases(pack: ParsedPack, code_sentence: CodeSentence) -> Iterator[Problem]:
    """Cases that fail, and known failures that do not fail any more."""
    excused = {row.entry.case: row for row in pack.table("known_failures") if isinstance(row.entry, KnownFailure)}
    for row in pack.table("cases"):
        if not isinstance(row.entry, Case):
            continue
        faults = tuple(find_faults(row.entry, code_sentence))
        if row.entry.id in excused:
            if not faults:
                listed = excused[row.entry.id]
                message = f"{row.entry.id}: is fixed"
                yield Problem(listed.file, listed.line, 6, message, "take it off the list")
            continue
        for at, fault in faults:
            yield Problem(row.file, find_line(row.raw, ("claims", at)), 6, f"{row.entry.id}: {fault}")


def find_faults(case: Case, code_sentence: CodeSentence) -> Iterator[tuple[int, str]]:
    """What differs: (number of the claim, words)."""
    coded = list(code_sentence(case.text, NO_ONE if case.outlet == NO_ONE else case.outlet, case.published))
    for at, expected in enumerate(case.claims):
        if not coded:
            yield at, f"no claim for '{expected.content or expected.speaker}'"
            continue
        nearest = min(coded, key=lambda claim: _distance(expected, claim))
        coded.remove(nearest)
        yield from ((at, fault) for fault in _compare(expected, nearest))
    yield from ((len(case.claims), f"an extra claim: '{claim.content}'") for claim in coded)


def _distance(expected: ExpectedClaim, claim: CodedClaim) -> tuple[int, int]:
    wanted = set(fold_words(expected.content or "").split())
    found = set(fold_words(claim.content).split())
    return (-len(wanted & found), sum(1 for _ in _compare(expected, claim)))


def _compare(expected: ExpectedClaim, claim: CodedClaim) -> Iterator[str]:
    for name in _FIELDS:
        wanted, found = getattr(expected, name), getattr(claim, name)
        if wanted is not None and not _is_same(wanted, found, name):
            yield f"{name} is {_show(found)}, {_show(wanted)} expected"


def _is_same(wanted: object, found: object, name: str) -> bool:
    if isinstance(wanted, tuple) and isinstance(found, tuple):
        return _is_same_set(wanted, found)
    return _plain(wanted, name) == _plain(found, name)


def _is_same_set(wanted: tuple[str, ...], found: tuple[str, ...]) -> bool:
    left = list(found)
    for body in wanted:
        fitting = [other for other in left if body in other.split("|")]
        if not fitting:
            return False
        left.remove(fitting[0])
    return not left


def _plain(value: object, name: str) -> object:
    if value is None or value == NO_ONE:
        return None
    return fold_words(str(value)).strip(" .") if name == "content" else value


def _show(value: object) -> str:
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(str, value)) + "]"
    return f"'{value}'" if value is not None else "none"
