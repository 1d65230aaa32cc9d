"""Gives answers without a target the incident they speak of, or keeps them pending."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from toldby.analysis.compare.parties import camps_of
from toldby.analysis.compare.place import compare_places
from toldby.analysis.compare.time import compare_whens
from toldby.analysis.episode_parts import DENIALS, REACTIONS, is_blame_shift
from toldby.analysis.keys import list_intervals
from toldby.analysis.sayings import Saying, agent_camps
from toldby.analysis.stances import voice_camps
from toldby.analysis.ties import may_answer
from toldby.domain.claims import Claim, Stance
from toldby.domain.ids import ClaimId
from toldby.domain.incidents import Episode
from toldby.domain.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Candidate:
    """A group of episodes an answer may belong to, with its sayings."""

    episodes: tuple[Episode, ...]
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """Which candidate an answer belongs to, and which claims it answers; None = still pending."""

    index: int | None
    targets: tuple[ClaimId, ...] = ()


def attach_answer(
    answer: Episode,
    claims: tuple[Claim, ...],
    camp: str | None,
    origin_ids: frozenset[str],
    candidates: tuple[Candidate, ...],
    lexicon: Lexicon,
) -> Attachment:
    """The candidate that fits best; none when two fit equally well, since that would be a guess.

    A denial needs a claim to deny: one of another camp, or one that names the denying side as agent.
    """
    denies = any(is_denial(claim, lexicon) for claim in claims)
    with_counts = any(p.counts for claim in claims for p in claim.propositions)
    fitting: list[tuple[tuple[int, ...], int, tuple[ClaimId, ...]]] = []
    for i, candidate in enumerate(candidates):
        told = [e for e in candidate.episodes if e.core and may_answer(answer, e, lexicon)]
        if denies:
            targets = find_denied(candidate.sayings, camp, lexicon)
        else:
            targets = find_referred(candidate.sayings, origin_ids, with_counts)
        if told and (targets or not denies):
            same = any(s.voice.origin_id in origin_ids for s in candidate.sayings)
            rank = max(_rank(answer, e, lexicon, same and not denies) for e in told)
            fitting.append((rank, i, targets))
    best = max((rank for rank, _, _ in fitting), default=None)
    winners = [(i, targets) for rank, i, targets in fitting if rank == best]
    return Attachment(*winners[0]) if len(winners) == 1 else Attachment(None)


def is_denial(claim: Claim, lexicon: Lexicon) -> bool:
    """The claim denies, by its verb or by naming another doer."""
    return claim.stance in DENIALS or is_blame_shift(claim, lexicon)


def _rank(answer: Episode, told: Episode, lexicon: Lexicon, same_origin: bool) -> tuple[int, ...]:
    places = compare_places(answer.places, told.places, lexicon)
    times = compare_whens(answer.whens, told.whens)
    return (
        int(same_origin),
        int("same day" in times),
        int(bool(places & {"same place", "same hub", "same name"})),
        int(bool(set(answer.types) & set(told.types))),
        max((high for _, high in list_intervals(told)), default=0),
    )


def find_denied(sayings: tuple[Saying, ...], camp: str | None, lexicon: Lexicon) -> tuple[ClaimId, ...]:
    """The earliest claim of each origin that charges the denier's camp; else of each other camp."""
    told = tuple(s for s in sayings if s.is_core and s.mode == "states")
    charging = tuple(s for s in told if camp is not None and camp in agent_camps(s, lexicon) and s.camp != camp)
    other = tuple(s for s in told if s.voice.is_somebody and _is_other_camp(s, camp, lexicon))
    return _earliest_per_origin(charging or other)


def find_referred(sayings: tuple[Saying, ...], origin_ids: frozenset[str], with_counts: bool) -> tuple[ClaimId, ...]:
    """The claim a later word of the same or another origin refers to: of its own origin first."""
    told = [s for s in sayings if s.is_core and s.mode == "states"]

    def rank(saying: Saying) -> tuple[object, ...]:
        counted = any(p.counts for p in saying.propositions)
        return (saying.voice.origin_id not in origin_ids, with_counts and not counted, saying.order)

    best = min(told, key=rank, default=None)
    return (best.claim.claim_id,) if best is not None else ()


def _is_other_camp(saying: Saying, camp: str | None, lexicon: Lexicon) -> bool:
    camps = voice_camps(saying.voice, lexicon)
    return bool(camps) and camp is not None and camp not in camps


def _earliest_per_origin(sayings: tuple[Saying, ...]) -> tuple[ClaimId, ...]:
    firsts: dict[str, ClaimId] = {}
    for saying in sorted(sayings, key=lambda s: s.order):
        firsts.setdefault(saying.voice.origin_id, saying.claim.claim_id)
    return tuple(firsts.values())


def relation_of(claim: Claim, lexicon: Lexicon) -> str:
    """How an answer stands to its target (`contract.md` 3)."""
    if is_blame_shift(claim, lexicon):
        return "counters"
    if claim.stance in DENIALS:
        return "denies"
    if claim.stance is Stance.CONFIRM:
        return "confirms"
    if claim.stance is Stance.CONDEMN:
        return "condemns"
    return "reacts" if claim.stance in REACTIONS else "repeats"


def camp_of_claims(claims: tuple[Claim, ...], camps: Mapping[ClaimId, str | None], lexicon: Lexicon) -> str | None:
    """The camp that speaks in an answer: that of its first speaker with a side, else of its own agents."""
    for claim in claims:
        camp = camps.get(claim.claim_id)
        if camp is not None:
            return camp
    named = frozenset(c for claim in claims for p in claim.propositions for c in camps_of(p.agents, lexicon))
    return next(iter(named)) if len(named) == 1 else None
