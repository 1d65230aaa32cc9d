"""Lines of `documents`, `places`, `times`, `problems`, `judgements` and the small parts they share.

Field names and null rules are those of the export contract `toldby/1`; every key is always there.
Keys beyond the contract (`doc_id` of places and times, `value_json`) let a dump be read back whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from toldby.application.codec import JsonObject, JsonValue
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.ids import IncidentId
from toldby.domain.incidents import Origin, Relation, ReusePair
from toldby.domain.judgements import Judgement
from toldby.domain.places import PlaceMention
from toldby.domain.text import InputProblem, Report, Span
from toldby.domain.times import TimeMention


def encode_spans(spans: Iterable[Span]) -> JsonValue:
    """`[[s,e]]` in text order."""
    return [[span.start, span.end] for span in spans]


def encode_strings(values: Iterable[str]) -> JsonValue:
    """A list that keeps its order."""
    return list(values)


def encode_set(values: Iterable[str]) -> JsonValue:
    """A list that is a set: sorted."""
    return [*sorted(set(values))]


def encode_number(value: float | None) -> float | None:
    """One form for 3 and 3.0, so that equal ledgers give equal bytes."""
    return None if value is None else float(value)


def encode_document(analysis: ReportAnalysis, main_incident: IncidentId | None) -> JsonObject:
    """A line of `documents.jsonl`."""
    report = analysis.report
    return {
        "doc_id": report.doc_id,
        "path": report.path,
        "sha256": report.sha256,
        "text_sha256": report.text_sha256,
        "title": report.title,
        "outlet": report.outlet,
        "url": report.url,
        "language": report.language,
        "text": report.text,
        "zones": [{"kind": z.kind.value, "start": z.start, "end": z.end} for z in report.zones],
        "published": _encode_published(report),
        "problems": [{"code": p.code, "reason": p.reason} for p in sorted(report.problems)],
        "drops": [
            {"start": d.start, "end": d.end, "stage": d.stage, "reason": d.reason} for d in sorted(analysis.drops)
        ],
        "main_incident_id": main_incident,
        "meta": dict(report.meta),
    }


def _encode_published(report: Report) -> JsonValue:
    date = report.published
    return {
        "earliest": date.earliest,
        "latest": date.latest,
        "method": date.method,
        "evidence": [{"method": e.method, "value": e.value, "start": e.start, "end": e.end} for e in date.evidence],
    }


def encode_place(report: Report, place: PlaceMention) -> JsonObject:
    """A line of `places.jsonl`."""
    return {
        "path": report.path,
        "doc_id": report.doc_id,
        "start": place.start,
        "end": place.end,
        "text": place.text,
        "place_id": place.place_id,
        "lat": encode_number(place.lat),
        "lon": encode_number(place.lon),
        "radius_m": place.radius_m,
        "precision": place.precision,
        "kind": place.kind,
        "role": place.role,
        "relation": place.relation,
        "geonameid": place.geonameid,
        "status": place.status,
        "candidates": [{"place_id": c.place_id, "score": float(c.score)} for c in place.candidates],
        "reason": place.reason,
    }


def encode_time(report: Report, time: TimeMention) -> JsonObject:
    """A line of `times.jsonl`."""
    return {
        "path": report.path,
        "doc_id": report.doc_id,
        "start": time.start,
        "end": time.end,
        "text": time.text,
        "type": time.type,
        "value": time.value,
        "earliest": time.earliest,
        "latest": time.latest,
        "points": list(time.points),
        "mode": time.mode,
        "granularity": time.granularity,
        "modifier": time.modifier,
        "anchor": time.anchor,
        "edtf": time.edtf,
        "candidates": [{"earliest": c.earliest, "latest": c.latest, "reason": c.reason} for c in time.candidates],
        "reason": time.reason,
    }


def encode_relation(relation: Relation) -> JsonObject:
    """A line of `relations.jsonl`."""
    return {
        "incident_id": relation.incident_id,
        "slot": relation.slot,
        "kind": relation.kind,
        "a": relation.a,
        "b": relation.b,
        "camp": relation.camp,
        "flags": encode_set(relation.flags),
        "reason": relation.reason,
    }


def encode_reuse(pair: ReusePair) -> JsonObject:
    """A line of `reuse.jsonl`."""
    return {
        "a": pair.a,
        "b": pair.b,
        "spans": [list(span) for span in pair.spans],
        "coverage_a": float(pair.coverage_a),
        "coverage_b": float(pair.coverage_b),
        "kind": pair.kind,
        "reason": pair.reason,
    }


def encode_origin(origin: Origin) -> JsonObject:
    """A line of `origins.jsonl`."""
    return {
        "origin_id": origin.origin_id,
        "name": origin.name,
        "actor_id": origin.actor_id,
        "kind": origin.kind,
        "side": origin.side,
        "camp": origin.camp,
        "members": encode_set(origin.members),
        "reason": origin.reason,
    }


def encode_judgement(judgement: Judgement) -> JsonObject:
    """A line of `judgements.jsonl`; `value_json` is the text that the id is a hash of."""
    return {
        "judgement_id": judgement.judgement_id,
        "verdict": judgement.verdict,
        "on": {"kind": judgement.on_kind, "ids": encode_strings(judgement.on_ids), "field": judgement.on_field},
        "value": None if judgement.value is None else json.loads(judgement.value),
        "value_json": judgement.value,
        "who": judgement.who,
        "when": judgement.when,
        "why": judgement.why,
        "supersedes": judgement.supersedes,
        "prev_hash": judgement.prev_hash,
    }


def encode_problem(problem: InputProblem) -> JsonObject:
    """A line of `problems.jsonl`."""
    return {
        "path": problem.path,
        "member": problem.member,
        "sha256": problem.sha256,
        "state": problem.state,
        "stage": problem.stage,
        "code": problem.code,
        "reason": problem.reason,
    }
