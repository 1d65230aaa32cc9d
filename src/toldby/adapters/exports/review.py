"""Reviewed values put in force: the machine's own value stays beside them, nothing is overwritten."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import cast

from toldby.application.codec import JsonObject, JsonValue
from toldby.domain.judgements import Judgement, standing

_VERDICTS = ("accept", "correct", "reject")
_FIXED = ("claim_id", "doc_id", "path", "incident_id", "anchor", "machine", "reviewed")

Reviews = Mapping[tuple[str, str], tuple[Judgement, ...]]


def group_reviews(judgements: Iterable[Judgement]) -> Reviews:
    """(kind, id) -> the standing decisions on it, oldest first."""
    found: dict[tuple[str, str], tuple[Judgement, ...]] = {}
    for judgement in standing(tuple(judgements)):
        if judgement.verdict in _VERDICTS:
            for one in judgement.on_ids:
                key = (judgement.on_kind, one)
                found[key] = (*found.get(key, ()), judgement)
    return found


def apply_reviews(row: JsonObject, own: JsonObject, decisions: tuple[Judgement, ...]) -> JsonObject:
    """The row with corrected fields in force; `own` is what the machine found in the report alone."""
    if not decisions:
        return row
    values: dict[str, JsonValue] = {}
    changed = dict(row)
    for judgement in decisions:
        field = judgement.on_field
        if judgement.verdict != "correct" or field is None or field not in row or field in _FIXED:
            continue
        value = cast(JsonValue, json.loads(judgement.value or "null"))
        # a value that already is the corrected one was put in force when the accounts were compared
        values[field] = row[field] if row[field] != value else own[field]
        changed[field] = value
    machine = cast(JsonObject, row["machine"]) | ({"values": values} if values or "values" in _of(row) else {})
    fields: list[JsonValue] = [*sorted(values)]
    reviewed: JsonObject = {"judgement_id": decisions[-1].judgement_id, "fields": fields}
    return changed | {"machine": machine, "reviewed": reviewed}


def _of(row: JsonObject) -> JsonObject:
    return cast(JsonObject, row["machine"])
