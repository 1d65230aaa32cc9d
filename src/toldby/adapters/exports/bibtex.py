"""`bibtex`: the reports for BibLaTeX (`references.bib`, `@online` with EDTF dates) and plain BibTeX (`@misc`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from toldby.adapters.exports.csl import GIVEN, is_statement, list_links
from toldby.adapters.exports.written import Encoded
from toldby.application.exporting.view import ExportView
from toldby.domain.text import DocumentDate, Report

_SPECIAL: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def encode(view: ExportView) -> Encoded:
    """Both files; entries in the order of ids."""
    reports = sorted((a.report for a in view.ledger.analyses), key=lambda r: r.doc_id)
    files = {
        "references.bib": "\n".join(write_entry("online", r, _tell(view, r) | _date(r.published)) for r in reports),
        "references.plain.bib": "\n".join(write_entry("misc", r, _tell(view, r) | _year(r.published)) for r in reports),
    }
    return Encoded({name: text.encode("utf-8") for name, text in files.items()}, len(reports))


def _tell(view: ExportView, report: Report) -> dict[str, str | None]:
    outlet = view.index.name_outlet(report)
    meta = dict(report.meta)
    links = list_links(view, report)
    return {
        # a name in braces of its own is a body, not a first and a last name
        "author": "{" + escape(meta.get("author") or outlet) + "}" if meta.get("author") or outlet else None,
        "title": "{" + escape(report.title or report.path) + "}",
        "organization": escape(outlet) if outlet and is_statement(view, report) else None,
        "journaltitle": "{" + escape(outlet) + "}" if outlet and not is_statement(view, report) else None,
        "url": report.url,
        "language": report.language,
        "note": escape(f"sha256:{report.sha256}; incidents: {', '.join(links) or 'none'}"),
    }


def escape(text: str | None) -> str:
    """Text as TeX reads it."""
    return "".join(_SPECIAL.get(ch, ch) for ch in " ".join((text or "").split()))


def _date(published: DocumentDate) -> dict[str, str | None]:
    first, last = (value[:10] if value else None for value in (published.earliest, published.latest))
    if first is None and last is None:
        return {}
    mark = "" if published.method in GIVEN else "~"
    if first == last:
        return {"date": f"{first}{mark}"}
    return {"date": f"{first + mark if first else ''}/{last + mark if last else ''}"}


def _year(published: DocumentDate) -> dict[str, str | None]:
    years = {value[:4] for value in (published.earliest, published.latest) if value}
    return {"year": years.pop() if len(years) == 1 else None, "howpublished": "Online"}


def write_entry(kind: str, report: Report, fields: Mapping[str, str | None]) -> str:
    """One entry; the key is the report's id."""
    lines = [f"  {name} = {{{value}}}," for name, value in sorted(fields.items()) if value]
    return "\n".join([f"@{kind}{{{report.doc_id},", *lines, "}", ""])
