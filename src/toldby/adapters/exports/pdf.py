"""`pdf`: a report of one incident or of a selection, to be printed or filed; every value beside who says it.

Set by WeasyPrint from a page of its own; no address is fetched. Its bytes depend on the version of the library and
on the fonts of the machine.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from toldby.adapters.exports.extras import load
from toldby.adapters.exports.extras import need as need_extra
from toldby.adapters.exports.site.index import LedgerIndex
from toldby.adapters.exports.site.lines import build_line
from toldby.adapters.exports.site.matrix import build_matrix
from toldby.adapters.exports.site.pages import open_templates
from toldby.adapters.exports.site.phrases import describe_date
from toldby.adapters.exports.written import Encoded
from toldby.application.exporting.view import ExportView
from toldby.domain.ids import hash_content
from toldby.domain.incidents import Incident

if TYPE_CHECKING:
    from jinja2 import Environment

_WHAT: Final = "--format pdf"


def check_installed() -> None:
    """Raises ExtraMissing without the extra `pdf-report`."""
    need_extra("pdf-report", _WHAT, "weasyprint")


def encode(view: ExportView) -> Encoded:
    """One document."""
    library: Any = load("pdf-report", _WHAT + " (with the Pango library of the system)", "weasyprint")
    page = render_page(view)
    refuse = _make_refusal(library)
    identifier = hash_content("pdf", page).encode("ascii")
    document = library.HTML(string=page, url_fetcher=refuse, base_url=None)
    content: bytes = document.write_pdf(pdf_identifier=identifier, pdf_tags=True)
    return Encoded({"toldby.pdf": content}, len(view.incidents))


def _make_refusal(library: Any) -> Any:  # noqa: ANN401 - a class of the library
    class Refusal(library.urls.URLFetcher):  # type: ignore[misc]
        """Nothing is fetched: the page holds all it needs."""

        def fetch(self, url: str, headers: object = None) -> object:
            raise ValueError(f"{url}: nothing is fetched")

    return Refusal()


@cache
def _open() -> Environment:
    from jinja2 import PackageLoader

    return open_templates().overlay(loader=PackageLoader("toldby.adapters.exports", "print"))


def render_page(view: ExportView) -> str:
    """The page that is set; complete in itself."""
    index = LedgerIndex(view.ledger)
    shown = [_tell(view, index, incident) for incident in view.incidents]
    style = (files("toldby.adapters.exports") / "print" / "print.css").read_text(encoding="utf-8")
    title = f"{shown[0]['line'].short_id}: one incident" if len(shown) == 1 else f"{len(shown):,} incidents"
    return (
        _open()
        .get_template("report.html.j2")
        .render(title=title, style=style, facts=_list_facts(view), incidents=shown, reports=_list_reports(view))
    )


def _tell(view: ExportView, index: LedgerIndex, incident: Incident) -> dict[str, Any]:
    names: dict[str, set[str]] = {}
    for place in incident.places:
        for name in place.names:
            names.setdefault(name.text, set()).update(index.actor_names.get(u, u) for u in name.used_by)
    relations = index.relations.get(incident.incident_id, ())
    line = build_line(index, incident)
    return {
        "line": line.__class__(
            incident, view.short_ids[incident.incident_id], line.title, line.when, line.names, line.summary,
            line.disputes, line.reports,
        ),
        "link": view.link(incident),
        "matrix": build_matrix(index, incident),
        "names": [(text, tuple(sorted(names[text]))) for text in sorted(names, key=str.casefold)],
        "silent": sorted({r.camp for r in relations if r.kind == "silent" and r.camp}),
    }  # fmt: skip


def _list_facts(view: ExportView) -> list[str]:
    manifest = view.ledger.manifest
    facts = [f"{len(view.incidents):,} of {view.total:,} incidents", f"toldby {manifest.version}", "policy: none"]
    facts += [f"{view.unasked:,} not asked for"] if view.unasked else []
    facts += [f"{len(view.withheld):,} withheld"] if view.withheld else []
    masked = f"{len(view.masked):,} places with names of private persons masked"
    return [*facts, masked if view.options.is_masked else "private persons are not masked"]


def _list_reports(view: ExportView) -> list[dict[str, str]]:
    told = {doc for incident in view.incidents for doc in incident.documents}
    reports = sorted(
        (a.report for a in view.ledger.analyses if a.report.doc_id in told), key=lambda r: (r.path, r.doc_id)
    )
    return [
        {
            "title": report.title or report.path,
            "outlet": view.index.name_outlet(report) or "outlet not known",
            "published": describe_date(report.published),
            "url": report.url or "",
            "path": report.path,
            "sha256": report.sha256,
        }
        for report in reports
    ]
