"""What a ledger says, in the form the scorers compare (`contract.md` 8)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from toldby.application.evaluation.attributions import AttributedText, Attribution
from toldby.application.evaluation.gold_files import shorten_name
from toldby.application.evaluation.incidents import CodedIncident, Slot
from toldby.application.evaluation.places import Toponym
from toldby.application.evaluation.times import Timex
from toldby.application.evaluation.told import Splitter, list_told
from toldby.domain.claims import Claim
from toldby.domain.ids import DocId
from toldby.domain.incidents import Incident
from toldby.domain.ledger import Ledger

Namer = Callable[[str], str]
"""Turns a report's path into the id the gold uses."""


def list_attributed(
    ledger: Ledger, name_of: Namer = shorten_name, split: Splitter | None = None
) -> Mapping[str, AttributedText]:
    """File name without suffix -> its attributed and narrator claims; with `split`, every sentence the report tells."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(ledger.claims, key=lambda c: (c.start, c.claim_id)):
        claims[claim.doc_id].append(claim)
    found = {}
    for analysis in ledger.analyses:
        report = analysis.report
        here = claims[report.doc_id]
        claimed = tuple((c.content[0].start, c.content[-1].end) for c in here if c.voice == "narrator" and c.content)
        narrator = claimed if split is None else list_told(report.text, here, split)
        said = tuple(attribute_row(c) for c in here if c.voice == "attributed")
        name = name_of(report.path)
        found[name] = AttributedText(name, report.text, said, narrator)
    return found


def attribute_row(claim: Claim) -> Attribution:
    """A claim in the form of the scorer."""
    source, cue, content = (tuple((s.start, s.end) for s in part) for part in (claim.source, claim.cue, claim.content))
    form = claim.speaker.resolved_by if claim.speaker else None
    labels: tuple[tuple[str, str | None], ...] = (
        ("stance", claim.stance.value), ("directness", claim.directness), ("commitment", claim.commitment),
        ("voice", claim.voice), ("speaker_form", form),
    )  # fmt: skip
    speaker = claim.speaker.id if claim.speaker else None
    return Attribution(claim.claim_id, source, cue, content, (), labels, speaker, claim.parent, tuple(claim.targets))


def list_coded(ledger: Ledger, name_of: Namer = shorten_name) -> list[CodedIncident]:
    """The incidents with documents named by file."""
    paths = {a.report.doc_id: name_of(a.report.path) for a in ledger.analyses}
    return [_code(incident, paths) for incident in ledger.incidents]


def _code(incident: Incident, paths: Mapping[DocId, str]) -> CodedIncident:
    slots = tuple(
        Slot((c.count.side or "unknown",), c.count.kind, c.count.low, c.count.high) for c in incident.casualties
    )
    spans = tuple((paths[e.doc], e.start, e.end) for e in incident.evidence)
    mirrors = tuple(link.incident_id for link in incident.links if link.kind == "mirror_account_of")
    return CodedIncident(
        incident.incident_id, incident.type, incident.status, incident.start, incident.end, spans, slots, mirrors
    )


def list_main_incidents(ledger: Ledger, name_of: Namer = shorten_name) -> Mapping[str, str | None]:
    """File name without suffix -> the incident the report is mainly about."""
    main = dict(ledger.main_incidents)
    return {name_of(a.report.path): main.get(a.report.doc_id) for a in ledger.analyses}


def list_timexes(ledger: Ledger, name_of: Namer = shorten_name) -> Mapping[str, tuple[Timex, ...]]:
    """File name without suffix -> its expressions of time."""
    return {
        name_of(a.report.path): tuple(Timex(t.start, t.end, t.type, t.value) for t in a.times) for a in ledger.analyses
    }


def list_toponyms(ledger: Ledger, name_of: Namer = shorten_name) -> Mapping[str, tuple[Toponym, ...]]:
    """File name without suffix -> its place names, of every status."""
    return {
        name_of(a.report.path): tuple(Toponym(p.start, p.end, p.lat, p.lon, p.geonameid, p.radius_m) for p in a.places)
        for a in ledger.analyses
    }
