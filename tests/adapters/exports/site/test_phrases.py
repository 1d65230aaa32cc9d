from __future__ import annotations

from dataclasses import replace

import pytest

from tests.adapters.exports.site import ledger as made
from toldby.adapters.exports.site.index import LedgerIndex
from toldby.adapters.exports.site.phrases import (
    describe_chain,
    describe_date,
    describe_origins,
    describe_proposition,
    describe_speaker,
    describe_when,
    read_language,
    read_quote,
    shorten,
)
from toldby.adapters.exports.site.report_view import tag_claims
from toldby.adapters.exports.site.words import name_flags, name_slot, name_type
from toldby.domain.claims import Speaker
from toldby.domain.text import DocumentDate, Span

INDEX = LedgerIndex(made.LEDGER)

WHENS = [
    ((None, None, "unknown"), "day not known"),
    (("2019-05-09T18:20", "2019-05-09T18:20", "minute"), "2019-05-09 18:20"),
    (("2019-05-09", "2019-05-10", "days"), "2019-05-09 to 2019-05-10"),
    (("2019-05-01", "2019-05-31", "month"), "2019-05-01 to 2019-05-31 (month)"),
    (("2019-05-12", None, "open"), "from 2019-05-12, end not known"),
    ((None, "2019-05-12", "open"), "until 2019-05-12"),
]


@pytest.mark.parametrize(("given", "expected"), WHENS)
def test_when(given: tuple[str | None, str | None, str], expected: str) -> None:
    assert describe_when(*given) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"), [(1, 1, "1 origin"), (0, 0, "0 origins"), (2, 3, "2 to 3 origins")]
)
def test_origins(low: int, high: int, expected: str) -> None:
    assert describe_origins(low, high) == expected


SLOTS = [
    ("occurrence", "happened"),
    ("killed/halvena", "killed (halvena)"),
    ("killed_or_wounded/unknown", "killed or wounded (side not said)"),
    ("strikes", "how many strikes"),
]


@pytest.mark.parametrize(("slot", "expected"), SLOTS)
def test_slots(slot: str, expected: str) -> None:
    assert name_slot(slot) == expected


def test_types_and_flags() -> None:
    assert name_type("remote.drone_strike") == "drone strike"
    assert name_flags(("general", "some_new_flag")) == "the account as a whole, some new flag"


def test_a_long_quote_is_cut_at_a_blank() -> None:
    assert shorten("one two  three\nfour", 12) == "one two …"
    assert shorten(" one\n two ", 12) == "one two"


def test_a_claim_without_content_is_quoted_by_its_cue() -> None:
    bare = replace(made.UNTRUE, content=(), text="", cue=(Span(0, 14),))
    assert read_quote(INDEX, bare) == "Sarquil answer"


def test_speakers() -> None:
    assert describe_speaker(made.OWN) == "own voice"
    assert describe_speaker(made.WOMAN) == "not named"
    guess = Speaker("x", "Valley Council", None, "inferred")
    assert describe_speaker(replace(made.WOMAN, inferred_speaker=guess)) == "not named; inferred: Valley Council"


def test_the_chain_shows_what_is_unknown() -> None:
    chain = replace(made.FIVE.chain[0], name=None, status="unknown"), made.FIVE.chain[1]
    assert describe_chain(replace(made.FIVE, chain=chain)) == "not named (unknown) → Ministry of Defence of Halvena"


def test_propositions() -> None:
    assert made.FIVE.proposition is not None
    assert describe_proposition(made.FIVE.proposition) == "shelling; 2019-05-09; Pelluk; by Teskorian mortars; killed 5"


def test_dates() -> None:
    assert describe_date(DocumentDate()) == "not known"
    assert describe_date(DocumentDate("2019-05-10", "2019-05-10", "user")) == "2019-05-10 (user)"


LANGUAGES = [("ar", "ar"), ("sr-Latn", "sr-Latn"), (None, ""), ("english, mostly", ""), ('en" onload="x', "")]


@pytest.mark.parametrize(("given", "expected"), LANGUAGES)
def test_languages_that_a_page_may_declare(given: str | None, expected: str) -> None:
    assert read_language(replace(made.COURIER_REPORT, language=given)) == expected


def test_tags_count_by_speaker_in_reading_order() -> None:
    claims = INDEX.claims_in[made.COURIER_REPORT.doc_id]
    assert [tag_claims(claims)[c.claim_id] for c in claims] == ["a1", "o1", "a2", "a3", "b1", "b2", "?1"]
