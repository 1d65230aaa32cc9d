"""FollowTheMoney entities, read back by its own library: every schema, property and value fits."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from typing import Any

import pytest

from toldby.adapters.exports import ftm
from toldby.application.exporting.view import ExportView

_LIMIT = csv.field_size_limit()
library = pytest.importorskip("followthemoney", reason="followthemoney is not installed")
csv.field_size_limit(_LIMIT)  # the library lifts it for the whole process, and other tests count on it


@pytest.fixture(scope="module")
def entities(demo_view: ExportView) -> list[Any]:
    content = ftm.encode(demo_view).files["ftm.entities.jsonl"].decode("utf-8")
    return [json.loads(line) for line in content.splitlines()]


def test_every_entity_reads_back_equal(entities: list[Any]) -> None:
    for entity in entities:
        proxy = library.model.get_proxy(entity)
        assert {name: sorted(proxy.get(name)) for name in entity["properties"]} == entity["properties"]
        for required in proxy.schema.required:
            assert proxy.has(required), f"{proxy.schema.name} without {required}"
        assert proxy.id == entity["id"]


def test_every_value_is_clean_for_its_type(entities: list[Any]) -> None:
    for entity in entities:
        schema = library.model.get(entity["schema"])
        for name, values in entity["properties"].items():
            prop = schema.get(name)
            assert prop is not None, f"{schema.name} has no {name}"
            for value in values:
                if prop.type.name in ("name", "text", "string", "entity"):
                    continue
                assert prop.type.clean(value) in (value, {"en": "eng"}.get(value)), f"{schema.name}.{name}: {value}"


def test_every_reference_meets_an_entity_of_the_right_kind(entities: list[Any]) -> None:
    schema_of = {entity["id"]: library.model.get(entity["schema"]) for entity in entities}
    assert len(schema_of) == len(entities)
    for entity in entities:
        schema = library.model.get(entity["schema"])
        for name, values in entity["properties"].items():
            prop = schema.get(name)
            if prop.type.name == "entity":
                for value in values:
                    assert schema_of[value].is_a(prop.range.name), f"{schema.name}.{name}"


def test_counts(entities: list[Any], demo_view: ExportView) -> None:
    kinds = Counter(entity["schema"] for entity in entities)
    assert kinds["Event"] == len(demo_view.incidents)
    assert kinds["Article"] == len(demo_view.ledger.analyses)
    assert kinds["Note"] == len(demo_view.ledger.claims)
    assert kinds["Documentation"] == sum(len(i.documents) for i in demo_view.incidents)
    assert kinds["Person"] == 2, "the doctor and the woman"


def test_two_names_stay_two_values(entities: list[Any]) -> None:
    (shelling,) = [e for e in entities if e["id"].startswith("toldby-incident-3BPW38")]
    assert shelling["properties"]["alias"] == ["Fellûg", "Pelluk"]
    assert "location" not in shelling["properties"], "the library joins names in an address with a comma"


def test_statements_keep_report_and_claim_of_each_value(demo_view: ExportView) -> None:
    rows = list(csv.DictReader(io.StringIO(ftm.encode(demo_view).files["ftm.statements.csv"].decode("utf-8"))))
    claims = {c.claim_id: c for c in demo_view.ledger.claims}
    assert rows
    for row in rows:
        made = library.Statement(
            entity_id=row["entity_id"], prop=row["prop"], schema=row["schema"], value=row["value"],
            dataset=row["dataset"], origin=row["origin"], canonical_id=row["canonical_id"], id=row["id"],
        )  # fmt: skip
        assert made.value == row["value"]
        assert library.model.get(row["schema"]).get(row["prop"]) is not None
        assert row["dataset"] == f"toldby-{claims[row['origin']].doc_id.lower()}"
    ridge = {r["value"]: r["origin"] for r in rows if r["prop"] == "alias" and "68MVJK" in r["entity_id"]}
    assert set(ridge) == {"Height 918", "Kelvoth ridge", "Mount Sennoch"}
