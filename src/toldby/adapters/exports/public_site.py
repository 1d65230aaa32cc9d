"""`site --masked`: the pages of a view, so that nothing masked, withheld or not asked for stands on them."""

from __future__ import annotations

from pathlib import Path

from toldby.adapters.exports.site.write import write_site
from toldby.adapters.exports.written import Encoded, ExportReport, write_encoded
from toldby.application.exporting.view import ExportView


def write_public_site(view: ExportView, out: Path, *, full_text: bool = False) -> ExportReport:
    """Pages with the lists of what was kept back, and a manifest of what they depend on."""
    write_site(view.ledger, out, full_text=full_text)
    pages = sum(1 for path in out.rglob("*.html"))
    return write_encoded("site", view, Encoded({}, len(view.incidents), notes=(f"{pages:,} pages",)), out)
