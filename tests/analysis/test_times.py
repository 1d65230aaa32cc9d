"""Each row: the words, the document date, first and last day, and why the row exists."""

from __future__ import annotations

import pytest
from grammar_words import dated, english, lay_out, read_times

from toldby.analysis.times import find_times, read_time_case
from toldby.domain.finds import Quote, QuoteKind
from toldby.domain.text import Span, ZoneKind

DAYS = [
    ("Shells fell on Friday.", "2019-05-10", "2019-05-10", "2019-05-10"),  # the anchor day counts
    ("Shells fell on Thursday evening.", "2019-05-10", "2019-05-09", "2019-05-09"),
    ("It happened last Friday.", "2019-05-10", "2019-05-03", "2019-05-03"),  # excludes today
    ("Envoys will meet on Monday.", "2019-05-10", "2019-05-13", "2019-05-13"),  # a cue governs it
    ("On Monday, envoys will meet.", "2019-05-10", "2019-05-13", "2019-05-13"),  # … from behind
    ("The council said Monday that envoys will meet.", "2019-05-10", "2019-05-06", "2019-05-06"),
    ("Guns fired on Monday, and they will be moved.", "2019-05-10", "2019-05-06", "2019-05-06"),
    ("They meet next Tuesday.", "2019-05-09", "2019-05-14", "2019-05-14"),
    ("On 16 May guns fired.", "2019-05-20", "2019-05-16", "2019-05-16"),
    ("On December 12 guns fired.", "2019-01-05", "2018-12-12", "2018-12-12"),  # year rolls back
    ("The talks of 3 June", "2019-05-11", "2019-06-03", "2019-06-03"),  # near ahead goes first
    ("In March the road was cut.", "2019-05-10", "2019-03-01", "2019-03-31"),
    ("the pact of this February", "2019-05-10", "2019-02-01", "2019-02-28"),
    ("the pact of March last year", "2019-05-10", "2018-03-01", "2018-03-31"),
    ("Over the weekend guns fired.", "2019-05-13", "2019-05-11", "2019-05-12"),
    ("Over the weekend guns fired.", "2019-05-11", "2019-05-11", "2019-05-12"),  # holds the day
    ("the truce of 12 October 2017", None, "2017-10-12", "2017-10-12"),  # needs no anchor
    ("the truce of October 12th, 2017", None, "2017-10-12", "2017-10-12"),
    ("signed 2017-10-12", None, "2017-10-12", "2017-10-12"),
    ("signed 12.10.2017", None, "2017-10-12", "2017-10-12"),
    ("the night from Wednesday to Thursday", "2019-05-17", "2019-05-15", "2019-05-16"),
    ("on the night of 12-13 September", "2019-09-14", "2019-09-12", "2019-09-13"),
    ("overnight into Thursday", "2019-05-17", "2019-05-15", "2019-05-16"),
    ("early on Sunday", "2019-05-13", "2019-05-12", "2019-05-12"),
    ("From 9 to 11 May they held on.", "2019-05-13", "2019-05-09", "2019-05-11"),
    ("between 9 May and 11 May", "2019-05-13", "2019-05-09", "2019-05-11"),
    ("two days ago", "2019-05-13", "2019-05-11", "2019-05-11"),
    ("last week", "2019-05-13", "2019-05-06", "2019-05-12"),
    ("in the past 24 hours", "2019-05-13", "2019-05-12", "2019-05-13"),
    ("in the third quarter of 2018", None, "2018-07-01", "2018-09-30"),
    ("in 2018", None, "2018-01-01", "2018-12-31"),
    ("the war of 1992-94", None, "1992-01-01", "1994-12-31"),
    ("the 1990s", None, "1990-01-01", "1999-12-31"),
    ("Halvena, the day before yesterday", "2019-05-13", "2019-05-11", "2019-05-11"),
]


@pytest.mark.parametrize(("words", "on", "first", "last"), DAYS)
def test_days(words: str, on: str | None, first: str, last: str) -> None:
    found = read_times(words, on=on)
    assert [(m.earliest, m.latest) for m in found] == [(first, last)]


NO_TIME = [
    "Troops may march on.",  # words, not months
    "2000 soldiers crossed.",  # a count
    "a 27-year-old driver",  # an age
    "the T-72 and the TB2 at 12.5 km",
    "Mr. March on Bloody Sunday",
    "It cost $2019.",
]


@pytest.mark.parametrize("words", NO_TIME)
def test_no_time(words: str) -> None:
    assert read_times(words, on="2019-05-10") == ()


VALUES = [
    ("Thursday evening", "DATE", "TIME", "2019-05-09TEV"),
    ("for six weeks", "", "DURATION", "P6W"),
    ("half an hour", "", "DURATION", "PT30M"),
    ("two and a half years", "", "DURATION", "P2.5Y"),
    ("every Monday", "", "SET", "XXXX-WXX-1"),
    ("twice a week", "", "SET", "P1W"),
    ("daily", "", "SET", "P1D"),
    ("tonight", "", "TIME", "2019-05-10TNI"),
    ("the past few days", "", "DURATION", "PXD"),
    ("recently", "", "DATE", "PAST_REF"),
]


@pytest.mark.parametrize(("words", "_", "kind", "value"), VALUES)
def test_values(words: str, _: str, kind: str, value: str) -> None:
    found = read_times(words, on="2019-05-10")
    assert [(m.type, m.value) for m in found] == [(kind, value)]


def test_clock_time_joins_its_date() -> None:
    # the example line of contract.md 6
    (found,) = read_times("On 9 May at about 18:20, guns fired.", on="2019-05-10")
    assert found.text == "9 May at about 18:20"
    assert found.points == ("2019-05-09T18:20",) * 4
    assert (found.modifier, found.edtf, found.granularity) == ("APPROX", "2019-05-09~", "minute")
    assert found.reason == "time.month-day: latest 9 May on or before 2019-05-10"


def test_clock_time_takes_the_day_of_its_sentence() -> None:
    found = read_times("At 18:20 guns fired at the ford on 9 May.", on="2019-05-12")
    assert [m.earliest for m in found] == ["2019-05-09T18:20", "2019-05-09"]


def test_four_figures_are_a_clock_time_beside_its_word() -> None:
    (found,) = read_times("On Friday at 0630 local time guns fired.", on="2019-05-12")
    assert found.earliest == "2019-05-10T06:30"


def test_part_of_day_alone_takes_a_day_told_nearby() -> None:
    found = read_times("On 9 May guns fired. During the night drones came.", on="2019-05-12")
    assert [(m.value, m.earliest) for m in found] == [("2019-05-09", "2019-05-09"), ("2019-05-09TNI", "2019-05-09")]
    (alone,) = read_times("At dawn guns fired.", on="2019-05-12")
    assert alone.points == (None,) * 4


def test_bulletin_range() -> None:
    (found,) = read_times("From 22:00 to 02:30 on 10 May guns fired.", on="2019-05-12")
    assert (found.earliest, found.latest, found.mode) == ("2019-05-09T22:00", "2019-05-10T02:30", "spans")


def test_since_is_open() -> None:
    (found,) = read_times("closed since 17 January", on="2019-01-30")
    assert found.points == ("2019-01-17", "2019-01-17", "2019-01-30", None)
    assert (found.mode, found.modifier, found.edtf) == ("since", "SINCE", "2019-01-17/..")


def test_length_up_to_now_is_a_constraint() -> None:
    (found,) = read_times("The road has been blocked for more than three months.", on="2019-03-27")
    assert found.points == (None, "2018-12-27", "2019-03-27", None)


def test_previous_day_hangs_on_the_event_before() -> None:
    found = read_times("On 10 May monitors counted three dead after the shelling of the previous day.", on="2019-05-13")
    assert [(m.earliest, m.anchor) for m in found] == [("2019-05-10", "dct"), ("2019-05-09", "event")]


def test_coarse_anchor_is_shifted() -> None:
    found = read_times("In March they crossed. A day later drones struck.", on="2019-04-22")
    assert found[1].points == ("2019-03-02", "2019-04-01", "2019-03-02", "2019-04-01")


def test_event_anchor_is_sought_back_to_the_headline() -> None:
    paragraphs = ("Shells on 2 May", "Nothing is told here.", "A day later it rained.")
    kinds = (ZoneKind.HEADLINE, ZoneKind.BODY, ZoneKind.BODY)
    assert read_times(*paragraphs, on="2019-05-10", kinds=kinds)[-1].earliest == "2019-05-03"
    lonely = read_times("A day later it rained.", on="2019-05-10")
    assert lonely[0].points == (None,) * 4
    assert "no event time" in lonely[0].reason


def test_dateline_is_no_event_time() -> None:
    found = read_times("SARQUIL, May 8 (TPA) - Soldiers came under fire on 7 May.", on="2019-05-08")
    assert [m.text for m in found] == ["7 May"]


def test_caption_has_no_anchor() -> None:
    kinds = (ZoneKind.CAPTION,)
    found = read_times("A soldier stands guard on Friday, 3 March 2019.", on="2019-05-10", kinds=kinds)
    assert found[0].earliest == "2019-03-03"
    (weekday,) = read_times("A soldier stands guard on Friday.", on="2019-05-10", kinds=kinds)
    assert weekday.points == (None,) * 4


def test_teaser_tells_nothing() -> None:
    assert read_times("June 3: what to expect", on="2019-05-10", kinds=(ZoneKind.TEASER,)) == ()


def test_unknown_document_date_keeps_what_is_absolute() -> None:
    found = read_times("It went off on Thursday, 16 May.", "Divided since the truce of 12 October 2017.", on=None)
    assert found[0].points == (None,) * 4
    assert found[0].value == "XXXX-05-16"
    assert [c.earliest for c in found[0].candidates] == ["2019-05-16", "2024-05-16"]
    (alone,) = read_times("It went off on Thursday, 16 May.", on=None)
    assert alone.candidates == ()


def test_document_date_as_interval_gives_the_union() -> None:
    (today,) = read_times("Guns fired today.", on="2019-05-10", until="2019-05-12")
    assert (today.earliest, today.latest) == ("2019-05-10", "2019-05-12")
    assert len(today.candidates) == 2
    (sunday,) = read_times("Guns fired on Thursday.", on="2019-05-10", until="2019-05-12")
    assert (sunday.earliest, sunday.latest, sunday.candidates) == ("2019-05-09", "2019-05-09", ())


def test_quotation_takes_the_date_of_its_statement() -> None:
    text, zones = lay_out('"They fired yesterday," the council said Monday.')
    quote = Quote(0, 23, Span(1, 22), QuoteKind.SPEECH)
    found = find_times(text, zones, (), (quote,), dated("2019-05-10"), english())
    assert [(m.text, m.earliest, m.anchor) for m in found] == [
        ("yesterday", "2019-05-05", "statement"),
        ("Monday", "2019-05-06", "dct"),
    ]


def test_slashed_date_is_ambiguous() -> None:
    (found,) = read_times("signed 7/8/2018", on="2019-05-10")
    assert found.points == (None,) * 4
    assert [c.earliest for c in found.candidates] == ["2018-08-07", "2018-07-08"]
    (plain,) = read_times("signed 17/8/2018", on="2019-05-10")
    assert plain.earliest == "2018-08-17"


def test_impossible_day_is_no_time() -> None:
    assert read_times("30 February 2018", on="2019-05-10") == ()


def test_single_case_uses_the_reference_day() -> None:
    sentence = "A day later guns fired."
    found = read_time_case(sentence, "2019-05-20", 0, 11, "2019-05-09", english())
    assert found is not None
    assert (found.earliest, found.anchor) == ("2019-05-10", "event")
    assert read_time_case("Guns fired.", "2019-05-20", 0, 4, None, english()) is None
