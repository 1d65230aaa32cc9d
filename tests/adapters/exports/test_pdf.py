"""The printed report: read back as text, tagged, complete without anything fetched."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from tests.application.exporting.texts import build
from toldby.adapters.exports import pdf
from toldby.application.exporting.options import ExportOptions
from toldby.application.exporting.persons import PersonWords
from toldby.application.exporting.view import ExportView, make_view
from toldby.domain.errors import ExtraMissing, UsageProblem

try:
    pdf.check_installed()
    import weasyprint  # noqa: F401 - needs Pango, a library of the system
except (ExtraMissing, OSError) as error:  # pragma: no cover - depends on the machine
    pytest.skip(f"the extra print cannot be used here: {error}", allow_module_level=True)
pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")

View = Callable[[ExportOptions], ExportView]


def read(view: ExportView) -> str:
    document = pypdf.PdfReader(io.BytesIO(pdf.encode(view).files["toldby.pdf"]))
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"] == True  # noqa: E712 - an object of the format
    return " ".join(" ".join(page.extract_text() for page in document.pages).split())


def test_one_incident_with_every_account(view_demo: View) -> None:
    view = view_demo(ExportOptions(incidents=("TB-3BPW38",)))
    text = read(view)
    assert text.startswith("TB-3BPW38: one incident 1 of 12 incidents")
    assert "11 not asked for" in text
    assert "policy: none" in text
    for name in ("Ministry of Defence", "Truce Monitoring Group", "a hospital doctor in Ondrel", "Fellûg", "Pelluk"):
        assert name in text
    assert "urn:toldby:incident:3BPW38WS261XWC46WM221DTR87" in text.replace(" ", "")
    assert "“On 10 May monitors counted three dead in Pelluk/Fellûg after the shelling of the previous day.”" in text
    for analysis in view.ledger.analyses:
        assert analysis.report.path in text


def test_a_selection_holds_each_of_its_incidents(view_demo: View) -> None:
    view = view_demo(ExportOptions())
    page = pdf.render_page(view)
    for incident in view.incidents:
        assert view.short_ids[incident.incident_id] in page
    assert "http" not in page.replace("https://", "").partition("<h2>Reports")[0], "nothing to be fetched"


def test_words_are_no_markup(person_words: PersonWords) -> None:
    hostile = "Mortars hit Pelluk on 9 May, the <img src=http://x.example/a.png>Imbrel District Council said.\n"
    page = pdf.render_page(make_view(build({"<b>.txt": hostile}), ExportOptions(), person_words))
    assert "<img" not in page
    assert "<b>.txt" not in page


def test_same_bytes_twice(view_demo: View) -> None:
    view = view_demo(ExportOptions(incidents=("TB-245E9B",)))
    assert pdf.encode(view).files == pdf.encode(view).files


def test_an_incident_that_is_none(view_demo: View) -> None:
    with pytest.raises(UsageProblem, match="--incident TB-ZZZZZZ: no incident"):
        view_demo(ExportOptions(incidents=("TB-ZZZZZZ",)))
