"""Intake of containers and addresses: members by their own key, versions beside each other, settled problems gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.application.test_ingest import LEXICON
from toldby.application.intake import Intake, take_in
from toldby.application.ports import NEWER, InputRef, RawReport, Superseded, Unchanged
from toldby.domain.text import InputProblem

Outcome = RawReport | InputProblem | Unchanged | Superseded
URL = "https://courier.example/a"


@dataclass
class Given:
    """A source of outcomes made by hand."""

    outcomes: list[Outcome] = field(default_factory=list)

    def inputs(self) -> Iterator[InputRef]:
        for number, one in enumerate(self.outcomes):
            yield InputRef(one.path, str(number), getattr(one, "member", None))

    def read(self, ref: InputRef) -> Outcome:
        return self.outcomes[int(ref.location)]

    def problems(self) -> tuple[InputProblem, ...]:
        return ()


def report(text: str, path: str = URL, member: str | None = None, earlier: str | None = None) -> RawReport:
    return RawReport(path, member, "0" * 64, f"{text} The council said so on Monday evening.\n", earlier=earlier)


def problem(path: str = URL, member: str | None = None, code: str = "fetch_failed") -> InputProblem:
    return InputProblem(path, member, None, "skipped", "fetch", code, f"{code}: x")


def take(*outcomes: Outcome, before: Intake | None = None) -> Intake:
    known = before.inputs if before is not None else {}
    listed = before.problems if before is not None else ()
    return take_in([Given(list(outcomes))], LEXICON, known, listed)


def told(intake: Intake) -> list[tuple[str, str | None, str]]:
    return [(one.path, one.member, one.code) for one in intake.problems]


def test_members_have_keys_of_their_own() -> None:
    """Reports and problems of one container do not cover each other."""
    found = take(report("One.", "a.jsonl", "line 1"), report("Two.", "a.jsonl", "line 2"), problem("a.jsonl", "line 3"))
    assert set(found.reports) == {"a.jsonl#line 1", "a.jsonl#line 2"}
    assert set(found.inputs) == {"a.jsonl#line 1", "a.jsonl#line 2", "a.jsonl#line 3"}
    assert told(found) == [("a.jsonl", "line 3", "fetch_failed")]
    assert {one.path for one in found.reports.values()} == set(found.reports)


def test_a_container_that_can_be_read_again() -> None:
    """Its problem as a whole goes when something is read out of it; that of a member goes with that member."""
    before = take(problem("a.jsonl"), problem("b.jsonl", "line 1"))
    after = take(report("One.", "a.jsonl", "line 1"), before=before)
    assert told(after) == [("b.jsonl", "line 1", "fetch_failed")]
    assert told(take(report("Two.", "b.jsonl", "line 1"), before=after)) == []


def test_a_new_version() -> None:
    """The address holds the new text, its earlier key the old one; nothing is gone, the old report moves."""
    before = take(report("Five died."))
    old = before.inputs[URL].doc_id
    after = take(report("Three died.", earlier=f"{URL}@t1"), before=before)
    assert after.inputs[f"{URL}@t1"].doc_id == old
    assert after.inputs[URL].doc_id not in (old, None)
    assert (after.gone, after.left) == (frozenset(), {old})


def test_the_same_text_again_is_no_version() -> None:
    before = take(report("Five died."))
    after = take(report("Five died.", earlier=f"{URL}@t1"), before=before)
    assert set(after.inputs) == {URL}


def test_a_version_that_comes_back() -> None:
    """A, B, then A again: both texts stay, the address is one of two places of A."""
    first = take(report("A."))
    second = take(report("B.", earlier=f"{URL}@t1"), before=first)
    third = take(report("A.", earlier=f"{URL}@t2"), before=second)
    assert third.inputs[URL].doc_id == third.inputs[f"{URL}@t1"].doc_id == first.inputs[URL].doc_id
    assert third.inputs[f"{URL}@t2"].doc_id == second.inputs[URL].doc_id
    assert told(third) == [(f"{URL}@t1", None, "duplicate")]


def test_unchanged_keeps_the_report_and_drops_the_complaint() -> None:
    before = take(report("Five died."))
    failed = take(problem(URL, NEWER), before=before)
    assert failed.inputs == before.inputs
    assert failed.gone == frozenset()
    assert told(failed) == [(URL, NEWER, "fetch_failed")]
    again = take(Unchanged(URL), before=failed)
    assert (again.inputs, told(again), dict(again.reports)) == (before.inputs, [], {})


def test_the_stand_in_goes_when_its_page_is_read() -> None:
    """The summary of a feed leaves the ledger with its input, unless the feed gives it again in the same build."""
    before = take(report("Summary.", "feed.xml", "1"))
    summary = before.inputs["feed.xml#1"].doc_id
    after = take(report("Page."), Superseded("feed.xml", "1"), before=before)
    assert (set(after.inputs), after.gone, after.superseded) == ({URL}, {summary}, {"feed.xml#1"})
    both = take(report("Summary.", "feed.xml", "1"), Superseded("feed.xml", "1"), before=before)
    assert (set(both.inputs), both.gone) == ({"feed.xml#1"}, frozenset())
