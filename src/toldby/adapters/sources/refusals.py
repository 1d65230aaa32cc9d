"""Inputs that do not become a report, as lines of `problems.jsonl`."""

from __future__ import annotations

from toldby.application.ports import InputRef
from toldby.domain.errors import SourceUnreadable
from toldby.domain.text import InputProblem, Problem

_ODD_ENDS = frozenset({"timeout", "memory", "worker_died"})


def refuse(ref: InputRef, error: SourceUnreadable, sha256: str | None = None, *, stage: str = "read") -> InputProblem:
    """The problem line for one input: skipped; quarantined when trying again may help."""
    state = "quarantined" if error.code in _ODD_ENDS else "skipped"
    return InputProblem(ref.path, ref.member, sha256, state, stage, error.code, str(error))


def warn(code: str, sentence: str) -> Problem:
    """A warning of a stored report; its reason begins with its code (`contract.md` 1)."""
    return Problem(code, f"{code}: {sentence}")


def describe_size(size: int) -> str:
    """A size for people: `5.0 MB`.

    >>> describe_size(5_000_000)
    '5.0 MB'
    """
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{size} bytes"
