"""Reports and claims of an export read back: their lines and what `analyses.jsonl` adds to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from toldby.adapters.exports.decode import objects, pairs, pick, undo_review
from toldby.application.codec import JsonObject, JsonValue, codec_for, patch_json
from toldby.domain.analysis_result import Fingerprint, ReportAnalysis
from toldby.domain.claims import Claim
from toldby.domain.incidents import Episode
from toldby.domain.places import PlaceMention
from toldby.domain.text import Drop, Report
from toldby.domain.times import TimeMention

_SAME = (
    "claim_id", "doc_id", "voice", "directness", "stance", "commitment", "text", "speaker", "inferred_speaker",
    "chain", "parent", "targets", "target_relations", "flags", "reason", "episode_id", "incident_ids", "origin_id",
)  # fmt: skip


def decode_report(row: JsonObject, more: JsonObject | None) -> Report:
    """A line of `documents.jsonl` with its line of `analyses.jsonl`."""
    same = pick(
        row, "doc_id", "path", "sha256", "text_sha256", "text", "title", "outlet", "url", "language", "zones",
        "published", "problems",
    )  # fmt: skip
    source: JsonObject = {"anchors": more["source_map"]} if more is not None else {}
    return codec_for(Report).from_json(same | {"meta": pairs(row["meta"]), "source_map": source})


def decode_analysis(
    row: JsonObject,
    more: JsonObject | None,
    claims: Sequence[Claim],
    places: Sequence[PlaceMention],
    times: Sequence[TimeMention],
    episodes: Sequence[Episode],
) -> ReportAnalysis:
    """The report with everything that belongs to it."""
    return ReportAnalysis(
        report=decode_report(row, more),
        times=tuple(times),
        places=tuple(places),
        claims=tuple(claims),
        episodes=tuple(episodes),
        drops=tuple(codec_for(Drop).from_json(dict(one)) for one in objects(row["drops"])),
        fingerprints=() if more is None else tuple(_decode_fingerprint(one) for one in objects(more["fingerprints"])),
        packs=() if more is None else tuple(cast(list[str], more["packs"])),
    )


def _decode_fingerprint(row: object) -> Fingerprint:
    value, start, end = cast("tuple[str, int, int]", row)
    return codec_for(Fingerprint).from_json({"value": int(value, 16), "start": start, "end": end})


def own_claim(in_force: Claim, diff: JsonObject | None) -> Claim:
    """The claim of the report alone: without incidents and answers to other reports."""
    codec = codec_for(Claim)
    fields = cast(JsonObject, codec.to_json(in_force))
    return in_force if diff is None else codec.from_json(patch_json(fields, diff))


def decode_claim(row: JsonObject) -> Claim:
    """A line of `claims.jsonl`: the claim in force before any review."""
    row = undo_review(row)
    told = [] if row["proposition"] is None else [cast(JsonObject, row["proposition"])]
    told += objects(row.get("further_propositions", []))
    changed: JsonObject = {
        "source": _decode_spans(row["source"]),
        "cue": _decode_spans(row["cue"]),
        "content": _decode_spans(row["content"]),
        "inferred_speaker": _decode_inferred(row["inferred_speaker"]),
        "propositions": [_decode_proposition(one) for one in told],
        "machine": _decode_machine(cast(JsonObject, row["machine"])),
    }
    return codec_for(Claim).from_json(pick(row, *_SAME) | changed)


def _decode_spans(value: JsonValue) -> list[JsonValue]:
    return [{"start": start, "end": end} for start, end in cast("list[tuple[int, int]]", value)]


def _decode_inferred(value: JsonValue) -> JsonValue:
    unsaid: JsonObject = {"resolved_by": "inferred"}
    return None if value is None else unsaid | cast(JsonObject, value)


def _decode_machine(row: JsonObject) -> JsonObject:
    return pick(row, "rule", "entry", "confidence", "likely_upstream") | {
        "against": [_decode_actor_at(one) for one in objects(row["against"])],
        "addressee": [_decode_actor_at(one) for one in objects(row["addressee"])],
        "alternatives": [_decode_spans(one) for one in cast(list[JsonValue], row["alternatives"])],
    }


def _decode_actor_at(row: JsonObject) -> JsonValue:
    start, end = cast("tuple[int, int]", row["span"])
    return {"start": start, "end": end, "actor": row["actor"]}


def _decode_proposition(row: JsonObject) -> JsonValue:
    when = pick(row, "start", "end") | {
        "precision": row["date_precision"],
        "candidates": row.get("candidates", []),
        "partial": row.get("partial"),
    }
    same = pick(row, "type", "status", "places", "agents", "patients", "means", "object")
    return same | {
        "when": when,
        "counts": [_decode_count(one) for one in objects(row["counts"])],
        "attributes": pairs(row.get("attributes", {})),
        "trigger": row.get("trigger"),
    }


def _decode_count(row: JsonObject) -> JsonValue:
    start, end = cast("tuple[int, int]", row.get("span", (0, 0)))
    return {k: v for k, v in row.items() if k != "span"} | {"start": start, "end": end}


def group_by_document(rows: Sequence[JsonObject], doc_of: Mapping[str, str]) -> dict[str, list[JsonObject]]:
    """Lines by report: by `doc_id` where a line has one, else by its path."""
    found: dict[str, list[JsonObject]] = {}
    for row in rows:
        doc = cast(str, row["doc_id"]) if "doc_id" in row else doc_of[cast(str, row["path"])]
        found.setdefault(doc, []).append(row)
    return found
