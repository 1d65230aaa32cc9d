"""The small tables a person gives an export: country policy, restrictions, protected names."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

from toldby.application.exporting.options import USUAL_STATUSES, PlacePolicy
from toldby.application.exporting.seen import Seen
from toldby.application.exporting.withholding import ACTIONS, Restriction
from toldby.domain.errors import UsageProblem

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_country_policy(path: Path) -> tuple[Mapping[str, PlacePolicy], str]:
    """A CSV `place_id,country,iso,admin1,admin2`, and the hash of its bytes for the manifest."""
    rows = _read_table(path, "--country-policy", ("place_id", "country"))
    found = {
        row["place_id"]: PlacePolicy(*(row.get(name) or None for name in ("country", "iso", "admin1", "admin2")))
        for _, row in rows
    }
    return found, hashlib.sha256(path.read_bytes()).hexdigest()


def read_restrictions(path: Path) -> tuple[Restriction, ...]:
    """A CSV `id,action,until`: what is excluded, embargoed or coarsened."""
    found = []
    for line, row in _read_table(path, "--withhold", ("id", "action")):
        until = row.get("until") or None
        if row["action"] not in ACTIONS:
            raise UsageProblem(f"{path}:{line}: action {row['action']!r} must be one of {', '.join(ACTIONS)}")
        if until is not None and _DAY.fullmatch(until) is None:
            raise UsageProblem(f"{path}:{line}: until {until!r} must be a day like 2026-12-31")
        found.append(Restriction(row["id"], row["action"], until))
    return tuple(found)


def read_names(path: Path) -> tuple[str, ...]:
    """A text file, one name a line; `#` begins a comment."""
    lines = _read_text(path, "--protect").splitlines()
    return tuple(name for line in lines if (name := line.partition("#")[0].strip()))


def read_statuses(given: str | None) -> tuple[str, ...]:
    """The usual statuses and those named with commas between."""
    more = [word.strip() for word in (given or "").split(",") if word.strip()]
    return tuple(dict.fromkeys([*USUAL_STATUSES, *more]))


def read_state(path: Path) -> Mapping[str, Seen]:
    """`atom.state.json` of an earlier feed, or the folder it lies in."""
    file = path / "atom.state.json" if path.is_dir() else path
    try:
        rows = json.loads(_read_text(file, "--since"))
        return {str(id_): Seen(row["hash"], row["state"]) for id_, row in rows.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageProblem(f"--since {file}: no state of an earlier feed; it is written beside atom.xml") from error


def _read_table(path: Path, option: str, needed: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    rows = list(csv.DictReader(_read_text(path, option).splitlines()))
    missing = [name for name in needed if not rows or name not in rows[0]]
    if missing:
        raise UsageProblem(f"{option} {path}: a CSV table with the columns {', '.join(needed)} and at least one row")
    return [(n, {k: (v or "").strip() for k, v in row.items() if k}) for n, row in enumerate(rows, start=2)]


def _read_text(path: Path, option: str) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageProblem(f"{option} {path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UsageProblem(f"{option} {path}: not UTF-8; save it as UTF-8") from error
