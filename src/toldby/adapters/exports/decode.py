"""Lines of an export reshaped to what the codec of a domain type reads; the codec checks every type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from toldby.application.codec import JsonObject, JsonValue, codec_for, dump_json
from toldby.domain.incidents import Incident, Origin, Relation, ReusePair
from toldby.domain.judgements import Judgement
from toldby.domain.places import PlaceMention
from toldby.domain.text import InputProblem
from toldby.domain.times import TimeMention


def objects(value: JsonValue) -> list[JsonObject]:
    """A list of objects."""
    return cast(list[JsonObject], value)


def pick(row: JsonObject, *names: str) -> JsonObject:
    """Some fields of a row."""
    return {name: row[name] for name in names}


def pairs(value: JsonValue) -> JsonValue:
    """An object as the sorted pairs that domain values keep."""
    return [[name, one] for name, one in sorted(cast(JsonObject, value).items())]


def decode_place(row: JsonObject) -> PlaceMention:
    """A line of `places.jsonl`."""
    return codec_for(PlaceMention).from_json({k: v for k, v in row.items() if k not in ("path", "doc_id")})


def decode_time(row: JsonObject) -> TimeMention:
    """A line of `times.jsonl`."""
    gone = ("path", "doc_id", "earliest", "latest")
    return codec_for(TimeMention).from_json({k: v for k, v in row.items() if k not in gone})


def decode_relation(row: JsonObject) -> Relation:
    """A line of `relations.jsonl`."""
    return codec_for(Relation).from_json(dict(row))


def decode_reuse(row: JsonObject) -> ReusePair:
    """A line of `reuse.jsonl`."""
    return codec_for(ReusePair).from_json(dict(row))


def decode_origin(row: JsonObject) -> Origin:
    """A line of `origins.jsonl`."""
    return codec_for(Origin).from_json(dict(row))


def decode_problem(row: JsonObject) -> InputProblem:
    """A line of `problems.jsonl`."""
    return codec_for(InputProblem).from_json(dict(row))


def decode_judgement(row: JsonObject) -> Judgement:
    """A line of `judgements.jsonl`; without `value_json` the value's own canonical text is taken."""
    on = cast(JsonObject, row["on"])
    text = row.get("value_json")
    if text is None and row["value"] is not None:
        text = dump_json(row["value"])
    kept = pick(row, "judgement_id", "verdict", "who", "when", "why", "supersedes", "prev_hash")
    place: JsonObject = {"on_kind": on["kind"], "on_ids": on["ids"], "on_field": on["field"], "value": text}
    return codec_for(Judgement).from_json(kept | place)


def decode_incident(row: JsonObject, doc_of: Mapping[str, str]) -> Incident:
    """A line of `incidents.jsonl`."""
    row = undo_review(row)
    same = (
        "incident_id", "anchor", "episodes", "type", "acled_event_type", "acled_sub_event_type",
        "ucdp_type_of_violence", "status", "state", "start", "end", "date_precision", "agents", "patients",
        "means", "object", "evidence", "links", "reason",
    )  # fmt: skip
    plover = cast("JsonObject | None", row["plover"])
    changed: JsonObject = {
        "attributes": pairs(row["attributes"]),
        "plover": None if plover is None else [plover["event"], plover["mode"]],
        "places": [_decode_incident_place(place) for place in objects(row["places"])],
        "casualties": [_decode_claimed_count(one) for one in objects(row["casualties"])],
        "counts": [_decode_claimed_count(one) for one in objects(row["counts"])],
        "documents": [doc_of[path] for path in sorted(cast(list[str], row["documents"]))],
        "origins": _decode_origins(cast(JsonObject, row["origins"])),
        "propositions": [_decode_slot(one) for one in objects(row["propositions"])],
    }
    return codec_for(Incident).from_json(pick(row, *same) | changed)


def _decode_incident_place(row: JsonObject) -> JsonObject:
    shape = row["geojson"]
    return row | {"geojson": None if shape is None else dump_json(shape)}


def _decode_claimed_count(row: JsonObject) -> JsonObject:
    people: JsonObject = {"what": "people"}
    return {"count": people | {k: v for k, v in row.items() if k != "claim_ids"}, "claim_ids": row["claim_ids"]}


def _decode_origins(row: JsonObject) -> JsonObject:
    return {"low": row["low"], "high": row["high"], "by_camp": pairs(row["by_camp"])}


def _decode_slot(row: JsonObject) -> JsonObject:
    same = pick(row, "slot", "value", "support", "against", "against_low", "against_high", "flags", "reason")
    return same | {"origins": _decode_origins(row)}


def undo_review(row: JsonObject) -> JsonObject:
    """The row with the machine's own values; the judgements are read from their own file."""
    values = cast(JsonObject, row["machine"]).get("values", {})
    return row | cast(JsonObject, values)
