"""Section 4 of the demo corpus: who says what, through whom, with what stance, of which happening."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.golden.claim_rows import BLOCK, FREE, SAID, SILENT
from tests.golden.exported import Exported, Row
from tests.golden.known_failures import make_rows


def _main(demo: Exported, name: str) -> Row:
    found = demo.propositions(name)
    assert found, f"{name} says nothing of a happening"
    return found[0]


def _speaker(demo: Exported, name: str) -> str | None:
    speaker = demo.claim(name)["speaker"]
    if speaker is None:
        return None
    unnamed = demo.origin(name)["kind"] == "described" and speaker["side"] is None
    return f"? {_find_noun(speaker['name'])}" if unnamed else speaker["id"]


def _find_noun(words: str) -> str:
    return next((noun for noun in ("doctor", "woman") if noun in words), words)


def _chain(demo: Exported, name: str) -> list[str]:
    links = [f"{link['role']} {link['id']}" for link in demo.claim(name)["chain"]]
    return [link for link in links if not link.startswith("person text:")]


def _counts(demo: Exported, name: str) -> list[tuple[Any, ...]]:
    rows = [row for p in demo.propositions(name) for row in p["counts"] if row["what"] == "people"]
    return sorted(((r["side"], r["kind"], r["low"], r["high"]) for r in rows), key=repr)


def _rows(demo: Exported, name: str) -> list[str]:
    names = demo.incident_names(demo.claim(name)["incident_ids"])
    return sorted({found.rstrip("ab") for found in names})


def _sides(parties: list[Row]) -> list[str | None]:
    return sorted({row["side"] for row in parties}, key=repr)


def _day(row: Row) -> str:
    assert row["start"][:10] == row["end"][:10], (row["start"], row["end"])
    return str(row["start"][:10])


def _named(demo: Exported, name: str) -> str:
    claim = demo.claim(name)
    (start, end), *_ = claim["content"]
    rows = [r for r in demo.tables["places"] if r["path"] == claim["path"] and start <= r["start"] < end]
    return " ".join(f"{row['place_id']} {row['text']}" for row in rows)


READERS: dict[str, Callable[[Exported, str], Any]] = {
    "speaker": _speaker,
    "chain": _chain,
    "via": lambda demo, name: demo.claim(name)["chain"][-1]["via"],
    "resolved_by": lambda demo, name: demo.claim(name)["speaker"]["resolved_by"],
    "flags": lambda demo, name: [f for f in demo.claim(name)["flags"] if f not in ("euphemism", "hedged")],
    "targets": lambda demo, name: [
        (demo.names[t], kind)
        for t, kind in zip(demo.claim(name)["targets"], demo.claim(name)["target_relations"], strict=True)
    ],
    "rows": _rows,
    "row": lambda demo, name: "I3" if "I3" in _rows(demo, name) else _rows(demo, name),
    "shown_on": _rows,
    "names": _named,
    "proposition": lambda demo, name: demo.claim(name)["proposition"],
    "counts": _counts,
    "victims": lambda demo, name: [c["victim_status"] for c in _main(demo, name)["counts"]],
    "places": lambda demo, name: sorted({p["place_id"] for p in _main(demo, name)["places"]}),
    "agents": lambda demo, name: [(a["id"], a["side"]) for a in _main(demo, name)["agents"]],
    "agent_sides": lambda demo, name: _sides(_main(demo, name)["agents"]),
    "patient_sides": lambda demo, name: _sides(_main(demo, name)["patients"]),
    "precision": lambda demo, name: _main(demo, name)["date_precision"],
    "day": lambda demo, name: _day(_main(demo, name)),
    "start_day": lambda demo, name: _main(demo, name)["start"][:10],
    "end_day": lambda demo, name: _main(demo, name)["end"][:10],
}

OF_PROPOSITIONS = ("type", "status", "start", "end", "means")


def _read_field(demo: Exported, name: str, field: str) -> Any:  # noqa: ANN401
    if field in READERS:
        return READERS[field](demo, name)
    return _main(demo, name)[field] if field in OF_PROPOSITIONS else demo.claim(name)[field]


FIELDS = [(f"{name}.{field}", (name, field, value)) for name, row in SAID.items() for field, value in row.items()]


@pytest.mark.parametrize(("name", "field", "expected"), make_rows(FIELDS))
def test_claim(demo: Exported, name: str, field: str, expected: object) -> None:
    """One field of one claim."""
    found = _read_field(demo, name, field)
    if isinstance(expected, list):
        found, expected = sorted(found, key=repr), sorted(expected, key=repr)
    assert found == expected


@pytest.mark.parametrize("name", make_rows([(f"{name}.silent", (name,)) for name in SILENT]))
def test_no_claim_begins_here(demo: Exported, name: str) -> None:
    assert [(row["stance"], row["text"]) for row in demo.claims(name)] == []


def _list_unnamed(name: str) -> str:
    return name.partition("/")[0]


HEADLINES = ("R02h", "R04h", "R05h", "R06h", "R07h", "R09h", "R10h", "R12h")


@pytest.mark.parametrize("name", make_rows([(f"{name}.unnamed", (name,)) for name in HEADLINES]))
def test_headline_that_the_plan_does_not_name_gives_no_claim(demo: Exported, name: str) -> None:
    assert [(row["stance"], row["text"]) for row in demo.claims(name)] == []


@pytest.mark.parametrize("_", make_rows([("no-further-claims", (None,))]))
def test_there_are_no_further_claims(demo: Exported, _: None) -> None:
    """One claim for each row, the two of a sentence with two stances, and the block."""
    known = {*SAID, *BLOCK, *SILENT, *HEADLINES, *FREE}
    found = [demo.names[row["claim_id"]] for row in demo.tables["claims"]]
    assert sorted(n for n in found if n not in known and _list_unnamed(n) not in {*BLOCK, *HEADLINES}) == []
    assert len(found) == len(set(found)), "two claims of one stance in one sentence"


@pytest.mark.parametrize("name", make_rows([(f"{name}.no-speech-row", (name,)) for name in ("S1c", "R01c", "R04d")]))
def test_speech_alone_makes_no_row(demo: Exported, name: str) -> None:
    """A demand, a warning and a request: whatever they are shown on, they are no core of a row."""
    assert set(_rows(demo, name)) <= {"I1"}


REASONS = [
    ("S3b.could-not-establish", ("s3.txt", "S3b", "establish")),
    ("R04f.total", ("r04.txt", "R04f", "aggregate")),
]


@pytest.mark.parametrize(("path", "name", "word"), make_rows(REASONS))
def test_what_is_left_open_is_listed(demo: Exported, path: str, name: str, word: str) -> None:
    """Nothing is dropped without a listed reason: who fired first, and a total of violations."""
    reasons = [row["reason"] for row in demo.documents[path]["drops"]]
    reasons += [row["reason"] for row in demo.claims(name)]
    assert any(word in reason for reason in reasons), reasons


BLOCK_FACTS = [
    ("R08.block-one", (lambda c: [c["directness"] for c in c.claims("R08c")] == ["block"],)),
    ("R08.block-spans-three-paragraphs", (lambda d: _covers_block(d),)),
    ("R08.block-is-parent", (lambda d: _parents(d) == {d.claim("R08c")["claim_id"]},)),
    ("R08.block-on-I3-and-A2", (lambda d: {"I3", "A2"} <= _rows_of_block(d),)),
    ("R08.block-on-I1", (lambda d: "I1" in _rows_of_block(d),)),
    ("R08.block-no-new-rows", (lambda d: _rows_of_block(d) == {"I1", "I3", "A2"},)),
    ("R08.block-one-speaker", (lambda d: {c["speaker"]["id"] for c in _block_claims(d)} == {"teskoria-maf"},)),
    ("R08.block-one-origin", (lambda d: {c["origin_id"] for c in _block_claims(d)} == {d.origin("S2a")["origin_id"]},)),
]


def _block_claims(demo: Exported) -> list[Row]:
    return [row for name in ("R08c", "R08d1", "R08d2", "R08e", "R08f1", "R08f2") for row in demo.claims(name)]


def _covers_block(demo: Exported) -> bool:
    (block,) = demo.claims("R08c")
    text = demo.documents["r08.txt"]["text"]
    first, last = text.index('"The report of the Halvenan'), text.index('not be used."')
    return bool(min(s for s, _ in block["content"]) <= first + 1 and max(e for _, e in block["content"]) >= last)


def _parents(demo: Exported) -> set[str | None]:
    return {row["parent"] for name in ("R08d1", "R08d2", "R08f1", "R08f2") for row in demo.claims(name)}


def _rows_of_block(demo: Exported) -> set[str]:
    return demo.incident_names({i for row in _block_claims(demo) for i in row["incident_ids"]})


@pytest.mark.parametrize("holds", make_rows(BLOCK_FACTS))
def test_statement_block(demo: Exported, holds: Callable[[Exported], bool]) -> None:
    """R08 c to f: a statement of three paragraphs, marks re-opened, inside a report."""
    assert holds(demo)


ORIGINS = [
    ("R03a=S1a", ("R03a", "S1a", True)),
    ("R03b=S1a", ("R03b", "S1a", True)),
    ("R04b=S1a", ("R04b", "S1a", True)),
    ("R04c=S2a", ("R04c", "S2a", True)),
    ("R05a=R04a", ("R05a", "R04a", True)),
    ("R06a=S2c", ("R06a", "S2c", True)),
    ("R08b!=S2a", ("R08b", "S2a", False)),
    ("R09a=R11a", ("R09a", "R11a", True)),
    ("R12e=R05d", ("R12e", "R05d", True)),
    ("R09c!=R05d", ("R09c", "R05d", False)),
    ("R12a=S3a", ("R12a", "S3a", True)),
    ("R04a!=S1a", ("R04a", "S1a", False)),
]


@pytest.mark.parametrize(("a", "b", "same"), make_rows((f"origin.{i}", v) for i, v in ORIGINS))
def test_origin(demo: Exported, a: str, b: str, same: bool) -> None:
    """Chains that end at one body are one origin, whoever prints them."""
    assert (demo.claim(a)["origin_id"] == demo.claim(b)["origin_id"]) == same


PEOPLE = [(f"{name}.described", (name,)) for name in ("R04a", "R05a", "R12b")]


@pytest.mark.parametrize("name", make_rows(PEOPLE))
def test_eye_witness_is_a_described_person(demo: Exported, name: str) -> None:
    """A doctor and a resident count though nobody names them; their last chain element is a person."""
    assert demo.origin(name)["kind"] == "described"
    assert demo.claim(name)["chain"][-1]["role"] == "person"
