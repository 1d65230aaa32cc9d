"""A pack folder as validated entries, each with its file and line, and all problems of its shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import get_args

from pydantic import BaseModel, ValidationError

from toldby.packs.fields import Entry, Strict
from toldby.packs.problems import Problem, explain_all, from_error, suggest
from toldby.packs.read import Listed, Mapped, YamlValue, read_leniently
from toldby.packs.schema import HEADS, Defaults, PackHead, tables_in, tables_of


@dataclass(frozen=True, slots=True)
class Row:
    """An entry with the place it stands at."""

    table: str
    file: str
    line: int
    entry: Strict
    raw: Mapped


@dataclass(frozen=True, slots=True)
class ParsedPack:
    """All that could be read of a pack folder."""

    folder: Path
    kind: str
    head: PackHead | None
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    head_raw: Mapped = field(default_factory=lambda: Mapped(1))

    def table(self, name: str) -> tuple[Row, ...]:
        """The rows of one table, retired ones too."""
        return tuple(row for row in self.rows if row.table == name)


@dataclass(slots=True)
class _Found:
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def list_files(folder: Path) -> tuple[Path, ...]:
    """The YAML files of a pack in a fixed order; cases too."""
    return (*sorted(folder.glob("*.yml")), *sorted(folder.glob("cases/*.yml")))


def parse_pack(folder: Path, *, with_cases: bool = True) -> ParsedPack:
    """The entries of a folder; a file that is not there is an empty table."""
    found = _Found()
    head, head_raw = _parse_head(folder, found)
    kind = head.kind if head is not None else _guess_kind(folder)
    tables = tables_of(kind)
    for path in list_files(folder):
        name = path.relative_to(folder).as_posix()
        if name == "pack.yml" or (not with_cases and _is_about_cases(name)):
            continue
        _parse_file(path, name, tables, found)
    return ParsedPack(folder, kind, head, tuple(found.rows), tuple(found.problems), head_raw)


def _is_about_cases(name: str) -> bool:
    return name.startswith(("cases/", "known_failures"))


def _guess_kind(folder: Path) -> str:
    return "region" if (folder / "actors.yml").exists() or (folder / "places.yml").exists() else "language"


def _parse_head(folder: Path, found: _Found) -> tuple[PackHead | None, Mapped]:
    path = folder / "pack.yml"
    if not path.exists():
        found.problems.append(Problem("pack.yml", 1, 2, "the file is missing", "every pack begins with it"))
        return None, Mapped(1)
    raw = _read(path, "pack.yml", found)
    model = HEADS.get(str(raw.get("kind")), PackHead)
    entry = _validate(model, raw, "pack.yml", found)
    return (entry if isinstance(entry, PackHead) else None), raw


def _read(path: Path, name: str, found: _Found) -> Mapped:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found.problems.append(Problem(name, error.object[: error.start].count(b"\n") + 1, 1, "is not UTF-8"))
        return Mapped(1)
    raw, problems = read_leniently(text, name)
    found.problems.extend(from_error(problem, 1) for problem in problems)
    return raw


def _parse_file(path: Path, name: str, tables: Mapping[str, type[Strict]], found: _Found) -> None:
    allowed = ("cases",) if name.startswith("cases/") else tables_in(path.stem)
    if allowed[0] not in tables:
        hint = suggest(allowed[0], tables) or "known files: " + ", ".join(sorted(tables))
        found.problems.append(Problem(name, 1, 2, "nobody reads this file", hint))
        return
    raw = _read(path, name, found)
    defaults = _parse_defaults(raw, name, found)
    for key, value in raw.items():
        if key in allowed:
            _parse_rows(key, value, tables[key], name, defaults, found)
        elif key != "defaults":
            hint = suggest(key, ("defaults", *allowed))
            found.problems.append(Problem(name, raw.lines[key], 2, f"'{key}' is not a field here", hint))


def _parse_defaults(raw: Mapped, name: str, found: _Found) -> dict[str, str]:
    given = raw.get("defaults")
    if given is None:
        return {}
    if not isinstance(given, Mapped):
        message = "'defaults' must be a mapping, like {by: name, source: own wording}"
        found.problems.append(Problem(name, raw.lines["defaults"], 2, message))
        return {}
    entry = _validate(Defaults, given, name, found)
    return entry.model_dump(exclude_none=True) if entry is not None else {}


def _parse_rows(
    table: str, value: YamlValue, model: type[Strict], name: str, defaults: dict[str, str], found: _Found
) -> None:
    if value == "":
        return
    if not isinstance(value, Listed):
        found.problems.append(Problem(name, 1, 2, f"'{table}' must be a list of entries"))
        return
    shared = defaults if issubclass(model, Entry) else {}
    for raw, line in zip(value, value.lines, strict=True):
        if not isinstance(raw, Mapped):
            message = f"'{raw}' is no entry" if isinstance(raw, str) else "a list is no entry"
            found.problems.append(Problem(name, line, 2, message, "entries look like {id: ..., status: ...}"))
            continue
        entry = _validate(model, raw, name, found, shared)
        if entry is not None:
            found.rows.append(Row(table, name, raw.line, entry, raw))


def _validate(
    model: type[Strict], raw: Mapped, name: str, found: _Found, shared: Mapping[str, str] | None = None
) -> Strict | None:
    try:
        return model.model_validate({**shared, **raw} if shared else raw)
    except ValidationError as error:
        found.problems.extend(explain_all(error, raw, name, list_fields(model)))
        return None


@cache
def list_fields(model: type[BaseModel]) -> frozenset[str]:
    """The names of all fields of a model and of its parts."""
    names: set[str] = set()
    waiting: list[type[BaseModel]] = [model]
    while waiting:
        for key, info in waiting.pop().model_fields.items():
            names.add(info.alias or key)
            waiting.extend(_models_in(info.annotation))
    return frozenset(names)


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    waiting = [annotation]
    while waiting:
        part = waiting.pop()
        if isinstance(part, type) and issubclass(part, BaseModel):
            yield part
        waiting.extend(get_args(part))
