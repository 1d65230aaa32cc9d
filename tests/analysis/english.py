"""The shipped English words, read straight from the files so that these tests need no pack compiler."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import yaml

from toldby.domain.lexicon import LanguagePack

FOLDER = Path(__file__).parents[2] / "src" / "toldby" / "data" / "languages" / "en"


def read_english() -> LanguagePack:
    """A language pack that holds the word lists of zones and text alone."""
    words: dict[str, set[str]] = {}
    for name in ("words.text.yml", "words.zones.yml"):
        path = FOLDER / name
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["words"] if path.exists() else ():
            words.setdefault(entry["group"], set()).update(entry["forms"])
    return LanguagePack("en", "test", words=MappingProxyType({k: frozenset(v) for k, v in words.items()}))


ENGLISH = read_english()
