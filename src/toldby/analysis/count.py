"""Counts independent origins behind one point as an interval, by camp (`linking.md` 9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from toldby.analysis.origins import JOINT, Voice, is_whole_side
from toldby.analysis.sayings import Saying
from toldby.domain.incidents import OriginCount
from toldby.domain.lexicon import Lexicon

_ON_THE_GROUND = frozenset({"party", "mediator", "monitor"})


@dataclass(frozen=True, slots=True)
class Tally:
    """Origins of one point; camps that state it plainly and camps that state it with a hedge."""

    low: int
    high: int
    by_camp: tuple[tuple[str, int], ...]
    plain_camps: frozenset[str]
    hedged_camps: frozenset[str]

    @property
    def count(self) -> OriginCount:
        """The exported interval."""
        return OriginCount(self.low, self.high, self.by_camp)


def count_origins(
    sayings: Iterable[Saying], lexicon: Lexicon, camps: frozenset[str] = frozenset(), any_mode: bool = False
) -> Tally:
    """Origins behind the sayings; `camps` are the camps told as taking part in the act.

    `any_mode` counts every named voice in `low`: used for "who speaks of it at all".
    """
    given = tuple(sayings)
    somebody = _drop_whole_sides([s for s in given if s.voice.is_somebody], lexicon)
    atoms = {atom: s.voice for s in somebody for atom in split_joint(s.voice)}
    plain = [s for s in somebody if any_mode or is_plain(s, lexicon, camps)]
    nobody = _count_own_voices(given)
    return Tally(
        _count_joint_once(plain),
        len(atoms) + nobody,
        _by_camp(atoms, lexicon),
        frozenset(c for s in plain for c in _camps_of(s.voice, lexicon)),
        frozenset(c for s in somebody if s.is_hedged for c in _camps_of(s.voice, lexicon)),
    )


def _drop_whole_sides(sayings: list[Saying], lexicon: Lexicon) -> list[Saying]:
    """A side as such is no further voice beside a body of that side."""
    bodies = {s.voice.side for s in sayings if not is_whole_side(s.voice, lexicon)}
    return [s for s in sayings if not (is_whole_side(s.voice, lexicon) and s.voice.side in bodies)]


def split_joint(voice: Voice) -> tuple[str, ...]:
    """The institutions of a joint claim; one atom for any other voice."""
    if voice.actor_id is not None:
        return tuple(voice.actor_id.split(JOINT))
    return (voice.origin_id,)


def is_plain(saying: Saying, lexicon: Lexicon, camps: frozenset[str]) -> bool:
    """States or confirms without hedge, or takes for granted what it can know from the ground."""
    if saying.is_hedged:
        return False
    if saying.mode != "presupposes":
        return True
    actor = lexicon.actor_by_id.get(saying.voice.actor_id or "")
    role = actor.role if actor else None
    if role is not None:
        return role in _ON_THE_GROUND
    return saying.voice.kind == "described" or saying.camp in camps


def _count_joint_once(sayings: list[Saying]) -> int:
    groups: list[set[str]] = []
    for saying in sayings:
        merged = set(split_joint(saying.voice))
        for group in [g for g in groups if g & merged]:
            groups.remove(group)
            merged |= group
        groups.append(merged)
    return len(groups)


def _count_own_voices(sayings: tuple[Saying, ...]) -> int:
    """Own voices and passives, one per origin, unless the same report names somebody for the point."""
    attributed = {s.report.doc_id for s in sayings if s.voice.is_somebody}
    named_origins = {s.voice.origin_id for s in sayings if s.voice.is_somebody}
    free = {s.voice.origin_id for s in sayings if not s.voice.is_somebody and s.report.doc_id not in attributed}
    return len(free - named_origins)


def _by_camp(atoms: dict[str, Voice], lexicon: Lexicon) -> tuple[tuple[str, int], ...]:
    totals: dict[str, int] = {}
    for atom, voice in atoms.items():
        camp = _camp_of_atom(atom, voice, lexicon) or "none"
        totals[camp] = totals.get(camp, 0) + 1
    return tuple(sorted(totals.items()))


def _camp_of_atom(atom: str, voice: Voice, lexicon: Lexicon) -> str | None:
    actor = lexicon.actor_by_id.get(atom)
    return lexicon.camp_of(actor.side if actor is not None else voice.side)


def _camps_of(voice: Voice, lexicon: Lexicon) -> frozenset[str]:
    camps = (_camp_of_atom(atom, voice, lexicon) for atom in split_joint(voice))
    return frozenset(camp for camp in camps if camp is not None)


def flag_camps(tally: Tally) -> tuple[str, ...]:
    """cross-camp when two camps say it plainly; cross-camp-hedged when one of them only with a hedge."""
    if len(tally.plain_camps) >= 2:
        return ("cross-camp",)
    return ("cross-camp-hedged",) if len(tally.plain_camps | tally.hedged_camps) >= 2 else ()
