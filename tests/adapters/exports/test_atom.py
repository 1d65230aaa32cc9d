"""The feed by the rules of RFC 4287, read by a feed reader, and what changed since an earlier one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree as Tree

import pytest

from tests.adapters.exports.judged import judge_claim
from tests.adapters.exports.reading import write_state
from toldby.adapters.exports import atom
from toldby.application.exporting.changes import list_changes, list_gone, take_snapshot
from toldby.application.exporting.options import ExportOptions
from toldby.application.exporting.persons import PersonWords
from toldby.application.exporting.seen import Seen
from toldby.application.exporting.view import ExportView, make_view
from toldby.domain.errors import UsageProblem
from toldby.domain.ledger import Ledger

View = Callable[[ExportOptions], ExportView]
NS = {"a": atom.NAMESPACE}
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


def read(view: ExportView) -> Tree.Element:
    return Tree.fromstring(atom.encode(view).files["atom.xml"])


def test_every_feed_and_entry_has_what_the_standard_wants(view_demo: View) -> None:
    view = view_demo(ExportOptions(base_url="https://desk.example/site/"))
    feed = read(view)
    entries = feed.findall("a:entry", NS)
    assert len(entries) == len(view.incidents)
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):  # exactly one each, sections 4.1.1 and 4.1.2
            assert len(element.findall(f"a:{name}", NS)) == 1
        assert MOMENT.fullmatch(element.findtext("a:updated", "", NS))
    assert feed.findtext("a:author/a:name", "", NS) == "toldby", "entries without an author need that of the feed"
    assert len({entry.findtext("a:id", "", NS) for entry in entries}) == len(entries)
    for entry in entries:
        alternate = [link for link in entry.findall("a:link", NS) if link.get("rel") == "alternate"]
        assert [link.get("href", "")[:37] for link in alternate] == ["https://desk.example/site/incidents/T"]
        assert entry.findtext("a:summary", "", NS)
    assert feed.findtext("a:updated", "", NS) == max(e.findtext("a:updated", "", NS) for e in entries)


def test_a_feed_reader_takes_it(demo_view: ExportView) -> None:
    feedparser = pytest.importorskip("feedparser", reason="feedparser is not installed")
    import io

    parsed = feedparser.parse(io.BytesIO(atom.encode(demo_view).files["atom.xml"]))
    assert parsed.bozo == 0
    assert parsed.version == "atom10"
    assert len(parsed.entries) == len(demo_view.incidents)
    shelling = next(e for e in parsed.entries if "TB-3BPW38" in e.title)
    assert {tag.term for tag in shelling.tags} == {"new", "contested", "none"}
    assert shelling.updated == "2019-05-13T00:00:00Z", "the latest report that tells of it"


def test_nothing_new_is_an_empty_feed(view_demo: View) -> None:
    before = take_snapshot(view_demo(ExportOptions()))
    again = view_demo(ExportOptions(since=before))
    assert read(again).findall("a:entry", NS) == []
    assert atom.encode(again).rows == 0


def test_new_changed_newly_contested_and_gone(view_demo: View) -> None:
    now = view_demo(ExportOptions())
    contested = next(i for i in now.incidents if i.state == "contested")
    agreed = next(i for i in now.incidents if i.state == "agreed")
    unseen = next(i for i in now.incidents if i.state == "single_origin")
    snapshot = dict(take_snapshot(now))
    snapshot[contested.incident_id] = Seen("another", "agreed")
    snapshot[agreed.incident_id] = Seen("another", "single_origin")
    del snapshot[unseen.incident_id]
    snapshot["Z" * 26] = Seen("gone", "agreed")
    found = {c.incident.incident_id: c.kind for c in list_changes(now, snapshot)}
    assert found == {contested.incident_id: "newly-contested", agreed.incident_id: "changed", unseen.incident_id: "new"}
    assert list_gone(now, snapshot) == ("Z" * 26,)


def test_the_latest_judgement_is_the_time_of_an_entry(demo_ledger: Ledger, person_words: PersonWords) -> None:
    judged = judge_claim(demo_ledger, "accept", "seen", "2026-01-05T10:12:00Z")
    claim = min(judged.claims, key=lambda c: c.claim_id)
    view = make_view(judged, ExportOptions(), person_words)
    stamps = {e.findtext("a:id", "", NS): e.findtext("a:updated", "", NS) for e in read(view).findall("a:entry", NS)}
    for incident in view.incidents:
        told = stamps[f"urn:toldby:incident:{incident.incident_id}"]
        assert (told == "2026-01-05T10:12:00Z") is (incident.incident_id in claim.incident_ids)


def test_no_date_is_said_so_and_no_clock_is_used(demo_view: ExportView) -> None:
    ledger = demo_view.ledger
    undated = tuple(
        replace(a, report=replace(a.report, published=replace(a.report.published, earliest=None, latest=None)))
        for a in ledger.analyses
    )
    view = replace(demo_view, ledger=replace(ledger, analyses=undated))
    encoded = atom.encode(view)
    assert any("no dated report" in note for note in encoded.notes)
    stamped = replace(view, options=ExportOptions(stamp="2026-11-22T06:00:00Z"))
    assert b"2026-11-22T06:00:00Z" in atom.encode(stamped).files["atom.xml"]
    assert encoded.files == atom.encode(view).files
    with pytest.raises(UsageProblem, match="--stamp"):
        ExportOptions(stamp="yesterday")


def test_characters_that_xml_refuses(demo_view: ExportView) -> None:
    claims = tuple(replace(c, text=c.text + "\x0b\ufffe") for c in demo_view.ledger.claims)
    view = replace(demo_view, ledger=replace(demo_view.ledger, claims=claims))
    assert len(read(view).findall("a:entry", NS)) == len(view.incidents)


def test_the_state_is_what_a_later_feed_reads(demo_view: ExportView) -> None:
    state = json.loads(atom.encode(demo_view).files["atom.state.json"])
    assert write_state(state) == take_snapshot(demo_view)
