"""The hand-made ledger of the samples, in the form the scorers compare."""

from __future__ import annotations

from tests.samples.ledger import DENIED_IN_FORCE, FIRST_TEXT, SAID_IN_FORCE, SECOND_TEXT, SHELLED
from tests.samples.whole import LEDGER
from toldby.application.evaluation.predictions import (
    list_attributed,
    list_coded,
    list_main_incidents,
    list_timexes,
    list_toponyms,
)


def test_attributed_claims_and_narrator_spans() -> None:
    found = list_attributed(LEDGER)
    (said,) = found["first"].attributions
    assert said.id == SAID_IN_FORCE.claim_id
    assert FIRST_TEXT[said.content[0][0] : said.content[0][1]] == SAID_IN_FORCE.text
    assert dict(said.labels)["speaker_form"] == "elided"
    assert said.speaker_id == "halvena-mod"
    (denied,) = found["second"].attributions
    assert denied.targets == DENIED_IN_FORCE.targets
    ((start, end),) = found["second"].narrator or ()
    assert SECOND_TEXT[start:end] == "Office in Fellûg"


def test_incidents_name_documents_by_file() -> None:
    (coded,) = list_coded(LEDGER)
    assert coded.id == SHELLED
    assert [doc for doc, _, _ in coded.spans] == ["first", "second"]
    assert (coded.casualties[0].sides, coded.casualties[0].low) == (("unknown",), 3)


def test_main_incidents() -> None:
    assert list_main_incidents(LEDGER) == {"first": SHELLED, "second": None}


def test_times_and_places_of_every_status() -> None:
    assert [(t.start, t.value) for t in list_timexes(LEDGER)["first"]] == [(FIRST_TEXT.index("9 May"), "2019-05-09")]
    assert [p.lat for p in list_toponyms(LEDGER)["second"]] == [None]
