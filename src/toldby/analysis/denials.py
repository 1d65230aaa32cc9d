"""Denials against the accounts they answer: which slot they deny."""

from __future__ import annotations

from toldby.analysis.compare.parties import camps_of
from toldby.analysis.outcomes import Outcome
from toldby.analysis.sayings import Saying
from toldby.domain.ids import OriginId
from toldby.domain.lexicon import Lexicon
from toldby.domain.propositions import Party

_RESULT_FAMILIES = frozenset({"engagement", "remote", "civilian", "public"})
_RESULT_TYPES = frozenset({"restrict.utility_cut", "restrict.property_destruction"})


def find_denials(sayings: tuple[Saying, ...], lexicon: Lexicon) -> tuple[Outcome, ...]:
    """Denials against the accounts they answer: one row per position denied."""
    by_id = {s.claim.claim_id: s for s in sayings}
    found: dict[tuple[OriginId, str, bool, OriginId], Outcome] = {}
    for saying in (s for s in sayings if s.mode == "denies"):
        slot = denied_slot(saying, lexicon)
        for target in sorted((by_id[t] for t in saying.targets), key=lambda s: s.order):
            if target.voice.origin_id == saying.voice.origin_id:
                continue
            key = (saying.voice.origin_id, slot, saying.is_general, target.voice.origin_id)
            found.setdefault(key, _deny(saying, target, slot))
    return tuple(found.values())


def _deny(saying: Saying, target: Saying, slot: str) -> Outcome:
    flags = ("general",) if saying.is_general else ()
    kind = "general" if saying.is_general else "target"
    tail = "; says nothing of numbers" if saying.is_general else ""
    reason = f"deny.{kind}: {saying.voice.name} denies {target.voice.name}{tail}"
    return Outcome(slot, "deny", saying, target, reason, flags, True)


def denied_slot(saying: Saying, lexicon: Lexicon) -> str:
    """Actor when a side denies only its own hand in what may have another author, else occurrence."""
    if saying.is_general or not saying.propositions:
        return "occurrence"
    for proposition in saying.propositions:
        others = tuple(party for party in proposition.agents if not _is_speaker(party, saying))
        camps = camps_of(others, lexicon) | ({saying.camp} if len(others) < len(proposition.agents) else set())
        if saying.camp is None or camps != {saying.camp} or not _may_have_other_author(proposition.type):
            return "occurrence"
    return "actor"


def _is_speaker(party: Party, saying: Saying) -> bool:
    """An agent without a side, called by a word of the speaker's own name, as in "the council denied closing"."""
    speaker = saying.claim.speaker
    if speaker is None or party.side is not None:
        return False
    return party.id == speaker.id or set(party.words.lower().split()) <= set(speaker.name.lower().split())


def _may_have_other_author(type_id: str | None) -> bool:
    return type_id is not None and (type_id.partition(".")[0] in _RESULT_FAMILIES or type_id in _RESULT_TYPES)
