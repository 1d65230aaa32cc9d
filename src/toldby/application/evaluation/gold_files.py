"""Reads gold and prediction files (formats: the README of the benchmarks) into typed values."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from toldby.application.evaluation.attributions import LABELS, AttributedText, Attribution
from toldby.application.evaluation.incidents import (
    CodedIncident,
    GoldItem,
    IncidentGold,
    OptionalItem,
    Slot,
    Trap,
)
from toldby.application.evaluation.places import Toponym
from toldby.application.evaluation.times import TimeCase, Timex
from toldby.application.evaluation.words import Spans
from toldby.domain.errors import UsageProblem

Json = Mapping[str, Any]  # a parsed line; turned into values here and nowhere else

KINDS = {
    "dead": "killed", "death": "killed", "deaths": "killed", "fatalities": "killed", "injured": "wounded",
    "injuries": "wounded", "casualties": "killed_or_wounded", "killed or wounded": "killed_or_wounded",
    "harmed": "killed_or_wounded",
}  # fmt: skip


def read_lines(path: Path) -> list[Json]:
    """The objects of a JSON-lines file.

    Raises UsageProblem naming file and line of what is no JSON object.
    """
    rows: list[Json] = []
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageProblem(f"{path}: cannot be read ({error.strerror}); check the path") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            rows.append(_parse(line, f"{path}:{number}"))
    return rows


def read_by_id(path: Path, known: Iterable[str] | None = None) -> dict[str, Json]:
    """The objects of a JSON-lines file by their `id`.

    Raises UsageProblem for an id given twice, or one that is not `known`: that document would be left unscored.
    """
    found: dict[str, Json] = {}
    for row in read_lines(path):
        if row["id"] in found:
            raise UsageProblem(f"{path}: id {row['id']!r} stands there twice; keep one line for each document")
        found[row["id"]] = row
    strange = sorted(set(found) - set(known)) if known is not None else []
    if strange:
        raise UsageProblem(f"{path}: {len(strange)} documents are not in the gold file, such as {strange[0]!r}")
    return found


def read_object(path: Path) -> Json:
    """The one object of a JSON file."""
    try:
        return _parse(path.read_text(encoding="utf-8"), str(path))
    except OSError as error:
        raise UsageProblem(f"{path}: cannot be read ({error.strerror}); check the path") from error


def _parse(text: str, where: str) -> Json:
    try:
        row = json.loads(text)
    except ValueError as error:
        raise UsageProblem(f"{where}: no JSON ({error}); a gold file has one object a line") from error
    if not isinstance(row, dict):
        raise UsageProblem(f"{where}: no JSON object")
    return row


def _spans(rows: Iterable[Sequence[int]] | None) -> Spans:
    return tuple((s, e) for s, e in rows or ())


def read_attributed(row: Json, text: str | None = None) -> AttributedText:
    """One line of an attribution file; a prediction may leave out its text."""
    attributions = tuple(_read_attribution(a) for a in row.get("attributions", ()))
    narrator = _spans(row["narrator"]) if "narrator" in row else None
    return AttributedText(row["id"], row.get("text", text or ""), attributions, narrator, _spans(row.get("traps")))


def _read_attribution(a: Json) -> Attribution:
    targets = a.get("targets") or ()
    return Attribution(
        a.get("id"), _spans(a.get("source")), _spans(a.get("cue")), _spans(a.get("content")),
        tuple(_spans(v) for v in a.get("content_alt") or ()),
        tuple((k, a[k]) for k in LABELS if k in a), a.get("speaker_id"), a.get("parent"),
        (targets,) if isinstance(targets, str) else tuple(targets), frozenset({"parent", "targets"} & a.keys()),
    )  # fmt: skip


def read_timexes(row: Json) -> tuple[Timex, ...]:
    """The expressions of one line."""
    return tuple(Timex(t["start"], t["end"], t.get("type", ""), t.get("value", "")) for t in row.get("timex", ()))


def read_cases(path: Path) -> tuple[tuple[TimeCase, Json], ...]:
    """The cases of a case list, each with its whole row."""
    rows = read_object(path)["cases"]
    return tuple((TimeCase(c["id"], c["granularity"], c["start"], c["end"]), c) for c in rows)


def read_toponyms(row: Json) -> tuple[Toponym, ...]:
    """The place names of one line."""
    return tuple(
        Toponym(
            t["start"], t["end"], t.get("lat"), t.get("lon"), t.get("geonameid"), t.get("radius_m"), t.get("type", "-")
        )
        for t in row.get("toponyms", ())
    )


def read_incident_gold(path: Path) -> IncidentGold:
    """A file of hand-coded items."""
    gold = read_object(path)
    return IncidentGold(
        tuple(_read_item(x) for x in gold["incidents"]),
        tuple((m["incident"], tuple(m["documents"])) for m in gold["cross_document_coreference"]),
        tuple((m["a"], m["b"]) for m in gold["must_not_merge"]),
        tuple((a, b) for a, b in gold["mirror_pairs"]),
        tuple(Trap(t["id"], t["kind"], _doc_spans(t["spans"]), t.get("date")) for t in gold["traps"]),
        tuple((a["flag_between"][0], a["flag_between"][1]) for a in gold["aggregates"]),
        tuple(OptionalItem(tuple(o["types"]), _doc_spans(o["spans"])) for o in gold.get("optional", ())),
    )


def _doc_spans(rows: Iterable[Json]) -> tuple[tuple[str, int, int], ...]:
    return tuple((r["doc"], r["start"], r["end"]) for r in rows)


def _read_item(x: Json) -> GoldItem:
    when = x["when"]
    slots = tuple(
        Slot((c["side"], *c.get("side_accept", ())), c["kind"], c["low"], c["high"], c["scored"])
        for c in x["casualties"]
    )
    return GoldItem(
        x["id"], x["kind"], x["type"], tuple(x.get("type_accept", ())), _doc_spans(x["evidence"]), when["start"],
        when["end"], _window(when["accept_start"]), _window(when["accept_end"]), when["open_start"], when["open_end"],
        slots, tuple(link["target"] for link in x["links"] if link["kind"] == "part_of"),
    )  # fmt: skip


def _window(days: Sequence[str] | None) -> tuple[str, str] | None:
    return (days[0], days[1]) if days else None


def read_coded_file(path: Path, documents: Path | None) -> list[CodedIncident]:
    """The lines of `incidents.jsonl`; `documents` tells the paths of doc ids.

    Raises UsageProblem for an id given twice or a span that cannot be one.
    """
    names = {r["doc_id"]: r["path"] for r in read_lines(documents)} if documents is not None else {}
    coded = [_read_coded(row, number, names) for number, row in enumerate(read_lines(path), 1)]
    for id_, times in Counter(c.id for c in coded).items():
        if times > 1:
            raise UsageProblem(f"{path}: incident_id {id_!r} stands there {times} times; ids must differ")
    for c in coded:
        if any(not 0 <= start < end for _, start, end in c.spans):
            raise UsageProblem(f"{path}: incident {c.id!r} has an evidence span that ends before it begins")
    return coded


def _read_coded(row: Json, number: int, names: Mapping[str, str]) -> CodedIncident:
    slots = tuple(_read_slot(c) for c in row.get("casualties") or ())
    mirrors = tuple(k["incident_id"] for k in row.get("links") or () if k.get("kind") == "mirror_account_of")
    spans = tuple(
        (shorten_name(names.get(e["doc"], e["doc"])), e["start"], e["end"]) for e in row.get("evidence") or ()
    )
    return CodedIncident(
        row.get("incident_id", f"line{number}"), row["type"], row.get("status") or "asserted", row.get("start"),
        row.get("end"), spans, slots, mirrors,
    )  # fmt: skip


def _read_slot(c: Json) -> Slot:
    kind = KINDS.get(str(c.get("kind")).lower(), c.get("kind"))
    return Slot((c.get("side") or "unknown",), kind, c.get("low"), c.get("high"))


def read_clusters(path: Path) -> Mapping[str, str | None]:
    """Report id -> cluster id, from one JSON object.

    Raises UsageProblem for clusters of mentions, which are not scored here.
    """
    found = read_object(path)
    if any(isinstance(value, list) for value in found.values()):
        raise UsageProblem(f"{path}: holds mentions; only clusters of reports are scored here")
    return {id_: None if value is None else str(value) for id_, value in found.items()}


def shorten_name(path: str) -> str:
    """Documents go by their file name without `.txt`: "seeds/000.txt" -> "000"."""
    base = path.rpartition("/")[2]
    return base.removesuffix(".txt")
