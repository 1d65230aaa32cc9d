"""Propositions of claims: each act inside a claim's content, its slots resolved and its status decided.

An act belongs to the innermost claim that holds it. Nothing is guessed: a day, a place or a doer
that the words do not give stays empty. What is found and not coded is listed with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from toldby.analysis.assembling.nesting import find_denied, sort_into_claims
from toldby.analysis.assembling.references import Story, agree_in_time, find_antecedent, list_sentence_words
from toldby.analysis.assembling.statuses import Told, judge_status
from toldby.analysis.assembling.tolls import Losses, resolve_counts
from toldby.analysis.assembling.whens import combine_times, make_when
from toldby.analysis.assembling.whos import Cast, resolve_parties
from toldby.analysis.eventcoding.euphemisms import EUPHEMISM
from toldby.domain.actors import ActorMention
from toldby.domain.claims import Claim, Stance
from toldby.domain.finds import EventMention, Sentence
from toldby.domain.ids import ClaimId
from toldby.domain.lexicon import Lexicon
from toldby.domain.places import PlaceMention
from toldby.domain.propositions import PlaceRef, Proposition, When
from toldby.domain.text import Drop, Report
from toldby.domain.times import TimeMention

_RANK = ("asserted", "ongoing", "denied", "alleged", "planned", "hypothetical", "background")
_REAL = ("asserted", "ongoing")
_UNREAL = ("planned", "hypothetical")
_VERSIONED = ("engagement", "remote", "civilian")
_POSSESSIVE_GAP = 24
_VAGUE = ("region", "country", "unknown")


@dataclass(frozen=True, slots=True)
class _Desk:
    """Everything one report offers for filling slots."""

    report: Report
    times: tuple[TimeMention, ...]
    places: dict[tuple[int, int], PlaceMention]
    actors: tuple[ActorMention, ...]
    sentences: dict[int, Sentence]
    lexicon: Lexicon

    @property
    def reference_day(self) -> str | None:
        """The day the report was published; without one, the latest day it names."""
        if self.report.published.earliest is not None:
            return self.report.published.earliest
        days = [t.latest for t in self.times if t.latest is not None and t.granularity in ("day", "minute", "hour")]
        return max(days, default=None)


def assemble_propositions(
    report: Report,
    claims: tuple[Claim, ...],
    events: tuple[EventMention, ...],
    times: tuple[TimeMention, ...],
    places: tuple[PlaceMention, ...],
    actors: tuple[ActorMention, ...],
    sentences: tuple[Sentence, ...],
    lexicon: Lexicon,
) -> tuple[tuple[Claim, ...], tuple[Drop, ...]]:
    """The claims with their propositions, the main one first, and the acts that are not coded.

    "Sarquil denied that its forces had fired any shells" gets remote.shelling, status denied.
    """
    desk = _Desk(report, times, {(p.start, p.end): p for p in places}, actors, {s.index: s for s in sentences}, lexicon)
    by_claim = sort_into_claims(claims, [e for e in events if e.drop is None])
    holders = {c.claim_id: c for c in claims}
    owner: dict[int, ClaimId] = {id(e): claim_id for claim_id, inside in by_claim.items() for e in inside}
    story = Story()
    made: dict[ClaimId, list[tuple[Proposition, EventMention]]] = {}
    for event in sorted((e for e in events if id(e) in owner), key=_reading_order(desk)):
        claim = holders[owner[id(event)]]
        proposition = _assemble(event, claim, story, desk)
        if proposition is not None:
            made.setdefault(claim.claim_id, []).append((proposition, event))
            story.add(_zone_of(event, desk), event, proposition)
    for claim in claims:
        if claim.stance in (Stance.DENY, Stance.REJECT) and claim.claim_id not in made:
            inner = [row for i in find_denied(claims, claim) for row in made.get(i, [])]
            made[claim.claim_id] = [(replace(p, status="denied", counts=()), e) for p, e in inner]
    filled = tuple(_fill(claim, made.get(claim.claim_id, [])) for claim in claims)
    return filled, tuple(sorted({*_list_drops(events), *_list_unreal(made, desk)}))


def _reading_order(desk: _Desk) -> Callable[[EventMention], tuple[bool, int]]:
    """Body before headline: a headline says least and refers forward."""

    def key(event: EventMention) -> tuple[bool, int]:
        zone = desk.report.zone_at(event.trigger.start)
        return (zone is not None and zone.kind.value == "headline", event.trigger.start)

    return key


def _zone_of(event: EventMention, desk: _Desk) -> int:
    sentence = desk.sentences.get(event.sentence)
    return sentence.zone if sentence is not None else 0


def _assemble(event: EventMention, claim: Claim, story: Story, desk: _Desk) -> Proposition | None:
    before = story.last(_zone_of(event, desk))
    cast = Cast(
        claim,
        before.agents if before else (),
        before.patients if before else (),
        desk.lexicon,
        _name_before(event, desk),
    )
    agents = resolve_parties(event.agents, cast)
    patients = resolve_parties(event.patients, cast)
    when = combine_times(_own_day(event, desk.times[i], desk) for i in event.times)
    if _is_late_death(event, desk):
        when = When()
    word = desk.report.text[event.trigger.start : event.trigger.end].lower()
    same = _find_same(event, word, when, story, before, desk)
    kind: str | None = event.type or None
    if same is not None and not _only_counts(event) and _is_bare_reference(event, word, desk):
        kind = same.type
    places = event.places
    if same is not None:
        agents, patients = agents or same.agents, patients or same.patients
        if not _only_counts(event):
            when = when if when.start or when.end or when.partial else same.when
            places = places or same.places
    if kind is None and not event.counts and same is None:
        return None
    goes_on = same is not None or _goes_on(kind, story, _zone_of(event, desk))
    told = Told(
        event,
        claim,
        when,
        _has_own_place(places, desk),
        agents,
        _words(event, desk),
        goes_on,
        same.status if same else None,
    )
    status = judge_status(told, desk.reference_day, desk.lexicon)
    if status in _REAL and kind is not None and when == When() and not event.is_anaphoric:
        when = _bound_by_speech(event, claim, desk)
    losses = Losses(agents, patients, claim, desk.actors, desk.report.text, desk.lexicon)
    counts = resolve_counts(event.counts, losses)
    if _only_counts(event):
        agents, patients = (), ()
    return Proposition(
        kind, status, when, places, agents, patients, counts, event.means, event.object, event.attributes,
        (event.trigger.start, event.trigger.end),
    )  # fmt: skip


def _own_day(event: EventMention, time: TimeMention, desk: _Desk) -> TimeMention:
    """As in "since Tuesday's exchange of fire": the exchange itself was on that day, not since then."""
    gap = desk.report.text[time.end : event.trigger.start]
    is_inside = time.mode == "since" and time.end < event.trigger.start and len(gap) <= _POSSESSIVE_GAP
    if not is_inside or not gap.startswith(("'s", "\u2019s", "'", "\u2019")):
        return time
    first, last = time.points[0], time.points[1]
    return replace(time, mode="within", points=(first, last, first, last))


def _name_before(event: EventMention, desk: _Desk) -> tuple[ActorMention, ...]:
    sentence = desk.sentences.get(event.sentence)
    start = sentence.start if sentence is not None else event.clause.start
    return tuple(a for a in desk.actors if start <= a.start and a.end <= event.trigger.start)


def _is_bare_reference(event: EventMention, word: str, desk: _Desk) -> bool:
    """As in "the blast", "the troop movements": a noun with no day and place of its own takes the type told before."""
    if not event.type or word in desk.lexicon.language.group("open_type_nouns"):
        return True
    return event.is_anaphoric and not event.times and not event.places


def _goes_on(kind: str | None, story: Story, zone: int) -> bool:
    """Another version of a fight or strike told just before with its day or place is no bare charge."""
    before = story.last(zone, 2)
    if before is None or kind is None or before.type is None:
        return False
    family = kind.split(".")[0]
    return family in _VERSIONED and before.type.split(".")[0] == family and bool(before.when.start or before.places)


def _bound_by_speech(event: EventMention, claim: Claim, desk: _Desk) -> When:
    """As in "said on Friday": an act told without a day happened on that day at the latest, perhaps on it."""
    sentence = desk.sentences.get(event.sentence)
    if claim.voice != "attributed" or sentence is None or sentence.quoted_in is not None:
        return When()
    outside = [
        t for t in desk.times
        if sentence.start <= t.start and t.end <= sentence.end and t.granularity in ("day", "hour", "minute")
        and t.type in ("DATE", "TIME") and not any(s.start <= t.start < s.end for s in claim.content)
    ]  # fmt: skip
    said = combine_times(outside[:1])
    return make_when(None, said.end, ((said.start, said.end),)) if said.end is not None else When()


def _only_counts(event: EventMention) -> bool:
    return not event.type and bool(event.counts)


def _find_same(
    event: EventMention, word: str, when: When, story: Story, before: Proposition | None, desk: _Desk
) -> Proposition | None:
    """The act told before that a definite phrase or a bare count goes on with."""
    if _only_counts(event):
        return before if before is None or agree_in_time(when, before.when) else story.last_in_time(when)
    if event.type == "settle.incident_resolved" and not event.times and not event.places:
        return story.last(_zone_of(event, desk), 2)
    if not event.is_anaphoric and event.type:
        return None
    same = find_antecedent(event, word, story, desk.lexicon)
    if same is None or not agree_in_time(when, same.when) or not _agree_in_place(event.places, same.places, desk):
        return None
    return same


def _agree_in_place(a: Sequence[PlaceRef], b: Sequence[PlaceRef], desk: _Desk) -> bool:
    """A region is no other place than a village: it may hold it."""
    if not _has_own_place(a, desk) or not _has_own_place(b, desk):
        return True
    return bool({p.place_id for p in a} & {p.place_id for p in b})


def _is_late_death(event: EventMention, desk: _Desk) -> bool:
    """As in "wounded at the ford, died in hospital on Monday": the day is that of the death, not of the act."""
    if event.type:
        return False
    words = f" {_words(event, desk)} "
    return any(f" {w} " in words for w in desk.lexicon.language.group("late_death_words"))


def _words(event: EventMention, desk: _Desk) -> str:
    sentence = desk.sentences.get(event.sentence)
    spans = [(event.clause.start, event.clause.end)]
    if sentence is not None:
        spans = [(sentence.start, sentence.end)]
    return list_sentence_words(desk.report.text, spans)


def _has_own_place(places: Sequence[PlaceRef], desk: _Desk) -> bool:
    """A place finer than a region: "in the north" alone does not say where."""
    mentions = (desk.places.get((p.start, p.end)) for p in places)
    return any(m is None or m.precision not in _VAGUE or m.status == "unknown" for m in mentions)


def _fill(claim: Claim, made: list[tuple[Proposition, EventMention]]) -> Claim:
    if not made:
        return claim
    ordered = sorted(made, key=lambda row: (row[0].type is None, _RANK.index(row[0].status), row[1].trigger.start))
    flags = set(claim.flags)
    if any(EUPHEMISM in event.hedges for _, event in made):
        flags.add("euphemism")
    if any(h.startswith("alleged:") for _, event in made for h in event.hedges):
        flags.add("hedged")
    return replace(claim, propositions=tuple(p for p, _ in ordered), flags=tuple(sorted(flags)))


def _list_drops(events: Sequence[EventMention]) -> list[Drop]:
    return [Drop(e.clause.start, e.clause.end, "assemble", e.drop) for e in events if e.drop is not None]


def _list_unreal(made: dict[ClaimId, list[tuple[Proposition, EventMention]]], desk: _Desk) -> list[Drop]:
    """Feared or announced acts without day and place of their own make no row."""
    return [
        Drop(event.clause.start, event.clause.end, "assemble", f"hypothetical: {proposition.status}, no day, no place")
        for rows in made.values() for proposition, event in rows
        if proposition.status in _UNREAL and not proposition.when.start and not proposition.places
    ]  # fmt: skip
