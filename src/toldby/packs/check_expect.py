"""Level 8: a pack holds at least what its `pack.yml` expects."""

from __future__ import annotations

from collections.abc import Iterator

from toldby.packs.parse import ParsedPack
from toldby.packs.problems import Problem, find_line, suggest
from toldby.packs.schema import tables_of


def check_expectations(pack: ParsedPack) -> Iterator[Problem]:
    """Tables with fewer living entries than expected: a lost file is noticed."""
    if pack.head is None:
        return
    tables = tables_of(pack.kind)
    for table, least in pack.head.expect.items():
        line = find_line(pack.head_raw, ("expect", table))
        if table not in tables:
            yield Problem("pack.yml", line, 8, f"expect: no table '{table}'", suggest(table, tables))
            continue
        count = sum(getattr(row.entry, "status", "") != "retired" for row in pack.table(table))
        if count < least:
            yield Problem("pack.yml", line, 8, f"{table}: {count} entries, at least {least} expected")
