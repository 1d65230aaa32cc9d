"""Which propositions tell a happening of their own, and which claims only answer one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toldby.analysis.compare.type import SPEECH, family_of
from toldby.domain.claims import Claim, Stance
from toldby.domain.incidents import CorePart
from toldby.domain.lexicon import Lexicon
from toldby.domain.propositions import Proposition, When
from toldby.domain.text import Report, ZoneKind

DENIALS = frozenset({Stance.DENY, Stance.REJECT})
REACTIONS = frozenset({Stance.CONDEMN, Stance.EXPRESS, Stance.DEMAND})
_NEVER_CORE = DENIALS | REACTIONS | {Stance.THREATEN}
_UNREAL = frozenset({"planned", "hypothetical"})
_STATUS_CLASS = {"asserted": "real", "ongoing": "real", "denied": "real"}
_SENTENCE_END = re.compile(r"[.!?\u2026][\"\u201d\u2019')\]]*\s+(?=[\"\u201c\u2018'(A-Z])")


@dataclass(frozen=True, slots=True)
class Part:
    """One proposition that tells a happening. `kind`: typed, act (other words), count (people hurt)."""

    claim: Claim
    index: int
    kind: str
    zone: int
    is_headline: bool
    is_another: bool

    @property
    def proposition(self) -> Proposition:
        """The proposition itself."""
        return self.claim.propositions[self.index]

    @property
    def core(self) -> CorePart:
        """How the episode names it."""
        return CorePart(self.claim.claim_id, self.index)

    @property
    def start(self) -> int:
        """Where its event word stands, else its claim."""
        trigger = self.proposition.trigger
        return trigger[0] if trigger is not None else self.claim.start

    @property
    def status(self) -> str:
        """Status class: asserted, ongoing and denied acts are told as real ones."""
        return _STATUS_CLASS.get(self.proposition.status, self.proposition.status)


def is_dated(when: When) -> bool:
    """A day or a wider interval is said."""
    return when.start is not None or when.end is not None


def is_blame_shift(claim: Claim, lexicon: Lexicon) -> bool:
    """The claim denies by naming another doer ("it was X, not Y")."""
    entries = [entry for entry in lexicon.language.denials if entry.effect == "shift-blame"]
    names = {entry.id for entry in entries} | {f"denial.{entry.shape}" for entry in entries}
    return claim.machine.entry in names or claim.machine.rule in names


def is_silent(claim: Claim) -> bool:
    """The claim speaks of no happening: an objection to a name, or no comment."""
    return bool({"name_objection", "no_comment"} & set(claim.flags))


def is_reply(claim: Claim) -> bool:
    """A denial, reaction or threat: it tells no act of its own, only background it takes for granted."""
    return claim.stance in _NEVER_CORE


def find_parts(report: Report, claims: tuple[Claim, ...], lexicon: Lexicon) -> tuple[Part, ...]:
    """All core propositions of a report in text order, headlines last (they say least)."""
    parts = [
        _place_part(report, claim, index, kind, lexicon)
        for claim in claims
        if not is_silent(claim) and not is_blame_shift(claim, lexicon)
        for index, proposition in enumerate(claim.propositions)
        if not is_reply(claim) or proposition.status == "background"
        if (kind := _judge_kind(claim, proposition)) is not None
    ]
    return tuple(sorted(parts, key=lambda p: (p.is_headline, p.start, p.claim.claim_id, p.index)))


def _judge_kind(claim: Claim, proposition: Proposition) -> str | None:
    has_slots = is_dated(proposition.when) or bool(proposition.places)
    if proposition.status == "denied" or (proposition.status in _UNREAL and not has_slots):
        return None
    if proposition.status == "alleged" and not (has_slots or proposition.agents or proposition.patients):
        return None
    if _is_none_told(proposition):
        return None
    if proposition.type is not None:
        return None if family_of(proposition.type) == SPEECH else "typed"
    if any(count.what == "people" for count in proposition.counts):
        return "count"
    in_other_words = "euphemism" in claim.flags or proposition.trigger is not None
    return "act" if proposition.agents and has_slots and in_other_words else None


def _is_none_told(proposition: Proposition) -> bool:
    """As in "no shells were fired": none of the things an act would take."""
    things = [count for count in proposition.counts if count.what != "people"]
    return bool(things) and all((count.low, count.high) == (0, 0) for count in proposition.counts)


def _place_part(report: Report, claim: Claim, index: int, kind: str, lexicon: Lexicon) -> Part:
    trigger = claim.propositions[index].trigger
    start, end = trigger if trigger is not None else (claim.start, claim.start)
    zone = next((i for i, z in enumerate(report.zones) if z.start <= start < z.end), -1)
    is_headline = zone >= 0 and report.zones[zone].kind is ZoneKind.HEADLINE
    floor = report.zones[zone].start if zone >= 0 else 0
    lead = _last_sentence(report.text[floor:start]) + report.text[start:end]
    return Part(claim, index, kind, zone, is_headline, says_another(lead, lexicon))


def _last_sentence(text: str) -> str:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    return text[ends[-1] :] if ends else text


def says_another(words: str, lexicon: Lexicon) -> bool:
    """The sentence up to the event word says that this is another happening."""
    folded = words.lower()
    return any(
        re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", folded)
        for phrase in lexicon.language.group("other_happening_words")
    )
