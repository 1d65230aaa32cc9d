"""`ftm` (FollowTheMoney): entities, one a line, and statements that keep the source of each value.

There is no schema for a claim or a quotation there: an incident is an Event, a report an Article, a claim a Note on
the event with its report as proof, an origin a PublicBody, Organization or Person. A place with several names is
given as aliases of the event; `location` is filled only where one name alone is used, because the type of that
property puts a comma where several names were joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from toldby.adapters.exports.csv_cells import write_csv
from toldby.adapters.exports.row_parts import tell_updated
from toldby.adapters.exports.written import Encoded
from toldby.application.codec import JsonObject, dump_json
from toldby.application.exporting.accounts import name_source
from toldby.application.exporting.policies import name_places
from toldby.application.exporting.view import ExportView
from toldby.application.wording import tell_counts, tell_type
from toldby.domain.claims import Claim
from toldby.domain.ids import hash_content
from toldby.domain.incidents import Incident, Origin
from toldby.domain.text import Report

STATEMENTS: Final = (
    "id", "entity_id", "prop", "schema", "value", "dataset", "lang", "original_value", "first_seen", "last_seen",
    "external", "origin", "canonical_id",
)  # fmt: skip
DATASET: Final = "toldby"
Values = dict[str, list[str]]


def encode(view: ExportView) -> Encoded:
    """Entities and statements."""
    entities = sorted(_list_entities(view), key=lambda e: (str(e["schema"]), str(e["id"])))
    statements = sorted(set(_list_statements(view)))
    table = write_csv(STATEMENTS, statements, view.options)
    lines = "".join(dump_json(entity) + "\n" for entity in entities).encode("utf-8")
    return Encoded({"ftm.entities.jsonl": lines, "ftm.statements.csv": table}, len(entities))


def _make(id_: str, schema: str, caption: str, values: dict[str, Iterable[str | None]]) -> JsonObject:
    kept = {name: sorted({v for v in given if v}) for name, given in values.items()}
    properties: JsonObject = {name: [*found] for name, found in sorted(kept.items()) if found}
    return {"id": id_, "schema": schema, "caption": caption, "datasets": [DATASET], "properties": properties}


def _list_entities(view: ExportView) -> Iterator[JsonObject]:
    for incident in view.incidents:
        yield _make(name_event(incident), "Event", _title(incident), dict(_tell_event(view, incident)))
    for analysis in view.ledger.analyses:
        report = analysis.report
        yield _make(name_article(report), "Article", report.title or report.path, _tell_article(view, report))
    for origin in view.ledger.origins:
        name = origin.name or "not named"
        yield _make(f"toldby-origin-{origin.origin_id}", choose_schema(view, origin), name, {"name": [name]})
    for claim in view.ledger.claims:
        yield _tell_note(view, claim)
    for incident in view.incidents:
        for doc in incident.documents:
            report = view.index.report(doc)
            id_ = f"toldby-doc-{hash_content('documentation', incident.incident_id, doc)}"
            ends = {"document": [name_article(report)], "entity": [name_event(incident)], "role": ["tells of it"]}
            yield _make(id_, "Documentation", report.title or report.path, dict(ends))


def name_event(incident: Incident) -> str:
    """The entity's id."""
    return f"toldby-incident-{incident.incident_id}"


def name_article(report: Report) -> str:
    """The entity's id."""
    return f"toldby-report-{report.doc_id}"


def choose_schema(view: ExportView, origin: Origin) -> str:
    """A person quoted by name or described, a body with a side, or any other organisation."""
    claims = [view.index.claims[c] for c in origin.members if c in view.index.claims]
    if origin.kind == "described" or any(c.chain and c.chain[-1].role == "person" for c in claims):
        return "Person"
    return "PublicBody" if origin.kind == "named" and origin.side is not None else "Organization"


def _title(incident: Incident) -> str:
    names = " / ".join(name_places(incident.places))
    return f"{tell_type(incident.type)}: {names}" if names else tell_type(incident.type)


def _tell_event(view: ExportView, incident: Incident) -> Iterator[tuple[str, Iterable[str | None]]]:
    names = name_places(incident.places)
    days = [value[:10] if value else None for value in (incident.start, incident.end)]
    accounts = f"status {incident.status}; accounts {incident.state}; origins {incident.origins.low} to "
    yield "name", [_title(incident)]
    yield "alias", names
    yield "location", names if len(names) == 1 else ()
    yield "startDate", [days[0]]
    yield "endDate", [days[1]]
    yield "date", [days[0]] if days[0] == days[1] else ()
    yield "summary", [accounts + f"{incident.origins.high}; policy none"]
    yield "description", [tell_counts(incident.casualties + incident.counts)]
    yield "recordId", [view.short_ids[incident.incident_id]]
    yield "sourceUrl", [link] if (link := view.link(incident)).startswith("http") else ()
    yield "proof", [name_article(view.index.report(doc)) for doc in incident.documents]
    yield "involved", [f"toldby-origin-{o}" for o in sorted(_list_acting(view, incident))]
    yield "modifiedAt", [(tell_updated(view, incident) or "")[:10] or None]


def _list_acting(view: ExportView, incident: Incident) -> set[str]:
    """Origins that are also said to have acted or suffered; whoever only speaks is not involved."""
    said = {party.id for party in incident.agents + incident.patients if party.id is not None}
    return {one for actor in said for one in view.index.origins_of.get(actor, ())}


def _tell_article(view: ExportView, report: Report) -> dict[str, Iterable[str | None]]:
    published = report.published
    return {
        "title": [report.title],
        "fileName": [report.path],
        "sourceUrl": [report.url] if (report.url or "").startswith("http") else (),
        "publisher": [view.index.name_outlet(report)],
        "publishedAt": [published.earliest[:10]]
        if published.earliest and published.earliest == published.latest
        else (),
        "language": [report.language],
        "summary": [f"published {published.earliest or 'not known'} to {published.latest or 'not known'}"],
        "notes": [f"sha256 of the bytes: {report.sha256}", f"sha256 of the text: {report.text_sha256}"],
    }


def _tell_note(view: ExportView, claim: Claim) -> JsonObject:
    report = view.index.report(claim.doc_id)
    speaker = name_source(view.index, claim) or "not named"
    incidents = view.index.incidents
    links = [view.link(incidents[i]) for i in claim.incident_ids]
    values: dict[str, Iterable[str | None]] = {
        "name": [f"{speaker}: {claim.stance.value}"],
        "description": [claim.text],
        "summary": [f"{claim.voice}; {claim.reason}"],
        "entity": [name_event(incidents[i]) for i in claim.incident_ids],
        "proof": [name_article(report)],
        "publisher": [speaker],
        "sourceUrl": [link for link in links if link.startswith("http")],
    }
    return _make(f"toldby-claim-{claim.claim_id}", "Note", f"{speaker}: {claim.stance.value}", values)


def _list_statements(view: ExportView) -> Iterator[tuple[str, ...]]:
    """Values of events with the report (`dataset`) and the claim (`origin`) each of them comes from."""
    for incident in view.incidents:
        entity = name_event(incident)
        for claim, told in view.index.list_told(incident):
            values: dict[str, set[str]] = defaultdict(set)
            values["alias"] |= {ref.text for ref in told.places}
            values["startDate"] |= {told.when.start[:10]} if told.when.start else set()
            values["endDate"] |= {told.when.end[:10]} if told.when.end else set()
            report = view.index.report(claim.doc_id)
            seen = (report.published.latest or "")[:10]
            for prop in sorted(values):
                for value in sorted(values[prop]):
                    dataset = f"toldby-{claim.doc_id.lower()}"
                    id_ = hash_content("statement", entity, prop, value, dataset, claim.claim_id)
                    yield (
                        id_, entity, prop, "Event", value, dataset, "", "", seen, seen, "false", claim.claim_id, entity,
                    )  # fmt: skip
