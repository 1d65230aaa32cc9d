"""Compares the numbers of two accounts, and the earlier and later number of one."""

from __future__ import annotations

from collections.abc import Iterable

from toldby.analysis.compare.counts import compare_intervals, is_same_scope, spread_zero
from toldby.analysis.outcomes import Account, Outcome
from toldby.analysis.sayings import Saying
from toldby.domain.lexicon import Lexicon
from toldby.domain.propositions import Count

Told = tuple[Count, Saying]


def list_counts(account: Iterable[Saying]) -> tuple[Told, ...]:
    """Every number of an account with its saying, earliest first; denials give none."""
    return tuple(
        (part, s)
        for s in account
        if s.mode != "denies"
        for p in s.propositions
        for count in p.counts
        for part in spread_zero(count)
    )


def name_count_slot(a: Count, b: Count) -> str:
    """`killed/<side>` for people, the thing counted otherwise."""
    if a.what != "people":
        return a.what
    sides = sorted(s for s in (a.side, b.side) if s is not None and s != "all") or [a.side or b.side or "unknown"]
    return f"{a.kind or 'people'}/{sides[0]}"


def show_count(count: Count) -> str:
    """An interval as text: "3", "3 or more", "24 to 99"."""
    if count.high is None:
        return f"{count.low} or more"
    return str(count.low) if count.low == count.high else f"{count.low} to {count.high}"


def find_updates(account: Account, lexicon: Lexicon) -> tuple[Outcome, ...]:
    """A later report of one origin with another number: the later one is its position."""
    told = list_counts(account)
    found: dict[str, Outcome] = {}
    for y, earlier in told:
        for x, later in told:
            if not _is_later(later, earlier) or not is_same_scope(x, y, lexicon):
                continue
            if compare_intervals(x, y) == "disjoint":
                slot = name_count_slot(x, y)
                reason = f"number.update: {show_count(x)} after {show_count(y)}, one origin"
                found[slot] = Outcome(slot, "update", later, earlier, reason, (), True)
    return tuple(found[slot] for slot in sorted(found))


def _is_later(a: Saying, b: Saying) -> bool:
    first, second = b.report.published.latest, a.report.published.earliest
    return first is not None and second is not None and second[:10] > first[:10]


def judge_numbers(x: Count, y: Count, first: Saying, second: Saying) -> Outcome:
    """How two numbers of one scope stand to each other."""
    level = compare_intervals(x, y)
    kind = {"equal": "agree", "overlapping": "compatible", "disjoint": "conflict-number"}[level]
    if level == "equal" and x.high is None:
        kind = "compatible"
    reason = f"number.{level}: {show_count(x)} and {show_count(y)}"
    return Outcome(name_count_slot(x, y), kind, first, second, reason)
