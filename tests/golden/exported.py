"""A JSONL export read back, with its claims and incidents under the names of the demo corpus."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.golden.texts import FIRST_WORDS, locate_texts, name_at

Row = dict[str, Any]
TABLES = ("documents", "claims", "incidents", "relations", "places", "times", "reuse", "origins", "problems")

ANCHORS = {
    "I1": ("S1a", "remote.shelling"),
    "I2a": ("R01a", None),
    "I2b": ("R02a", None),
    "I3": ("R07a", None),
    "I4": ("R08b", None),
    "I5": ("R11a", None),
    "I6": ("R10a", None),
    "B1": ("R09c", None),
    "B2": ("R04e", None),
    "A1": ("R07b/accuse", None),
    "A2": ("S2c", "posture.arms_transfer"),
    "M1": ("R10b", "posture.mine_laying"),
}
"""Row -> a claim that is surely on it, and its type where the claim is on two. M1 is the further row."""


@dataclass(frozen=True)
class Exported:
    """All tables of one export."""

    tables: Mapping[str, list[Row]] = field(repr=False)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: FIRST_WORDS, repr=False)

    @cached_property
    def documents(self) -> dict[str, Row]:
        """By path."""
        return {row["path"]: row for row in self.tables["documents"]}

    @cached_property
    def names(self) -> dict[str, str]:
        """Claim id -> name; a claim that is not its sentence's only one has its stance behind a slash."""
        homes = {row["claim_id"]: self._home(row) for row in self.tables["claims"]}
        alone = [name for name in homes.values() if list(homes.values()).count(name) == 1]
        rows = {row["claim_id"]: row for row in self.tables["claims"]}
        return {id_: name if name in alone else f"{name}/{rows[id_]['stance']}" for id_, name in homes.items()}

    @cached_property
    def _places(self) -> dict[str, list[tuple[int, str]]]:
        return {path: locate_texts(row["text"], self.words[path]) for path, row in self.documents.items()}

    def _home(self, claim: Row) -> str:
        spans = claim["source"] + claim["cue"] + claim["content"]
        return name_at(self._places[claim["path"]], min(start for start, _ in spans))

    def claims(self, name: str) -> list[Row]:
        """The claims of a sentence (`R07b`), or those with one stance (`R07b/accuse`)."""
        home, _, stance = name.partition("/")
        rows = [row for row in self.tables["claims"] if self._home(row) == home]
        return [row for row in rows if stance in ("", row["stance"])]

    def claim(self, name: str) -> Row:
        """The one claim of that name."""
        rows = self.claims(name)
        assert len(rows) == 1, f"{name}: {[(row['stance'], row['text']) for row in rows]}"
        return rows[0]

    def propositions(self, name: str) -> list[Row]:
        """What the claim says of happenings, main one first."""
        claim = self.claim(name)
        return [p for p in (claim["proposition"], *claim["further_propositions"]) if p is not None]

    def incident(self, name: str) -> Row:
        """The row called I1 and so on."""
        claim, type_ = ANCHORS["I2a" if name == "I2" else name]
        ids = self.claim(claim)["incident_ids"]
        rows = [row for row in self.tables["incidents"] if row["incident_id"] in ids and type_ in (None, row["type"])]
        assert len(rows) == 1, f"{name}: {claim} is on {[row['type'] for row in rows]}"
        return rows[0]

    def incident_names(self, ids: Iterable[str]) -> set[str]:
        """Names of incident ids; a row that the corpus does not know is called by its type."""
        return {self._call_incident(id_) for id_ in ids}

    def _call_incident(self, incident_id: str) -> str:
        for name in ANCHORS:
            try:
                if self.incident(name)["incident_id"] == incident_id:
                    return name
            except AssertionError:
                continue
        return str(next(row["type"] for row in self.tables["incidents"] if row["incident_id"] == incident_id))

    def point(self, name: str, slot: str, value: str | None) -> Row:
        """One proposition of an incident."""
        rows = self.incident(name)["propositions"]
        found = [row for row in rows if (row["slot"], row["value"]) == (slot, value)]
        assert found, f"{name}: no {slot} {value!r} among {[(row['slot'], row['value']) for row in rows]}"
        return dict(found[0])

    def relations(self, name: str | None) -> list[Row]:
        """Relations of an incident (None: of pending denials) with the names of their claims."""
        wanted = None if name is None else self.incident(name)["incident_id"]
        rows = [row for row in self.tables["relations"] if row["incident_id"] == wanted]
        return [row | {"a": self._call(row["a"]), "b": self._call(row["b"])} for row in rows]

    def _call(self, claim_id: str | None) -> str | None:
        return None if claim_id is None else self.names[claim_id]

    def origin(self, name: str) -> Row:
        """The origin a claim ends at."""
        wanted = self.claim(name)["origin_id"]
        return next(row for row in self.tables["origins"] if row["origin_id"] == wanted)


def read_export(folder: Path, words: Mapping[str, Mapping[str, str]] = FIRST_WORDS) -> Exported:
    """Every table of an export; `words` are the first words of its sentences."""
    return Exported({name: _read_lines(folder / f"{name}.jsonl") for name in TABLES}, words)


def read_bytes(folder: Path) -> dict[str, bytes]:
    """Every file of an export, for comparing bytes."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def _read_lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
