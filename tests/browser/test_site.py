"""The static site in a browser."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.adapters.exports.site import ledger as made
from tests.browser.visit import Visitor
from toldby.adapters.exports.site.index import LedgerIndex
from toldby.domain.claims import Claim
from toldby.domain.incidents import Incident

INDEX = LedgerIndex(made.LEDGER)
TOP = ("index", "disputes", "reports", "sources", "problems")
IS_OUTLINED = "e => getComputedStyle(e).outlineStyle === 'solid' && parseFloat(getComputedStyle(e).outlineWidth) >= 2"
IS_IN_VIEW = "e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }"


def incident_page(site: Path, incident: Incident) -> Path:
    return site / "incidents" / f"{INDEX.short_ids[incident.incident_id]}.html"


def list_pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_every_page_opens_quietly_and_asks_for_nothing_outside(site: Path, visitor: Visitor) -> None:
    with visitor.visit(site / "index.html") as visit:
        for path in list_pages(site):
            visit.page.goto(path.as_uri())
            assert visit.complaints == [], path.name
        assert {url.partition(":")[0] for url in visit.requests} == {"file"}
        assert any(url.endswith("toldby.css") for url in visit.requests)


def test_no_page_scrolls_sideways(site: Path, visitor: Visitor) -> None:
    root = "document.documentElement"
    with visitor.visit(site / "index.html") as visit:
        for path in list_pages(site):
            visit.page.goto(path.as_uri())
            for width in (320, 360, 1280):
                visit.page.set_viewport_size({"width": width, "height": 800})
                over = visit.page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
                assert over <= 0, f"{path.name}: {over} px too wide at {width} px"


@pytest.mark.parametrize("name", TOP)
def test_pages_are_complete_with_scripts_off(site: Path, visitor: Visitor, name: str) -> None:
    with visitor.visit(site / f"{name}.html", scripts=False) as visit:
        assert visit.page.locator("h1").count() == 1
        assert visit.page.locator("nav a[aria-current]").count() == 1
        assert visit.page.locator("form[data-filter]:visible").count() == 0
    with visitor.visit(site / "index.html", scripts=False) as visit:
        assert visit.page.locator(".incidents > li:visible").count() == len(made.INCIDENTS)


@pytest.mark.parametrize("incident", made.INCIDENTS, ids=lambda i: i.type)
def test_the_matrix_shows_every_supporting_claim_once_a_row(site: Path, visitor: Visitor, incident: Incident) -> None:
    wanted = Counter(c for slot in {p.slot for p in incident.propositions} for c in supporters(incident, slot))
    with visitor.visit(incident_page(site, incident)) as visit:
        statements = visit.page.locator(".matrix tbody td .statement:not(:has(.chip.denies))")
        shown = Counter(statements.locator("a.evidence").evaluate_all("all => all.map(a => a.dataset.claim)"))
        assert {c: shown[c] for c in wanted} == {c: n + read_besides(incident, c) for c, n in wanted.items()}
        columns = visit.page.locator(".matrix thead th").count() - 1
        rows = visit.page.locator(".matrix tbody tr").count()
        cells = visit.page.locator(".matrix tbody td").count()
        assert cells == columns * rows
        empty = visit.page.locator(".matrix tbody td.empty")
        assert empty.locator(".chip.silent").count() == empty.count()


def supporters(incident: Incident, slot: str) -> set[str]:
    return {c for p in incident.propositions if p.slot == slot for c in p.support}


def read_besides(incident: Incident, claim_id: str) -> int:
    """Days and places nobody disputes are no points of the ledger; they are read from the claims."""
    told = [t for claim, t in INDEX.list_told(incident) if claim.claim_id == claim_id]
    return sum(bool(t.when.start) + bool(t.places) for t in told)


def test_silence_is_written_out(site: Path, visitor: Visitor) -> None:
    with visitor.visit(incident_page(site, made.SHELLING)) as visit:
        silent = visit.page.locator(".matrix td.empty").first
        assert "silent" in silent.inner_text()


AIMS = [made.FIVE, made.UNTRUE, made.INNER, made.WALL, made.WATER, made.WOMAN]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("claim", AIMS, ids=lambda c: c.text[:20])
def test_an_evidence_link_leads_to_exactly_its_words(site: Path, visitor: Visitor, claim: Claim, scripts: bool) -> None:
    incident = next(i for i, claims in made.TOLD_IN.items() if claim in claims)
    with visitor.visit(incident_page(site, incident), scripts=scripts) as visit:
        visit.page.locator(f'a.evidence[href$="#c-{claim.claim_id}"]').first.click()
        target = visit.page.locator(f'[id="c-{claim.claim_id}"]')
        report = INDEX.analyses[claim.doc_id].report
        assert target.text_content() == claim.content[0].read(report.text)
        assert target.evaluate(IS_OUTLINED)
        assert target.evaluate(IS_IN_VIEW)
        marks = visit.page.locator("article mark")
        shown = marks.evaluate_all(f"all => all.map({IS_OUTLINED})")
        outlined = [text for text, is_shown in zip(marks.all_text_contents(), shown, strict=True) if is_shown]
        parts = [span.read(report.text) for span in claim.content] if scripts else [target.text_content()]
        assert outlined == parts


def test_claims_of_a_report_are_reached_by_keyboard(site: Path, visitor: Visitor) -> None:
    page = site / "reports" / INDEX.page_names[made.COURIER_REPORT.doc_id]
    with visitor.visit(page) as visit:
        link = visit.page.locator(f'.claims a[href="#c-{made.INNER.claim_id}"]')
        link.focus()
        visit.page.keyboard.press("Enter")
        assert visit.page.locator(f'[id="c-{made.INNER.claim_id}"]').evaluate(IS_OUTLINED)


def test_filters_narrow_the_list_and_say_how_far(site: Path, visitor: Visitor) -> None:
    with visitor.visit(site / "index.html") as visit:
        page, shown = visit.page, visit.page.locator(".incidents > li:visible")
        whole = page.locator("#count").inner_text()
        page.select_option("select[name=state]", "contested")
        assert shown.count() == 2
        assert page.locator("#count").inner_text() == "2 of 5 incidents shown"
        page.fill("input[name=q]", "ulvane")
        assert shown.count() == 1
        assert "q=ulvane" in page.url
        page.fill("input[name=q]", "")
        page.select_option("select[name=state]", "")
        assert page.locator("#count").inner_text() == whole
        page.fill("input[name=from]", "2019-05-11")
        assert shown.count() == 2
        page.fill("input[name=from]", "")
        page.fill("input[name=to]", "2019-05-08")
        assert shown.count() == 1


def test_a_filter_in_the_address_is_kept(site: Path, visitor: Visitor) -> None:
    with visitor.visit(site / "index.html") as visit:
        visit.page.goto(f"{(site / 'index.html').as_uri()}#state=agreed")
        visit.page.reload()
        assert visit.page.locator(".incidents > li:visible").count() == 1
    with visitor.visit(site / "index.html") as visit:
        visit.page.goto(f"{(site / 'index.html').as_uri()}#q=%E0%A4%A")
        visit.page.reload()
        assert visit.complaints == []


def test_hostile_text_is_shown_and_not_run(site: Path, visitor: Visitor) -> None:
    report = site / "reports" / INDEX.page_names[made.HOSTILE_REPORT.doc_id]
    with visitor.visit(report) as visit:
        assert made.HOSTILE in visit.page.locator("article").inner_text()
        for path in (report, incident_page(site, made.CUT_OFF), *(site / f"{name}.html" for name in TOP)):
            visit.page.goto(path.as_uri())
            assert visit.page.title().endswith("toldby"), path.name
            assert visit.page.locator("img, body script").count() == 0, path.name


def test_right_to_left_text_runs_right_to_left(site: Path, visitor: Visitor) -> None:
    with visitor.visit(site / "reports" / INDEX.page_names[made.ARABIC_REPORT.doc_id]) as visit:
        body = visit.page.locator("article .zone.body")
        assert body.evaluate("e => getComputedStyle(e).direction") == "rtl"
        assert visit.page.locator("article").get_attribute("lang") == "ar"
        assert visit.page.locator("h1").evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_on_a_phone_a_row_is_a_card_without_silent_cells(site: Path, visitor: Visitor) -> None:
    with visitor.visit(incident_page(site, made.SHELLING), width=360) as visit:
        assert visit.page.locator(".matrix td.empty:visible").count() == 0
        cell = visit.page.locator(".matrix td:not(.empty)").first
        name = cell.evaluate("e => getComputedStyle(e, '::before').content")
        assert made.MINISTRY.name in name


def test_targets_are_large_enough(site: Path, visitor: Visitor) -> None:
    with visitor.visit(site / "index.html", width=360) as visit:
        heights = visit.page.locator("nav a, .filter input, .filter select").evaluate_all(
            "all => all.map(e => e.getBoundingClientRect().height)"
        )
        assert min(heights) >= 28


def test_dark_mode_is_dark(site: Path, visitor: Visitor) -> None:
    with visitor.visit(site / "index.html", scheme="dark") as visit:
        assert visit.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 23, 26)"
