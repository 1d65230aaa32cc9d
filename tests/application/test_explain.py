"""One claim taken apart: marked words, entry, what it answers, what lost."""

from __future__ import annotations

import pytest

from tests.analysis.attribution.reading import load_shipped, load_syntax, make_report
from toldby.analysis.stages import Coding, analyse_report
from toldby.application.explain import Answered, Explanation, explain_claim
from toldby.domain.analysis_result import ReportAnalysis

TEXT = (
    "Ministry rejects report\n\nThe mayor of Ondrel said on Monday that the bridge was shelled, a claim that the army "
    "denied. The army denied the report. Reportedly two houses burned.\n"
)


@pytest.fixture(scope="module")
def analysis() -> ReportAnalysis:
    return analyse_report(make_report(TEXT), Coding(load_shipped(), load_syntax()))


def explain(analysis: ReportAnalysis, word: str, *answered: Answered) -> Explanation:
    """The explanation of the claim whose cue holds the word."""
    text = analysis.report.text
    claim = next(c for c in analysis.claims if any(word in s.read(text) for s in c.cue))
    return explain_claim(claim, analysis, answered, load_shipped().language)


def test_source_cue_and_content_are_marked_in_their_sentence(analysis: ReportAnalysis) -> None:
    found = explain(analysis, "said")
    assert "[The mayor of Ondrel] <said> on Monday {that the bridge was shelled" in found.marked
    assert "Ministry rejects" not in found.marked


def test_rule_and_entry_are_named(analysis: ReportAnalysis) -> None:
    found = explain(analysis, "said")
    assert (found.rule, found.entry and found.entry.id) == ("cue.that", "say")
    assert any("frame that" in reason for reason in found.because)
    assert found.chain[-1].startswith("The mayor of Ondrel")


def test_what_lost_is_listed_with_a_reason(analysis: ReportAnalysis) -> None:
    lost = explain(analysis, "said").lost
    assert any(one.what == "content" and "a claim" in one.words for one in lost)
    assert all(one.why and one.words for one in lost)


def test_a_denial_without_a_target_is_pending(analysis: ReportAnalysis) -> None:
    assert explain(analysis, "denied").is_pending
    answered = Answered("denies", "0" * 26, "b.txt", "that the bridge was shelled")
    assert not explain(analysis, "denied", answered).is_pending
    assert not explain(analysis, "said").is_pending
