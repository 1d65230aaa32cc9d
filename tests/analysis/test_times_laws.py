"""Laws that hold for every text and every document date."""

from __future__ import annotations

from datetime import date, timedelta

from grammar_words import read_times
from hypothesis import given, settings
from hypothesis import strategies as st

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
VAGUE = (
    "in recent days", "recently", "in the past few weeks", "a few days ago", "for weeks", "lately",
    "in the past", "at the time", "soon", "over the past few months", "several days ago", "years ago",
)  # fmt: skip
PIECES = st.sampled_from(
    (
        "on Friday", "12 May", "2019", "from", "to", "at", "18:20", "the", "previous day", "last week", "two",
        "days", "ago", "later", "a day", "since", "until", ",", ".", "-", "early", "night", "of", "between", "and",
        "March", "May", "3.5", "%", "will", "said", "six-week", "every", "7/8/09", "in", "next", "quarter",
        "overnight", "into", "noon", "Christmas", "more than", "31", "February", "\u00a0", "…", "ə",
    )
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map(" ".join)


@given(TEXTS, DAYS)
@settings(max_examples=150, deadline=None)
def test_spans_read_back_in_order_without_overlap(text: str, day: date) -> None:
    found = read_times(text, on=day.isoformat()) if text.strip() else ()
    end = 0
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= end
        assert mention.reason.startswith("time.")
        end = mention.end


@given(TEXTS, DAYS)
@settings(max_examples=150, deadline=None)
def test_points_are_in_order(text: str, day: date) -> None:
    for mention in read_times(text, on=day.isoformat()) if text.strip() else ():
        first, last_start, first_end, last = mention.points
        for early, late in ((first, last_start), (first_end, last), (first, last)):
            assert early is None or late is None or early[:10] <= late[:10], mention


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_without_document_date_nothing_hangs_on_one(text: str) -> None:
    for mention in read_times(text, on=None) if text.strip() else ():
        if mention.anchor in ("dct", "statement"):
            assert mention.points == (None,) * 4, mention


@given(st.sampled_from(VAGUE), DAYS)
@settings(max_examples=60, deadline=None)
def test_vague_never_becomes_a_day(words: str, day: date) -> None:
    for mention in read_times(f"Guns fired {words}.", on=day.isoformat()):
        assert mention.earliest is None or mention.earliest != mention.latest


@given(st.integers(0, 6), st.integers(0, 6), DAYS)
@settings(max_examples=60, deadline=None)
def test_swapping_weekdays_shifts_the_day(one: int, other: int, day: date) -> None:
    def resolve(weekday: int) -> date:
        (found,) = read_times(f"Guns fired on {WEEKDAYS[weekday]}.", on=day.isoformat())
        assert found.earliest is not None
        return date.fromisoformat(found.earliest)

    for weekday in (one, other):
        found = resolve(weekday)
        assert found.weekday() == weekday
        assert timedelta(0) <= day - found < timedelta(7)
    assert (resolve(one) - resolve(other)).days % 7 == (one - other) % 7


@given(st.sampled_from(("on Friday", "today", "last month", "on 12 May", "yesterday")), DAYS, st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_interval_holds_the_reading_of_each_end(words: str, day: date, width: int) -> None:
    last = day + timedelta(width)
    (wide,) = read_times(f"Guns fired {words}.", on=day.isoformat(), until=last.isoformat())
    for end in (day, last):
        (narrow,) = read_times(f"Guns fired {words}.", on=end.isoformat())
        assert wide.earliest is not None
        assert wide.latest is not None
        assert narrow.earliest is not None
        assert narrow.latest is not None
        assert wide.earliest <= narrow.earliest <= narrow.latest <= wide.latest
