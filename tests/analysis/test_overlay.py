"""People's decisions: orders about linking, corrections of claims and dates, never overwriting."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.analysis.demo_claims import build_demo, load_demo_lexicon, make_claim, read_reports

from toldby.analysis.episodes import group_episodes
from toldby.analysis.orders import find_contradiction, link_orders, list_joined
from toldby.analysis.overlay import apply_judgements, review_claims, review_report
from toldby.domain.claims import Stance
from toldby.domain.ids import ClaimId, JudgementId
from toldby.domain.judgements import Judgement


def judge(
    verdict: str,
    ids: tuple[str, ...],
    kind: str = "claim",
    field: str | None = None,
    value: object = None,
    when: str = "2026-01-05T10:00:00Z",
    supersedes: str | None = None,
) -> Judgement:
    text = json.dumps(value) if value is not None else None
    name = JudgementId(f"{verdict}-{'-'.join(ids)}-{when}")
    return Judgement(name, verdict, kind, ids, field, text, "anna", when, None, supersedes, None)


def test_merges_become_must_links_and_undo_lifts_them() -> None:
    demo = build_demo()
    merge = judge("merge", ("R01a", "R02a"))
    must, cannot = link_orders((merge,), demo.episodes.values())
    assert len(must) == 1
    assert cannot == frozenset()
    undo = judge("undo", (), when="2026-01-06T10:00:00Z", supersedes=merge.judgement_id)
    assert link_orders((merge, undo), demo.episodes.values()) == (frozenset(), frozenset())


def test_split_is_a_cannot_link() -> None:
    _, cannot = link_orders((judge("split", ("S1a", "R04a")),), build_demo().episodes.values())
    assert len(cannot) == 1


def test_unknown_claims_bind_nothing() -> None:
    assert link_orders((judge("merge", ("gone", "R02a")),), build_demo().episodes.values())[0] == frozenset()


def test_contradiction_shows_its_chain() -> None:
    rows = (judge("merge", ("a", "b")), judge("merge", ("b", "c")), judge("split", ("c", "a")))
    assert find_contradiction(rows) == ("a", "b", "c")
    assert find_contradiction(rows[:2]) == ()
    assert list_joined(rows) == (("a", "b"), ("b", "c"))


CORRECTIONS = [
    ("stance", "deny", lambda c: c.stance is Stance.DENY, '"assert"'),
    (
        "speaker",
        "border-guard",
        lambda c: c.speaker.id == "border-guard" and c.chain[-1].id == "border-guard",
        '"halvena-mod"',
    ),
    ("type", "remote.air_strike", lambda c: c.propositions[0].type == "remote.air_strike", '"remote.shelling"'),
    ("status", "alleged", lambda c: c.propositions[0].status == "alleged", '"asserted"'),
    ("proposition.start", "2019-05-08", lambda c: c.propositions[0].when.start == "2019-05-08", '"2019-05-09T18:20"'),
]


@pytest.mark.parametrize(("field", "value", "test", "machine"), CORRECTIONS)
def test_correction_keeps_the_machine_value(field: str, value: str, test: object, machine: str) -> None:
    claim = make_claim("S1a", read_reports()["s1"])
    row = judge("correct", ("S1a",), field=field, value=value)
    (after,), reviewed = review_claims((claim,), (row,), load_demo_lexicon())
    assert callable(test)
    assert test(after)
    assert reviewed["S1a"].fields == (field,)
    assert reviewed["S1a"].machine_values == ((field, machine),)


def test_later_correction_wins_and_the_first_machine_value_stays() -> None:
    claim = make_claim("S1a", read_reports()["s1"])
    rows = (
        judge("correct", ("S1a",), field="stance", value="accuse"),
        judge("correct", ("S1a",), field="stance", value="admit", when="2026-01-07T10:00:00Z"),
    )
    (after,), reviewed = review_claims((claim,), rows, load_demo_lexicon())
    assert after.stance is Stance.ADMIT
    assert reviewed["S1a"].machine_values == (("stance", '"assert"'),)


def test_accept_changes_nothing() -> None:
    claim = make_claim("S1a", read_reports()["s1"])
    (after,), reviewed = review_claims((claim,), (judge("accept", ("S1a",)),), load_demo_lexicon())
    assert after == claim
    assert reviewed["S1a"].fields == ()


def test_rejected_claim_tells_no_happening() -> None:
    report = read_reports()["s1"]
    claims, _ = review_claims((make_claim("S1a", report),), (judge("reject", ("S1a",)),), load_demo_lexicon())
    assert group_episodes(report, claims, load_demo_lexicon())[1] == ()


def test_nonsense_is_not_applied() -> None:
    claim = make_claim("S1a", read_reports()["s1"])
    row = judge("correct", ("S1a",), field="stance", value="shout")
    assert review_claims((claim,), (row,), load_demo_lexicon())[0] == (claim,)


def test_date_by_judgement_and_its_undo() -> None:
    """Give R12 a date: the problem is gone; undo brings it back (`demo-corpus.md` 7.5)."""
    report = read_reports()["r12"]
    row = judge("correct", ("r12",), "document", "published", "2019-05-17")
    dated, reviewed = review_report(report, (row,))
    assert (dated.published.earliest, dated.published.latest, dated.published.method) == (
        "2019-05-17",
        "2019-05-17",
        "user",
    )
    assert reviewed is not None
    assert json.loads(reviewed.machine_values[0][1]) == ["2019-05-16", "2019-05-19"]
    undo = judge("undo", (), when="2026-01-06T10:00:00Z", supersedes=row.judgement_id)
    assert review_report(report, (row, undo)) == (report, None)


def test_all_at_once() -> None:
    report = read_reports()["s1"]
    claim = replace(make_claim("S1a", report), claim_id=ClaimId("S1a"))
    rows = (judge("correct", ("s1",), "document", "published", ["2019-05-10", "2019-05-11"]), judge("accept", ("S1a",)))
    dated, claims, reviewed = apply_judgements(report, (claim,), rows, load_demo_lexicon())
    assert dated.published.latest == "2019-05-11"
    assert claims == (claim,)
    assert set(reviewed) == {"S1a", "s1"}
