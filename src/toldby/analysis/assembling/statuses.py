"""How a claim tells an act: asserted, alleged, denied, planned, hypothetical, ongoing, background."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from toldby.domain.claims import Claim, Stance
from toldby.domain.finds import EventMention
from toldby.domain.lexicon import Lexicon
from toldby.domain.propositions import Party, When

YEAR_DAYS: Final = 366
_DENIALS: Final = frozenset({Stance.DENY, Stance.REJECT})
_FUTURE: Final = {
    Stance.WARN: "hypothetical", Stance.THREATEN: "hypothetical", Stance.DEMAND: "planned", Stance.COMMIT: "planned",
}  # fmt: skip
_CALM: Final = ("settle.", "posture.withdrawal", "public.")
_CHARGES: Final = frozenset({Stance.ACCUSE, Stance.ALLEGE})
_HIDDEN: Final = ("posture.mine_laying", "posture.arms_transfer")
_LASTING: Final = ("restrict.route_blockade", "restrict.airspace_closure", "restrict.utility_cut", "restrict.detention")


@dataclass(frozen=True, slots=True)
class Told:
    """An act as one claim tells it, its slots resolved; `words` = its sentence in lower case."""

    event: EventMention
    claim: Claim
    when: When
    has_place: bool
    agents: tuple[Party, ...]
    words: str
    goes_on: bool = False
    """A charge that goes on with a happening told before with its day or place."""
    refers_to: str | None = None
    """Status of the act told before that a definite phrase refers to."""


def judge_status(told: Told, day: str | None, lexicon: Lexicon) -> str:
    """The status by `incidents.md` 2, first fit."""
    claim, event = told.claim, told.event
    if event.status == "background" and event.type.startswith("settle."):
        return "background"
    if claim.stance in _DENIALS:
        return "denied"
    if is_justification(told, lexicon):
        return "alleged"
    if event.status in ("planned", "hypothetical"):
        return event.status
    if event.is_negated and not event.counts:
        return "denied"
    if claim.stance in _FUTURE and not event.is_anaphoric and not _is_past(told, day):
        return _FUTURE[claim.stance]
    if _is_background(told, day, lexicon):
        return "background"
    if _is_lasting(told, lexicon):
        return "ongoing"
    return "alleged" if _is_alleged(told, lexicon) else "asserted"


def is_justification(told: Told, lexicon: Lexicon) -> bool:
    """As in "took measures to stop the movement of their weapons": a charge inside the reason given."""
    event = told.event
    purpose = any(h.startswith(("hypothetical:purpose", "planned:demand")) for h in event.hedges)
    hostile = event.type in ("posture.arms_transfer", "posture.engineering_works", "posture.mine_laying")
    return purpose and hostile and bool(told.agents or told.claim.speaker)


def _is_past(told: Told, day: str | None) -> bool:
    end, published = told.when.end, day
    return end is not None and published is not None and end[:10] <= published[:10]


def _is_background(told: Told, day: str | None, lexicon: Lexicon) -> bool:
    if told.event.status == "background":
        return True
    end, published = told.when.end, day
    if end is None or published is None:
        return False
    age = _days_between(end, published)
    if age > YEAR_DAYS:
        return True
    return told.claim.voice == "narrator" and age > 2 and _compares(told, lexicon)


def _compares(told: Told, lexicon: Lexicon) -> bool:
    """As in "the same village", "earlier": named to compare with what the report is about."""
    return not told.agents and _has_any(told.words, lexicon, "background_words")


def _days_between(earlier: str, later: str) -> int:
    try:
        return (date.fromisoformat(later[:10]) - date.fromisoformat(earlier[:10])).days
    except ValueError:
        return 0


def _is_lasting(told: Told, lexicon: Lexicon) -> bool:
    is_open = told.when.start is not None and told.when.end is None
    return told.event.type in _LASTING and (is_open or _has_any(told.words, lexicon, "lasting_words"))


def _is_alleged(told: Told, lexicon: Lexicon) -> bool:
    event, claim = told.event, told.claim
    if event.type.startswith(_CALM) or not event.type:
        return False
    bare = told.when.start is None and not told.has_place
    if bare and (event.type in _HIDDEN or "partisan_terms" in claim.flags) and claim.voice == "narrator":
        return True
    if _is_own_act(told, lexicon):
        return False
    if _has_any(told.words, lexicon, "practice_words") and not _is_dated(told.when):
        return True
    if told.refers_to == "alleged" and not event.times and not event.places:
        return True
    if not bare or told.goes_on:
        return False
    return claim.stance in _CHARGES or event.status == "alleged" or _is_of_adversary(told, lexicon)


def _is_dated(when: When) -> bool:
    return when.precision in ("minute", "day", "days")


def _is_own_act(told: Told, lexicon: Lexicon) -> bool:
    speaker = told.claim.speaker
    mine = lexicon.camp_of(speaker.side) if speaker is not None else None
    return mine is not None and any(lexicon.camp_of(p.side) == mine for p in told.agents)


def _is_of_adversary(told: Told, lexicon: Lexicon) -> bool:
    speaker = told.claim.speaker
    mine = lexicon.camp_of(speaker.side) if speaker is not None else None
    theirs = {lexicon.camp_of(p.side) for p in told.agents if p.side is not None}
    return (
        mine is not None
        and bool(theirs)
        and mine not in theirs
        and _is_party(speaker.side if speaker else None, lexicon)
    )


def _is_party(side: str | None, lexicon: Lexicon) -> bool:
    """A side that fights, no mediator or monitor."""
    states = [a for r in lexicon.regions for a in r.actors if a.side == side and a.kind == "state"]
    return not states or any(a.role in (None, "party") for a in states)


def _has_any(words: str, lexicon: Lexicon, group: str) -> bool:
    padded = f" {words} "
    return any(f" {w} " in padded for w in lexicon.language.group(group))
