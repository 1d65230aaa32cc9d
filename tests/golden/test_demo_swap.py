"""Even-handed: with the names of the sides exchanged the ledger has the same rows, roles exchanged, nothing else."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest

from tests.golden.building import DEMO, Part, Remembering, build_with, judge, write
from tests.golden.claim_rows import SAID
from tests.golden.exported import ANCHORS, Exported, Row, read_export
from tests.golden.known_failures import make_rows
from tests.golden.swapping import exchange_ids, swap_pack, swap_reports, swap_words
from tests.golden.texts import FIRST_WORDS
from toldby.adapters.stores.memory import MemoryStore
from toldby.bootstrap import make_recipe


@pytest.fixture(scope="session")
def swapped(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The ledger of the exchanged texts under the exchanged pack, after the same judgement on the ford.

    (Before it the bulletin of the monitors fits both accounts alike; a tie goes to the smaller hash.)
    """
    place = tmp_path_factory.mktemp("swapped")
    pack = swap_pack(place / "demo-tirrow")
    reports, words = swap_reports(place / "reports"), swap_words(FIRST_WORDS)
    recipe, engine = make_recipe((str(pack),)), Remembering()
    with closing(MemoryStore()) as store:
        build_with(recipe, engine, store, [Part(DEMO, reports)])
        found = read_export(write(store, place / "before"), words)
        judge(store, "merge", "claim", [found.claim(name)["claim_id"] for name in ("R01a", "R02a")])
        build_with(recipe, engine, store, [])
        return read_export(write(store, place / "after"), words)


def _parties(rows: list[Row]) -> list[tuple[Any, ...]]:
    return sorted(((row["id"], row["side"]) for row in rows), key=repr)


def _count(row: Row) -> tuple[Any, ...]:
    return tuple(row.get(key) for key in ("what", "side", "kind", "victim_status", "low", "high", "qualifier"))


def _tell_proposition(row: Row) -> Row:
    kept = {key: row[key] for key in ("type", "status", "start", "end", "date_precision", "means")}
    return kept | {
        "places": sorted((place["place_id"], place["relation"]) for place in row["places"]),
        "agents": _parties(row["agents"]),
        "patients": _parties(row["patients"]),
        "counts": sorted(map(_count, row["counts"]), key=repr),
    }


def tell_claim(found: Exported, name: str) -> Row:
    """What a claim says, without spans, words and hashes."""
    claim = found.claim(name)
    kept = {key: claim[key] for key in ("voice", "directness", "stance", "commitment", "flags")}
    speaker = claim["speaker"]
    return kept | {
        "speaker": speaker and (speaker["id"], speaker["side"], speaker["resolved_by"]),
        "chain": [(link["role"], link["id"], link["status"]) for link in claim["chain"]],
        "targets": sorted(found.names[target] for target in claim["targets"]),
        "rows": sorted(found.incident_names(claim["incident_ids"])),
        "propositions": [_tell_proposition(p) for p in found.propositions(name)],
    }


def tell_incident(found: Exported, name: str) -> Row:
    """What a row says, without words and hashes."""
    row = found.incident(name)
    kept = {key: row[key] for key in ("type", "status", "state", "start", "end", "origins", "means", "documents")}
    points = ("slot", "value", "low", "high", "by_camp", "against_low", "against_high", "flags")
    return kept | {
        "places": sorted(place["place_id"] for place in row["places"]),
        "agents": _parties(row["agents"]),
        "patients": _parties(row["patients"]),
        "casualties": sorted(map(_count, row["casualties"]), key=repr),
        "propositions": sorted(([p[key] for key in points] for p in row["propositions"]), key=repr),
        "links": sorted((x["kind"], *found.incident_names([x["incident_id"]])) for x in row["links"]),
        "relations": sorted({_tell_relation(r) for r in found.relations(name)}, key=repr),
    }


def _tell_relation(row: Row) -> tuple[Any, ...]:
    ends = (
        (row["a"], row["b"]) if row["kind"] in ("deny", "update") else tuple(sorted((row["a"] or "", row["b"] or "")))
    )
    return (row["slot"], row["kind"], ends, row["camp"], tuple(row["flags"]))


def exchange(value: Any) -> Any:  # noqa: ANN401
    """The same value with the ids of the sides exchanged, lists that are sets sorted anew."""
    if isinstance(value, str):
        kind, slash, rest = value.partition("/")
        return f"{kind}/{exchange_ids(rest)}" if slash else _exchange_words(value)
    if isinstance(value, dict):
        return {exchange(key): exchange(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [exchange(item) for item in value]
    return value


def _exchange_words(value: str) -> str:
    before, space, last = value.rpartition(" ")
    return before + space + exchange_ids(last)


def _settle(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {key: _settle(item) for key, item in sorted(value.items())}
    return sorted(map(_settle, value), key=repr) if isinstance(value, (list, tuple)) else value


@pytest.mark.parametrize("name", make_rows((f"swap.{name}", (name,)) for name in SAID))
def test_claim_of_the_other_side(judged: Exported, swapped: Exported, name: str) -> None:
    """Speaker, chain, stance, propositions: the other side's, and nothing else is another."""
    assert _settle(tell_claim(swapped, name)) == _settle(exchange(tell_claim(judged, name)))


@pytest.mark.parametrize("name", make_rows((f"swap.{name}", (name,)) for name in ANCHORS if name != "I2b"))
def test_row_of_the_other_side(judged: Exported, swapped: Exported, name: str) -> None:
    """Type, state, origins by camp, relations: the other side's, and nothing else is another."""
    assert _settle(tell_incident(swapped, name)) == _settle(exchange(tell_incident(judged, name)))


@pytest.mark.parametrize("_", make_rows([("swap.same-number-of-everything", (None,))]))
def test_nothing_comes_or_goes(judged: Exported, swapped: Exported, _: None) -> None:
    counted = ("documents", "claims", "incidents", "relations", "reuse", "origins", "problems")
    assert {n: len(swapped.tables[n]) for n in counted} == {n: len(judged.tables[n]) for n in counted}
