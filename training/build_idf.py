"""Builds the frozen table of word rarity from the treebank texts.

    python training/build_idf.py FOLDER OUT.json

FOLDER holds `ud-english.tar.xz` (see `training/README.md`). Every treebank document counts once for
each of its words. Words of fewer than `LEAST` documents are left out: they count as unknown.
The table is derived from CC BY-SA 4.0 texts and carries that licence.
"""

from __future__ import annotations

import argparse
import io
import json
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from toldby.analysis.compare.words import find_words

LEAST = 2
PARTS = ("en_ewt-train.conllu", "en_gum-train.conllu")
LICENCE = "CC BY-SA 4.0; word counts of UD_English-EWT and UD_English-GUM (training parts)"


def read_documents(archive: Path) -> Iterator[set[str]]:
    """The words of one document after the other."""
    with tarfile.open(archive) as tar:
        for part in PARTS:
            handle = tar.extractfile(f"./{part}")
            if handle is None:
                raise SystemExit(f"{archive} holds no {part}")
            yield from split_documents(io.TextIOWrapper(handle, encoding="utf-8"))


def split_documents(lines: Iterator[str] | io.TextIOWrapper) -> Iterator[set[str]]:
    """Word sets of the documents of one treebank file."""
    words: set[str] = set()
    for line in lines:
        if line.startswith("# newdoc id"):
            if words:
                yield words
            words = set()
        elif line.startswith("# text = "):
            words |= {word for word, _, _ in find_words(line[len("# text = ") :])}
    if words:
        yield words


def build_table(documents: Iterator[set[str]]) -> dict[str, object]:
    """The JSON of the table."""
    counts: Counter[str] = Counter()
    total = 0
    for words in documents:
        total += 1
        counts.update(words)
    kept = {word: n for word, n in sorted(counts.items()) if n >= LEAST}
    return {"version": "idf-1", "licence": LICENCE, "documents": total, "frequency": kept}


def main() -> None:
    """Read the folder, write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    table = build_table(read_documents(given.folder / "ud-english.tar.xz"))
    given.out.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
