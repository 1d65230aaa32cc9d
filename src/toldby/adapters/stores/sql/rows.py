"""Domain values as rows and back: which part of a value stands in which column."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar, cast

from sqlalchemy import RowMapping

from toldby.application.abstentions import count_open
from toldby.application.codec import JsonObject, JsonValue, codec_for, diff_json, dump_json, patch_json
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.claims import Claim

T = TypeVar("T")
Row = dict[str, object]

_APART = ("text", "zones", "source_map")


def chunk(values: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """Distinct values in pieces that fit one statement; no piece is empty."""
    rows = list(dict.fromkeys(values))
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def read_object(text: str) -> JsonObject:
    """The JSON object in a body column."""
    return cast(JsonObject, json.loads(text))


def split_report(analysis: ReportAnalysis) -> tuple[Row, Row]:
    """Columns of `report` and of `report_text`; finds, claims and episodes have tables of their own."""
    report = analysis.report
    bare = replace(analysis, times=(), places=(), claims=(), episodes=(), fingerprints=())
    body = cast(JsonObject, codec_for(ReportAnalysis).to_json(bare))
    inner = cast(JsonObject, body["report"])
    apart = {name: inner.pop(name, None) for name in _APART}
    head: Row = {
        "doc_id": report.doc_id,
        "path": report.path,
        "sha256": report.sha256,
        "outlet": report.outlet,
        "published_earliest": report.published.earliest,
        "published_latest": report.published.latest,
        "language": report.language,
        "drop_count": len(analysis.drops),
        "open_count": sum(count_open(analysis).values()),
        "warning_count": len(report.problems),
        "body": dump_json(body),
    }
    text: Row = {
        "text_sha256": report.text_sha256,
        "length": len(report.text),
        "text": report.text,
        "zones": dump_json(apart["zones"]),
        "source_map": dump_json(apart["source_map"]),
    }
    return head, text


def join_report(row: RowMapping, parts: dict[str, list[JsonValue]]) -> ReportAnalysis:
    """The analysis of a row of `report` joined with `report_text`, and the bodies of its parts."""
    body = read_object(row["body"])
    inner = cast(JsonObject, body["report"])
    inner["text"] = row["text"]
    for name in ("zones", "source_map"):
        value = json.loads(row[name])
        if value is not None:
            inner[name] = value
    body.update(parts)
    return codec_for(ReportAnalysis).from_json(body)


def list_claim(claim: Claim, ordinal: int) -> Row:
    """Columns of `claim`, without the report's key."""
    speaker = claim.speaker or claim.inferred_speaker
    return {
        "ordinal": ordinal,
        "claim_id": claim.claim_id,
        "voice": claim.voice,
        "stance": claim.stance.value,
        "speaker_id": speaker.id if speaker else None,
        "side": speaker.side if speaker else None,
        "episode_id": claim.episode_id,
        "origin_id": claim.origin_id,
        "is_answer": bool(claim.targets),
        "body": codec_for(Claim).dump(claim),
    }


def list_spans(claim: Claim, text: str) -> list[Row]:
    """Columns of `claim_span`, without keys: the quotation itself stands beside its offsets."""
    roles = {"source": claim.source, "cue": claim.cue, "content": claim.content}
    return [
        {"role": role, "ordinal": i, "start": s.start, "end": s.end, "quote": s.read(text)}
        for role, spans in roles.items()
        for i, s in enumerate(spans)
    ]


def diff_claim(base: str, claim: Claim) -> str:
    """What a component changes in a claim."""
    new = cast(JsonObject, codec_for(Claim).to_json(claim))
    return dump_json(diff_json(read_object(base), new))


def patch_claim(base: str, diff: str) -> Claim:
    """The inverse of `diff_claim`."""
    return codec_for(Claim).from_json(patch_json(read_object(base), read_object(diff)))
