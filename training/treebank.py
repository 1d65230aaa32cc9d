"""Reads CoNLL-U treebanks into plain values; knows nothing of spaCy."""

from __future__ import annotations

import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ARCHIVE = "ud-english.tar.xz"
TREEBANKS = ("en_ewt", "en_gum")


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word; `head` is an index in the sentence, the root points to itself."""

    text: str
    lemma: str
    pos: str
    tag: str
    morph: str
    head: int
    dep: str
    space: bool


@dataclass(frozen=True, slots=True)
class Tree:
    """One annotated sentence; `opens` tells that a new text starts with it."""

    words: tuple[Word, ...]
    opens: bool = False


def read_treebank(folder: Path, name: str, part: str) -> tuple[Tree, ...]:
    """The sentences of one part, such as `en_ewt`, `train`, from the archive or unpacked."""
    file = f"{name}-{part}.conllu"
    if (folder / file).is_file():
        return tuple(_read_trees((folder / file).read_text(encoding="utf-8").splitlines()))
    with tarfile.open(folder / ARCHIVE) as archive:
        member = next(m for m in archive.getmembers() if Path(m.name).name == file)
        stream = archive.extractfile(member)
        if stream is None:
            raise FileNotFoundError(f"{file} in {folder / ARCHIVE}")
        return tuple(_read_trees(stream.read().decode("utf-8").splitlines()))


def read_part(folder: Path, part: str) -> tuple[Tree, ...]:
    """One part (train, dev or test) of all treebanks, in a fixed order."""
    return tuple(tree for name in TREEBANKS for tree in read_treebank(folder, name, part))


def _read_trees(lines: Iterable[str]) -> Iterator[Tree]:
    rows: list[list[str]] = []
    opens = False
    for line in lines:
        if line.startswith("# newdoc"):
            opens = True
        elif line.startswith("#"):
            continue
        elif line.strip():
            rows.append(line.split("\t"))
        elif rows:
            yield Tree(_build_words(rows), opens)
            rows, opens = [], False
    if rows:
        yield Tree(_build_words(rows), opens)


def _build_words(rows: list[list[str]]) -> tuple[Word, ...]:
    glued = _find_glued(rows)
    words = []
    for row in rows:
        if not row[0].isdigit():
            continue
        index, head = int(row[0]), int(row[6])
        words.append(
            Word(
                text=row[1],
                lemma=row[2] if row[2] != "_" or row[1] == "_" else row[1],
                pos=row[3],
                tag=row[4],
                morph="" if row[5] == "_" else row[5],
                head=index - 1 if head == 0 else head - 1,
                dep="ROOT" if head == 0 else row[7],
                space=index not in glued,
            )
        )
    return tuple(words)


def _find_glued(rows: list[list[str]]) -> set[int]:
    """Numbers of the words that no space follows; "don't" is one written word of two."""
    glued: set[int] = set()
    for row in rows:
        closed = "SpaceAfter=No" in row[9].split("|")
        if "-" in row[0]:
            first, last = (int(number) for number in row[0].split("-"))
            glued.update(range(first, last))
            if closed:
                glued.add(last)
        elif row[0].isdigit() and closed:
            glued.add(int(row[0]))
    return glued
