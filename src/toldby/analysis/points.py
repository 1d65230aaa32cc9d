"""The points of an incident: for each value said, who stands behind it and who against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toldby.analysis.compare.counts import is_same_scope, is_within
from toldby.analysis.count import Tally, count_origins, flag_camps
from toldby.analysis.denials import denied_slot
from toldby.analysis.relate_counts import name_count_slot, show_count
from toldby.analysis.sayings import Saying, agent_camps, patient_camps
from toldby.analysis.stances import find_admissions, says_breach
from toldby.domain.ids import ClaimId, OriginId
from toldby.domain.incidents import OriginCount, Relation, SlotProposition
from toldby.domain.lexicon import Lexicon
from toldby.domain.propositions import Count

Sayings = tuple[Saying, ...]


def list_points(sayings: Sayings, relations: tuple[Relation, ...], lexicon: Lexicon) -> tuple[SlotProposition, ...]:
    """Occurrence, each agent claimed, each number said, legality, and disputed days and places."""
    camps = involved_camps(sayings, lexicon)
    points = [
        _point("occurrence", None, find_occurrence(sayings), sayings, camps, lexicon),
        *_actor_points(sayings, camps, lexicon),
        *_count_points(sayings, camps, lexicon),
        *_breach_points(sayings, camps, lexicon),
        *_disputed_points(sayings, relations, camps, lexicon),
    ]
    return tuple(sorted(points, key=lambda p: (p.slot, p.value is not None, p.value or "")))


def involved_camps(sayings: Iterable[Saying], lexicon: Lexicon) -> frozenset[str]:
    """Camps told as agent or patient."""
    return frozenset(c for s in sayings for c in agent_camps(s, lexicon) | patient_camps(s, lexicon))


def find_occurrence(sayings: Sayings) -> Sayings:
    """Sayings by which the act happened: told, confirmed or taken for granted."""
    return tuple(s for s in sayings if s.takes_part)


def _point(
    slot: str, value: str | None, support: Sayings, sayings: Sayings, camps: frozenset[str], lexicon: Lexicon
) -> SlotProposition:
    against = find_against(slot, value, support, sayings, lexicon)
    tally = count_origins(support, lexicon, camps)
    denied = count_origins(against, lexicon, camps)
    return SlotProposition(
        slot=slot,
        value=value,
        support=_ids(support),
        against=_ids(against),
        origins=tally.count,
        against_low=denied.low,
        against_high=denied.high,
        flags=_flag(slot, support, sayings, tally, lexicon),
        reason=_reason(support, tally),
    )


def _ids(sayings: Iterable[Saying]) -> tuple[ClaimId, ...]:
    return tuple(sorted(s.claim.claim_id for s in sayings))


def find_against(slot: str, value: str | None, support: Sayings, sayings: Sayings, lexicon: Lexicon) -> Sayings:
    """Sayings that answer a supporting claim and deny this point.

    A general denial touches the act, its agent and the number of acts, never people hurt; naming
    another agent without answering anybody is a conflict, no denial.
    """
    stand = {s.claim.claim_id for s in support}
    return tuple(s for s in sayings if stand & set(s.targets) and _denies_slot(s, slot, value, lexicon))


def _denies_slot(saying: Saying, slot: str, value: str | None, lexicon: Lexicon) -> bool:
    people = "/" in slot
    if saying.mode == "denies":
        denied = denied_slot(saying, lexicon)
        return not people and slot != "framing" and (denied == "occurrence" or denied == slot)
    if slot != "actor" or "counters" not in (saying.mode, *saying.claim.target_relations):
        return False
    named = agent_camps(saying, lexicon)
    return bool(named) and value not in named


def _flag(slot: str, support: Sayings, sayings: Sayings, tally: Tally, lexicon: Lexicon) -> tuple[str, ...]:
    flags = set(flag_camps(tally))
    if slot in ("occurrence", "actor"):
        admitting = find_admissions(sayings, lexicon)
        flags |= {"admission"} if admitting & _origins(support) else set()
    return tuple(sorted(flags))


def _origins(sayings: Iterable[Saying]) -> frozenset[OriginId]:
    return frozenset(s.voice.origin_id for s in sayings)


def _reason(support: Sayings, tally: Tally) -> str:
    names = ", ".join(dict.fromkeys(s.voice.actor_id or s.voice.name for s in support if s.voice.is_somebody))
    own = tally.high - sum(n for _, n in tally.by_camp)
    if not names:
        return f"count.own-voice: nobody named, {own} report{'s' if own != 1 else ''} in own voice"
    return f"count.named: {names}" + (f"; {own} in own voice" if own else "")


def _actor_points(sayings: Sayings, camps: frozenset[str], lexicon: Lexicon) -> Iterator[SlotProposition]:
    by_id = {s.claim.claim_id: s for s in sayings}
    named: dict[str, list[Saying]] = {}
    for saying in sayings:
        for camp in _claimed_agents(saying, by_id, lexicon):
            named.setdefault(camp, []).append(saying)
    for camp in sorted(named):
        yield _point("actor", camp, tuple(named[camp]), sayings, camps, lexicon)
        others = tuple(s for s in sayings if _tells_of_attack_on(s, camp, lexicon))
        if others:
            yield _point("actor", f"not {camp}", others, sayings, camps, lexicon)


def _claimed_agents(saying: Saying, by_id: dict[ClaimId, Saying], lexicon: Lexicon) -> frozenset[str]:
    """The one camp a saying names as agent; a confirmation names the agent of what it confirms."""
    if saying.mode == "denies":
        return frozenset()
    told = (saying, *(by_id[t] for t in saying.targets)) if saying.mode == "confirms" else (saying,)
    camps = frozenset(c for s in told for c in agent_camps(s, lexicon))
    return camps if len(camps) == 1 else frozenset()


def _tells_of_attack_on(saying: Saying, camp: str, lexicon: Lexicon) -> bool:
    """The camp charged elsewhere tells, naming nobody, that it was the one attacked."""
    if saying.mode != "states" or saying.camp != camp or agent_camps(saying, lexicon):
        return False
    return camp in patient_camps(saying, lexicon)


def _count_points(sayings: Sayings, camps: frozenset[str], lexicon: Lexicon) -> Iterator[SlotProposition]:
    told = tuple((c, s) for s in sayings if s.mode != "denies" for p in s.propositions for c in p.counts)
    seen: set[tuple[str, str]] = set()
    for count, _ in told:
        key = (name_count_slot(count, count), show_count(count))
        if key not in seen:
            seen.add(key)
            support = dict.fromkeys(s for c, s in told if _supports(c, count, lexicon))
            yield _point(*key, tuple(support), sayings, camps, lexicon)


def _supports(said: Count, value: Count, lexicon: Lexicon) -> bool:
    return is_same_scope(said, value, lexicon) and is_within(said, value)


def _breach_points(sayings: Sayings, camps: frozenset[str], lexicon: Lexicon) -> Iterator[SlotProposition]:
    support = tuple(s for s in sayings if s.takes_part and says_breach(s, lexicon))
    if support:
        yield _point("framing", "breach", support, sayings, camps, lexicon)


def _disputed_points(
    sayings: Sayings, relations: tuple[Relation, ...], camps: frozenset[str], lexicon: Lexicon
) -> Iterator[SlotProposition]:
    """Days and places only become points of their own when accounts exclude each other."""
    kinds = {r.kind for r in relations}
    values: dict[tuple[str, str], dict[Saying, None]] = {}
    for saying in (s for s in sayings if s.mode != "denies"):
        for proposition in saying.propositions:
            when = proposition.when
            if "conflict-time" in kinds and (when.start or when.end):
                span = f"{when.start or ''}/{when.end or ''}" if when.start != when.end else str(when.start)
                values.setdefault(("when", span), {})[saying] = None
            for ref in proposition.places if "conflict-place" in kinds else ():
                if ref.place_id is not None:
                    values.setdefault(("place", ref.place_id), {})[saying] = None
    for (slot, value), support in sorted(values.items(), key=lambda item: item[0]):
        yield _point(slot, value, tuple(support), sayings, camps, lexicon)


def count_incident(sayings: Sayings, points: Iterable[SlotProposition], lexicon: Lexicon) -> OriginCount:
    """Origins that speak of the incident at all, denials too.

    A report's own voice only counts with a point that nobody named in that report makes.
    """
    somebody = tuple(s for s in sayings if s.voice.is_somebody and s.mode != "silent")
    by_id = {s.claim.claim_id: s for s in sayings}
    free: dict[OriginId, Saying] = {}
    for point in points:
        support = [by_id[c] for c in point.support]
        attributed = {s.report.doc_id for s in support if s.voice.is_somebody}
        for saying in support:
            if not saying.voice.is_somebody and saying.report.doc_id not in attributed:
                free.setdefault(saying.voice.origin_id, saying)
    tally = count_origins(somebody, lexicon, any_mode=True)
    return OriginCount(tally.low, tally.high + len(free), tally.by_camp)
