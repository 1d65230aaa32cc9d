"""Guards of a cue entry: words around a form that make it something else.

`not prev=`, `not next=` look at the neighbour, `not subject=` at the words before the form in its
clause, `not np=` at the words after it, `needs=` asks for one of the words after it.
"""

from __future__ import annotations

from toldby.analysis.attribution.view import View
from toldby.domain.lexicon import CueEntry

_CLAUSE_MARKS = (",", ";", ":", ".", "!", "?", "(", ")", "\u2014", "\u2013", "--")
_REACH_BEFORE = 8
_REACH_AFTER = 6
_REACH_NEEDS = 14


def breaks_guard(view: View, first: int, last: int, entry: CueEntry) -> bool:
    """One of the entry's guards, or an override that says `drop`, keeps it silent here."""
    if any(_fails(view, first, last, guard) for guard in entry.guards):
        return True
    drops = (condition for condition, stance in entry.overrides if stance == "drop")
    return any(_holds_np(view, last, condition.partition("=")[2]) for condition in drops)


def _fails(view: View, first: int, last: int, guard: str) -> bool:
    slot, _, listed = guard.partition("=")
    words = frozenset(listed.split("|"))
    if slot == "not prev":
        return first > 0 and view.low[first - 1] in words
    if slot == "not next":
        return last + 1 < len(view) and view.low[last + 1] in words
    if slot == "not subject":
        return bool(words.intersection(_words_before(view, first)))
    if slot == "not np":
        return _holds_np(view, last, listed)
    if slot == "needs":
        return not words.intersection(_words_after(view, last, _REACH_NEEDS))
    return False


def _holds_np(view: View, last: int, listed: str) -> bool:
    words = frozenset(listed.split("|"))
    return bool(words.intersection(_words_after(view, last, _REACH_AFTER, stops_at_clause=True)))


def _words_before(view: View, first: int) -> tuple[str, ...]:
    start = max(0, first - _REACH_BEFORE)
    window = view.low[start:first]
    cut = max((i for i, word in enumerate(window) if word in _CLAUSE_MARKS), default=-1)
    return window[cut + 1 :]


def _words_after(view: View, last: int, reach: int, *, stops_at_clause: bool = False) -> tuple[str, ...]:
    found: list[str] = []
    for i in range(last + 1, min(len(view), last + 1 + reach)):
        if view.is_quote(i):
            break
        word = view.low[i]
        if word in (".", ";", "!", "?", ":") or (stops_at_clause and word in (",", "that", "who", "which")):
            break
        found.append(word)
    return tuple(found)
