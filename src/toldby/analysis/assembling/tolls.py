"""Whose dead: sides of counted people from the parties of the act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from toldby.analysis.assembling.whos import opponent_of
from toldby.domain.actors import ActorMention
from toldby.domain.claims import Claim
from toldby.domain.lexicon import Lexicon
from toldby.domain.propositions import Count, Party

_ARMED = ("military", "police")
_REACH = 60


@dataclass(frozen=True, slots=True)
class Losses:
    """What tells sides: the parties of the act, the claim, actor mentions of the report."""

    agents: tuple[Party, ...]
    patients: tuple[Party, ...]
    claim: Claim
    actors: Sequence[ActorMention]
    text: str
    lexicon: Lexicon


def resolve_counts(counts: Iterable[Count], losses: Losses) -> tuple[Count, ...]:
    """Counts with the side of those hurt, where the words or the roles of the act give it."""
    done: list[Count] = []
    floor = 0
    for count in sorted(counts, key=lambda c: (c.start, c.end)):
        done.append(replace(count, side=_side_of(count, floor, losses)) if _is_open(count) else count)
        floor = count.end
    return tuple(done)


def _is_open(count: Count) -> bool:
    return count.what == "people" and count.side is None and count.low != 0


def _side_of(count: Count, floor: int, losses: Losses) -> str | None:
    if _names_doers(count, floor, losses):
        return _agent_side(losses)
    if count.victim_status in _ARMED:
        return _patient_side(losses)
    return None


def _names_doers(count: Count, floor: int, losses: Losses) -> bool:
    """As in "the attackers lost two men": the loss is the attackers' own."""
    nouns = losses.lexicon.language.group("agentive_nouns")
    low = max(floor, count.start - _REACH)
    near = [a for a in losses.actors if low <= a.start and a.end <= count.end]
    return any(not nouns.isdisjoint(a.text.lower().split()[-1:]) for a in near)


def _agent_side(losses: Losses) -> str | None:
    sides = {p.side for p in losses.agents if p.side is not None}
    if len(sides) == 1:
        return sides.pop()
    hurt = _patient_side(losses)
    return opponent_of(hurt, losses.lexicon) if hurt is not None and not sides else None


def _patient_side(losses: Losses) -> str | None:
    """The side of those attacked; unnamed soldiers or police attacked by the other side are the speaker's."""
    sides = {p.side for p in losses.patients if p.side is not None}
    if len(sides) == 1:
        return sides.pop()
    doers = {p.side for p in losses.agents if p.side is not None}
    speaker = losses.claim.speaker
    mine = speaker.side if speaker is not None else None
    if mine is not None and doers and losses.lexicon.camp_of(mine) not in {losses.lexicon.camp_of(s) for s in doers}:
        return mine
    return None
