"""Who is meant by "our units", "its forces", "they", "the attackers"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from toldby.analysis.acting.sides import choose_actor
from toldby.analysis.wordscan import scan_words
from toldby.domain.actors import ActorMention
from toldby.domain.claims import Claim
from toldby.domain.lexicon import Lexicon
from toldby.domain.propositions import Party


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is on stage when a claim is read: its speaker, and the parties of the act told before."""

    claim: Claim
    before_agents: tuple[Party, ...]
    before_patients: tuple[Party, ...]
    lexicon: Lexicon
    nearby: tuple[ActorMention, ...] = ()
    """Actors named before the act in its sentence."""


def resolve_parties(parties: Iterable[Party], cast: Cast) -> tuple[Party, ...]:
    """The parties with speaker-relative words resolved; an unresolved pronoun is left out."""
    resolved = (_resolve(p, cast) for p in parties)
    return tuple(dict.fromkeys(p for p in resolved if p is not None))


def _resolve(party: Party, cast: Cast) -> Party | None:
    if party.id is not None:
        return party
    lows = [w.low for w in scan_words(party.words)]
    language = cast.lexicon.language
    if lows and lows[0] in language.group("self_words"):
        return _of_speaker(party, cast)
    if lows and lows[0] in language.group("own_possessives"):
        return _of_speaker(party, cast) if _is_told_by_body(cast) else _of_before(party, cast.before_agents, cast)
    if len(lows) == 1 and lows[0] in language.group("resolvable_pronouns"):
        return _of_pronoun(party, lows[0], cast)
    if any(low in language.group("agentive_nouns") for low in lows):
        return _of_before(party, cast.before_agents, cast)
    return party


def _is_told_by_body(cast: Cast) -> bool:
    return cast.claim.speaker is not None and cast.claim.speaker.id is not None


def _of_speaker(party: Party, cast: Cast) -> Party:
    """As in "our units": the speaker's side, and its army where the pack has one."""
    speaker = cast.claim.speaker or cast.claim.inferred_speaker
    if speaker is None:
        return party
    if speaker.side is None:
        return replace(party, id=speaker.id, name=speaker.name)
    kinds = cast.lexicon.language.mapping("actor_kinds")
    noun = [w.low for w in scan_words(party.words)][-1:]
    choice = choose_actor(speaker.side, kinds.get(noun[0]) if noun else None, party.words, cast.lexicon)
    if choice.actor is None:
        return replace(party, id=speaker.id, name=party.name, side=speaker.side)
    return Party(choice.actor.id, choice.actor.name, choice.actor.side, party.words)


def _of_before(party: Party, before: Sequence[Party], cast: Cast) -> Party:
    known = [p for p in before if p.id is not None]
    if len({p.id for p in known}) != 1:
        return party
    return replace(party, id=known[0].id, name=known[0].name, side=known[0].side)


def _of_pronoun(party: Party, low: str, cast: Cast) -> Party | None:
    """As in "we" is the speaker; "they" the doers told of last, else the speaker as a body."""
    if low in cast.lexicon.language.group("self_words"):
        return _of_speaker(party, cast)
    accused = {a.actor for a in cast.claim.machine.against if a.actor is not None}
    speaker = cast.claim.speaker
    near = [m for m in cast.nearby if _may_act(m) and (speaker is None or m.actor_id != speaker.id)]
    for mention in reversed([m for m in near if not accused or m.actor_id in accused]):
        return Party(mention.actor_id, mention.name, mention.side, party.words)
    known = [p for p in cast.before_agents if p.id is not None]
    if len({p.id for p in known}) == 1:
        return replace(known[0], words=party.words)
    return None


def _may_act(mention: ActorMention) -> bool:
    return (
        mention.actor_id is not None
        and mention.form != "demonym"
        and mention.kind in (None, "state", "forces", "group", "service")
    )


def opponent_of(side: str, lexicon: Lexicon) -> str | None:
    """The other side where the packs in force have exactly two camps of one side each."""
    sides = {a.side for r in lexicon.regions for a in r.actors if a.side is not None and a.role in (None, "party")}
    camps = {lexicon.camp_of(s) for s in sides}
    mine = lexicon.camp_of(side)
    others = {s for s in sides if lexicon.camp_of(s) != mine}
    return others.pop() if len(camps) == 2 and len(others) == 1 else None
