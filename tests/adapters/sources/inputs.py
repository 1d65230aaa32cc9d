"""What the sources give, for tests."""

from __future__ import annotations

from pathlib import Path

from toldby.adapters.sources.files import FolderSource
from toldby.application.ports import InputRef, RawReport, Superseded, Unchanged
from toldby.domain.text import InputProblem

STORY = "Shells fell on Pelluk on Thursday evening, the council said. Nobody was hurt.\n"
FURTHER = "A mine went off on the Garrim road on Friday, the council said, and wounded two drivers.\n"

Found = dict[str, RawReport | InputProblem | Unchanged | Superseded]


def read_all(*roots: Path) -> Found:
    """What each input of the roots gives, by key, in the order of reading."""
    source = FolderSource(roots)
    return {ref.key: source.read(ref) for ref in source.inputs()}


def read_reports(*roots: Path) -> dict[str, RawReport]:
    """The reports alone."""
    return {key: found for key, found in read_all(*roots).items() if isinstance(found, RawReport)}


def read_codes(*roots: Path) -> dict[str, str]:
    """Key -> "ok" or the code of the problem."""
    return {key: found.code if isinstance(found, InputProblem) else "ok" for key, found in read_all(*roots).items()}


def read_out_of_turn(root: Path) -> Found:
    """All inputs listed first, then read: members are found again."""
    source = FolderSource([root])
    refs: list[InputRef] = list(source.inputs())
    return {ref.key: source.read(ref) for ref in reversed(refs)}


def page(body: str, title: str = "Bridge closed", head: str = "") -> str:
    """A small page of a newspaper."""
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1><p>{body}</p></article></body></html>"
    )
