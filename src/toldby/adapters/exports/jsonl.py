"""`toldby export --format jsonl`: the contract `toldby/1`, one file per kind of line and a manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from toldby.adapters.exports import encode, rebuild
from toldby.adapters.exports.encode_claim import encode_claim
from toldby.adapters.exports.encode_incident import encode_incident
from toldby.adapters.exports.review import apply_reviews, group_reviews
from toldby.application.codec import JsonObject, dump_json
from toldby.application.ledger_rows import BuildKeys
from toldby.domain.errors import UsageProblem
from toldby.domain.ledger import Ledger, Manifest

CONTRACT = "toldby/1"
MANIFEST = "manifest.json"

Lines = Iterator[JsonObject]

ORDER: Mapping[str, tuple[str, ...]] = {
    "documents.jsonl": ("doc_id",),
    "claims.jsonl": ("claim_id",),
    "incidents.jsonl": ("incident_id",),
    "relations.jsonl": ("incident_id", "slot", "kind", "a", "b"),
    "places.jsonl": ("path", "start", "end"),
    "times.jsonl": ("path", "start", "end"),
    "reuse.jsonl": ("a", "b", "kind"),
    "origins.jsonl": ("origin_id",),
    "judgements.jsonl": ("when", "judgement_id"),
    "problems.jsonl": ("path", "member"),
    "analyses.jsonl": ("doc_id",),
    "episodes.jsonl": ("episode_id",),
    "inputs.jsonl": ("path",),
}
"""The files and the columns their lines are sorted by (null first)."""


class JsonlExporter:
    """Writes the whole ledger; the same ledger gives the same bytes."""

    def write(self, ledger: Ledger, keys: BuildKeys, out: Path) -> tuple[str, ...]:
        """See the port."""
        _make_folder(out)
        hashes = {name: _write_file(out / name, lines) for name, lines in _all_lines(ledger, keys).items()}
        manifest = encode_manifest(ledger.manifest, hashes)
        _replace(out / MANIFEST, dump_json(manifest) + "\n")
        return (*hashes, MANIFEST)


def _make_folder(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise UsageProblem(f"--out {out} is a file; name a folder")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageProblem(f"--out {out} cannot be made ({error.strerror}); name another folder") from error


def _all_lines(ledger: Ledger, keys: BuildKeys) -> Mapping[str, Lines]:
    main = dict(ledger.main_incidents)
    in_force = {claim.claim_id: claim for claim in ledger.claims}
    return {
        "documents.jsonl": (encode.encode_document(a, main.get(a.report.doc_id)) for a in ledger.analyses),
        "claims.jsonl": encode_claims(ledger),
        "incidents.jsonl": encode_incidents(ledger),
        "relations.jsonl": (encode.encode_relation(one) for one in ledger.relations),
        "places.jsonl": (encode.encode_place(a.report, one) for a in ledger.analyses for one in a.places),
        "times.jsonl": (encode.encode_time(a.report, one) for a in ledger.analyses for one in a.times),
        "reuse.jsonl": (encode.encode_reuse(one) for one in ledger.reuse),
        "origins.jsonl": (encode.encode_origin(one) for one in ledger.origins),
        "judgements.jsonl": (encode.encode_judgement(one) for one in ledger.judgements),
        "problems.jsonl": (encode.encode_problem(one) for one in ledger.problems),
        "analyses.jsonl": (
            rebuild.encode_analysis(a, keys.analyses.get(a.report.doc_id, ""), in_force) for a in ledger.analyses
        ),
        "episodes.jsonl": (
            rebuild.encode_episode(one, keys.episodes.get(one.episode_id, frozenset()))
            for a in ledger.analyses
            for one in a.episodes
        ),
        "inputs.jsonl": (rebuild.encode_input(path, stored) for path, stored in keys.inputs.items()),
    }


def encode_claims(ledger: Ledger) -> Lines:
    """Claims with reviewed values in force."""
    reviews = group_reviews(ledger.judgements)
    path_of = {a.report.doc_id: a.report.path for a in ledger.analyses}
    own = {claim.claim_id: claim for a in ledger.analyses for claim in a.claims}
    for claim in ledger.claims:
        path = path_of[claim.doc_id]
        row = encode_claim(claim, path)
        decisions = reviews.get(("claim", claim.claim_id), ())
        yield apply_reviews(row, encode_claim(own[claim.claim_id], path), decisions) if decisions else row


def encode_incidents(ledger: Ledger) -> Lines:
    """Incidents with reviewed values in force; judgements name an incident by its anchor claim."""
    reviews = group_reviews(ledger.judgements)
    path_of = {a.report.doc_id: a.report.path for a in ledger.analyses}
    for incident in ledger.incidents:
        row = encode_incident(incident, path_of)
        yield apply_reviews(row, row, reviews.get(("incident", incident.anchor), ()))


def encode_manifest(manifest: Manifest, files: Mapping[str, str]) -> JsonObject:
    """What the results depend on and the hash of every other file; no clock."""
    return {
        "contract": CONTRACT,
        "version": manifest.version,
        "packs": dict(manifest.packs),
        "inputs": dict(manifest.inputs),
        "settings": dict(manifest.settings),
        "files": dict(files),
        "judgement_head": manifest.judgement_head,
    }


def _write_file(path: Path, lines: Iterable[JsonObject]) -> str:
    text = "".join(line + "\n" for line in sort_lines(lines, ORDER[path.name]))
    return _replace(path, text)


def sort_lines(rows: Iterable[JsonObject], columns: tuple[str, ...]) -> list[str]:
    """Lines by their columns, null first; equal keys by the whole line."""

    def rank(row: JsonObject) -> tuple[tuple[bool, object], ...]:
        return tuple((row[name] is not None, row[name] if row[name] is not None else "") for name in columns)

    keyed = [(rank(row), dump_json(row)) for row in rows]
    return [line for _, line in sorted(keyed)]


def _replace(path: Path, text: str) -> str:
    """Write beside and rename, so that an interrupted export leaves no half file; gives the hash."""
    content = text.encode("utf-8")
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise UsageProblem(f"{path} cannot be written ({error.strerror}); check disk and permissions") from error
    return hashlib.sha256(content).hexdigest()
