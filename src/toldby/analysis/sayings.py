"""What each claim says on one incident: its voice, its part, and how it takes position."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from toldby.analysis.compare.parties import camps_of
from toldby.analysis.episode_parts import DENIALS, is_blame_shift
from toldby.analysis.origins import Voice, is_whole_side, origin_of
from toldby.analysis.reuse import SharedText
from toldby.domain.claims import Claim, Stance
from toldby.domain.ids import ClaimId, OriginId
from toldby.domain.incidents import Episode
from toldby.domain.lexicon import Lexicon
from toldby.domain.propositions import Proposition
from toldby.domain.text import Report, Span

_REPLIES = {
    "denies": "denies",
    "rejects": "denies",
    "counters": "counters",
    "confirms": "confirms",
    "repeats": "states",
}


@dataclass(frozen=True, slots=True)
class Saying:
    """One claim on one incident.

    `mode`: states presupposes confirms denies counters silent (somebody did not answer).
    `propositions` are those told of this incident. `targets` are claims on this incident that it answers.
    """

    claim: Claim
    report: Report
    voice: Voice
    mode: str
    is_core: bool
    propositions: tuple[Proposition, ...]
    targets: tuple[ClaimId, ...]
    camp: str | None

    @property
    def is_hedged(self) -> bool:
        """The report softens it."""
        return "hedged" in self.claim.flags

    @property
    def is_general(self) -> bool:
        """It rejects a whole statement without taking up single points."""
        return "general" in self.claim.flags

    @property
    def order(self) -> tuple[str, int, str, int, str]:
        """Earliest publication first, a statement before its relays, then place in the report.

        Undated reports come last.
        """
        published = self.report.published.earliest or "9999"
        relays = len(self.claim.chain)
        return (published[:10], relays, self.report.doc_id, self.claim.start, self.claim.claim_id)

    @property
    def takes_part(self) -> bool:
        """It says, takes for granted or confirms that the act happened."""
        return self.mode in ("states", "presupposes", "confirms")


def collect_sayings(
    episodes: Iterable[Episode],
    claims: Mapping[ClaimId, Claim],
    reports: Mapping[str, Report],
    reuse: SharedText,
    lexicon: Lexicon,
) -> tuple[Saying, ...]:
    """All claims of the episodes as sayings, earliest first, origins folded within the incident."""
    parts: dict[ClaimId, list[int]] = {}
    hanging: set[ClaimId] = set()
    for episode in episodes:
        for part in episode.core:
            parts.setdefault(part.claim_id, []).append(part.index)
        hanging |= set(episode.dependents)
    here = frozenset(parts) | hanging
    made = [
        _make_saying(claims[claim_id], parts.get(claim_id, ()), here, reports, lexicon)
        for claim_id in here
        if claim_id in claims
    ]
    ordered = tuple(sorted(made, key=lambda s: s.order))
    return fold_sides(fold_copies(ordered, reuse), lexicon)


def _make_saying(
    claim: Claim,
    indexes: Iterable[int],
    here: frozenset[ClaimId],
    reports: Mapping[str, Report],
    lexicon: Lexicon,
) -> Saying:
    report = reports[claim.doc_id]
    voice = origin_of(claim, report, lexicon)
    chosen = tuple(sorted(indexes))
    is_core = bool(chosen)
    props = tuple(claim.propositions[i] for i in chosen) if is_core else claim.propositions
    targets = tuple(t for t in claim.targets if t in here)
    mode = _judge_mode(claim, is_core, lexicon)
    return Saying(claim, report, voice, mode, is_core, props, targets, lexicon.camp_of(voice.side))


def _judge_mode(claim: Claim, is_core: bool, lexicon: Lexicon) -> str:
    if "no_comment" in claim.flags and not is_core:
        return "silent"
    if claim.stance in DENIALS:
        return "presupposes" if is_core else "denies"
    if is_blame_shift(claim, lexicon):
        return "counters"
    if is_core:
        return "presupposes" if "presupposes" in claim.flags else "states"
    if claim.stance is Stance.CONFIRM:
        return "confirms"
    replies = [_REPLIES[r] for r in claim.target_relations if r in _REPLIES]
    return replies[0] if replies else "presupposes"


def fold_copies(sayings: tuple[Saying, ...], reuse: SharedText) -> tuple[Saying, ...]:
    """A copied sentence keeps the voice of the earliest report that has it.

    Named actors are themselves wherever they are quoted; only witnesses and own voices are folded.
    """
    folded: list[Saying] = []
    for saying in sayings:
        source = None
        if not _is_named(saying):
            source = next((s for s in folded if not _is_named(s) and are_copies(s, saying, reuse)), None)
        if source is None:
            folded.append(saying)
        else:
            folded.append(replace(saying, voice=source.voice, camp=source.camp))
    return tuple(folded)


def _is_named(saying: Saying) -> bool:
    return saying.voice.kind == "named"


def are_copies(a: Saying, b: Saying, reuse: SharedText) -> bool:
    """A shared span that is no formula lies in both claims at matching places."""
    if a.report.doc_id == b.report.doc_id:
        return False
    for pair in reuse(a.report.doc_id, b.report.doc_id):
        if pair.kind == "formula":
            continue
        first, second = (a, b) if pair.a == a.report.doc_id else (b, a)
        if any(_is_aligned(first.claim.content, second.claim.content, span) for span in pair.spans):
            return True
    return False


def _is_aligned(first: tuple[Span, ...], second: tuple[Span, ...], shared: tuple[int, int, int, int]) -> bool:
    start_a, end_a, start_b, end_b = shared
    for x in first:
        low, high = max(x.start, start_a), min(x.end, end_a)
        moved = (low - start_a + start_b, min(high - start_a + start_b, end_b))
        if low < high and any(y.start < moved[1] and moved[0] < y.end for y in second):
            return True
    return False


def fold_sides(sayings: tuple[Saying, ...], lexicon: Lexicon) -> tuple[Saying, ...]:
    """A side named as a whole is the one body of that side that speaks here, if there is just one."""
    bodies: dict[str, set[Voice]] = {}
    for saying in sayings:
        voice = saying.voice
        if voice.kind == "named" and voice.side is not None and not is_whole_side(voice, lexicon):
            bodies.setdefault(voice.side, set()).add(voice)
    folded = []
    for saying in sayings:
        mates = bodies.get(saying.voice.side or "", set())
        if is_whole_side(saying.voice, lexicon) and len(mates) == 1:
            folded.append(replace(saying, voice=next(iter(mates))))
        else:
            folded.append(saying)
    return tuple(folded)


def agent_camps(saying: Saying, lexicon: Lexicon) -> frozenset[str]:
    """Camps the saying names as doing it."""
    return frozenset(c for p in saying.propositions for c in camps_of(p.agents, lexicon))


def patient_camps(saying: Saying, lexicon: Lexicon) -> frozenset[str]:
    """Camps the saying names as suffering it."""
    return frozenset(c for p in saying.propositions for c in camps_of(p.patients, lexicon))


def group_accounts(sayings: Iterable[Saying]) -> dict[OriginId, tuple[Saying, ...]]:
    """All that one origin says on one incident, origins in the order of their first claim."""
    accounts: dict[OriginId, tuple[Saying, ...]] = {}
    for saying in sorted(sayings, key=lambda s: s.order):
        key = saying.voice.origin_id
        accounts[key] = (*accounts.get(key, ()), saying)
    return accounts
