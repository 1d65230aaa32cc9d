"""`prov` (W3C 2013): who said, printed and coded what; `prov.jsonld` with PROV-O terms, `prov.json` as PROV-JSON.

No start or end of a run is written: equal ledgers give equal bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from toldby.adapters.exports.written import Encoded
from toldby.application.codec import JsonObject, JsonValue, dump_json
from toldby.application.exporting.view import ExportView
from toldby.domain.claims import Claim
from toldby.domain.ids import hash_content
from toldby.domain.judgements import standing
from toldby.domain.text import Report

PREFIX: Final = "urn:toldby:"
_PROV: Final = "http://www.w3.org/ns/prov#"


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """`kind`: entity activity agent. `types` are PROV types, `told` further pairs."""

    kind: str
    id: str
    types: tuple[str, ...] = ()
    told: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A PROV relation between two nodes; `type` narrows it (a quotation is a derivation)."""

    relation: str
    source: str
    target: str
    type: str | None = None


ENDS: Final = {
    "wasAttributedTo": ("entity", "agent"),
    "wasDerivedFrom": ("generatedEntity", "usedEntity"),
    "used": ("activity", "entity"),
    "wasGeneratedBy": ("entity", "activity"),
    "hadMember": ("collection", "entity"),
    "wasInvalidatedBy": ("entity", "activity"),
    "wasAssociatedWith": ("activity", "agent"),
}
"""Relation -> the names of its two ends in PROV-JSON."""


def encode(view: ExportView) -> Encoded:
    """Both files from the same statements."""
    nodes = sorted(set(list_nodes(view)))
    edges = sorted(set(list_edges(view)), key=lambda e: (e.relation, e.source, e.target, e.type or ""))
    files = {"prov.jsonld": make_jsonld(nodes, edges), "prov.json": make_prov_json(nodes, edges)}
    return Encoded({name: (dump_json(one) + "\n").encode() for name, one in files.items()}, len(nodes) + len(edges))


def name_run(view: ExportView) -> str:
    """The machine's run: a hash of what its results depend on."""
    source = view.ledger.manifest
    return "run/" + hash_content("run", source.version, source.packs, source.settings)


def _statement(claim: Claim) -> str | None:
    """What one voice said in one report; a narrator's claim has no statement behind the report."""
    return (
        None if claim.origin_id is None or claim.voice == "narrator" else f"statement/{claim.origin_id}-{claim.doc_id}"
    )


def list_nodes(view: ExportView) -> Iterator[Node]:
    """Entities, activities and agents."""
    yield Node("activity", name_run(view), (), (("version", view.ledger.manifest.version),))
    yield Node("agent", "software/toldby", ("prov:SoftwareAgent",), (("label", "toldby"),))
    for analysis in view.ledger.analyses:
        report = analysis.report
        told = [("label", report.title or report.path), ("sha256", report.sha256), ("url", report.url or "")]
        yield Node("entity", f"report/{report.doc_id}", (), tuple(pair for pair in told if pair[1]))
        if outlet := view.index.name_outlet(report):
            yield Node("agent", _outlet(report), ("prov:Organization",), (("label", outlet),))
    for origin in view.ledger.origins:
        kind = "prov:Person" if origin.kind == "described" else "prov:Organization"
        yield Node("agent", f"origin/{origin.origin_id}", (kind,), (("label", origin.name),) if origin.name else ())
    for claim in view.ledger.claims:
        yield Node("entity", f"claim/{claim.claim_id}", (), (("stance", claim.stance.value), ("value", claim.text)))
        if statement := _statement(claim):
            yield Node("entity", statement)
    for incident in view.incidents:
        told = [("label", view.short_ids[incident.incident_id]), ("url", view.link(incident)), ("policy", "none")]
        told += [("state", incident.state), ("status", incident.status), ("type", incident.type)]
        yield Node("entity", f"incident/{incident.incident_id}", ("prov:Collection",), tuple(told))
    for judgement in standing(view.ledger.judgements):
        told = [("verdict", judgement.verdict), ("when", judgement.when), ("why", judgement.why or "")]
        yield Node("activity", f"judgement/{judgement.judgement_id}", (), tuple(p for p in told if p[1]))
        yield Node("agent", _person(judgement.who), ("prov:Person",), (("label", judgement.who),))


def _outlet(report: Report) -> str:
    return "outlet/" + hash_content("outlet", report.outlet)


def _person(name: str) -> str:
    return "person/" + hash_content("person", name)


def list_edges(view: ExportView) -> Iterator[Edge]:
    """Relations between the nodes."""
    run = name_run(view)
    yield Edge("wasAssociatedWith", run, "software/toldby")
    versions: dict[str, list[Report]] = defaultdict(list)
    for analysis in view.ledger.analyses:
        report = analysis.report
        yield Edge("used", run, f"report/{report.doc_id}")
        if view.index.name_outlet(report):
            yield Edge("wasAttributedTo", f"report/{report.doc_id}", _outlet(report))
        if report.url:
            versions[report.url].append(report)
    yield from _list_revisions(versions)
    for claim in view.ledger.claims:
        yield from _list_claim_edges(claim, run)
    for incident in view.incidents:
        for claim in view.index.claims_of.get(incident.incident_id, ()):
            yield Edge("hadMember", f"incident/{incident.incident_id}", f"claim/{claim.claim_id}")
    known = {c.claim_id for c in view.ledger.claims}
    for judgement in standing(view.ledger.judgements):
        activity = f"judgement/{judgement.judgement_id}"
        yield Edge("wasAssociatedWith", activity, _person(judgement.who))
        relation = "wasInvalidatedBy" if judgement.verdict == "reject" else "used"
        for one in judgement.on_ids:
            if judgement.on_kind == "claim" and one in known:
                claim_id = f"claim/{one}"
                yield Edge(
                    relation, *((claim_id, activity) if relation == "wasInvalidatedBy" else (activity, claim_id))
                )


def _list_claim_edges(claim: Claim, run: str) -> Iterator[Edge]:
    name, report = f"claim/{claim.claim_id}", f"report/{claim.doc_id}"
    yield Edge("wasGeneratedBy", name, run)
    yield Edge("wasDerivedFrom", name, report)
    if statement := _statement(claim):
        yield Edge("wasDerivedFrom", name, statement, "prov:PrimarySource")
        yield Edge("wasDerivedFrom", report, statement, "prov:Quotation")
        yield Edge("wasAttributedTo", statement, f"origin/{claim.origin_id}")


def _list_revisions(versions: dict[str, list[Report]]) -> Iterator[Edge]:
    """Texts of one address, oldest first by their dates; undated versions tell no order."""
    for reports in versions.values():
        dated = sorted((r for r in reports if r.published.latest), key=lambda r: (r.published.latest or "", r.doc_id))
        for older, newer in pairwise(dated):
            yield Edge("wasDerivedFrom", f"report/{newer.doc_id}", f"report/{older.doc_id}", "prov:Revision")


def make_prov_json(nodes: list[Node], edges: list[Edge]) -> JsonObject:
    """PROV-JSON: relations are numbered in their sorted order."""
    document: dict[str, dict[str, JsonValue]] = {"prefix": {"toldby": PREFIX, "tt": PREFIX + "terms:"}}
    for node in nodes:
        told: JsonObject = {("prov:label" if name == "label" else f"tt:{name}"): value for name, value in node.told}
        if node.types:
            told["prov:type"] = {"$": node.types[0], "type": "prov:QUALIFIED_NAME"}
        document.setdefault(node.kind, {})[f"toldby:{node.id}"] = told
    for number, edge in enumerate(edges, start=1):
        source, target = ENDS[edge.relation]
        row: JsonObject = {f"prov:{source}": f"toldby:{edge.source}", f"prov:{target}": f"toldby:{edge.target}"}
        if edge.type is not None:
            row["prov:type"] = {"$": edge.type, "type": "prov:QUALIFIED_NAME"}
        document.setdefault(edge.relation, {})[f"_:id{number}"] = row
    return dict(document.items())


def make_jsonld(nodes: list[Node], edges: list[Edge]) -> JsonObject:
    """PROV-O as JSON-LD with a context of its own, so that nothing has to be fetched."""
    links = ["wasAttributedTo", "wasDerivedFrom", "wasQuotedFrom", "hadPrimarySource", "wasRevisionOf", "used"]
    links += ["wasGeneratedBy", "hadMember", "wasInvalidatedBy", "wasAssociatedWith"]
    context: JsonObject = {"prov": _PROV, "toldby": PREFIX, "tt": PREFIX + "terms:"}
    context |= {"label": "http://www.w3.org/2000/01/rdf-schema#label"}
    context |= {name: {"@id": f"prov:{name}", "@type": "@id"} for name in links}
    narrower = {
        "prov:Quotation": "wasQuotedFrom", "prov:PrimarySource": "hadPrimarySource", "prov:Revision": "wasRevisionOf",
    }  # fmt: skip
    found: dict[str, dict[str, list[JsonValue]]] = defaultdict(lambda: defaultdict(list))
    for edge in edges:
        found[edge.source][narrower.get(edge.type or "", edge.relation)].append(f"toldby:{edge.target}")
    graph: list[JsonValue] = []
    for node in nodes:
        one: JsonObject = {"@id": f"toldby:{node.id}", "@type": [f"prov:{node.kind.capitalize()}", *node.types]}
        one |= {("label" if name == "label" else f"tt:{name}"): value for name, value in node.told}
        one |= {name: sorted(targets, key=str) for name, targets in found[node.id].items()}
        graph.append(one)
    return {"@context": context, "@graph": graph}
