"""The ontology of incident types: `incident_types.json` as domain values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from toldby.domain.lexicon import IncidentType, TypeRule


def load_types(path: Path) -> tuple[IncidentType, ...]:
    """The incident types in the order of the file."""
    return tuple(_read_type(row) for row in json.loads(path.read_text("utf-8"))["types"])


def _read_type(row: dict[str, Any]) -> IncidentType:
    return IncidentType(
        id=row["id"],
        family=row["family"],
        unit=row["unit"],
        definition=row["definition"],
        attributes=tuple(row["attributes"]),
        acled=tuple(_read_rule(rule, "event_type", "sub_event_type") for rule in row["acled"]),
        plover=tuple(_read_rule(rule, "event", "mode") for rule in row["plover"]),
        ucdp=row["ucdp"]["rule"],
        acled_skip_if_parts=row["acled_skip_if_parts"],
    )


def _read_rule(rule: dict[str, Any], *codes: str) -> TypeRule:
    when = tuple(sorted((name, tuple(values)) for name, values in rule["when"].items()))
    return TypeRule(when, tuple(rule[code] for code in codes))
