"""What happens: acts of the incident types in a report, one mention per happening and clause.

Roles come from the syntax of the clause, slots from the clause first and then from the clauses it
hangs on, never from other sentences. What must not become an incident is kept with a drop reason.
A mention with an empty type is a count of people hurt without an act of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from toldby.analysis.eventcoding import followups
from toldby.analysis.eventcoding.casualties import mention_casualties
from toldby.analysis.eventcoding.clauses import build_clauses
from toldby.analysis.eventcoding.conditions import fits_entry
from toldby.analysis.eventcoding.details import find_attributes, find_means, find_object
from toldby.analysis.eventcoding.dropping import find_drop, is_background, is_settled, mention_total
from toldby.analysis.eventcoding.euphemisms import mention_euphemisms
from toldby.analysis.eventcoding.nominals import REFERRED, judge_noun
from toldby.analysis.eventcoding.reality import judge_reality
from toldby.analysis.eventcoding.repairs import repair_tokens
from toldby.analysis.eventcoding.roles import read_roles
from toldby.analysis.eventcoding.scene import Scene
from toldby.analysis.eventcoding.select import Reading, choose_readings
from toldby.analysis.eventcoding.slots import clause_span, find_places_of, find_times_of, nearest_noun
from toldby.analysis.eventcoding.surface import make_tokens
from toldby.analysis.eventcoding.triggers import Trigger, find_triggers, has_trigger
from toldby.analysis.inorder import InOrder
from toldby.domain.actors import ActorMention
from toldby.domain.finds import EventMention, Quantity, Quote, Sentence
from toldby.domain.lexicon import Lexicon
from toldby.domain.places import PlaceMention
from toldby.domain.propositions import Count
from toldby.domain.syntax import Token
from toldby.domain.text import Span, Zone
from toldby.domain.times import TimeMention

_FATES = {
    "restrict.displacement": "displaced", "restrict.detention": "captured", "civilian.abduction": "captured",
}  # fmt: skip
_STATUSES = ("military", "police", "civilian", "child", "journalist", "aid_worker")


def find_events(
    text: str,
    zones: tuple[Zone, ...],
    sentences: tuple[Sentence, ...],
    quotes: tuple[Quote, ...],
    times: tuple[TimeMention, ...],
    quantities: tuple[Quantity, ...],
    places: tuple[PlaceMention, ...],
    actors: tuple[ActorMention, ...],
    lexicon: Lexicon,
) -> tuple[EventMention, ...]:
    """The acts of all coded sentences in text order.

    "They entered the village and set up a post" gives two: a crossing and an outpost.
    """
    found: list[EventMention] = []
    finds = _Finds(InOrder(times), InOrder(quantities), InOrder(places), InOrder(actors))
    for sentence in sentences:
        if not 0 <= sentence.zone < len(zones) or not zones[sentence.zone].kind.is_coded:
            continue
        if not sentence.tokens and not mentions_event(text[sentence.start : sentence.end], lexicon):
            continue
        scene = _set_scene(text, sentence, sentences, finds, lexicon)
        found.extend(_find_in_scene(scene))
    found = followups.judge_followups(found, followups.Reading(text, sentences, times, lexicon.language))
    return tuple(sorted(found, key=lambda e: (e.trigger.start, e.trigger.end, e.type)))


def mentions_event(sentence: str, lexicon: Lexicon) -> bool:
    """The words may tell an act or people hurt: the cheap scan before parsing."""
    if has_trigger(sentence, lexicon.language):
        return True
    low = sentence.lower()
    groups = ("casualty_words", "euphemisms")
    return any(word in low for group in groups for word in lexicon.language.group(group))


@dataclass(frozen=True, slots=True)
class _Finds:
    """Everything found in the report, each kind in text order."""

    times: InOrder[TimeMention]
    quantities: InOrder[Quantity]
    places: InOrder[PlaceMention]
    actors: InOrder[ActorMention]


def _set_scene(
    text: str, sentence: Sentence, sentences: tuple[Sentence, ...], finds: _Finds, lexicon: Lexicon
) -> Scene:
    masked = [
        s.span
        for s in sentences
        if s.quoted_in is not None and sentence.quoted_in is None and sentence.span.covers(s.span)
    ]
    is_parsed = any(t.pos in ("VERB", "AUX") for t in sentence.tokens)
    tokens = sentence.tokens if is_parsed else make_tokens(text, sentence.start, sentence.end, lexicon.language)
    kept = tuple(t for t in tokens if is_parsed or not any(m.start <= t.start < m.end for m in masked))
    kept = kept if kept == tokens else _renumber(kept)
    times, places = finds.times.within(sentence.span), finds.places.within(sentence.span)
    actors = finds.actors.within(sentence.span)
    if is_parsed:
        dated = [Span(t.start, t.end) for _, t in times]
        names = [Span(p.start, p.end) for _, p in places]
        names += [Span(a.start, a.end) for _, a in actors if a.form != "nominal"]
        kept = repair_tokens(kept, names, dated, lexicon.language)

    def is_outside(start: int) -> bool:
        return not any(m.start <= start < m.end for m in masked)

    return Scene(
        text, sentence, build_clauses(kept), is_parsed,
        tuple((i, t) for i, t in times if is_outside(t.start)),
        tuple(q for _, q in finds.quantities.within(sentence.span) if is_outside(q.start)),
        tuple(p for _, p in places if is_outside(p.start)),
        tuple(a for _, a in actors if is_outside(a.start)),
        lexicon,
    )  # fmt: skip


def _renumber(kept: Sequence[Token]) -> tuple[Token, ...]:
    """Stand-in tokens outside quotations, each hanging on the first one."""
    return tuple(
        Token(t.start, t.end, t.text, t.lemma, t.pos, t.tag, 0, "dep" if i else "root") for i, t in enumerate(kept)
    )


def _find_in_scene(scene: Scene) -> Iterator[EventMention]:
    if not scene.tokens:
        return
    readings = choose_readings(scene, _list_readings(scene))
    made = [_mention(scene, r, [o.trigger for o in readings if o is not r]) for r in readings]
    made = _share_doers(scene, readings, made)
    yield from made
    soft = list(mention_euphemisms(scene, [m for m in made if m.drop is None]))
    yield from soft
    counted = list(mention_casualties(scene, [*made, *soft]))
    yield from counted
    total = mention_total(scene) if not (made or soft or counted) else None
    if total is not None:
        yield total


def _share_doers(scene: Scene, readings: Sequence[Reading], made: list[EventMention]) -> list[EventMention]:
    """As in "shelling by the army, mining of fields": acts listed one after another have one doer."""
    shared = list(made)
    for at in range(1, len(made)):
        before, reading = shared[at - 1], readings[at]
        is_listed = scene.tokens[reading.trigger.head].dep in ("conj", "parataxis", "appos", "list")
        if reading.trigger.is_noun and readings[at - 1].trigger.is_noun and is_listed and not shared[at].agents:
            shared[at] = replace(shared[at], agents=before.agents)
    return shared


def _list_readings(scene: Scene) -> Iterator[Reading]:
    for trigger in find_triggers(scene):
        roles = read_roles(scene, trigger)
        if fits_entry(scene, trigger, roles):
            standing = judge_noun(scene, trigger, roles) if trigger.is_noun else ""
            yield Reading(trigger, roles, standing)


def _mention(scene: Scene, reading: Reading, rivals: list[Trigger]) -> EventMention:
    trigger, roles = reading.trigger, reading.roles
    times = find_times_of(scene, trigger, rivals)
    places = find_places_of(scene, trigger, roles, rivals)
    counts = count_in_clause(scene, trigger, rivals)
    counts = (*counts, *count_patients(scene, reading, counts))
    means = find_means(scene, trigger)
    reality = judge_reality(scene, trigger)
    drop = find_drop(scene, reading, bool(times), bool(places), bool(counts))
    is_old = is_settled(scene, trigger, reading.standing) or (
        is_background(scene, times) and reality.status == "asserted"
    )
    span = Span(scene.tokens[trigger.first].start, scene.tokens[trigger.last].end)
    return EventMention(
        scene.sentence.index, span, clause_span(scene, trigger), trigger.entry.type, trigger.entry.id,
        roles.agents, roles.patients, places, times, counts, means, find_object(scene, trigger, roles),
        find_attributes(scene, trigger, roles, means), "background" if is_old else reality.status, reality.hedges,
        reality.is_negated, reading.standing == REFERRED, drop,
    )  # fmt: skip


def count_in_clause(scene: Scene, trigger: Trigger, rivals: list[Trigger]) -> tuple[Count, ...]:
    """People and things counted in the act's clause and in the clauses below it that tell no act."""
    return tuple(c for c in scene.counts if _counts_for(scene, c, trigger, rivals))


def count_patients(scene: Scene, reading: Reading, counts: Sequence[Count]) -> Iterator[Count]:
    """As in "some 400 residents have left the village": the number of those who suffer the act."""
    kind = _FATES.get(reading.trigger.entry.type)
    if kind is None or not scene.is_parsed or any(c.kind == kind for c in counts):
        return
    for head in reading.roles.patient_heads:
        mention = scene.actor_at(head)
        numbers = [q for q in scene.quantities for i in scene.tokens_in(q.start, q.end) if scene.tokens[i].head == head]
        if mention is None or mention.noun_class is None or not numbers:
            continue
        number, last = numbers[0], scene.tokens[head]
        status = mention.noun_class if mention.noun_class in _STATUSES else None
        yield Count("people", mention.side, kind, status, number.low, number.high, number.qualifier,
                    number.start, max(number.end, last.end))  # fmt: skip


def _counts_for(scene: Scene, count: Count, trigger: Trigger, rivals: list[Trigger]) -> bool:
    inside = scene.tokens_in(count.start, count.end)
    if not inside:
        return False
    holder = nearest_noun(scene, inside[-1], (trigger, *rivals)) or nearest_noun(scene, inside[0], (trigger, *rivals))
    if holder is not None:
        return holder is trigger
    clause = scene.tree.owner[inside[0]]
    mine = scene.tree.owner[trigger.head]
    owners = {scene.tree.owner[r.head] for r in rivals}
    if clause == mine:
        return trigger.first <= min(
            (r.first for r in rivals if scene.tree.owner[r.head] == mine), default=trigger.first
        )
    if clause in owners:
        return False
    line = scene.tree.ancestors(clause)
    nearest = next((c for c in line if c == mine or c in owners), None)
    if nearest is not None:
        return nearest == mine
    above = scene.tree.ancestors(mine)
    first_owner = min((r.first for r in rivals), default=trigger.first)
    return clause in above and trigger.first <= first_owner
