from __future__ import annotations

import hashlib

import pytest

from toldby.adapters.sources.texts import GivenText, TextSource
from toldby.application.ports import RawReport
from toldby.domain.errors import UsageProblem
from toldby.domain.text import DateEvidence, InputProblem


def test_texts_come_in_the_order_given_and_unchanged() -> None:
    source = TextSource([GivenText("z", "Two shells\r\nfell."), GivenText("a", "None fell.", "2019-05-10", "courier")])
    first, second = (source.read(ref) for ref in source.inputs())
    assert isinstance(first, RawReport)
    assert (first.path, first.text, first.evidence) == ("z", "Two shells\r\nfell.", ())
    assert isinstance(second, RawReport)
    assert (second.outlet, second.evidence) == ("courier", (DateEvidence("user", "2019-05-10"),))
    assert second.sha256 == hashlib.sha256(b"None fell.").hexdigest()
    assert source.problems() == ()


def test_a_lone_surrogate_is_no_error() -> None:
    (ref,) = (source := TextSource([GivenText("a", "x\ud800y")])).inputs()
    assert isinstance(source.read(ref), RawReport)


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_a_blank_text_is_skipped_with_a_reason(text: str) -> None:
    (ref,) = (source := TextSource([GivenText("a", text)])).inputs()
    problem = source.read(ref)
    assert isinstance(problem, InputProblem)
    assert (problem.state, problem.code) == ("skipped", "empty")


def test_two_texts_of_one_name_are_refused() -> None:
    with pytest.raises(UsageProblem, match="two texts are called 'a'"):
        TextSource([GivenText("a", "one"), GivenText("b", "two"), GivenText("a", "three")])
