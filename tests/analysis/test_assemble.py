"""What a claim says of a happening: slots resolved, status decided, drops with a reason."""

from __future__ import annotations

import pytest
from incident_scenes import DATA, parser, tirrow

from toldby.analysis.assembling.whens import combine_times, make_when
from toldby.analysis.stages import Coding, analyse_report
from toldby.analysis.zones import mark_zones
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.ids import DocId
from toldby.domain.propositions import Proposition
from toldby.domain.text import DocumentDate, Report


def analyse(text: str, day: str | None = "2019-05-12") -> ReportAnalysis:
    published = DocumentDate(day, day, "user") if day else DocumentDate()
    report = Report(DocId("d"), "a.txt", "", "", text, zones=mark_zones(text, tirrow().language), published=published)
    return analyse_report(report, Coding(tirrow(), parser()))


def propositions(text: str, day: str | None = "2019-05-12") -> list[Proposition]:
    return [p for claim in analyse(text, day).claims for p in claim.propositions]


def head(text: str) -> str:
    return f"News of the valley\n\n{text}"


STATUSES = [
    # a charge with day and place is asserted by the one who makes it
    ("Teskorian troops seized Mount Sennoch on Saturday, the Imbrel District Council said.", "asserted"),
    # a charge with neither is alleged
    ("Teskorian shelling had damaged a pump, the Imbrel District Council said.", "alleged"),
    # an act told of one's own side is never alleged
    ("Our units took control of a hill, the State Border Guard Service said.", "asserted"),
    # a denial
    ("Sarquil denied that its forces had fired any shells.", "denied"),
    # feared
    ("The Imbrel District Council warned that troops could shell Pelluk.", "hypothetical"),
    # years old
    ("The two sides signed a truce on 12 October 2017.", "background"),
]


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_status(text: str, status: str) -> None:
    assert propositions(head(text))[0].status == status


def test_our_units_are_the_speakers_army() -> None:
    said = propositions(head("Our units took control of Kelvoth ridge, the Ministry of the Armed Forces said."))
    assert [(p.id, p.side) for p in said[0].agents] == [("teskoria-army", "teskoria")]


def test_reason_given_is_a_charge_without_day() -> None:
    text = head(
        "On 11 May our units took necessary local measures on Kelvoth ridge to stop the movement of Halvenan weapons, "
        "the Ministry of the Armed Forces said."
    )
    act, charge = propositions(text)
    assert (act.type, act.status, act.when.start) == ("posture.position_taken", "asserted", "2019-05-11")
    assert (charge.type, charge.status, charge.when.start) == ("posture.arms_transfer", "alleged", None)
    assert [p.side for p in charge.agents] == ["halvena"]


def test_soft_words_are_flagged() -> None:
    text = head("Our units took necessary measures on Kelvoth ridge, the Ministry of the Armed Forces said.")
    assert any("euphemism" in claim.flags for claim in analyse(text).claims)


def test_day_of_speech_dates_nothing() -> None:
    said = propositions(head("Teskorian mortars hit Pelluk on Thursday, the Ministry of Defence said on Friday."))
    assert (said[0].when.start, said[0].when.precision) == ("2019-05-09", "day")


def test_dead_are_told_by_side_of_the_fight() -> None:
    text = head(
        "A Teskorian raiding party ambushed a police patrol at Ulvane Ford on Tuesday, "
        "the Imbrel District Council said."
        "\n\nTwo officers were killed, and the attackers left behind one dead of their own, according to the council."
    )
    losses = {(c.side, c.low) for p in propositions(text) for c in p.counts if c.kind == "killed"}
    assert losses == {("halvena", 2), ("teskoria", 1)}


def test_drop_has_a_reason() -> None:
    found = analyse(head("Sporadic clashes have been reported along the line since the war."))
    assert any(d.stage == "assemble" and d.reason.startswith("generic") for d in found.drops)


def test_relay_keeps_no_act_of_its_own() -> None:
    text = head(
        "Two surveyors were detained near Sadrun on Tuesday, "
        "Vossim Daily quoted the State Border Guard Service as saying."
    )
    tellers = [c for c in analyse(text).claims if c.propositions]
    assert len(tellers) == 1


def test_no_time_is_no_day() -> None:
    assert combine_times(()).precision == "unknown"


@pytest.mark.parametrize(
    ("start", "end", "word"),
    [
        ("2019-05-09", "2019-05-09", "day"),
        ("2019-05-09T18:20", "2019-05-09T18:20", "minute"),
        ("2019-05-09", "2019-05-11", "days"),
        ("2019-05-06", "2019-05-12", "week"),
        ("2019-05-01", "2019-05-31", "month"),
        ("2019-01-01", "2019-12-31", "longer"),
        (None, "2019-05-09", "open"),
    ],
)
def test_precision(start: str | None, end: str | None, word: str) -> None:
    assert make_when(start, end).precision == word


def test_data_is_there() -> None:
    assert (DATA / "languages" / "en" / "events.yml").is_file()
