"""What a format gives back, and the one place where its files are put into a folder."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from toldby.adapters.exports.csv_cells import write_csv
from toldby.application.codec import JsonObject, dump_json
from toldby.application.exporting.view import ExportView
from toldby.domain.errors import UsageProblem
from toldby.domain.incidents import Incident


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An incident (or part of one) that the target format cannot hold, with the reason."""

    incident: Incident
    reason: str


@dataclass(frozen=True, slots=True)
class Encoded:
    """Files by name, how many rows they hold, and what the format could not take. `policy` is the one used."""

    files: Mapping[str, bytes]
    rows: int
    left_out: Sequence[LeftOut] = ()
    policy: str = "none"
    notes: Sequence[str] = ()


Encode = Callable[[ExportView], Encoded]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote and what it kept back; the command prints it."""

    format: str
    out: str
    files: tuple[str, ...]
    rows: int
    incidents: int
    policy: str
    left_out: Mapping[str, int] = field(default_factory=dict)
    not_asked: int = 0
    withheld: Mapping[str, int] = field(default_factory=dict)
    masked: Mapping[str, int] = field(default_factory=dict)
    is_masked: bool = True
    coarsened: int = 0
    notes: tuple[str, ...] = ()


def write_encoded(name: str, view: ExportView, encoded: Encoded, out: Path) -> ExportReport:
    """The files with lists of what was left out, masked and withheld, and a manifest of this format."""
    files = dict(encoded.files)
    if encoded.left_out:
        files[f"{name}.left-out.csv"] = _list_left_out(view, encoded.left_out)
    if view.masked:
        files[f"{name}.masked.csv"] = _list_masked(view)
    if view.withheld:
        files[f"{name}.withheld.csv"] = _list_withheld(view)
    report = _report(name, view, encoded, (*sorted(files), f"{name}.manifest.json"), out)
    make_folder(out)
    hashes = {file: replace_file(out / file, content) for file, content in sorted(files.items())}
    manifest = dump_json(_make_manifest(report, view, hashes)) + "\n"
    replace_file(out / f"{name}.manifest.json", manifest.encode("utf-8"))
    return report


def _report(name: str, view: ExportView, encoded: Encoded, files: tuple[str, ...], out: Path) -> ExportReport:
    return ExportReport(
        format=name,
        out=str(out),
        files=files,
        rows=encoded.rows,
        incidents=len(view.incidents),
        policy=encoded.policy,
        left_out=_tally(one.reason for one in encoded.left_out),
        not_asked=view.unasked,
        withheld=_tally(f"{w.kind}: {w.reason}" for w in view.withheld),
        masked=_tally(s.rule for s in view.masked),
        is_masked=view.options.is_masked,
        coarsened=view.coarsened,
        notes=tuple(encoded.notes),
    )


def _tally(words: object) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))  # type: ignore[call-overload]


def _make_manifest(report: ExportReport, view: ExportView, hashes: Mapping[str, str]) -> JsonObject:
    """What the files depend on; no clock, so that equal ledgers give equal bytes."""
    source = view.ledger.manifest
    options = view.options
    return {
        "format": report.format,
        "version": source.version,
        "packs": dict(source.packs),
        "settings": dict(source.settings),
        "judgement_head": source.judgement_head,
        "policy": report.policy,
        "weight": options.weight,
        "country_policy": options.country_hash,
        "statuses": [*options.statuses],
        "rows": report.rows,
        "incidents": report.incidents,
        "incidents_in_ledger": view.total,
        "not_asked": report.not_asked,
        "left_out": dict(report.left_out),
        "withheld": dict(report.withheld),
        "is_masked": report.is_masked,
        "masked": dict(report.masked),
        "coarsened": report.coarsened,
        "files": dict(hashes),
    }


def _list_left_out(view: ExportView, rows: Sequence[LeftOut]) -> bytes:
    header = ("event_id", "incident_id", "type", "status", "state", "reason", "x_url")
    cells = sorted(
        (
            view.short_ids[r.incident.incident_id], r.incident.incident_id, r.incident.type, r.incident.status,
            r.incident.state, r.reason, view.link(r.incident),
        )
        for r in rows
    )  # fmt: skip
    return write_csv(header, cells, view.options)


def _list_masked(view: ExportView) -> bytes:
    """Where something was masked and by which rule; never the words."""
    rows = [(s.path, s.start, s.end, s.rule) for s in view.masked]
    shown = {a.report.path for a in view.ledger.analyses}
    listed = [(path if path in shown else "", start, end, rule) for path, start, end, rule in rows]
    return write_csv(("path", "start", "end", "rule"), listed, view.options)


def _list_withheld(view: ExportView) -> bytes:
    return write_csv(("kind", "id", "reason"), [(w.kind, w.id, w.reason) for w in view.withheld], view.options)


def make_folder(out: Path) -> None:
    """The folder an export goes to.

    Raises UsageProblem when it cannot be made.
    """
    if out.exists() and not out.is_dir():
        raise UsageProblem(f"--out {out} is a file; name a folder")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageProblem(f"--out {out} cannot be made ({error.strerror}); name another folder") from error


def replace_file(path: Path, content: bytes) -> str:
    """Write beside and rename, so that an interrupted export leaves no half file; gives the hash."""
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise UsageProblem(f"{path} cannot be written ({error.strerror}); check disk and permissions") from error
    return hashlib.sha256(content).hexdigest()
