"""Who meets whom: by time, by day without year, by wording and numbers; the same from both ends."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.analysis.demo_claims import load_demo_lexicon

from toldby.analysis.keys import EpisodeKeys, episode_keys, mark_time, pair_keys
from toldby.domain.ids import DocId, EpisodeId
from toldby.domain.incidents import Episode
from toldby.domain.propositions import Count, When

WORDS = "shells fired from the far bank hit two barns and a mill near the old ford"
UNKNOWN = Episode(EpisodeId("E"), DocId("D"), (), (), (), "asserted", (), (), (), (), WORDS)


def at(start: str, end: str | None = None) -> Episode:
    return replace(UNKNOWN, whens=(When(start, end or start, "day"),))


def out_on(day: str) -> Episode:
    return replace(UNKNOWN, published=(day, day))


def partial(value: str) -> Episode:
    return replace(UNKNOWN, whens=(When(None, None, "unknown", partial=value),))


MEETINGS = [
    # the same words of one week
    (at("2019-05-09"), at("2019-05-12"), True),
    # the same words years apart: routine wording, or a copy with another date
    (at("2019-05-09"), at("2021-05-09"), False),
    # nobody knows when: every copy is met
    (UNKNOWN, at("2019-05-09"), True),
    (UNKNOWN, UNKNOWN, True),
    # a year holds its days, and meets no other year
    (at("2019-01-01", "2019-12-31"), at("2019-05-09"), True),
    (at("2019-01-01", "2019-12-31"), at("2019-01-01", "2019-12-31"), True),
    (at("2019-03-01", "2019-12-01"), at("2025-03-01", "2025-12-01"), False),
    # wider than ten years is as good as unknown
    (at("1990-01-01", "2019-12-31"), at("2019-05-09"), True),
    # without a day, the months before the report came out
    (out_on("2019-05-20"), at("2019-05-09"), True),
    (out_on("2019-05-20"), at("2015-05-09"), False),
    # a day without its year may be of any
    (partial("XXXX-05-09"), at("2019-05-09"), True),
    (partial("XXXX-05-09"), partial("XXXX-05-09"), True),
]


@pytest.mark.parametrize(("a", "b", "meet"), MEETINGS)
def test_copied_words_meet_by_time(a: Episode, b: Episode, meet: bool) -> None:
    lexicon = load_demo_lexicon()
    x, y = episode_keys(a, lexicon), episode_keys(b, lexicon)
    assert x.meets(y) == y.meets(x) == meet


def test_full_dates_of_other_years_do_not_meet_by_month_and_day() -> None:
    lexicon = load_demo_lexicon()
    a, b = (replace(at(f"{year}-05-09"), words="") for year in (2019, 2020))
    assert not episode_keys(a, lexicon).meets(episode_keys(b, lexicon))
    assert episode_keys(a, lexicon).meets(episode_keys(replace(partial("XXXX-05-09"), words=""), lexicon))


def test_numbers_told_alike_meet_without_words_or_days() -> None:
    """Undated accounts of three killed; one or two killed are said of too many acts."""
    lexicon = load_demo_lexicon()

    def killed(number: int) -> EpisodeKeys:
        count = Count("people", "halvena", "killed", None, number, number, "exact")
        return episode_keys(replace(UNKNOWN, words="", types=("remote.shelling",), counts=(count,)), lexicon)

    assert killed(3).meets(killed(3))
    assert not killed(3).meets(killed(4))
    assert not killed(2).meets(killed(2))


def test_keys_of_two_kinds_add_up() -> None:
    both = pair_keys(["a"]) | EpisodeKeys(frozenset({"b"}), frozenset({"c"}))
    assert both == EpisodeKeys(frozenset({"a", "b"}), frozenset({"a", "c"}))


def test_time_marks_are_few() -> None:
    for windows in ((), ((737188, 737188),), ((737000, 737365),), ((730000, 733600),)):
        marks = mark_time(windows)
        assert len(marks.stored) < 16
