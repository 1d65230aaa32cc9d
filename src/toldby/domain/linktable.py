"""The frozen numbers of linking: weights in bits per level, and word rarity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True)
class LinkTable:
    """Weights of the comparison table (`linking.md` 5) and the frozen IDF table.

    `levels` maps comparison -> level -> bits; a level that is not listed weighs 0. `theta` is in
    millionths. `idf` maps a word to its inverse document frequency; `idf_unknown` stands for a word
    that no text of the table holds.
    """

    version: str
    prior: float
    theta: int
    levels: Mapping[str, Mapping[str, float]]
    idf: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    idf_unknown: float = 6.5
    idf_version: str = ""

    def weigh(self, comparison: str, level: str) -> float:
        """Bits of a level; 0 when the table does not list it."""
        return self.levels.get(comparison, {}).get(level, 0.0)

    def rarity(self, word: str) -> float:
        """The IDF of a lower-case word."""
        return self.idf.get(word, self.idf_unknown)

    @classmethod
    def from_mapping(cls, table: Mapping[str, Any], idf: Mapping[str, Any] | None = None) -> LinkTable:
        """A table from the JSON of `data/linking` (weights, and document frequencies if given).

        The IDF file holds `documents` (how many texts) and `frequency` (word -> texts with it).
        """
        levels = {
            name: MappingProxyType({k: float(v) for k, v in row.items()}) for name, row in table["levels"].items()
        }
        theta = round(float(table["theta"]) * 1_000_000)
        if idf is None:
            return cls(str(table["version"]), float(table["prior"]), theta, MappingProxyType(levels))
        total = int(idf["documents"])
        rarities = {word: round(log((total + 1) / (int(n) + 0.5)), 4) for word, n in idf["frequency"].items()}
        return cls(
            str(table["version"]),
            float(table["prior"]),
            theta,
            MappingProxyType(levels),
            MappingProxyType(rarities),
            round(log((total + 1) / 0.5), 4),
            str(idf["version"]),
        )
