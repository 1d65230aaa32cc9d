"""A judge learned from gold: figures of documents it has not seen, plain numbers in a file, no claim of its own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.analysis.attribution.reading import load_shipped, load_syntax, make_report, read_body
from toldby.adapters.learning.logistic import fit_logistic
from toldby.analysis.judge import judge_claims
from toldby.analysis.stages import Coding, analyse_report
from toldby.application.claim_model import ClaimModel, read_model, write_model
from toldby.application.evaluate import GoldText
from toldby.application.training import train_judge
from toldby.bootstrap import make_evaluation_engines
from toldby.domain.errors import UsageProblem
from toldby.domain.ledger import Ledger

TOWNS = ("Ondrel", "Zhelm", "Pelluk", "Imbrel", "Arali", "Tarn", "Vesel", "Orrow", "Kessel", "Norre")


def write_gold(folder: Path) -> Path:
    """Texts of our own in which sayings are marked and wishes are not: a desk that codes statements alone."""
    rows = []
    for number, town in enumerate(TOWNS):
        said = "".join(f"The mayor of {town} said that bridge {i} was closed. " for i in range(4))
        wished = "".join(f"The council of {town} wanted to open road {i}. " for i in range(3))
        text = (said + wished).strip()
        marked = []
        at = 0
        while (start := text.find("The mayor", at)) >= 0:
            cue = text.index(" said", start) + 1
            end = text.index(".", start)
            span = {"source": [[start, cue - 1]], "cue": [[cue, cue + 4]], "content": [[cue + 5, end]]}
            marked.append({"id": f"a{len(marked)}"} | span)
            at = end
        rows.append({"id": f"t{number}", "text": text, "attributions": marked})
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def read_texts(texts: Sequence[tuple[str, str]]) -> Ledger:
    return make_evaluation_engines().code([GoldText(name, text, None) for name, text in texts])


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> ClaimModel:
    pytest.importorskip("sklearn", reason="the extra `train` is not installed")
    return train_judge([write_gold(tmp_path_factory.mktemp("gold"))], read_texts, fit_logistic)


def test_it_learns_what_this_desk_does_not_code(model: ClaimModel) -> None:
    assert model.figures["rules_speaker_f1"] < 80
    assert model.figures["judged_speaker_f1"] > 95
    assert model.figures["set_aside"] == 30


def test_the_same_gold_gives_the_same_file_and_it_reads_back(model: ClaimModel, tmp_path: Path) -> None:
    again = train_judge([write_gold(tmp_path)], read_texts, fit_logistic)
    assert again == model
    write_model(model, tmp_path / "a.json")
    assert read_model(tmp_path / "a.json") == model
    assert read_model(tmp_path / "a.json").name == model.name


def test_beside_the_rules_it_sets_aside_with_a_reason_and_adds_nothing(model: ClaimModel) -> None:
    text = "The mayor of Lissen said that the dam was safe. The council of Lissen wanted to open the ford."
    alone = read_body(text)[0]
    kept, drops = judge_claims(alone, text, model)
    assert {c.claim_id for c in kept} < {c.claim_id for c in alone}
    assert [drop.reason.partition(":")[0] for drop in drops] == ["judged_unlikely"]
    assert all(0 <= (c.machine.confidence or 0) <= 1 for c in kept)


def test_a_claim_that_another_one_needs_is_never_set_aside(model: ClaimModel) -> None:
    strict = replace(model, threshold=1.0)
    text = "The council claimed that the mayor said the dam was safe. The army denied the claim."
    alone = read_body(text)[0]
    kept = {c.claim_id for c in judge_claims(alone, text, strict)[0]}
    needed = {c.parent for c in alone if c.parent} | {t for c in alone for t in c.targets}
    assert needed <= kept


def test_the_stages_use_it(model: ClaimModel) -> None:
    report = make_report("The council of Lissen wanted to open the ford.\n")
    coding = Coding(load_shipped(), load_syntax())
    assert any(c.voice == "attributed" for c in analyse_report(report, coding).claims)
    judged = analyse_report(report, replace(coding, judge=model))
    assert not any(c.voice == "attributed" for c in judged.claims)
    assert any(drop.reason.startswith("judged_unlikely") for drop in judged.drops)


def test_too_little_gold_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "It rained.", "attributions": []}) + "\n")
    with pytest.raises(UsageProblem, match="at least 50"):
        train_judge([path], read_texts, fit_logistic)


@pytest.mark.parametrize("words", ["no json", '{"format": "other/1"}', '["a"]'])
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, words: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(words)
    with pytest.raises(UsageProblem):
        read_model(path)
    with pytest.raises(UsageProblem):
        read_model(tmp_path / "none.json")
