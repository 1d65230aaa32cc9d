"""Makes reports, claims and origins of an invented conflict from a few words each."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from toldby.domain.claims import ChainLink, Claim, MachineNotes, Speaker, Stance, join_content, name_claim
from toldby.domain.ids import ClaimId, DocId, IncidentId, OriginId, hash_content
from toldby.domain.incidents import Incident, IncidentPlace, Origin, OriginCount, SlotProposition, UsedName
from toldby.domain.text import DocumentDate, Report, Span, Zone, ZoneKind


@dataclass(frozen=True)
class Voice:
    """Who stands at the end of a chain."""

    key: str
    name: str
    side: str | None
    kind: str = "named"

    @property
    def origin_id(self) -> OriginId:
        return OriginId(hash_content("origin", self.key))


def make_report(path: str, *paragraphs: tuple[ZoneKind, str], **changes: object) -> Report:
    """One zone per paragraph, an empty line between."""
    text, zones = "", []
    for kind, words in paragraphs:
        zones.append(Zone(len(text), len(text) + len(words), kind))
        text += words + "\n\n"
    sha = hashlib.sha256(text.encode()).hexdigest()
    report = Report(
        DocId(hash_content("doc", text)), path, sha, sha, text, title=paragraphs[0][1], language="en",
        zones=tuple(zones), published=DocumentDate("2019-05-10", "2019-05-10", "user"),
    )  # fmt: skip
    return replace(report, **changes)  # type: ignore[arg-type]


def find(report: Report, words: str) -> Span:
    start = report.text.index(words)
    return Span(start, start + len(words))


def say(
    report: Report, words: str | tuple[str, ...], voice: Voice, stance: Stance = Stance.ASSERT, **changes: object
) -> Claim:
    """A claim on the words (several = interrupted content)."""
    content = tuple(find(report, w) for w in ((words,) if isinstance(words, str) else words))
    own = voice.kind == "own_voice"
    speaker = None if voice.kind in ("own_voice", "unknown") else Speaker(voice.key, voice.name, voice.side, "name")
    chain = (ChainLink("outlet", report.outlet, report.outlet, "stated"),)
    claim = Claim(
        claim_id=name_claim(report.doc_id, "narrator" if own else "attributed", (), (), content, stance),
        doc_id=report.doc_id, voice="narrator" if own else "attributed", directness=None if own else "indirect",
        stance=stance, commitment=None if own else "neutral", source=(), cue=(), content=content,
        text=join_content(report.text, content), speaker=speaker, inferred_speaker=None,
        chain=chain if own else (*chain, ChainLink("institution", voice.key, voice.name, "stated")), parent=None,
        targets=(), target_relations=(), propositions=(), flags=(), reason="rule.hand: made by hand",
        machine=MachineNotes("rule.hand"), origin_id=voice.origin_id,
    )  # fmt: skip
    return replace(claim, **changes)  # type: ignore[arg-type]


def make_origins(voices: tuple[Voice, ...], claims: tuple[Claim, ...]) -> tuple[Origin, ...]:
    rows = []
    for v in voices:
        members = tuple(c.claim_id for c in claims if c.origin_id == v.origin_id)
        rows.append(Origin(v.origin_id, v.name, v.key, v.kind, v.side, v.side, members, f"origin.{v.kind}: by hand"))
    return tuple(rows)


def point(
    slot: str,
    value: str | None,
    support: tuple[Claim, ...],
    against: tuple[Claim, ...] = (),
    flags: tuple[str, ...] = (),
) -> SlotProposition:
    """One position on a slot, every claim an origin of its own."""
    n, m = len({c.origin_id for c in support}), len({c.origin_id for c in against})
    ids: tuple[tuple[ClaimId, ...], ...] = (tuple(c.claim_id for c in support), tuple(c.claim_id for c in against))
    return SlotProposition(slot, value, ids[0], ids[1], OriginCount(n, n), m, m, flags, f"count.named: {n}")


def make_place(
    id_: str, lat: float | None, lon: float | None, radius: int | None, **names: tuple[str, ...]
) -> IncidentPlace:
    """Names as keywords: Pelluk=("halvena-mod",)."""
    used = tuple(UsedName(text.replace("_", " "), users) for text, users in sorted(names.items()))
    return IncidentPlace(id_, used, lat, lon, radius, "settlement", ())


def make_incident(key: str, type_: str, state: str, claims: tuple[Claim, ...], **changes: object) -> Incident:
    origins = len({c.origin_id for c in claims})
    incident = Incident(
        incident_id=IncidentId(hash_content("incident", key)), anchor=claims[0].claim_id, episodes=(), type=type_,
        attributes=(), acled_event_type=None, acled_sub_event_type=None, plover=None, ucdp_type_of_violence=None,
        status="asserted", state=state, start="2019-05-09", end="2019-05-09", date_precision="day", places=(),
        agents=(), patients=(), casualties=(), counts=(), means=(), object=(),
        documents=tuple(sorted({c.doc_id for c in claims})), evidence=(), origins=OriginCount(origins, origins),
        propositions=(), links=(), reason="link.hand: told as one by hand",
    )  # fmt: skip
    return replace(incident, **changes)  # type: ignore[arg-type]
