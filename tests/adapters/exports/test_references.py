"""CSL-JSON and BibTeX read back by the libraries of people who cite."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from toldby.adapters.exports import bibtex, csl
from toldby.application.exporting.view import ExportView
from toldby.domain.text import DocumentDate

TYPES = {"article-newspaper", "webpage"}
FIELDS = {
    "id", "type", "title", "container-title", "author", "issued", "accessed", "URL", "archive_location", "language",
    "note",
}  # fmt: skip
"""Those of the CSL 1.0.2 schema that we use."""


def test_items(demo_view: ExportView) -> None:
    items = json.loads(csl.encode(demo_view).files["references.csl.json"])
    assert [item["id"] for item in items] == sorted(a.report.doc_id for a in demo_view.ledger.analyses)
    for item in items:
        assert item["type"] in TYPES
        assert set(item) <= FIELDS
    by_url = {item["URL"]: item for item in items}
    assert by_url["https://defence.halvena.example/s1"]["type"] == "webpage", "a statement, by its issuer"
    assert by_url["https://tpa.example/r02"]["issued"] == {"date-parts": [[2019, 5, 8]]}
    undated = by_url["https://brasslight.example/r12"]["issued"]
    assert undated == {"date-parts": [[2019, 5, 16], [2019, 5, 22]], "circa": True}, "worked out, and a range"


def test_a_citation_program_sets_every_item(demo_view: ExportView) -> None:
    source = pytest.importorskip("citeproc.source.json", reason="citeproc-py is not installed")
    items = json.loads(csl.encode(demo_view).files["references.csl.json"])
    read = source.CiteProcJSON(items)
    assert len(read) == len(items)
    one = read[items[0]["id"].lower()] if items[0]["id"].lower() in read else read[items[0]["id"]]
    assert "".join(one["title"]) == items[0]["title"]


@pytest.mark.parametrize("name", ["references.bib", "references.plain.bib"])
def test_bibliographies_read_back(name: str, demo_view: ExportView) -> None:
    parser = pytest.importorskip("bibtexparser", reason="bibtexparser is not installed")
    content = bibtex.encode(demo_view).files[name].decode("utf-8")
    library = parser.parse_string(content)
    assert not library.failed_blocks
    entries = {entry.key: entry for entry in library.entries}
    assert set(entries) == {a.report.doc_id for a in demo_view.ledger.analyses}
    for analysis in demo_view.ledger.analyses:
        entry = entries[analysis.report.doc_id].fields_dict
        assert entry["title"].value.strip("{}") == (analysis.report.title or analysis.report.path)
        assert entry["author"].value.startswith("{"), "a body is no first and last name"
        assert entry["url"].value == analysis.report.url
    kinds = {entry.entry_type for entry in library.entries}
    assert kinds == ({"online"} if name == "references.bib" else {"misc"})


def test_dates_in_edtf(demo_view: ExportView) -> None:
    parser = pytest.importorskip("bibtexparser", reason="bibtexparser is not installed")
    library = parser.parse_string(bibtex.encode(demo_view).files["references.bib"].decode("utf-8"))
    dates = {entry.fields_dict["url"].value: entry.fields_dict["date"].value for entry in library.entries}
    assert dates["https://tpa.example/r02"] == "2019-05-08"
    assert dates["https://brasslight.example/r12"] == "2019-05-16~/2019-05-22~"


def test_an_unknown_date_is_left_out(demo_view: ExportView) -> None:
    first = demo_view.ledger.analyses[0]
    undated = replace(first, report=replace(first.report, published=DocumentDate(), title="100 % & {more}_$"))
    view = replace(demo_view, ledger=replace(demo_view.ledger, analyses=(undated,)))
    (item,) = json.loads(csl.encode(view).files["references.csl.json"])
    assert "issued" not in item
    files = bibtex.encode(view).files
    assert b"date =" not in files["references.bib"]
    assert rb"title = {{100 \% \& \{more\}\_\$}}" in files["references.bib"]
