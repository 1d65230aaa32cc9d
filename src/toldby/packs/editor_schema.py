"""JSON Schema files for editors, made from the entry models; CI checks that they are current."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, create_model

from toldby.packs.fields import Strict
from toldby.packs.schema import COMMON_TABLES, HEADS, LANGUAGE_TABLES, REGION_TABLES, Defaults, tables_in

_FORBID = ConfigDict(extra="forbid")


def make_schemas() -> Mapping[str, str]:
    """File name -> text of every schema file."""
    tables = {**LANGUAGE_TABLES, **REGION_TABLES, **COMMON_TABLES}
    made = {f"pack-{kind}.json": head.model_json_schema() for kind, head in HEADS.items()}
    for name in tables:
        if name != "maps":
            made[f"{name}.json"] = _make_file_schema(name, {t: tables[t] for t in tables_in(name)})
    return {name: _write(schema) for name, schema in sorted(made.items())}


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """The schema files, written to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in make_schemas().items():
        path = folder / name
        path.write_text(text, "utf-8")
        written.append(path)
    return tuple(written)


def _make_file_schema(name: str, tables: Mapping[str, type[Strict]]) -> dict[str, Any]:
    fields: dict[str, Any] = {table: (tuple[model, ...], ()) for table, model in tables.items()}  # type: ignore[valid-type]
    model = create_model(f"{name}.yml", __config__=_FORBID, defaults=(Defaults, Defaults()), **fields)
    schema = model.model_json_schema()
    for part in schema.get("$defs", {}).values():
        # `by` and `source` may come from `defaults:`
        part["required"] = [field for field in part.get("required", []) if field not in ("by", "source")]
    return schema


def _write(schema: Mapping[str, Any]) -> str:
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(whole, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
