"""YAML as text, with lines."""

from __future__ import annotations

import pytest

from toldby.domain.errors import PackProblem
from toldby.packs.read import read_leniently, read_text

TRAPS = [
    # a country code that plain YAML reads as False
    ("no", "no"),
    # a road number that plain YAML reads as 8
    ("010", "010"),
    # a clock time that plain YAML reads as 90
    ("1:30", "1:30"),
    # a date that plain YAML makes an object of
    ("2019-05-08", "2019-05-08"),
    ("null", "null"),
    ("~", "~"),
    ("0x1F", "0x1F"),
    ("1e3", "1e3"),
    ("'  kept  '", "  kept  "),
]


@pytest.mark.parametrize(("written", "expected"), TRAPS)
def test_scalars_stay_text(written: str, expected: str) -> None:
    assert read_text(f"key: {written}", "a.yml") == {"key": expected}
    assert read_text(f"{written}: key", "a.yml") == {expected: "key"}


REFUSED = [
    ("a: 1\nb: 2\na: 3", 3, "'a' is given twice"),
    ("a: &x one\nb: 2", 1, "'&x' is a YAML anchor"),
    ("a: one\nb: *a", 2, "'*a' is a YAML alias"),
    ("a: &x one\nb: *x", 1, "'&x' is a YAML anchor"),
    ("a: !tag one", 1, "'!tag' is a YAML tag"),
    ("a: !!python/object:os.system x", 1, "is a YAML tag"),
    ("a: 1\n---\nb: 2", 2, "a second document begins"),
    ("- a\n- b", 1, "the file holds no fields"),
    ("a: {b: c", 2, "cannot be read as YAML"),
    ("a: b: c", 1, "cannot be read as YAML"),
]


@pytest.mark.parametrize(("text", "line", "message"), REFUSED)
def test_refused(text: str, line: int, message: str) -> None:
    with pytest.raises(PackProblem) as caught:
        read_text(text, "a.yml")
    assert (caught.value.file, caught.value.line) == ("a.yml", line)
    assert message in str(caught.value)


def test_lines_of_keys_and_items() -> None:
    value = read_text("a: 1\nb:\n  - {c: 2,\n     d: 3}\n  - x\n", "a.yml")
    assert value.lines == {"a": 1, "b": 2}
    assert value["b"].lines == [3, 5]
    assert value["b"][0].lines == {"c": 3, "d": 4}


def test_all_mistakes_of_a_file_are_listed() -> None:
    _, problems = read_leniently("a: 1\na: 2\nb: &x 3\n", "a.yml")
    assert [problem.line for problem in problems] == [2, 3]


def test_deep_nesting_is_no_crash() -> None:
    value, problems = read_leniently("a: " + "[" * 5000 + "]" * 5000, "a.yml")
    assert value or problems
