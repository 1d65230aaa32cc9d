import pytest

from toldby.application.evaluation.words import WordIndex
from toldby.domain.errors import UsageProblem

TEXT = "The office (in Ondrel) said: no-one fired."
#       0   4       12  15      23    29 32  36

ROWS = [
    ([], set()),
    ([(0, 3)], {0}),
    # a span that touches a word has it
    ([(1, 5)], {0, 1}),
    # brackets, blanks and colons are no words
    ([(10, 12), (21, 23), (27, 29)], set()),
    # a hyphen parts two words
    ([(29, 35)], {5, 6}),
    # several spans count once each word
    ([(0, 10), (4, 10)], {0, 1}),
]


@pytest.mark.parametrize(("spans", "expected"), ROWS)
def test_words_touched(spans: list[tuple[int, int]], expected: set[int]) -> None:
    assert WordIndex(TEXT).read(spans) == expected


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (5, 4), (0, len(TEXT) + 1)])
def test_a_span_outside_the_text_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(UsageProblem, match="bad span"):
        WordIndex(TEXT).read([span])


def test_letters_of_any_script_are_words() -> None:
    assert WordIndex("Կարմիր 9 ديسمبر").read([(0, 15)]) == {0, 1, 2}
