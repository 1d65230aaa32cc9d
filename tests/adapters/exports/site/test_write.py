from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.adapters.exports.site import ledger as made
from toldby.adapters.exports.site.index import LedgerIndex
from toldby.adapters.exports.site.write import write_site
from toldby.domain.ledger import Ledger, verify_spans

EMPTY = replace(
    made.LEDGER,
    analyses=(),
    claims=(),
    incidents=(),
    relations=(),
    reuse=(),
    origins=(),
    problems=(),
    main_incidents=(),
)
FORBIDDEN = re.compile(
    r"\b(true|false|alleg\w*|so-called|regime|claim(s|ed)? that|liar?s?|propaganda)\b", re.IGNORECASE
)
QUOTED = {"q", "mark", "article", "bdi", "title"}
KNOWN_TAGS = {
    "a", "article", "aside", "b", "bdi", "body", "br", "caption", "circle", "details", "div", "figcaption", "figure",
    "footer", "form", "g", "h1", "h2", "head", "header", "html", "input", "label", "li", "line", "link", "main", "mark",
    "meta", "nav", "ol", "option", "p", "q", "rect", "script", "select", "span", "strong", "summary", "svg", "table",
    "tbody", "td", "text", "th", "thead", "title", "tr", "ul",
}  # fmt: skip
VOID = {"meta", "link", "br", "input", "img"}


class Reader(HTMLParser):
    """Collects ids, links, tags and the text that is not quoted."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.links.append(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        if not QUOTED & set(self.open):
            self.words.append(data)


def read_files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(made.LEDGER, tmp_path_factory.mktemp("site")).parent


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Reader]:
    return {str(p.relative_to(site)): Reader(p.read_text(encoding="utf-8")) for p in sorted(site.rglob("*.html"))}


def test_the_fixture_keeps_the_laws_of_a_ledger() -> None:
    for analysis in made.LEDGER.analyses:
        verify_spans(analysis)


def test_every_incident_and_report_has_a_page(pages: dict[str, Reader]) -> None:
    index = LedgerIndex(made.LEDGER)
    expected = {f"incidents/{index.short_ids[i.incident_id]}.html" for i in made.INCIDENTS}
    expected |= {f"reports/{index.page_names[r.doc_id]}" for r in made.REPORTS}
    assert expected <= set(pages)
    assert {"index.html", "disputes.html", "reports.html", "sources.html", "problems.html"} <= set(pages)


def test_the_same_ledger_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    write_site(made.LEDGER, tmp_path)
    assert read_files(tmp_path) == read_files(site)


def test_a_second_export_replaces_old_pages_and_leaves_other_files(tmp_path: Path) -> None:
    write_site(made.LEDGER, tmp_path)
    (tmp_path / "notes.md").write_text("mine")
    write_site(EMPTY, tmp_path)
    assert list((tmp_path / "incidents").iterdir()) == []
    assert (tmp_path / "notes.md").read_text() == "mine"


def test_nothing_in_a_report_becomes_markup(pages: dict[str, Reader]) -> None:
    for name, page in pages.items():
        assert page.tags <= KNOWN_TAGS, name
        assert not {a for a in page.attributes if a.startswith("on")}, name
        assert page.open == [], name


def test_scripts_and_styles_are_files_of_the_site(site: Path, pages: dict[str, Reader]) -> None:
    for name, page in pages.items():
        for link in page.links:
            path, _, fragment = link.partition("#")
            assert not re.match(r"[a-z]+:|//|/", path), f"{name}: {link}"
            target = ((site / name).parent / path).resolve() if path else site / name
            assert target.is_file(), f"{name}: {link}"
            if fragment:
                assert fragment in pages[str(target.relative_to(site.resolve()))].ids, f"{name}: {link}"


def test_ids_are_unique(pages: dict[str, Reader]) -> None:
    for name, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), name


def test_pages_use_neutral_words(pages: dict[str, Reader]) -> None:
    for name, page in pages.items():
        found = FORBIDDEN.search(" ".join(page.words).replace(made.HOSTILE, ""))
        assert found is None, f"{name}: {found}"


def test_no_side_has_a_colour(site: Path) -> None:
    style = (site / "static" / "toldby.css").read_text(encoding="utf-8")
    for path in site.rglob("*.html"):
        assert "style=" not in path.read_text(encoding="utf-8")
    for side in ("halvena", "teskoria"):
        assert side not in style


def test_whole_texts_are_shown_only_when_asked_for(tmp_path: Path) -> None:
    index = LedgerIndex(made.LEDGER)
    page = f"reports/{index.page_names[made.COURIER_REPORT.doc_id]}"
    write_site(made.LEDGER, tmp_path / "short")
    write_site(made.LEDGER, tmp_path / "whole", full_text=True)
    short, whole = ((tmp_path / n / page).read_text(encoding="utf-8").count("Traders") for n in ("short", "whole"))
    assert (short, whole) == (3, 8)


@pytest.mark.parametrize("ledger", [EMPTY, replace(made.LEDGER, relations=(), origins=made.LEDGER.origins)])
def test_pages_of_less_than_a_whole_ledger(ledger: Ledger, tmp_path: Path) -> None:
    for path in write_site(ledger, tmp_path).parent.rglob("*.html"):
        assert Reader(path.read_text(encoding="utf-8")).open == []
