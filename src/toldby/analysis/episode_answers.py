"""Claims that answer: joined to the episodes they answer, or kept waiting for one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toldby.analysis.episode_joins import Draft
from toldby.analysis.episode_parts import DENIALS, REACTIONS, Part, is_blame_shift, is_dated, is_reply, is_silent
from toldby.domain.claims import Claim, Stance
from toldby.domain.ids import ClaimId
from toldby.domain.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Answer:
    """Claims that answer something no claim of their own report tells."""

    claims: tuple[Claim, ...]


def sort_others(
    claims: tuple[Claim, ...],
    homes: dict[ClaimId, tuple[int, ...]],
    drafts: tuple[Draft, ...],
    loose: tuple[Part, ...],
    lexicon: Lexicon,
) -> tuple[dict[int, tuple[ClaimId, ...]], tuple[Answer, ...]]:
    """Dependents of each draft, and answers without a target in the report."""
    others = [c for c in claims if (c.claim_id not in homes or is_reply(c)) and not is_silent(c)]
    replies = {c.claim_id for c in others}
    reached = {c: found for c, found in _answerable(homes, drafts).items() if c not in replies}
    _follow_targets(others, reached)
    _follow_blame(others, reached, lexicon)
    _follow_reactions(claims, others, reached, homes)
    _follow_lone_act(others, reached, drafts)
    others += _join_silent(claims, reached, drafts)
    dependents: dict[int, tuple[ClaimId, ...]] = {}
    for claim in others:
        for i in reached.get(claim.claim_id, ()):
            dependents[i] = (*dependents.get(i, ()), claim.claim_id)
    left = [c for c in others if c.claim_id not in reached and c.claim_id not in homes]
    return dependents, _make_answers(left, frozenset(p.claim.claim_id for p in loose), lexicon)


def _answerable(homes: Mapping[ClaimId, tuple[int, ...]], drafts: tuple[Draft, ...]) -> dict[ClaimId, tuple[int, ...]]:
    """What an answer to a claim speaks of: not of background the claim names on the way."""
    news = {i for i, draft in enumerate(drafts) if draft.parts[0].status != "background"}
    return {c: tuple(i for i in found if i in news) or found for c, found in homes.items()}


def _follow_targets(others: list[Claim], reached: dict[ClaimId, tuple[int, ...]]) -> None:
    """A claim joins the episodes of all its targets, through other answers if need be."""
    for _ in range(len(others)):
        before = len(reached)
        for claim in others:
            found = {i for target in claim.targets for i in reached.get(target, ())}
            if found and claim.claim_id not in reached:
                reached[claim.claim_id] = tuple(sorted(found))
        if len(reached) == before:
            return


def _follow_blame(others: list[Claim], reached: dict[ClaimId, tuple[int, ...]], lexicon: Lexicon) -> None:
    """A bare "it was X, not Y" answers what the speaker denied just before."""
    for claim in others:
        if claim.claim_id in reached or not is_blame_shift(claim, lexicon):
            continue
        denial = _last_denial(claim, others)
        if denial is not None and denial.claim_id in reached:
            reached[claim.claim_id] = reached[denial.claim_id]


def _last_denial(claim: Claim, others: Iterable[Claim]) -> Claim | None:
    mine = claim.speaker.id if claim.speaker else None
    before = [
        c
        for c in others
        if c.stance in DENIALS and c.start < claim.start and (c.speaker.id if c.speaker else None) == mine
    ]
    return max(before, key=lambda c: (c.start, c.claim_id), default=None)


def _follow_reactions(
    claims: tuple[Claim, ...],
    others: list[Claim],
    reached: dict[ClaimId, tuple[int, ...]],
    homes: Mapping[ClaimId, tuple[int, ...]],
) -> None:
    """A demand or condemnation without target or slots speaks of the claim it stands beside."""
    for claim in others:
        if claim.claim_id in reached or claim.stance not in REACTIONS or _names_happening(claim):
            continue
        mates = [c for c in claims if c.claim_id in homes and _stand_together(claim, c)]
        if mates:
            nearest = max(mates, key=lambda c: (c.start, c.claim_id))
            reached[claim.claim_id] = homes[nearest.claim_id]


def _follow_lone_act(others: list[Claim], reached: dict[ClaimId, tuple[int, ...]], drafts: tuple[Draft, ...]) -> None:
    """A demand of somebody who tells the one act of the report speaks of that act."""
    news = [i for i, draft in enumerate(drafts) if draft.parts[0].status != "background"]
    if len(news) != 1:
        return
    speakers = {p.claim.speaker.id for p in drafts[news[0]].parts if p.claim.speaker is not None}
    for claim in others:
        is_open = claim.claim_id not in reached and claim.stance in REACTIONS and not claim.propositions
        if is_open and claim.speaker is not None and claim.speaker.id in speakers:
            reached[claim.claim_id] = (news[0],)


def _join_silent(
    claims: tuple[Claim, ...], reached: dict[ClaimId, tuple[int, ...]], drafts: tuple[Draft, ...]
) -> list[Claim]:
    """Who did not answer was asked about the act told last; the claim takes no part in it."""
    joined = []
    for claim in claims:
        if "no_comment" not in claim.flags or claim.propositions:
            continue
        before = [
            (part.start, i)
            for i, draft in enumerate(drafts)
            for part in draft.parts
            if part.start < claim.start and part.status != "background" and not part.is_headline
        ]
        if before:
            reached[claim.claim_id] = (max(before)[1],)
            joined.append(claim)
    return joined


def _stand_together(claim: Claim, other: Claim) -> bool:
    """Same source words: "a patrol saw … and asked them to …" or a claim inside the other."""
    shared = bool(claim.source) and claim.source == other.source
    return shared or claim.parent == other.claim_id or other.parent == claim.claim_id


def _names_happening(claim: Claim) -> bool:
    return any(p.type is not None and (p.places or is_dated(p.when)) for p in claim.propositions)


def _make_answers(left: list[Claim], loose: frozenset[ClaimId], lexicon: Lexicon) -> tuple[Answer, ...]:
    """Denials always wait for a target; reactions and late counts only when they name a happening."""
    waiting = [c for c in left if c.stance in DENIALS]
    grouped: dict[ClaimId, list[Claim]] = {c.claim_id: [c] for c in waiting}
    for claim in left:
        if claim.stance in DENIALS:
            continue
        denial = _last_denial(claim, waiting) if is_blame_shift(claim, lexicon) else None
        if denial is not None:
            grouped[denial.claim_id].append(claim)
        elif claim.claim_id in loose or is_blame_shift(claim, lexicon) or _may_answer(claim):
            grouped[claim.claim_id] = [claim]
    return tuple(Answer(tuple(group)) for group in grouped.values())


def _may_answer(claim: Claim) -> bool:
    return claim.stance in REACTIONS | {Stance.CONFIRM} and _names_happening(claim)
