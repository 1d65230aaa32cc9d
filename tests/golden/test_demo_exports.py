"""Even-handed exports: with the sides' names exchanged, every row is the same with the names exchanged back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.adapters.exports.reading import read_rows
from tests.golden.building import DEMO, Part, Remembering, add, build_with, judge
from tests.golden.swapping import exchange_ids, exchange_names, swap_pack, swap_reports
from toldby.adapters.exports import acled_columns, event_report, ucdp_ged_columns
from toldby.adapters.exports.written import Encoded
from toldby.adapters.stores.memory import MemoryStore
from toldby.application.exporting.options import POLICIES, ExportOptions
from toldby.application.exporting.view import ExportView, make_view
from toldby.application.reading import read_ledger
from toldby.bootstrap import load_link_table, make_person_words, make_recipe
from toldby.domain.ledger import Ledger

SETS = ("location", "actor1", "actor2", "x_names", "x_denied_by", "x_fatalities_low", "x_fatalities_high", "fatalities")


def read_judged(store: MemoryStore, rebuild: Callable[[], object]) -> Ledger:
    """The ledger after the one judgement of the demo: both banks tell of one fight at the ford.

    (Before it the bulletin of the monitors fits both accounts alike; a tie goes to the smaller hash.)
    """
    ledger = read_ledger(store, load_link_table())
    paths = {a.report.doc_id: a.report.path for a in ledger.analyses}
    wanted = {"r01.txt": "engagement.ambush", "r02.txt": "engagement.fire_across_line"}
    ids = [
        c.claim_id
        for c in ledger.claims
        if c.voice == "attributed" and c.proposition and c.proposition.type == wanted.get(paths[c.doc_id], "")
    ]
    assert len(ids) == 2
    judge(store, "merge", "claim", ids)
    rebuild()
    return read_ledger(store, load_link_table())


@pytest.fixture(scope="module")
def plain() -> Ledger:
    with closing(MemoryStore()) as store:
        add(store, DEMO)
        return read_judged(store, lambda: add(store, DEMO))


@pytest.fixture(scope="module")
def swapped(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    place = tmp_path_factory.mktemp("swapped")
    pack = swap_pack(place / "demo-tirrow")
    reports: Path = swap_reports(place / "reports")
    with closing(MemoryStore()) as store:
        recipe, engine = make_recipe((str(pack),)), Remembering()
        build_with(recipe, engine, store, [Part(DEMO, reports)])
        return read_judged(store, lambda: build_with(recipe, engine, store, []))


def spread(cell: str) -> str:
    """The values of a list in one order, whatever their names."""
    for mark in (" / ", "; "):
        if mark in cell:
            return mark.join(sorted(cell.split(mark)))
    return cell


def tell(rows: list[dict[str, str]], back: Callable[[str], str]) -> list[tuple[str, ...]]:
    """Rows without ids and free words, names exchanged back; actors in either column are one pair."""
    told = []
    for row in rows:
        cells = {name: spread(back(row[name])) for name in SETS}
        pair = tuple(sorted((cells.pop("actor1"), cells.pop("actor2"))))
        policy = exchange_ids(row["x_policy"]) if back is exchange_names else row["x_policy"]
        codes = (
            row["event_type"],
            row["sub_event_type"],
            row["x_date_start"],
            row["x_date_end"],
            row["tags"].partition("=")[0],
        )
        told.append((*codes, row["x_state"], policy, *pair, *cells.values(), row["x_left_out"]))
    return sorted(told)


@pytest.mark.parametrize("policy", POLICIES)
def test_one_row_an_incident(policy: str, plain: Ledger, swapped: Ledger) -> None:
    def read(ledger: Ledger) -> list[dict[str, str]]:
        view: ExportView = make_view(ledger, ExportOptions(policy=policy), make_person_words())
        made: Encoded = acled_columns.encode(view)
        return read_rows(made.files["acled-columns.csv"])

    assert tell(read(swapped), exchange_names) == tell(read(plain), str)


def test_deaths_and_accounts(plain: Ledger, swapped: Ledger) -> None:
    def read(ledger: Ledger) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
        view = make_view(ledger, ExportOptions(), make_person_words())
        ged = read_rows(ucdp_ged_columns.encode(view).files["ucdp-ged-columns.csv"])
        accounts = event_report.list_rows(view)
        back = exchange_names if ledger is swapped else str
        deaths = sorted((r["low"], r["best"], r["high"], r["date_start"], r["type_of_violence"]) for r in ged)
        said = sorted(
            (
                back(str(r["source"])),
                str(r["positions"]),
                str(r["date_start"]),
                str(r["deaths_best"]),
                str(r["sub_event_type"]),
            )
            for r in accounts
        )
        return deaths, said

    assert read(swapped) == read(plain)
