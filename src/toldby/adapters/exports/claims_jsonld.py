"""`claims-jsonld`: schema.org `Claim` for every claim. The context is named as a string and never resolved.

toldby rates nothing, so there is no `ClaimReview`: a person who rates writes one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from toldby.adapters.exports.web_annotation import name_claim
from toldby.adapters.exports.written import Encoded, LeftOut
from toldby.application.codec import JsonObject, JsonValue, dump_json
from toldby.application.exporting.policies import name_places
from toldby.application.exporting.view import ExportView
from toldby.application.wording import tell_type
from toldby.domain.claims import Claim, Speaker
from toldby.domain.ids import DocId, IncidentId
from toldby.domain.incidents import Incident
from toldby.domain.text import DocumentDate, Report

CONTEXT: Final = "https://schema.org"


def encode(view: ExportView) -> Encoded:
    """One graph of claims, with the incidents they are about and the reports they appear in."""
    incidents = view.index.incidents
    claims = [c for c in sorted(view.ledger.claims, key=lambda c: c.claim_id) if c.text]
    wordless = [c for c in view.ledger.claims if not c.text]
    graph: list[JsonValue] = [_tell_claim(view, claim, incidents) for claim in claims]
    content = (dump_json({"@context": CONTEXT, "@graph": graph}) + "\n").encode("utf-8")
    left = [LeftOut(incidents[i], "a claim without words of its own") for c in wordless for i in c.incident_ids]
    return Encoded({"claims.jsonld": content}, len(graph), left)


def _tell_claim(view: ExportView, claim: Claim, incidents: Mapping[IncidentId, Incident]) -> JsonObject:
    report = view.index.report(claim.doc_id)
    about = [incidents[i] for i in sorted(claim.incident_ids)]
    node: JsonObject = {
        "@type": "Claim",
        "@id": name_claim(claim.claim_id),
        "text": claim.text,
        "appearance": [_tell_report(view, doc) for doc in list_appearances(view, claim)],
        "firstAppearance": _name_report(_find_first(view, claim)),
        "claimInterpreter": {"@type": "SoftwareApplication", "name": "toldby"},
    }
    if about:
        node["about"] = [_tell_incident(view, incident) for incident in about]
    author = claim.speaker
    if author is not None:
        node["author"] = _tell_author(claim, author)
    elif claim.voice == "narrator" and (outlet := view.index.name_outlet(report)):
        node["author"] = {"@type": "Organization", "name": outlet}
    return node | _tell_date(report.published)


def _tell_author(claim: Claim, speaker: Speaker) -> JsonObject:
    is_person = any(link.role == "person" and link.id == speaker.id for link in claim.chain)
    return {"@type": "Person" if is_person else "Organization", "name": speaker.name}


def _tell_date(published: DocumentDate) -> JsonObject:
    """A day where it is one; an interval as such; nothing where the day is not known."""
    first, last = published.earliest, published.latest
    if first is None and last is None:
        return {}
    if first is not None and first == last:
        return {"datePublished": first}
    return {"temporalCoverage": f"{first or '..'}/{last or '..'}"}


def _tell_incident(view: ExportView, incident: Incident) -> JsonObject:
    names = " / ".join(name_places(incident.places))
    node: JsonObject = {
        "@type": "Event",
        "@id": f"urn:toldby:incident:{incident.incident_id}",
        "identifier": view.short_ids[incident.incident_id],
        "name": f"{tell_type(incident.type)}{': ' + names if names else ''}",
        "url": view.link(incident),
        "description": f"status {incident.status}, accounts {incident.state}; policy none",
    }
    node |= {key: value for key, value in (("startDate", incident.start), ("endDate", incident.end)) if value}
    if names:
        node["location"] = {"@type": "Place", "name": names}
    return node


def list_appearances(view: ExportView, claim: Claim) -> list[DocId]:
    """The claim's own report, and those that share its words."""
    found = {claim.doc_id}
    for pair in view.index.reuse_of.get(claim.doc_id, ()):
        if pair.kind == "formula":
            continue
        first, other = (0, pair.b) if claim.doc_id == pair.a else (2, pair.a)
        spans = [(s[first], s[first + 1]) for s in pair.spans]
        if any(start < c.end and c.start < end for start, end in spans for c in claim.content):
            found.add(other)
    return sorted(found)


def _find_first(view: ExportView, claim: Claim) -> DocId:
    """The report published first among those with these words; undated ones last."""
    return min(
        list_appearances(view, claim),
        key=lambda doc: (view.index.report(doc).published.earliest or "9999", doc),
    )


def _name_report(doc_id: DocId) -> JsonObject:
    return {"@id": f"urn:toldby:report:{doc_id}"}


def _tell_report(view: ExportView, doc_id: DocId) -> JsonObject:
    report: Report = view.index.report(doc_id)
    node: JsonObject = {**_name_report(doc_id), "@type": "Article", "sha256": report.sha256}
    outlet = view.index.name_outlet(report)
    told: dict[str, JsonValue] = {
        "headline": report.title,
        "url": report.url,
        "inLanguage": report.language,
        "publisher": None if outlet is None else {"@type": "Organization", "name": outlet},
    }
    return node | {key: value for key, value in told.items() if value is not None} | _tell_date(report.published)
