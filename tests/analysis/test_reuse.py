"""Shared words of two reports: winnowing finds every long run, boilerplate and routine do not count."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.demo_claims import build_demo, load_demo_lexicon, load_table

from toldby.analysis.compare.time import Days, span_days
from toldby.analysis.reuse import compare_reports, fingerprint_report, is_in_marks, list_words
from toldby.analysis.winnowing import winnow
from toldby.domain.ids import DocId
from toldby.domain.incidents import ReusePair
from toldby.domain.lexicon import LanguagePack
from toldby.domain.linktable import LinkTable
from toldby.domain.text import Report, Span, Zone, ZoneKind

PLAIN = LanguagePack("en", "0")
SENTENCE = "the ferry left the northern quay at dawn with eleven crates of lamp oil on board"


def report(doc: str, text: str, kind: ZoneKind = ZoneKind.BODY) -> Report:
    return Report(DocId(doc), doc, "0", "0", text, zones=(Zone(0, len(text), kind),))


def compare(
    a: Report, b: Report, table: LinkTable | None = None, days: tuple[tuple[Days, ...], tuple[Days, ...]] = ((), ())
) -> tuple[ReusePair, ...]:
    return compare_reports(a, b, fingerprint_report(a, PLAIN), fingerprint_report(b, PLAIN), table, days)


def test_copied_sentence_with_offsets() -> None:
    a, b = report("a", f"Yesterday {SENTENCE}, they said."), report("b", f"We hear that {SENTENCE.upper()}!")
    (pair,) = compare(a, b)
    assert pair.kind == "copied"
    ((s1, e1, s2, e2),) = pair.spans
    assert a.text[s1:e1].lower() == b.text[s2:e2].lower() == SENTENCE
    assert pair.coverage_a == round(16 / 19, 3)


def test_order_of_reports_does_not_matter() -> None:
    a, b = report("a", f"x y {SENTENCE}"), report("b", f"{SENTENCE} z")
    assert compare(a, b) == compare(b, a)


def test_nine_words_are_too_few_unless_quoted() -> None:
    nine = " ".join(SENTENCE.split()[:9])
    a = report("a", f"one {nine} two")
    assert compare(a, report("b", f"three {nine} four")) == ()
    (pair,) = compare(a, report("b", f'three "{nine}" four'))
    assert pair.kind == "quoted"


def test_statement_block_is_quoted() -> None:
    (pair,) = compare(report("a", SENTENCE, ZoneKind.STATEMENT_BLOCK), report("b", SENTENCE))
    assert pair.kind == "quoted"


def test_footers_and_captions_never_count() -> None:
    assert compare(report("a", SENTENCE, ZoneKind.BOILERPLATE), report("b", SENTENCE)) == ()
    assert fingerprint_report(report("a", SENTENCE, ZoneKind.CAPTION), PLAIN) == ()


def test_listed_phrases_are_left_out() -> None:
    language = LanguagePack("en", "0", words={"boilerplate_phrases": frozenset({"lamp oil"})})
    kept = fingerprint_report(report("a", SENTENCE), language)
    assert all("lamp oil" not in SENTENCE[f.start : f.end] for f in kept)


def test_routine_words_are_a_formula() -> None:
    """Ten words that any text may hold tell no dependence."""
    routine = "it was said on the day that they had been in the same place as the others"
    (pair,) = compare(report("a", routine), report("b", routine), load_table())
    assert pair.kind == "formula"
    (pair,) = compare(report("a", SENTENCE), report("b", SENTENCE), load_table())
    assert pair.kind == "copied"


def test_same_words_of_other_days_are_a_formula() -> None:
    early, late = span_days("2019-05-02", "2019-05-02"), span_days("2019-06-09", "2019-06-09")
    assert early is not None
    assert late is not None
    (pair,) = compare(report("a", SENTENCE), report("b", SENTENCE), None, ((early,), (late,)))
    assert pair.kind == "formula"


def test_small_gaps_join_runs() -> None:
    words = SENTENCE.split()
    other = [*words[:10], "of", "May", *words[10:]]
    twice = " ".join([*words[:10], *words]), " ".join([*other[:12], *words])
    (pair,) = compare(report("a", f"{SENTENCE} and {SENTENCE}"), report("b", f"{SENTENCE} but {SENTENCE}"))
    assert len(pair.spans) <= 4
    assert twice[0] != twice[1]


def test_quotation_marks_of_the_paragraph() -> None:
    text = 'He said: "one two three." Then "four five six."\nseven'
    assert is_in_marks(text, Span(text.index("two"), text.index("two") + 3))
    assert not is_in_marks(text, Span(text.index("Then"), text.index("Then") + 4))
    assert is_in_marks(text, Span(text.index("five"), text.index("five") + 4))
    assert not is_in_marks(text, Span(text.index("seven"), text.index("seven") + 5))


words = st.lists(
    st.sampled_from(["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"]),
    min_size=9,
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(words, words, words)
def test_every_common_run_of_nine_words_shares_a_fingerprint(
    run: list[str], before: list[str], after: list[str]
) -> None:
    a = report("a", " ".join(before + run))
    b = report("b", " ".join([*run, *after]))
    mine = {f.value for f in fingerprint_report(a, PLAIN)}
    assert mine & {f.value for f in fingerprint_report(b, PLAIN)}


def test_winnowing_keeps_the_rightmost_minimum() -> None:
    assert winnow([], 4) == ()
    assert winnow([5], 4) == (0,)
    assert winnow([3, 1, 1, 4, 9], 4) == (2,)


def test_demo_coverage_counts_words() -> None:
    pair = next(p for p in build_demo().reuse if (p.a, p.b) == ("r03", "s1"))
    assert (pair.coverage_a, pair.coverage_b) == (0.317, 0.236)
    assert len(list_words(build_demo().analyses[DocId("s1")].report)) == 55
    assert load_demo_lexicon().language.id == "en"
