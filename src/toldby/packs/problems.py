"""What a pack check finds, one line each, and in words an editor understands."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from toldby.domain.errors import PackProblem
from toldby.packs.read import Listed, Mapped, YamlValue


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding of `toldby pack check`; a warning alone gives exit code 3, not 1."""

    file: str
    line: int
    level: int
    message: str
    hint: str = ""
    is_warning: bool = False

    def __str__(self) -> str:
        text = f"{self.file}:{self.line}: {self.message}"
        return f"{text}; {self.hint}" if self.hint else text

    def as_error(self) -> PackProblem:
        """The same finding as an exception, for code that cannot go on without the entry."""
        return PackProblem(self.file, self.line, self.message, self.hint)


def from_error(error: PackProblem, level: int) -> Problem:
    """A finding of the reader as a finding of the check."""
    return Problem(error.file, error.line, level, error.message, error.hint)


def explain_all(error: ValidationError, raw: Mapped, file: str, known: Collection[str]) -> Iterable[Problem]:
    """The findings of the schema in plain words, at the line of the field.

    A field that is missing only because its name is misspelled is told once.
    """
    details = error.errors(include_url=False)
    extra = [_field_name(d["loc"]) for d in details if d["type"] == "extra_forbidden"]
    meant = {suggest(name, known) for name in extra}
    for detail in details:
        if detail["type"] == "missing" and f"did you mean '{_field_name(detail['loc'])}'?" in meant:
            continue
        message, hint = _explain(detail, known)
        yield Problem(file, find_line(raw, detail["loc"]), 2, message, hint)


def find_line(raw: YamlValue, path: Iterable[int | str]) -> int:
    """The line of the innermost part of `path` that was written down."""
    line: int = getattr(raw, "line", 1)
    for step in path:
        if isinstance(raw, Mapped) and step in raw.lines:
            line = raw.lines[str(step)]
            raw = raw[str(step)]
        elif isinstance(raw, Listed) and isinstance(step, int) and step < len(raw):
            line = raw.lines[step]
            raw = raw[step]
        else:
            break
    return line


def suggest(word: str, known: Collection[str]) -> str:
    """`did you mean 'names'?` when a known word is near, else nothing."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else ""


def name_allowed(value: str, allowed: Collection[str]) -> str:
    """The allowed values: all of a short list, else the first two and the nearest."""
    listed = list(allowed)
    if len(listed) <= 5:
        return "allowed: " + ", ".join(f"'{item}'" for item in listed)
    near = difflib.get_close_matches(value, listed, n=1, cutoff=0.5)
    shown = list(dict.fromkeys([*listed[:2], *(near or listed[2:3])]))
    return "allowed: " + ", ".join(f"'{item}'" for item in shown) + ", ..."


def list_values(literal: object) -> tuple[str, ...]:
    """The values of a closed list."""
    return get_args(literal)


_EXPECTED = {
    "float_parsing": "a number was expected",
    "float_type": "a number was expected",
    "finite_number": "a number was expected",
    "int_parsing": "a whole number was expected",
    "int_type": "a whole number was expected",
    "int_from_float": "a whole number was expected",
    "string_type": "words were expected",
    "list_type": "a list was expected, like [one, two]",
    "tuple_type": "a list was expected, like [one, two]",
    "dict_type": "fields were expected, like {name: value}",
    "model_type": "fields were expected, like {name: value}",
}


def _explain(detail: ErrorDetails, known: Collection[str]) -> tuple[str, str]:
    name = _field_name(detail["loc"])
    given = detail["input"]
    shown = given if isinstance(given, str) else "a list" if isinstance(given, list) else "a mapping"
    quoted = f"'{shown}'" if isinstance(given, str) else shown
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return f"'{name}' is not a field here", suggest(name, known)
    if kind == "missing":
        return f"'{name}' is missing", ""
    if kind == "literal_error":
        allowed = [part.strip().strip("'") for part in _split_expected(str(context["expected"]))]
        return f"'{name}' is {quoted}", name_allowed(str(shown), allowed)
    if kind == "value_error":
        message, _, hint = str(context["error"]).partition("; ")
        return f"'{name}' is {quoted}: {message}", hint
    if kind == "too_short":
        return f"'{name}' is empty", "at least one is expected"
    return f"'{name}' is {quoted}", _EXPECTED.get(kind, detail["msg"][:1].lower() + detail["msg"][1:])


def _split_expected(text: str) -> list[str]:
    return text.replace(" or ", ", ").split(", ")


def _field_name(path: tuple[int | str, ...]) -> str:
    names = [str(step) for step in path if isinstance(step, str)]
    return names[-1] if names else "entry"
