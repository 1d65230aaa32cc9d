"""What becomes of inputs: new, changed, the same text twice, unreadable; in any order, at once or bit by bit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toldby.application.intake import Intake, take_in
from toldby.application.ledger_rows import StoredInput
from toldby.application.packs import open_lexicon
from toldby.application.ports import InputRef, RawReport
from toldby.domain.lexicon import Lexicon
from toldby.domain.text import InputProblem

TEXTS = ("The bridge at Zhelm was closed.", "Two drivers were wounded.", "The council said nothing.")
BAD = ""


class Folder:
    """A folder as a source; an empty text is an input that cannot be read."""

    def __init__(self, files: Sequence[tuple[str, str]], listed: Sequence[InputProblem] = ()) -> None:
        self._files = dict(files)
        self._listed = tuple(listed)

    def inputs(self) -> Iterator[InputRef]:
        for path in self._files:
            yield InputRef(path, path)

    def read(self, ref: InputRef) -> RawReport | InputProblem:
        text = self._files[ref.path]
        if text == BAD:
            return InputProblem(ref.path, None, "00", "skipped", "read", "empty", "empty: no text")
        return RawReport(ref.path, None, f"{len(text):02x}", text)

    def problems(self) -> tuple[InputProblem, ...]:
        return self._listed


@cache
def lexicon() -> Lexicon:
    return open_lexicon("en", ())


def take(*files: tuple[str, str], before: Intake | None = None) -> Intake:
    """One intake after another one."""
    return take_in([Folder(files)], lexicon(), before.inputs if before else {}, before.problems if before else ())


def codes(intake: Intake) -> list[tuple[str, str]]:
    return [(p.path, p.code) for p in intake.problems]


FIRST, SECOND, THIRD = TEXTS

ROWS = [
    ("one text, one report", [("a.txt", FIRST)], ["a.txt"], []),
    ("two texts", [("b.txt", FIRST), ("a.txt", SECOND)], ["a.txt", "b.txt"], []),
    ("twice: the smallest path holds it", [("b.txt", FIRST), ("a.txt", FIRST)], ["a.txt"], [("b.txt", "duplicate")]),
    ("three times", [("c", FIRST), ("a", FIRST), ("b", FIRST)], ["a"], [("b", "duplicate"), ("c", "duplicate")]),
    ("an unreadable input is listed", [("a.txt", BAD), ("b.txt", FIRST)], ["b.txt"], [("a.txt", "empty")]),
    ("nothing", [], [], []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "files", "reports", "problems"), ROWS)
def test_first_intake(
    why: str, files: list[tuple[str, str]], reports: list[str], problems: list[tuple[str, str]]
) -> None:
    found = take(*files)
    assert sorted(found.reports) == reports, why
    assert codes(found) == problems, why
    assert found.gone == frozenset()


def test_changed_file_gives_up_its_old_report() -> None:
    before = take(("a.txt", FIRST))
    after = take(("a.txt", SECOND), before=before)
    assert after.gone == {before.inputs["a.txt"].doc_id}
    assert [r.text for r in after.reports.values()] == [SECOND]


def test_file_that_became_unreadable_gives_up_its_report() -> None:
    before = take(("a.txt", FIRST))
    after = take(("a.txt", BAD), before=before)
    assert after.gone == {before.inputs["a.txt"].doc_id}
    assert codes(after) == [("a.txt", "empty")]


def test_readable_again() -> None:
    after = take(("a.txt", FIRST), before=take(("a.txt", BAD)))
    assert codes(after) == []
    assert list(after.reports) == ["a.txt"]


def test_smaller_path_takes_the_report_over() -> None:
    after = take(("a.txt", FIRST), before=take(("b.txt", FIRST)))
    assert list(after.reports) == ["a.txt"]
    assert codes(after) == [("b.txt", "duplicate")]
    assert after.gone == frozenset()


def test_report_stays_while_another_path_has_its_text() -> None:
    before = take(("a.txt", FIRST), ("b.txt", FIRST))
    after = take(("a.txt", SECOND), before=before)
    assert after.gone == frozenset()
    assert after.left == {before.inputs["a.txt"].doc_id}
    assert codes(after) == []


def test_inputs_not_named_stay() -> None:
    after = take(("b.txt", SECOND), before=take(("a.txt", FIRST)))
    assert sorted(after.inputs) == ["a.txt", "b.txt"]
    assert list(after.reports) == ["b.txt"]


def test_problem_of_the_collection_is_listed() -> None:
    row = InputProblem("metadata.csv", "x.txt", None, "skipped", "read", "sidecar_missing_file", "no such file")
    found = take_in([Folder([("a.txt", FIRST)], [row])], lexicon(), {}, ())
    assert codes(found) == [("metadata.csv", "sidecar_missing_file")]


FILES = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from((*TEXTS, BAD)), min_size=1)


@settings(deadline=None, max_examples=60)
@given(FILES, st.data())
def test_order_of_inputs_does_not_matter(files: Mapping[str, str], data: st.DataObject) -> None:
    """Neither the order of files nor the source they come from."""
    order = data.draw(st.permutations(sorted(files.items())))
    cut = data.draw(st.integers(0, len(order)))
    split = take_in([Folder(order[:cut]), Folder(order[cut:])], lexicon(), {}, ())
    assert split == take(*sorted(files.items()))


@settings(deadline=None, max_examples=60)
@given(st.lists(FILES, min_size=1, max_size=4))
def test_bit_by_bit_equals_at_once(batches: list[Mapping[str, str]]) -> None:
    """What is known after several intakes, changed files among them, is what the last state of the files gives."""
    state: dict[str, str] = {}
    found: Intake | None = None
    for batch in batches:
        state |= batch
        found = take(*batch.items(), before=found)
    assert found is not None
    at_once = take(*state.items())
    assert (found.inputs, found.problems) == (at_once.inputs, at_once.problems)


@settings(deadline=None, max_examples=60)
@given(FILES)
def test_every_input_is_a_report_or_a_problem(files: Mapping[str, str]) -> None:
    found = take(*files.items())
    assert len(files) == len(found.reports) + len(found.problems)
    assert found.inputs.keys() == files.keys()
    assert all(isinstance(row, StoredInput) for row in found.inputs.values())
