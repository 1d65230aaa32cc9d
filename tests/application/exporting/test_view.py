"""What goes out and what does not: no byte of a masked word, no row of an embargoed incident, all of it counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.application.exporting.texts import build
from toldby.adapters.exports.formats import FORMATS, load_encoder
from toldby.adapters.exports.public_site import write_public_site
from toldby.adapters.exports.written import write_encoded
from toldby.application.exporting.options import ExportOptions
from toldby.application.exporting.persons import PersonWords
from toldby.application.exporting.view import ExportView, make_view
from toldby.application.exporting.withholding import Restriction
from toldby.application.query import IncidentQuery
from toldby.bootstrap import make_person_words
from toldby.domain.errors import ExtraMissing
from toldby.domain.ledger import Ledger

SHELLED = (
    "Mortars hit Pelluk\n\nHalvena's defence ministry said Teskorian mortars hit Pelluk on 9 May, killing farmer"
    " Orla Venn, 34.\n\nThe Imbrel District Council said on 10 May that Venn's house burned down.\n"
)
SEIZED = (
    "Ridge taken\n\nThe Ministry of the Armed Forces said on 11 May that its units took control of Kelvoth ridge.\n"
)
NAMES = ("orla", "venn")


@pytest.fixture(scope="module")
def words() -> PersonWords:
    return make_person_words()


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return build({"orla-venn.txt": SHELLED, "ridge.txt": SEIZED})


def list_bytes(view: ExportView, out: Path) -> dict[str, bytes]:
    """Everything every format writes of the view that can be written here, by name."""
    for one in FORMATS:
        try:
            encode = load_encoder(one)
        except ExtraMissing:
            continue
        write_encoded(one.name, view, encode(view), out / one.name)
    write_public_site(view, out / "site")
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_the_masked_name_is_in_no_byte_of_any_format(ledger: Ledger, words: PersonWords, tmp_path: Path) -> None:
    files = list_bytes(make_view(ledger, ExportOptions(), words), tmp_path)
    assert len(files) > len(FORMATS)
    for name, content in files.items():
        assert not [n for n in NAMES if n.encode() in content.lower() or n in name.lower()], name
    listed = (tmp_path / "event-report" / "event-report.masked.csv").read_text(encoding="utf-8")
    assert "age" in listed, "the list says where and why, never what"


def test_names_stand_there_when_asked_for(ledger: Ledger, words: PersonWords, tmp_path: Path) -> None:
    files = list_bytes(make_view(ledger, ExportOptions(is_masked=False), words), tmp_path)
    assert b"Orla Venn" in files["event-report/event-report.csv"], "the canary of the test above is alive"
    manifest = json.loads(files["event-report/event-report.manifest.json"])
    assert manifest["is_masked"] is False


def test_offsets_stay_true(ledger: Ledger, words: PersonWords) -> None:
    view = make_view(ledger, ExportOptions(), words)
    before = {a.report.doc_id: a.report.text for a in ledger.analyses}
    for analysis in view.ledger.analyses:
        assert len(analysis.report.text) == len(before[analysis.report.doc_id])
    for claim in view.ledger.claims:
        text = view.index.report(claim.doc_id).text
        assert claim.text == " … ".join(span.read(text) for span in claim.content)


def test_a_list_kept_by_people(words: PersonWords) -> None:
    told = build({"a.txt": "The council said on 9 May that Quill Marrow closed the mill at Pelluk.\n"})
    assert "Quill Marrow" in make_view(told, ExportOptions(), words).ledger.analyses[0].report.text
    masked = make_view(told, ExportOptions(protected=("Quill Marrow",)), words).ledger.analyses[0].report.text
    assert "Marrow" not in masked


def ids(view: ExportView) -> set[str]:
    return {i.incident_id for i in view.incidents}


# sensitivity cell -> as_of -> goes out
CELLS = [
    ("", None, True),
    ("public", None, True),
    ("sensitive", None, False),
    ("embargo", None, False),
    ("embargo until 2026-12-31", None, False),  # no clock: an embargo holds until somebody says what day it is
    ("embargo until 2026-12-31", "2026-12-30", False),
    ("Embargo 2026-12-31", "2026-12-31", True),
    ("ask Anna first", None, False),  # a word we do not know is no permission
    ("coarsen", None, True),
]


@pytest.mark.parametrize(("cell", "as_of", "is_open"), CELLS)
def test_sensitivity_of_a_report(cell: str, as_of: str | None, is_open: bool, words: PersonWords) -> None:
    ledger = build({"shelled.txt": SHELLED, "ridge.txt": SEIZED}, {"ridge.txt": {"sensitivity": cell}})
    view = make_view(ledger, ExportOptions(as_of=as_of), words)
    ridge = {i.incident_id for i in ledger.incidents if i.type == "posture.position_taken"}
    assert len(ridge) == 1
    assert (ridge <= ids(view)) is is_open
    counted = [w.kind for w in view.withheld]
    assert counted == ([] if is_open else ["incident", "report"])
    assert any("Kelvoth" in a.report.text for a in view.ledger.analyses) is (is_open and cell != "coarsen")


def test_a_withheld_incident_takes_its_words_out_of_a_report_that_tells_more(words: PersonWords) -> None:
    ledger = build({"both.txt": SHELLED + "\n" + SEIZED.partition("\n\n")[2]})
    (ridge,) = [i for i in ledger.incidents if i.type == "posture.position_taken"]
    order = Restriction(f"TB-{ridge.incident_id[:8]}", "exclude")
    view = make_view(ledger, ExportOptions(restrictions=(order,)), words)
    assert ridge.incident_id not in ids(view)
    (analysis,) = view.ledger.analyses
    assert "took control" not in analysis.report.text
    assert "Mortars hit Pelluk" in analysis.report.text
    assert [w.reason for w in view.withheld] == ["sensitive"]


def test_coarse_places_have_no_fine_point_and_no_name(words: PersonWords) -> None:
    ledger = build({"ridge.txt": SEIZED})
    (ridge,) = ledger.incidents
    (fine,) = ridge.places
    order = Restriction(ridge.incident_id, "coarsen")
    view = make_view(ledger, ExportOptions(restrictions=(order,)), words)
    (coarse,) = view.incidents[0].places
    assert (coarse.lat, coarse.lon) != (fine.lat, fine.lon)
    assert coarse.radius_m is not None
    assert fine.radius_m is not None
    assert coarse.radius_m > 7000 > fine.radius_m
    assert (coarse.points, coarse.geojson, coarse.precision) == ((), None, "zone")
    assert "Kelvoth" not in repr(view.ledger)


def test_every_place_on_a_grid(words: PersonWords, ledger: Ledger) -> None:
    view = make_view(ledger, ExportOptions(coarsen_km=25.0), words)
    assert view.coarsened == len(view.incidents) > 0
    places = [p for i in view.incidents for p in i.places if p.lat is not None]
    assert places
    assert all(p.radius_m is not None and p.radius_m > 17_000 for p in places)


def test_a_query_leaves_the_rest_out_and_counts_it(ledger: Ledger, words: PersonWords) -> None:
    whole = make_view(ledger, ExportOptions(), words)
    part = make_view(ledger, ExportOptions(query=IncidentQuery(type="posture")), words)
    assert {i.type for i in part.incidents} == {"posture.position_taken"}
    assert len(part.incidents) + part.unasked == len(whole.incidents) == part.total
    assert {c.doc_id for c in part.ledger.claims} == {a.report.doc_id for a in part.ledger.analyses}
    assert part.short_ids == whole.short_ids
