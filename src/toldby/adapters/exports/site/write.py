"""Writes the site: one folder with relative links that opens by `file://`."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from toldby.adapters.exports.site.index import LedgerIndex
from toldby.adapters.exports.site.pages import Pages
from toldby.domain.ledger import Ledger

CONTEXT = 200
"""Code points shown around each claim unless whole texts are asked for (copyright of the press)."""


def write_site(ledger: Ledger, out: Path, *, full_text: bool = False) -> Path:
    """Writes all pages below `out` and gives the path of the first page.

    Equal ledgers give equal bytes; pages of an earlier export in `out` are replaced, other files
    are left alone.
    """
    index = LedgerIndex(ledger)
    pages = Pages(index, None if full_text else CONTEXT)
    for folder in ("incidents", "reports", "static"):
        (out / folder).mkdir(parents=True, exist_ok=True)
        for old in (out / folder).glob("*.html"):
            old.unlink()
    top = {"index": pages.incidents, "disputes": pages.disputes, "reports": pages.reports,
           "sources": pages.sources, "problems": pages.problems}  # fmt: skip
    for name, render in top.items():
        _write(out / f"{name}.html", render())
    for line in pages.lines:
        _write(out / "incidents" / f"{line.short_id}.html", pages.incident(line))
    for analysis in ledger.analyses:
        report = analysis.report
        _write(out / "reports" / index.page_names[report.doc_id], pages.report(report))
    for asset in (files("toldby.adapters.exports.site") / "static").iterdir():
        _write(out / "static" / asset.name, asset.read_text(encoding="utf-8"))
    return out / "index.html"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
