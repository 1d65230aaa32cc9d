"""What a reader asks of an open ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.samples import ledger as sample
from tests.samples.stores import COMPONENT, DERIVED, fill
from toldby.adapters.exports.rows import ContractRows
from toldby.adapters.stores.memory import MemoryStore
from toldby.application.query import IncidentQuery
from toldby.application.view import ClaimDetail, IncidentDetail, LedgerView
from toldby.bootstrap import load_link_table
from toldby.domain.errors import UsageProblem
from toldby.domain.ids import IncidentId

TWIN = IncidentId(sample.SHELLED[:7] + ("0" if sample.SHELLED[7] != "0" else "1") + sample.SHELLED[8:])


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    fill(store)
    return store


@pytest.fixture
def view(store: MemoryStore) -> Iterator[LedgerView]:
    with LedgerView(store, ContractRows(), load_link_table()) as opened:
        yield opened


def test_incident_by_short_or_full_id(view: LedgerView) -> None:
    for name in (f"TB-{sample.SHELLED[:6]}", f"tb-{sample.SHELLED[:8].lower()}", sample.SHELLED):
        found = view.find(name)
        assert isinstance(found, IncidentDetail)
        assert found.incident == sample.INCIDENT
        assert set(found.path_of.values()) == {"one/first.txt", "one/second.txt"}


def test_letters_that_are_read_wrongly(view: LedgerView) -> None:
    # Crockford base32 has no I, L, O: whoever types them means 1, 1, 0
    misread = sample.SHELLED.replace("1", "I").replace("0", "O")
    assert isinstance(view.find(misread), IncidentDetail)


def test_claim(view: LedgerView) -> None:
    found = view.find(sample.DENIED.claim_id)
    assert isinstance(found, ClaimDetail)
    assert (found.claim, found.path) == (sample.DENIED_IN_FORCE, "one/second.txt")


@pytest.mark.parametrize("name", ["", "TB-", "ZZZZZZ", "not an id", f"TB-{sample.DENIED.claim_id}"])
def test_nothing_found(view: LedgerView, name: str) -> None:
    with pytest.raises(UsageProblem, match="no incident or claim"):
        view.find(name)


def test_ids_that_begin_alike_are_told_apart(store: MemoryStore, view: LedgerView) -> None:
    twin = replace(sample.INCIDENT, incident_id=TWIN)
    store.replace_derived({COMPONENT: replace(DERIVED, incidents=(sample.INCIDENT, twin))})
    assert {len(row.id) for row in view.rows(IncidentQuery())} == {len("TB-") + 8}
    assert view.shorten(TWIN) == f"TB-{TWIN[:8]}"
    with pytest.raises(UsageProblem, match="may mean"):
        view.find(f"TB-{TWIN[:6]}")


def test_drops_with_their_words(view: LedgerView) -> None:
    (drop,) = view.drops()
    assert (drop.path, drop.words) == ("one/first.txt", "Ministry")
    assert view.drop_row(drop)["reason"] == "zone: title"


def test_rows_have_reviewed_values_in_force(view: LedgerView) -> None:
    found = view.find(sample.SAID.claim_id)
    assert isinstance(found, ClaimDetail)
    assert view.claim_row(found)["stance"] == "allege"


def test_paths_and_tally(view: LedgerView) -> None:
    assert view.paths() == ("one/first.txt", "one/second.txt")
    assert view.tally().reports == 2
    assert view.ledger().manifest.version == "1.0.0"
