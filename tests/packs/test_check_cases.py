"""Level 6 with an engine made for the test."""

from __future__ import annotations

from dataclasses import replace as change
from pathlib import Path

from tests.packs.folders import copy_region
from tests.packs.folders import replace as edit

from toldby.packs.check import CheckPorts, check_pack
from toldby.packs.check_cases import CodedClaim

ONE = CodedClaim(
    speaker="valley-council",
    stance="assert",
    voice="attributed",
    content="A Teskorian raiding party ambushed a police patrol at Ulvane Ford on Tuesday",
    type="engagement.ambush",
    place="tw-04",
    start="2019-05-07",
    end="2019-05-07",
    agents=("teskoria",),
    patients=("valley-police",),
)
OTHER = CodedClaim(
    speaker="border-guard",
    stance="assert",
    voice="attributed",
    content="Our soldiers came under fire while checking a van near Kessun Crossing on 7 May",
    type="engagement.armed_clash",
    place="tw-04",
    start="2019-05-07",
    end="2019-05-07",
    patients=("teskoria",),
)
PLANTED = CodedClaim(
    speaker=None,
    stance="assert",
    voice="narrator",
    content="A raiding party from across the river had planted the device.",
    type="posture.mine_laying",
    terms=("raiding-party",),
)


def _copy_with_one_failure(tmp_path: Path) -> Path:
    """The demo's pack with one listed failure, whatever the engine of the day fails at."""
    folder = copy_region(tmp_path)
    listed = "known_failures: [{case: planted, since: 2019-06-01, why: two moments in one sentence}]\n"
    (folder / "known_failures.yml").write_text(listed, encoding="utf-8")
    return folder


def _check(folder: Path, *claims: CodedClaim) -> list[str]:
    def code(text: str, _outlet: str, _published: str) -> tuple[CodedClaim, ...]:
        return tuple(claim for claim in claims if claim.content.rstrip(".") in text)

    return [str(problem) for problem in check_pack(folder, CheckPorts(code_sentence=code)).problems]


def test_right_claims_pass_and_the_known_failure_must_fail(tmp_path: Path) -> None:
    folder = _copy_with_one_failure(tmp_path)
    assert _check(folder, ONE, OTHER) == []
    assert _check(folder, ONE, OTHER, PLANTED) == ["known_failures.yml:1: planted: is fixed; take it off the list"]


def test_each_wrong_field_is_named_at_its_claim(tmp_path: Path) -> None:
    folder = _copy_with_one_failure(tmp_path)
    wrong = change(ONE, speaker="halvena-mod", agents=())
    assert _check(folder, wrong, OTHER) == [
        "cases/ford.yml:4: ford-one-bank: agents is [], [teskoria] expected",
        "cases/ford.yml:4: ford-one-bank: speaker is 'halvena-mod', 'valley-council' expected",
    ]


def test_missing_and_extra_claims_are_named(tmp_path: Path) -> None:
    folder = _copy_with_one_failure(tmp_path)
    extra = change(OTHER, content="near Kessun Crossing")
    found = _check(folder, OTHER, extra)
    assert any("ford-other-bank: an extra claim: 'near Kessun Crossing'" in line for line in found)
    assert any("ford-one-bank: no claim for" in line for line in found)


def test_fields_left_out_are_not_compared(tmp_path: Path) -> None:
    folder = _copy_with_one_failure(tmp_path)
    edit(folder / "cases" / "ford.yml", "agents: [teskoria], ", "")
    assert _check(folder, change(ONE, agents=("monitors",)), OTHER) == []


def test_a_case_may_name_the_body_or_its_side(tmp_path: Path) -> None:
    folder = _copy_with_one_failure(tmp_path)
    assert _check(folder, change(ONE, agents=("text:raiders|teskoria",)), OTHER) == []
    assert _check(folder, change(ONE, agents=("text:raiders|halvena",)), OTHER) != []
    assert _check(folder, change(ONE, agents=("teskoria", "teskoria")), OTHER) != []
