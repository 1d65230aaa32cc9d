"""Exchanges the names of the two sides in the demo texts and in a copy of the pack."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from toldby.bootstrap import DATA, DEMO_REPORTS

PAIRS = [
    ("Halvena", "Teskoria"), ("Halvenan", "Teskorian"), ("Yevenna", "Sarquil"), ("YEVENNA", "SARQUIL"),
    ("Republic of Halvena", "Teskorian Union"),
    ("Ministry of Defence", "Ministry of the Armed Forces"), ("defence ministry", "armed forces ministry"),
    ("Imbrel", "Lower Orrow"), ("Ondrel", "Vossim"), ("Pelluk", "Fellûg"), ("Ulvane Ford", "Kessun Crossing"),
    ("Mount Sennoch", "Kelvoth ridge"), ("Morrund dam", "Upper Orrow reservoir"), ("Irrowen", "Sadrun"),
    ("Garrim road", "Zhelm road"), ("Torvel", "Dorvell"), ("the ford", "the crossing"),
]  # fmt: skip
"""Names of states, people, seats, ministries and places; common words for the other side stay as they are."""

IDS = [("halvena", "teskoria"), ("halvena-mod", "teskoria-maf"), ("halvena-army", "teskoria-army")]
KEPT = ("Halvena Today",)


def exchange_names(text: str) -> str:
    """Every name of one side becomes the name of the other."""
    return _exchange(text, PAIRS, r"(?<!\w)(?:", r")(?!\w)", KEPT)


def exchange_ids(text: str) -> str:
    """Every id of one side becomes the id of the other; slugs of words found in the text too."""
    slugs = [(_slug(a), _slug(b)) for a, b in PAIRS if a[0].isupper()]
    if text.startswith("text:"):
        return _exchange(text, slugs, r"(?<![a-zû])(?:", r")(?![a-zû])")
    return _exchange(text, IDS, r"(?<![\w.-])(?:", r")(?![\w.-])")


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _exchange(text: str, pairs: list[tuple[str, str]], before: str, after: str, kept: tuple[str, ...] = ()) -> str:
    other = dict(pairs) | {b: a for a, b in pairs} | {name: name for name in kept}
    names = sorted(other, key=len, reverse=True)
    return re.sub(before + "|".join(map(re.escape, names)) + after, lambda found: other[found.group()], text)


def swap_reports(folder: Path) -> Path:
    """The fifteen reports and their table, exchanged."""
    folder.mkdir()
    for path in DEMO_REPORTS.iterdir():
        text = exchange_names(path.read_text("utf-8"))
        (folder / path.name).write_text(exchange_ids(text) if path.suffix == ".csv" else text, "utf-8")
    return folder


def swap_pack(folder: Path) -> Path:
    """The region pack, exchanged: names, sides, ids, users of names and terms."""
    folder.mkdir()
    for path in (DATA / "regions" / "demo-tirrow").glob("*.yml"):
        (folder / path.name).write_text(exchange_ids(exchange_names(path.read_text("utf-8"))), "utf-8")
    return folder


def swap_words(words: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """First words of the sentences, exchanged."""
    return {path: {name: exchange_names(text) for name, text in rows.items()} for path, rows in words.items()}
