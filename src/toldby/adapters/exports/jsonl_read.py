"""Reads a `toldby/1` dump back: hashes first, then every line through the domain's types."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from toldby.adapters.exports import decode, decode_report
from toldby.adapters.exports.jsonl import CONTRACT, MANIFEST, ORDER
from toldby.application.codec import JsonObject, codec_for
from toldby.application.ledger_rows import BuildKeys, StoredInput
from toldby.application.ports import Dump
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.claims import Claim
from toldby.domain.errors import StoreConflict, UsageProblem
from toldby.domain.ids import ClaimId, DocId, EpisodeId, IncidentId, JudgementId
from toldby.domain.incidents import Episode
from toldby.domain.judgements import Judgement
from toldby.domain.ledger import Ledger, Manifest

_ADDED = ("analyses.jsonl", "episodes.jsonl", "inputs.jsonl")


@dataclass(frozen=True)
class _Lines:
    """All lines of the dump, and the report of each path."""

    files: Mapping[str, list[JsonObject]]
    doc_of: Mapping[str, str]

    def __getitem__(self, kind: str) -> list[JsonObject]:
        return self.files[kind + ".jsonl"]


class JsonlReader:
    """The counterpart of `JsonlExporter`."""

    def read(self, folder: Path) -> Dump:
        """See the port."""
        manifest = _read_manifest(folder)
        files = {name: _read_lines(folder / name, manifest) for name in ORDER}
        doc_of = {cast(str, row["path"]): cast(str, row["doc_id"]) for row in files["documents.jsonl"]}
        try:
            return _decode_dump(_Lines(files, doc_of), manifest)
        except KeyError as error:
            raise UsageProblem(f"{folder}: a line lacks {error}, or names what is not in the dump") from error
        except (StoreConflict, TypeError, ValueError, AttributeError) as error:
            raise UsageProblem(f"{folder}: a line does not fit {CONTRACT}: {error}") from error


def _read_manifest(folder: Path) -> JsonObject:
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_bytes())
    except OSError as error:
        raise UsageProblem(f"{folder} is no dump: {MANIFEST} cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise UsageProblem(f"{path} is not JSON; export again") from error
    contract = manifest.get("contract") if isinstance(manifest, dict) else None
    if contract != CONTRACT:
        raise UsageProblem(f"{path}: contract {contract!r}, but this toldby reads {CONTRACT!r}")
    return cast(JsonObject, manifest)


def _read_lines(path: Path, manifest: JsonObject) -> list[JsonObject]:
    expected = cast(JsonObject, manifest["files"]).get(path.name)
    if expected is None and path.name in _ADDED:
        return []
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageProblem(f"{path} cannot be read ({error.strerror}); export again") from error
    if hashlib.sha256(content).hexdigest() != expected:
        raise UsageProblem(f"{path} was changed after the export: its hash is not the one in {MANIFEST}")
    try:
        # only "\n" ends a line: texts may hold other characters that Python calls line ends
        return [json.loads(line) for line in content.decode("utf-8").split("\n") if line]
    except ValueError as error:
        raise UsageProblem(f"{path} holds a line that is not JSON: {error}") from error


def _decode_dump(lines: _Lines, manifest: JsonObject) -> Dump:
    in_force = {claim.claim_id: claim for claim in map(decode_report.decode_claim, lines["claims"])}
    analyses = _decode_analyses(lines, in_force)
    log = order_log([decode.decode_judgement(row) for row in lines["judgements"]])
    ledger = Ledger(
        analyses=analyses,
        claims=tuple(in_force.values()),
        incidents=tuple(decode.decode_incident(row, lines.doc_of) for row in lines["incidents"]),
        relations=tuple(map(decode.decode_relation, lines["relations"])),
        reuse=tuple(map(decode.decode_reuse, lines["reuse"])),
        origins=tuple(map(decode.decode_origin, lines["origins"])),
        judgements=log,
        problems=tuple(map(decode.decode_problem, lines["problems"])),
        manifest=_decode_manifest(manifest),
        main_incidents=tuple(
            (cast(str, row["doc_id"]), cast(IncidentId, row["main_incident_id"]))
            for row in lines["documents"]
            if row["main_incident_id"] is not None
        ),
    )
    return Dump(ledger, _decode_keys(lines))


def _decode_analyses(lines: _Lines, in_force: Mapping[ClaimId, Claim]) -> tuple[ReportAnalysis, ...]:
    more = {row["doc_id"]: row for row in lines["analyses"]}
    claims = decode_report.group_by_document(lines["claims"], lines.doc_of)
    places = decode_report.group_by_document(lines["places"], lines.doc_of)
    times = decode_report.group_by_document(lines["times"], lines.doc_of)
    episodes = decode_report.group_by_document(lines["episodes"], lines.doc_of)
    found = []
    for row in lines["documents"]:
        doc = cast(str, row["doc_id"])
        extra = more.get(doc)
        listed = [cast(ClaimId, one["claim_id"]) for one in claims.get(doc, [])]
        analysis = decode_report.decode_analysis(
            row,
            extra,
            _own_claims(extra, listed, in_force),
            [decode.decode_place(one) for one in places.get(doc, [])],
            [decode.decode_time(one) for one in times.get(doc, [])],
            _order_episodes([_decode_episode(one) for one in episodes.get(doc, [])], extra),
        )
        found.append(analysis)
    return tuple(found)


def _own_claims(extra: JsonObject | None, listed: list[ClaimId], in_force: Mapping[ClaimId, Claim]) -> list[Claim]:
    if extra is None:
        return [in_force[one] for one in listed]
    own = cast(dict[str, JsonObject], extra["own"])
    order = cast(list[ClaimId], extra["claims"])
    return [decode_report.own_claim(in_force[one], own.get(one)) for one in order]


def _decode_episode(row: JsonObject) -> Episode:
    return codec_for(Episode).from_json(row["episode"])


def _order_episodes(episodes: list[Episode], extra: JsonObject | None) -> list[Episode]:
    order = cast(list[str], extra["episodes"]) if extra is not None else []
    by_id = {episode.episode_id: episode for episode in episodes}
    return [by_id[cast(EpisodeId, one)] for one in order] if order else episodes


def _decode_keys(lines: _Lines) -> BuildKeys:
    inputs = {
        cast(str, row["path"]): StoredInput(cast("str | None", row["sha256"]), cast("DocId | None", row["doc_id"]))
        for row in lines["inputs"]
    }
    if not inputs:
        inputs = _guess_inputs(lines)
    return BuildKeys(
        {cast(DocId, row["doc_id"]): cast(str, row["analysis_key"]) for row in lines["analyses"]},
        {cast(EpisodeId, row["episode_id"]): frozenset(cast(list[str], row["keys"])) for row in lines["episodes"]},
        inputs,
    )


def _guess_inputs(lines: _Lines) -> dict[str, StoredInput]:
    problems = {cast(str, r["path"]): StoredInput(cast("str | None", r["sha256"]), None) for r in lines["problems"]}
    stored = {
        cast(str, row["path"]): StoredInput(cast(str, row["sha256"]), cast(DocId, row["doc_id"]))
        for row in lines["documents"]
    }
    return problems | stored


def _decode_manifest(row: JsonObject) -> Manifest:
    packs, inputs, settings = (cast(dict[str, str], row[name]) for name in ("packs", "inputs", "settings"))
    return Manifest(
        version=cast(str, row["version"]),
        packs=tuple(sorted(packs.items())),
        inputs=tuple(sorted(inputs.items())),
        settings=tuple(sorted(settings.items())),
        judgement_head=cast("str | None", row["judgement_head"]),
    )


def order_log(judgements: list[Judgement]) -> tuple[Judgement, ...]:
    """The log in the order of its chain; a dump sorts it by time.

    Raises UsageProblem when a row is missing or does not belong to the chain.
    """
    after = {judgement.prev_hash: judgement for judgement in judgements}
    log: list[Judgement] = []
    head: str | None = None
    while head in after:
        row = after.pop(head)
        log.append(row)
        head = JudgementId(row.judgement_id)
    if after:
        raise UsageProblem("judgements.jsonl: the chain of judgements is broken; a row is missing")
    return tuple(log)
