"""`pdf`: a report of one incident or of a selection, to be printed or filed; every value beside who says it.

Set by WeasyPrint from a page of its own; no address is fetched. Its bytes depend on the version of the library and
on the fonts of the machine.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from toldby.adapters.exports.extras import load
from toldby.adapters.exports.extras import need as need_extra
from toldby.adapters.exports.site.index import LedgerIndex
from toldby.adapters.exports.site.lines import IncidentLine, build_line
from toldby.adapters.exports.site.matrix import Matrix, build_matrix
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
    """Raises ExtraMissing without the extra `print`."""
    need_extra("print", _WHAT, "weasyprint")


def encode(view: ExportView) -> Encoded:
    """One document."""
    library: Any = load("print", _WHAT + " (with the Pango library of the system)", "weasyprint")
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
    title = f"{shown[0].line.short_id}: one incident" if len(shown) == 1 else f"{len(shown):,} incidents"
    return (
        _open()
        .get_template("report.html.j2")
        .render(title=title, style=style, facts=_list_facts(view), incidents=shown, reports=_list_reports(view))
    )


@dataclass(frozen=True, slots=True)
class Printed:
    """One incident as it is printed."""

    line: IncidentLine
    link: str
    matrix: Matrix
    names: tuple[tuple[str, tuple[str, ...]], ...]
    silent: tuple[str, ...]


def _tell(view: ExportView, index: LedgerIndex, incident: Incident) -> Printed:
    names: dict[str, set[str]] = {}
    for place in incident.places:
        for name in place.names:
            names.setdefault(name.text, set()).update(index.actor_names.get(u, u) for u in name.used_by)
    relations = index.relations.get(incident.incident_id, ())
    return Printed(
        replace(build_line(index, incident), short_id=view.short_ids[incident.incident_id]),
        view.link(incident),
        build_matrix(index, incident),
        tuple((text, tuple(sorted(names[text]))) for text in sorted(names, key=str.casefold)),
        tuple(sorted({r.camp for r in relations if r.kind == "silent" and r.camp})),
    )


def _list_facts(view: ExportView) -> list[str]:
    manifest = view.ledger.manifest
    facts = [f"{len(view.incidents):,} of {view.total:,} incidents", f"toldby {manifest.version}", "policy: none"]
    facts += [f"{view.unasked:,} not asked for"] if view.unasked else []
    facts += [f"{len(view.withheld):,} withheld"] if view.withheld else []
    masked = f"{len(view.masked):,} places with names of private persons masked"
    return [*facts, masked if view.options.is_masked else "private persons are not masked"]


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """One report in the list at the end."""

    title: str
    outlet: str
    published: str
    url: str
    path: str
    sha256: str


def _list_reports(view: ExportView) -> list[PrintedReport]:
    told = {doc for incident in view.incidents for doc in incident.documents}
    reports = (a.report for a in view.ledger.analyses if a.report.doc_id in told)
    return [
        PrintedReport(
            report.title or report.path,
            view.index.name_outlet(report) or "outlet not known",
            describe_date(report.published),
            report.url or "",
            report.path,
            report.sha256,
        )
        for report in sorted(reports, key=lambda r: (r.path, r.doc_id))
    ]
