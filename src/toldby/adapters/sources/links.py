"""Lists of addresses: plain text, CSV with the columns of a sidecar, OPML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from toldby.adapters.sources.dates import date_evidence
from toldby.adapters.sources.members import Items, Link, Member, refuse_member
from toldby.adapters.sources.page.metadata import check_url
from toldby.adapters.sources.sidecar import SidecarRow, read_sidecar_row
from toldby.adapters.sources.words import Given
from toldby.adapters.sources.xml import parse_xml
from toldby.domain.errors import SourceUnreadable
from toldby.domain.text import DateEvidence

_ADDRESS = re.compile(r"https?://\S+")
_MOST_OUTLINES = 10_000


def looks_like_addresses(text: str) -> bool:
    """Every line is an address, a `#` comment or blank, and there is at least one address."""
    lines = [line.strip() for line in text.splitlines()]
    told = [line for line in lines if line and not line.startswith("#")]
    return bool(told) and all(_ADDRESS.fullmatch(line) for line in told)


def list_addresses(text: str) -> Items:
    """One link a line."""
    for number, line in enumerate(text.splitlines(), 1):
        words = line.strip().lstrip("\ufeff")
        if words and not words.startswith("#"):
            yield _make_link(words, Given(), f"line {number}")


def list_table(path: str, rows: Iterable[tuple[int, list[str]]]) -> Items:
    """One link a row of a table with a column `url` and any columns of a sidecar."""
    table = iter(rows)
    header = [name.strip().lower().lstrip("\ufeff") for name in next(table)[1]]
    for line, values in table:
        row = read_sidecar_row(path, line, header, values)
        url = row.cell("url") if row is not None else None
        if row is None or url is None:
            yield refuse_member(f"line {line}", "record_bad", "no address in the column 'url'; add it or drop the row")
            continue
        yield _make_link(url, _give(row), f"line {line}")


def _give(row: SidecarRow) -> Given:
    evidence = (DateEvidence("user", row.published),) if row.published else ()
    problems = (row.problem,) if row.problem else ()
    title, outlet, language = row.cell("title"), row.cell("outlet"), row.cell("lang")
    return Given(title, None, outlet, language, evidence, problems, row.meta)


def list_outlines(content: bytes) -> Items:
    """The feeds (`xmlUrl`) and pages (`url`, `htmlUrl`) of an OPML file."""
    found = 0
    for number, outline in enumerate(parse_xml(content).iter("outline"), 1):
        if number > _MOST_OUTLINES:
            yield refuse_member("further outlines", "archive_limit", f"more than {_MOST_OUTLINES}; split the file")
            return
        item = _read_outline(outline, number)
        if item is not None:
            found += 1
            yield item
    if not found:
        raise SourceUnreadable("no_records", "no outline with xmlUrl or url; export the list of feeds anew")


def _read_outline(outline: Element, number: int) -> Link | Member | None:
    values = {name.lower(): value for name, value in outline.attrib.items()}
    feed, page = values.get("xmlurl"), values.get("url") or values.get("htmlurl")
    name = " ".join((values.get("title") or values.get("text") or "").split())[:500] or None
    if feed:
        return _make_link(feed, Given(outlet=name), f"outline {number}", is_feed=True)
    return _make_link(page, Given(title=name), f"outline {number}") if page else None


def make_dated_link(
    url: str, number: int, *, method: str, published: str | None = None, given: Given | None = None
) -> Link | Member:
    """A link of an index with the date it gives; an address that is none is a listed row."""
    base = given or Given()
    dated = Given(
        base.title, None, base.outlet, base.language, date_evidence(method, published), base.problems, base.meta
    )
    return _make_link(url, dated, f"line {number}")


def _make_link(url: str, given: Given, name: str, *, is_feed: bool = False) -> Link | Member:
    checked = check_url(url)
    if checked is None:
        shown = url[:100]
        return refuse_member(name, "record_bad", f"{shown!r} is no address that begins with http:// or https://")
    return Link(checked, given, is_feed=is_feed)
