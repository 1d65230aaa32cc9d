"""Compares two accounts slot by slot: when, place, actor, numbers, type (`linking.md` 8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toldby.analysis.compare.counts import is_same_scope
from toldby.analysis.compare.parties import camps_of, list_parent_ids, side_of
from toldby.analysis.compare.place import compare_place_ids, is_inside, measure_clearance
from toldby.analysis.compare.time import (
    MINUTES_OF_DAY,
    holds,
    is_midnight,
    measure_gap,
    span_days,
    span_minutes,
)
from toldby.analysis.compare.type import compare_types
from toldby.analysis.episode_parts import is_blame_shift
from toldby.analysis.outcomes import Account, Outcome
from toldby.analysis.relate_counts import judge_numbers, list_counts
from toldby.analysis.sayings import Saying
from toldby.domain.lexicon import Lexicon
from toldby.domain.propositions import Party, PlaceRef, When

_ORDER = ("agree", "conflict-name-only", "compatible")
_SEPARATE_M = 5_000


def compare_accounts(a: Account, b: Account, lexicon: Lexicon) -> tuple[Outcome, ...]:
    """The outcome of every slot both accounts fill; the mildest reading of each slot wins."""
    found = (
        _best(_compare_when(a, b, lexicon)),
        _best(_compare_place(a, b, lexicon)),
        _best(_compare_actor(a, b, lexicon)),
        _compare_type(a, b),
    )
    counts = _compare_counts(a, b, lexicon)
    return tuple(o for o in (*found, *counts) if o is not None)


def _best(outcomes: Iterable[Outcome]) -> Outcome | None:
    def rank(o: Outcome) -> tuple[int, object, object]:
        mild = _ORDER.index(o.kind) if o.kind in _ORDER else len(_ORDER)
        return mild, o.a.order, o.b.order

    return min(outcomes, key=rank, default=None)


def _told(account: Account) -> Iterator[Saying]:
    return (s for s in account if s.mode not in ("denies", "confirms"))


def _compare_when(a: Account, b: Account, lexicon: Lexicon) -> Iterator[Outcome]:
    for x, when in _narrow_whens(a):
        for y, other in _narrow_whens(b):
            judged = _judge_when(when, other, lexicon)
            if judged is not None:
                yield Outcome("when", judged[0], x, y, judged[1])


def _narrow_whens(account: Account) -> tuple[tuple[Saying, When], ...]:
    """The position of an account on the day: a wider reading of its own adds nothing."""
    told = tuple((s, p.when) for s in _told(account) for p in s.propositions)
    known = tuple((s, w, span) for s, w in told if (span := span_minutes(w.start, w.end)) is not None)
    return tuple((s, w) for s, w, span in known if not any(holds(span, other) for _, _, other in known))


def _judge_when(a: When, b: When, lexicon: Lexicon) -> tuple[str, str] | None:
    x, y = span_minutes(a.start, a.end), span_minutes(b.start, b.end)
    if x is None or y is None:
        return None
    words = f"{_show(a)} and {_show(b)}"
    if x == y:
        return "agree", f"when.equal: {words}"
    gap = measure_gap(x, y)
    if gap == 0:
        return "compatible", f"when.overlap: {words}"
    days_a, days_b = span_days(a.start, a.end), span_days(b.start, b.end)
    midnight = [pair for region in lexicon.regions for pair in region.midnight]
    if days_a and days_b and is_midnight(days_a, days_b, midnight):
        return "compatible", f"when.midnight: {words} are one night in the pack"
    days = -(-gap // MINUTES_OF_DAY)
    return "conflict-time", f"when.disjoint: {words}, {days} day{'s' if days != 1 else ''} apart"


def _show(when: When) -> str:
    if when.start == when.end:
        return str(when.start)
    return f"{when.start or '…'} to {when.end or '…'}"


def _compare_place(a: Account, b: Account, lexicon: Lexicon) -> Iterator[Outcome]:
    for x in _told(a):
        for y in _told(b):
            pairs = ((p, q) for one in x.propositions for p in one.places for two in y.propositions for q in two.places)
            for ref, other in pairs:
                judged = judge_places(ref, other, lexicon)
                if judged is not None:
                    yield Outcome("place", judged[0], x, y, judged[1])


def judge_places(a: PlaceRef, b: PlaceRef, lexicon: Lexicon) -> tuple[str, str] | None:
    """Kind and reason for two places; None when one of them is unresolved and the names differ."""
    if a.place_id is None or b.place_id is None:
        return None
    if a.place_id == b.place_id:
        return _judge_one_place(a, b, lexicon)
    level = compare_place_ids(a.place_id, b.place_id, lexicon)
    words = f"{a.text} and {b.text}"
    if level in ("inside", "near"):
        return "compatible", f"place.near: {words}"
    if level == "region only":
        nested = is_inside(a.place_id, b.place_id, lexicon) or is_inside(b.place_id, a.place_id, lexicon)
        return ("compatible", f"place.inside: {words}") if nested else None
    x, y = lexicon.place_by_id.get(a.place_id), lexicon.place_by_id.get(b.place_id)
    clearance = measure_clearance(x, y) if x is not None and y is not None else None
    if clearance is None:
        return None
    if clearance <= _SEPARATE_M:
        return "compatible", f"place.near: {words}"
    return "conflict-place", f"place.apart: {words}, {round(clearance / 1000)} km between them"


def _judge_one_place(a: PlaceRef, b: PlaceRef, lexicon: Lexicon) -> tuple[str, str]:
    if a.text.casefold() != b.text.casefold() and _is_name(a, lexicon) and _is_name(b, lexicon):
        return "conflict-name-only", f"place.names: {a.text} and {b.text} are one place, {a.place_id}"
    if a.relation == b.relation == "at":
        return "agree", f"place.same: {a.text}"
    return "compatible", f"place.near: {a.relation} {a.text} and {b.relation} {b.text}"


def _is_name(ref: PlaceRef, lexicon: Lexicon) -> bool:
    """A name of the pack, not "the ford" for a place named before."""
    place = lexicon.place_by_id.get(ref.place_id or "")
    return place is None or any(name.text.casefold() == ref.text.casefold() for name in place.names)


def _compare_actor(a: Account, b: Account, lexicon: Lexicon) -> Iterator[Outcome]:
    for x in (s for s in a if s.mode not in ("denies", "confirms")):
        for y in (s for s in b if s.mode not in ("denies", "confirms")):
            judged = _judge_actor(x, y, lexicon)
            if judged is not None:
                yield Outcome("actor", judged[0], x, y, judged[1], judged[2])


def agents_of(saying: Saying) -> tuple[Party, ...]:
    """All agents the saying names."""
    return tuple(party for p in saying.propositions for party in p.agents)


def _judge_actor(x: Saying, y: Saying, lexicon: Lexicon) -> tuple[str, str, tuple[str, ...]] | None:
    camps = camps_of(agents_of(x), lexicon), camps_of(agents_of(y), lexicon)
    if len(camps[0]) > 1 or len(camps[1]) > 1:
        return None
    words = f"{_name_agents(x)} and {_name_agents(y)}"
    if not camps[0] or not camps[1]:
        if _suffers_from(x, y, lexicon) or _suffers_from(y, x, lexicon):
            return "conflict-actor", f"actor.swapped: {words}", ("blame_shift",)
        return None
    if camps[0] == camps[1]:
        kind = "agree" if _is_one_agent(x, y, lexicon) else "compatible"
        return kind, f"actor.same-camp: {words}", ()
    flags = {"denies"} if is_blame_shift(x.claim, lexicon) or is_blame_shift(y.claim, lexicon) else set()
    if x.camp in camps[1] or y.camp in camps[0]:
        flags.add("blame_shift")
    return "conflict-actor", f"actor.opposed: {words}", tuple(sorted(flags))


def _suffers_from(victim: Saying, charge: Saying, lexicon: Lexicon) -> bool:
    """The side charged by one account tells, naming nobody, that it was itself the one attacked."""
    patients = frozenset(c for p in victim.propositions for c in camps_of(p.patients, lexicon))
    charged = camps_of(agents_of(charge), lexicon)
    return not agents_of(victim) and victim.camp in patients and bool(charged) and charged <= patients


def _is_one_agent(x: Saying, y: Saying, lexicon: Lexicon) -> bool:
    sides = {side_of(p, lexicon) for p in agents_of(x)}, {side_of(p, lexicon) for p in agents_of(y)}
    mine = {p.id for p in agents_of(x) if p.id is not None}
    theirs = {p.id for p in agents_of(y) if p.id is not None}
    above = {each for p in mine for each in list_parent_ids(p, lexicon)}
    under = {each for p in theirs for each in list_parent_ids(p, lexicon)}
    return bool(mine & theirs) or (sides[0] == sides[1] and not (above & theirs or under & mine))


def _name_agents(saying: Saying) -> str:
    return ", ".join(dict.fromkeys(p.words or p.name for p in agents_of(saying))) or "nobody named"


def _compare_type(a: Account, b: Account) -> Outcome | None:
    typed_a, typed_b = (tuple(s for s in _told(x) if any(p.type for p in s.propositions)) for x in (a, b))
    mine = tuple(sorted({p.type for s in typed_a for p in s.propositions if p.type}))
    theirs = tuple(sorted({p.type for s in typed_b for p in s.propositions if p.type}))
    levels = compare_types(mine, theirs)
    if "same" in levels or "listed pair" not in levels:
        return None
    first, second = typed_a[0], typed_b[0]
    reason = f"type.listed-pair: {', '.join(mine)} and {', '.join(theirs)}"
    return Outcome("type", "compatible", first, second, reason)


def _compare_counts(a: Account, b: Account, lexicon: Lexicon) -> tuple[Outcome, ...]:
    by_slot: dict[str, list[Outcome]] = {}
    for x, first in list_counts(a):
        for y, second in list_counts(b):
            if is_same_scope(x, y, lexicon):
                outcome = judge_numbers(x, y, first, second)
                by_slot.setdefault(outcome.slot, []).append(outcome)
    return tuple(o for slot in sorted(by_slot) if (o := _best(by_slot[slot])) is not None)
