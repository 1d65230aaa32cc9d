"""A claim: what one voice says, with speaker, chain, stance, evidence and reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from toldby.domain.ids import ClaimId, DocId, EpisodeId, IncidentId, OriginId, hash_content
from toldby.domain.propositions import Proposition
from toldby.domain.text import Span


class Stance(StrEnum):
    """What the speaker does (`attribution.md` 3)."""

    ASSERT = "assert"
    ALLEGE = "allege"
    ACCUSE = "accuse"
    DENY = "deny"
    REJECT = "reject"
    CONDEMN = "condemn"
    CONFIRM = "confirm"
    ADMIT = "admit"
    DEMAND = "demand"
    WARN = "warn"
    THREATEN = "threaten"
    COMMIT = "commit"
    EXPRESS = "express"
    NOTIFY = "notify"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks. `resolved_by`: name alias nominal pronoun metonym artifact elided inferred.

    `id` is a pack actor id or `text:` + slug of the words; None when left open with a reason.
    """

    id: str | None
    name: str
    side: str | None
    resolved_by: str


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One relay. `role`: outlet agency institution person artifact or None; `status`: stated

    inferred unknown; `via`: statement, translated statement, tweet, None.
    """

    role: str | None
    id: str | None
    name: str | None
    status: str
    via: str | None = None


@dataclass(frozen=True, slots=True)
class ActorAt:
    """An accused or addressed actor with the span that names it."""

    start: int
    end: int
    actor: str | None


@dataclass(frozen=True, slots=True)
class MachineNotes:
    """How the machine found the claim: exported in `machine{}` of `contract.md` 3."""

    rule: str
    entry: str | None = None
    confidence: float | None = None
    against: tuple[ActorAt, ...] = ()
    addressee: tuple[ActorAt, ...] = ()
    alternatives: tuple[tuple[Span, ...], ...] = ()
    likely_upstream: tuple[ClaimId, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One voice saying one thing in one report; fields as in `contract.md` 3.

    `voice`: attributed narrator. `directness`: direct indirect mixed block reference, None for
    narrator. `commitment`: neutral distancing factive, None for narrator. `chain` runs outermost
    first, its last element is the origin. `targets` and `target_relations` run in step.
    `propositions`: one per happening said; the first is the main one and the exported one, the
    others are exported as `further_propositions`. `episode_id` (of the main one) is set by
    `analysis.episodes`; `incident_ids` and targets in other reports are set across reports.
    """

    claim_id: ClaimId
    doc_id: DocId
    voice: str
    directness: str | None
    stance: Stance
    commitment: str | None
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    text: str
    speaker: Speaker | None
    inferred_speaker: Speaker | None
    chain: tuple[ChainLink, ...]
    parent: ClaimId | None
    targets: tuple[ClaimId, ...]
    target_relations: tuple[str, ...]
    propositions: tuple[Proposition, ...]
    flags: tuple[str, ...]
    reason: str
    machine: MachineNotes
    episode_id: EpisodeId | None = None
    incident_ids: tuple[IncidentId, ...] = ()
    origin_id: OriginId | None = None

    @property
    def proposition(self) -> Proposition | None:
        """The main proposition; None when nothing is said of a happening."""
        return self.propositions[0] if self.propositions else None

    @property
    def start(self) -> int:
        """First code point of content, else cue, else source."""
        for spans in (self.content, self.cue, self.source):
            if spans:
                return spans[0].start
        return 0


def name_claim(
    doc_id: DocId,
    voice: str,
    source: tuple[Span, ...],
    cue: tuple[Span, ...],
    content: tuple[Span, ...],
    stance: Stance,
) -> ClaimId:
    """The claim's id: a hash of report, voice, spans and stance, so that a rerun finds it again."""
    spans = [[(s.start, s.end) for s in part] for part in (source, cue, content)]
    return ClaimId(hash_content("claim", doc_id, voice, spans, stance.value))


def join_content(text: str, content: tuple[Span, ...]) -> str:
    """Content pieces joined by " … " as `contract.md` 3 asks."""
    return " … ".join(span.read(text) for span in content)
