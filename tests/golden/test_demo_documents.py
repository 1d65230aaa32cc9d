"""Section 6 of the demo corpus: facts about reports, zones, dates, places and shared text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.golden.exported import Exported, Row
from tests.golden.known_failures import make_rows
from tests.golden.texts import FOOTER


def _read_zone(demo: Exported, path: str, words: str) -> str:
    document = demo.documents[path]
    start = document["text"].index(words)
    return str(next(zone["kind"] for zone in document["zones"] if zone["start"] <= start < zone["end"]))


ZONES = [
    ("zone.R01h", ("r01.txt", "Ambush at the ford", "headline")),
    ("zone.R05h", ("r05.html", "Deaths in the valley", "headline")),
    ("zone.R05e", ("r05.html", "Also on this site", "teaser")),
    ("zone.R05f", ("r05.html", "June 3: what", "teaser")),
    ("zone.R05g", ("r05.html", "We use cookies", "boilerplate")),
    ("zone.R08d", ("r08.txt", '"The report of the', "statement_block")),
    ("zone.R08e", ("r08.txt", '"On 11 May', "statement_block")),
    ("zone.R08f", ("r08.txt", '"Rumours', "statement_block")),
    ("zone.R12d", ("r12.html", "A soldier stands", "caption")),
    ("zone.S1a", ("s1.txt", "On 9 May", "statement_block")),
    ("zone.R12e", ("r12.html", "The valley of the Tirrow", "body")),
]


@pytest.mark.parametrize(("path", "words", "kind"), make_rows(ZONES))
def test_zone(demo: Exported, path: str, words: str, kind: str) -> None:
    assert _read_zone(demo, path, words) == kind


@pytest.mark.parametrize("_", make_rows([("zone.footer", (None,))]))
def test_footer_is_boilerplate_everywhere(demo: Exported, _: None) -> None:
    assert {_read_zone(demo, path, FOOTER) for path in demo.documents} == {"boilerplate"}


def _hubs(demo: Exported) -> set[str]:
    used = {place["place_id"] for row in demo.tables["incidents"] for place in row["places"]}
    return used & {"tw-01", "tw-02", "tw-09", "tw-11"}


def _r12(demo: Exported) -> Row:
    return dict(demo.documents["r12.html"]["published"])


def _main(demo: Exported, path: str) -> set[str]:
    return demo.incident_names([i for i in [demo.documents[path]["main_incident_id"]] if i is not None])


FACTS: list[tuple[str, Callable[[Exported], bool]]] = [
    ("fifteen-documents", lambda d: len(d.documents) == 15),
    ("no-unreadable-input", lambda d: d.tables["problems"] == []),
    ("only-R12-has-a-problem", lambda d: {p for p, row in d.documents.items() if row["problems"]} == {"r12.html"}),
    ("R12-has-no-date", lambda d: [p["code"] for p in d.documents["r12.html"]["problems"]] == ["no_date"]),
    ("R12-interval-holds-the-true-day", lambda d: _r12(d)["earliest"] <= "2019-05-17" <= _r12(d)["latest"]),
    ("R12-interval-starts-on-16-May-or-later", lambda d: _r12(d)["earliest"] >= "2019-05-16"),
    ("R12-interval-carries-its-method", lambda d: _r12(d)["method"] in ("text", "reports")),
    ("R12-both-rungs-are-kept", lambda d: {"text", "reports"} <= {e["method"] for e in _r12(d)["evidence"]}),
    ("no-event-at-a-hub", lambda d: _hubs(d) == set()),
    ("Ondrel-and-Vossim-are-one-place", lambda d: _named(d, "Ondrel") == _named(d, "Vossim") == {"tw-02"}),
    ("hubs-are-no-location", lambda d: _roles(d, "tw-02") | _roles(d, "tw-11") <= {"part", "origin", "actor"}),
    ("Sarquil-is-no-location", lambda d: not any(map(_is_pin, _rows_called(d, "SARQUIL")))),
    ("tw-03-has-two-points", lambda d: len(d.incident("I1")["places"][0]["points"]) == 2),
    ("tw-03-cover", lambda d: abs(d.incident("I1")["places"][0]["radius_m"] - 2341) <= 2),
    ("Fellug-is-used-by-the-ministry", lambda d: "teskoria-maf" in _users(d, "I1", "Fellûg")),
    ("Pelluk-is-used-by-the-ministry", lambda d: "halvena-mod" in _users(d, "I1", "Pelluk")),
    ("Zhelm-road-is-used-by-the-ministry", lambda d: "teskoria-maf" in _users(d, "I6", "Zhelm road")),
    ("no-incident-in-March", lambda d: "2019-03" not in _months(d)),
    ("no-incident-in-June", lambda d: "2019-06" not in _months(d)),
    ("nobody-counts-eight", lambda d: not any(c["low"] == 8 for r in d.tables["incidents"] for c in r["casualties"])),
    ("R05-is-about-I1", lambda d: _main(d, "r05.html") == {"I1"}),
    ("R01-is-about-I2a", lambda d: _main(d, "r01.txt") == {"I2a"}),
    ("R02-is-about-I2b", lambda d: _main(d, "r02.txt") == {"I2b"}),
    ("R08-is-about-I4", lambda d: _main(d, "r08.txt") == {"I4"}),
    ("R10-is-about-I6", lambda d: _main(d, "r10.txt") == {"I6"}),
    ("S2-is-about-I1-or-I3", lambda d: _main(d, "s2.txt") <= {"I1", "I3"}),
]  # fmt: skip


def _named(demo: Exported, text: str) -> set[str | None]:
    return {row["place_id"] for row in demo.tables["places"] if row["text"] == text}


def _roles(demo: Exported, place_id: str) -> set[str]:
    return {row["role"] for row in demo.tables["places"] if row["place_id"] == place_id}


def _rows_called(demo: Exported, text: str) -> list[Row]:
    return [row for row in demo.tables["places"] if row["text"].upper() == text]


def _months(demo: Exported) -> set[str]:
    return {row["start"][:7] for row in demo.tables["incidents"] if row["start"]}


def _is_pin(row: Row) -> bool:
    return bool(row["role"] == "location" or row["status"] == "resolved")


def _users(demo: Exported, name: str, text: str) -> list[str]:
    names = [one for place in demo.incident(name)["places"] for one in place["names"]]
    return [user for one in names if one["text"] == text for user in one["used_by"]]


@pytest.mark.parametrize("holds", make_rows((name, (holds,)) for name, holds in FACTS))
def test_fact(demo: Exported, holds: Callable[[Exported], bool]) -> None:
    assert holds(demo)


PAIRS = {
    ("s1.txt", "r03.txt", "quoted"), ("s2.txt", "r08.txt", "quoted"),
    ("r04.txt", "r05.html", "copied"), ("r05.html", "r12.html", "copied"),
}  # fmt: skip


@pytest.mark.parametrize("_", make_rows([("reuse-pairs", (None,))]))
def test_reuse_pairs(demo: Exported, _: None) -> None:
    """Exactly four; the footer in all fifteen texts is none."""
    paths = {row["doc_id"]: path for path, row in demo.documents.items()}
    found = {(frozenset((paths[row["a"]], paths[row["b"]])), row["kind"]) for row in demo.tables["reuse"]}
    assert found == {(frozenset(pair[:2]), pair[2]) for pair in PAIRS}
    assert len(demo.tables["reuse"]) == 4


@pytest.mark.parametrize("_", make_rows([("evidence-reads-back", (None,))]))
def test_spans_read_back(demo: Exported, _: None) -> None:
    """Text of a claim is its content, verbatim; evidence lies in coded zones."""
    for row in demo.tables["claims"]:
        text = demo.documents[row["path"]]["text"]
        assert row["text"] == " … ".join(text[start:end] for start, end in row["content"])
    for row in demo.tables["incidents"]:
        for span in row["evidence"]:
            document = next(d for d in demo.tables["documents"] if d["doc_id"] == span["doc"])
            zones = [z["kind"] for z in document["zones"] if z["start"] < span["end"] and span["start"] < z["end"]]
            assert set(zones) <= {"headline", "body", "statement_block"}
            assert 0 < span["end"] - span["start"] <= 600
