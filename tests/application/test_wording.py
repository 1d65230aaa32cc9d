"""Short forms of lists and summaries."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.samples import ledger as sample
from toldby.application.wording import (
    tell_accounts,
    tell_counts,
    tell_days,
    tell_interval,
    tell_places,
    tell_type,
)
from toldby.domain.ids import IncidentId
from toldby.domain.incidents import ClaimedCount, OriginCount, Relation
from toldby.domain.propositions import Count
from toldby.domain.short_ids import shorten_ids

DAYS = [
    ("2022-03-24", "2022-03-24", "2022-03-24"),
    ("2022-03-24", "2022-03-25", "2022-03-24..25"),
    # another month is written out
    ("2022-03-31", "2022-04-01", "2022-03-31..2022-04-01"),
    ("2022-03-24T18:20", "2022-03-24T18:20", "2022-03-24 18:20"),
    ("2022-03-24", None, "from 2022-03-24"),
    (None, "2022-03-24", "until 2022-03-24"),
    (None, None, "no date"),
]


@pytest.mark.parametrize(("start", "end", "text"), DAYS)
def test_days(start: str | None, end: str | None, text: str) -> None:
    assert tell_days(start, end) == text


def test_names_are_alphabetical_and_none_is_the_main_one() -> None:
    assert tell_places(sample.INCIDENT) == "Fellûg · Pelluk"
    assert tell_places(replace(sample.INCIDENT, places=())) == "place not named"


@pytest.mark.parametrize(("low", "high", "text"), [(4, 4, "4"), (2, 4, "2..4"), (2, None, "2 or more"), (0, 0, "0")])
def test_intervals(low: int, high: int | None, text: str) -> None:
    assert tell_interval(low, high) == text


def test_counts_are_never_added_up() -> None:
    def say(low: int, kind: str | None = "killed", what: str = "people") -> ClaimedCount:
        return ClaimedCount(Count(what, None, kind, None, low, low, "exact"), ())

    rows = [say(5), say(3), say(3), say(4, None, "strikes")]
    assert tell_counts(rows) == "killed 3 | 5, strikes 4"


def test_type() -> None:
    assert tell_type("remote.drone_strike") == "drone strike"


def test_accounts() -> None:
    def relate(slot: str, kind: str) -> Relation:
        return Relation(sample.SHELLED, slot, kind, sample.DENIED.claim_id, sample.SAID.claim_id, None, (), "r")

    incident = replace(sample.INCIDENT, origins=OriginCount(1, 2))
    claims = {sample.DENIED.claim_id: sample.DENIED}
    rows = [relate("killed/halvena", "conflict-number"), relate("occurrence", "deny"), relate("place", "agree")]
    assert tell_accounts(incident, rows, claims) == "killed: differ; denied by Office; 1..2 origins"
    # other names for one place are shown, never counted as a dispute
    assert tell_accounts(incident, [relate("where", "conflict-name-only")], claims) == "1..2 origins"


def test_short_ids_differ() -> None:
    ids = [IncidentId(text) for text in ("AAAAAA1", "AAAAAA2", "BBBBBBB")]
    assert list(shorten_ids(ids).values()) == ["TB-AAAAAA1", "TB-AAAAAA2", "TB-BBBBBB"]
    assert shorten_ids([]) == {}
