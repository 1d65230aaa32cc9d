"""YAML files as text: every scalar stays the words that were written, with its line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from toldby.domain.errors import PackProblem

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # pragma: no cover - libyaml is missing on some platforms: slower, the same answer
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

YamlValue = Any
"""str, Mapped or Listed; kept loose because pydantic checks it next."""


class Mapped(dict[str, YamlValue]):
    """A mapping that knows the line it begins on and the line of each key."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Listed(list[YamlValue]):
    """A list that knows the line it begins on and the line of each item."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


class _Open:
    """A mapping or list that is still being filled."""

    __slots__ = ("key", "key_line", "value")

    def __init__(self, value: Mapped | Listed) -> None:
        self.value = value
        self.key: str | None = None
        self.key_line = 0


def read_file(path: Path, name: str | None = None) -> Mapped:
    """The mapping a YAML file holds; raises PackProblem with file and line.

    >>> import tempfile; f = Path(tempfile.mkdtemp()) / "a.yml"; _ = f.write_text("road: 010")
    >>> read_file(f)
    {'road': '010'}
    """
    shown = name or path.name
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise PackProblem(shown, line, "is not UTF-8", "save the file as UTF-8") from None
    return read_text(text, shown)


def read_text(text: str, name: str) -> Mapped:
    """The mapping a YAML text holds; duplicate keys, anchors, tags and second documents are refused."""
    value, problems = read_leniently(text, name)
    if problems:
        raise problems[0]
    return value


def read_leniently(text: str, name: str) -> tuple[Mapped, tuple[PackProblem, ...]]:
    """What can be read of a text, and all that is wrong with how it is written."""
    problems: list[PackProblem] = []
    try:
        value = _build(text, name, problems)
    except yaml.YAMLError as error:
        problems.append(_explain(error, name))
        return Mapped(1), tuple(problems)
    if isinstance(value, Mapped):
        return value, tuple(problems)
    if value is not None:
        problems.append(PackProblem(name, 1, "the file holds no fields", "begin with 'name: value'"))
    return Mapped(1), tuple(problems)


def _build(text: str, name: str, problems: list[PackProblem]) -> YamlValue | None:
    root: YamlValue | None = None
    documents = 0
    stack: list[_Open] = []
    for event in _events(text):
        line = event.start_mark.line + 1 if event.start_mark else 1
        _refuse_mini_syntax(event, name, line, problems)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                problems.append(PackProblem(name, line, "a second document begins", "take the '---' out"))
                return root
            continue
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            stack.pop()
            continue
        made = _make(event, line)
        if made is None:
            continue
        if stack:
            _put(stack[-1], made, line, name, problems)
        elif root is None:
            root = made
        if isinstance(made, Mapped | Listed):
            stack.append(_Open(made))
    return root


def _events(text: str) -> Iterator[yaml.Event]:
    return yaml.parse(text, Loader=_Loader)


def _make(event: yaml.Event, line: int) -> YamlValue | None:
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if isinstance(event, yaml.MappingStartEvent):
        return Mapped(line)
    if isinstance(event, yaml.SequenceStartEvent):
        return Listed(line)
    return "" if isinstance(event, yaml.AliasEvent) else None


def _put(parent: _Open, made: YamlValue, line: int, name: str, problems: list[PackProblem]) -> None:
    value = parent.value
    if isinstance(value, Listed):
        value.append(made)
        value.lines.append(line)
        return
    if parent.key is None:
        parent.key, parent.key_line = str(made), line
        return
    if parent.key in value:
        problems.append(PackProblem(name, parent.key_line, f"'{parent.key}' is given twice"))
    value[parent.key] = made
    value.lines[parent.key] = parent.key_line
    parent.key = None


def _refuse_mini_syntax(event: yaml.Event, name: str, line: int, problems: list[PackProblem]) -> None:
    if isinstance(event, yaml.AliasEvent):
        problems.append(PackProblem(name, line, f"'*{event.anchor}' is a YAML alias", "write the words out"))
    elif anchor := getattr(event, "anchor", None):
        problems.append(PackProblem(name, line, f"'&{anchor}' is a YAML anchor", "put '...' around it"))
    if tag := getattr(event, "tag", None):
        problems.append(PackProblem(name, line, f"'{tag}' is a YAML tag", "put '...' around the words"))


def _explain(error: yaml.YAMLError, name: str) -> PackProblem:
    mark = getattr(error, "problem_mark", None)
    said = getattr(error, "problem", None) or str(error).splitlines()[0]
    line = mark.line + 1 if mark is not None else 1
    hint = "put '...' around text with ': ', ' #' or a comma inside {}"
    return PackProblem(name, line, f"cannot be read as YAML: {said}", hint)
