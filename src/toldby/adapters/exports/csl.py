"""`csl`: the reports as CSL-JSON, for reference managers; an inferred date is `circa`, an unknown one left out."""

from __future__ import annotations

from typing import Final

from toldby.adapters.exports.written import Encoded
from toldby.application.codec import JsonObject, JsonValue, dump_json
from toldby.application.exporting.view import ExportView
from toldby.domain.text import DocumentDate, Report

GIVEN: Final = frozenset({"user", "feed", "archive", "api", "page", "url"})
"""Methods by which a date was told, not worked out."""


def encode(view: ExportView) -> Encoded:
    """One list of items."""
    items = [make_item(view, a.report) for a in sorted(view.ledger.analyses, key=lambda a: a.report.doc_id)]
    content = dump_json([*items]) + "\n"
    return Encoded({"references.csl.json": content.encode("utf-8")}, len(items))


def make_item(view: ExportView, report: Report) -> JsonObject:
    """One report; every cell that is not known is left out."""
    outlet = view.index.name_outlet(report)
    meta = dict(report.meta)
    author = meta.get("author") or outlet
    item: dict[str, JsonValue] = {
        "id": report.doc_id,
        "type": "webpage" if is_statement(view, report) else "article-newspaper",
        "title": report.title or report.path,
        "container-title": outlet,
        "author": [{"literal": author}] if author else None,
        "issued": tell_issued(report.published),
        "accessed": _tell_day(meta.get("retrieved", "")),
        "URL": report.url,
        "archive_location": meta.get("archive_url"),
        "language": report.language,
        "note": f"sha256:{report.sha256}; incidents: {', '.join(list_links(view, report)) or 'none'}",
    }
    return {name: value for name, value in item.items() if value is not None}


def is_statement(view: ExportView, report: Report) -> bool:
    """The report is the issuer's own statement: no chain of its claims begins with an outlet or agency."""
    chains = [c.chain for c in view.index.claims_in.get(report.doc_id, ()) if c.chain]
    return bool(chains) and all(chain[0].role == "institution" for chain in chains)


def list_links(view: ExportView, report: Report) -> list[str]:
    """Permalinks of the incidents it tells of."""
    return sorted(view.link(i) for i in view.index.incidents_in.get(report.doc_id, ()))


def tell_issued(published: DocumentDate) -> JsonValue:
    """A day, or two for a range; None when nothing is known."""
    days = [value for value in (published.earliest, published.latest) if value is not None]
    if not days:
        return None
    parts: list[JsonValue] = [
        [int(piece) for piece in day[:10].split("-")] for day in dict.fromkeys(d[:10] for d in days)
    ]
    issued: JsonObject = {"date-parts": parts}
    if published.method not in GIVEN:
        issued["circa"] = True
    return issued


def _tell_day(value: str) -> JsonValue:
    day = value[:10]
    pieces = day.split("-")
    is_day = len(pieces) == 3 and all(piece.isdigit() for piece in pieces)
    return {"date-parts": [[int(piece) for piece in pieces]]} if is_day else None
