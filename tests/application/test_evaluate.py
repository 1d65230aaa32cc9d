from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.samples.ledger import FIRST_TEXT, SAID
from tests.samples.whole import LEDGER
from toldby.application.evaluate import Engines, GoldText, Question, TimeQuestion, evaluate
from toldby.domain.errors import UsageProblem
from toldby.domain.ledger import Ledger

Row = dict[str, Any]


class Asked:
    """An engine that answers with the sample ledger and keeps what it was asked."""

    def __init__(self) -> None:
        self.texts: list[GoldText] = []
        self.times: list[TimeQuestion] = []

    def code(self, texts: Sequence[GoldText]) -> Ledger:
        self.texts = list(texts)
        return LEDGER

    def read_time(self, question: TimeQuestion) -> tuple[str | None, str | None]:
        self.times.append(question)
        return "2019-05-09", "2019-05-09"

    @property
    def engines(self) -> Engines:
        return Engines(self.code, self.read_time, lambda text: [(0, len(text))])


def write(folder: Path, *rows: Row) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def gold_row(id_: str) -> Row:
    content = [[SAID.content[0].start, SAID.content[0].end]]
    said = {"id": "1", "source": [], "cue": [], "content": content}
    return {"id": id_, "text": FIRST_TEXT, "meta": {"published": "2019-05-10T08:00"}, "attributions": [said]}


def test_a_ledger_is_scored_by_file_name(tmp_path: Path) -> None:
    result = evaluate(Question("attributions", write(tmp_path, gold_row("first")), LEDGER, draws=0), Asked().engines)
    assert result["content_exact"] == {"p": 100.0, "r": 100.0, "f1": 100.0, "hits": 1}


def test_the_engine_reads_the_gold_texts_with_their_days(tmp_path: Path) -> None:
    asked = Asked()
    evaluate(Question("attributions", write(tmp_path, gold_row("one/first.txt")), draws=0), asked.engines)
    assert asked.texts == [GoldText("one/first.txt", FIRST_TEXT, "2019-05-10")]


def test_a_text_that_stands_twice_in_the_gold_is_answered_twice(tmp_path: Path) -> None:
    rows = [gold_row("one/first.txt"), gold_row("the same again")]
    result = evaluate(Question("attributions", write(tmp_path, *rows), draws=0), Asked().engines)
    assert (result["docs_without_prediction"], result["pred"]) == (0, 2)


def test_another_text_is_refused(tmp_path: Path) -> None:
    row = gold_row("first") | {"text": FIRST_TEXT + " And more."}
    with pytest.raises(UsageProblem, match="the text of first differs"):
        evaluate(Question("attributions", write(tmp_path, row), LEDGER, draws=0), Asked().engines)


def test_single_cases_are_asked_one_by_one(tmp_path: Path) -> None:
    case = {"id": "c", "sentence": "On 9 May.", "dct": "2019-05-10", "expr_start": 3, "expr_end": 8}
    case |= {"granularity": "day", "start": "2019-05-09", "end": "2019-05-09"}
    path = tmp_path / "cases.json"
    path.write_text(json.dumps({"cases": [case]}), encoding="utf-8")
    asked = Asked()
    assert evaluate(Question("times", path), asked.engines)["strict"] == 1
    assert asked.times == [TimeQuestion("c", "On 9 May.", "2019-05-10", 3, 8, None)]


REFUSED = [
    ("stances", "unknown task 'stances'"),
    # the incident gold has no texts to read
    ("incidents", "give --ledger or --predictions"),
    ("links", "no report there names its incident"),
]


@pytest.mark.parametrize(("task", "message"), REFUSED)
def test_questions_without_an_answer(tmp_path: Path, task: str, message: str) -> None:
    empty: Row = {
        "cross_document_coreference": [],
        "must_not_merge": [],
        "mirror_pairs": [],
        "traps": [],
        "aggregates": [],
    }
    gold = write(tmp_path, {"id": "r", "text": "x", "incidents": []} | empty)
    with pytest.raises(UsageProblem, match=message):
        evaluate(Question(task, gold), Asked().engines)
