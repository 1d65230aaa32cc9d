from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from toldby.application.evaluation.attributions import AttributedText, Attribution, score_attributions
from toldby.application.evaluation.words import Spans

Figures = dict[str, Any]

TEXT = 'The council of Pelluk said two shells fell at dawn. The guard in Ondrel denied it: "We fired nothing."'


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def made(source: str, cue: str, content: str) -> Attribution:
    return Attribution(content, spans(source), spans(cue), spans(content))


def spans(words: str) -> Spans:
    return (span(words),) if words else ()


SAID = replace(made("The council of Pelluk", "said", "two shells fell at dawn"), labels=(("stance", "assert"),))
DENIED = replace(made("The guard in Ondrel", "denied", "We fired nothing"), labels=(("stance", "deny"),))
GOLD = AttributedText("one", TEXT, (SAID, DENIED))


def score(*found: Attribution, gold: AttributedText = GOLD, **settings: bool) -> Figures:
    answer = {"one": AttributedText("one", TEXT, found)}
    return score_attributions([gold], answer, draws=0, **settings)


PAIRS = [
    # prediction for SAID -> content, +speaker, +cue, exact hits
    (SAID, (1, 1, 1, 1)),
    # two of five words: IoU 0.4
    (replace(SAID, content=(span("two shells"),)), (0, 0, 0, 0)),
    # three of five: IoU 0.6, not exact
    (replace(SAID, content=(span("two shells fell"),)), (1, 1, 1, 0)),
    # one shared source word is enough
    (replace(SAID, source=(span("Pelluk"),)), (1, 1, 1, 1)),
    # a source where the gold has one is not none
    (replace(SAID, source=()), (1, 0, 0, 1)),
    # +cue asks for the speaker as well
    (replace(SAID, source=(span("The guard"),)), (1, 0, 0, 1)),
    (replace(SAID, cue=(span("fell"),)), (1, 1, 0, 1)),
    # the marks around a quotation are no words
    (replace(SAID, content=((SAID.content[0][0], SAID.content[0][1] + 1),)), (1, 1, 1, 1)),
]


@pytest.mark.parametrize(("found", "expected"), PAIRS)
def test_hits_of_one_pair(found: Attribution, expected: tuple[int, ...]) -> None:
    result = score(found)
    names = ("content_iou50", "+speaker", "+speaker+cue", "content_exact")
    assert tuple(result[name]["hits"] for name in names) == expected


def test_two_empty_sources_agree() -> None:
    nobody = replace(SAID, source=())
    assert score(nobody, gold=AttributedText("one", TEXT, (nobody,)))["+speaker"]["f1"] == 100.0


def test_precision_and_recall_in_per_cent() -> None:
    result = score(SAID, made("", "", "denied it"))
    assert result["content_iou50"] == {"p": 50.0, "r": 50.0, "f1": 50.0, "hits": 1}


def test_one_prediction_serves_one_gold_item() -> None:
    twice = AttributedText("one", TEXT, (SAID, replace(SAID, id="again")))
    assert score(SAID, gold=twice)["content_iou50"]["hits"] == 1


def test_attributions_without_content_are_counted_apart() -> None:
    empty = replace(SAID, content=())
    result = score(empty, DENIED, gold=AttributedText("one", TEXT, (empty, DENIED)))
    assert (result["gold"], result["gold_without_content"], result["pred_without_content"]) == (1, 1, 1)


def test_the_best_of_several_gold_contents_counts() -> None:
    either = replace(SAID, alternatives=((span("two shells"),),))
    gold = AttributedText("one", TEXT, (either,))
    assert score(replace(SAID, content=(span("two shells"),)), gold=gold)["content_exact"]["hits"] == 1


def test_flat_drops_what_begins_inside_another_content() -> None:
    inner = made("", "fell", "at dawn")
    assert score(SAID, inner)["pred"] == 2
    assert score(SAID, inner, flat=True)["pred"] == 1


def test_only_direct_keeps_quotation_marks() -> None:
    quoted = replace(DENIED, content=(span('"We fired nothing."'),))
    result = score(SAID, quoted, gold=AttributedText("one", TEXT, (SAID, quoted)), only_direct=True)
    assert (result["gold"], result["pred"]) == (1, 1)


def test_stance_misses_count() -> None:
    result = score(replace(DENIED, labels=(("stance", "reject"),)))
    assert result["stance_recall"]["deny"] == {"n": 1, "found": 1, "ok": 0}
    assert result["stance_recall"]["assert"] == {"n": 1, "found": 0, "ok": 0}
    assert result["label_accuracy"]["stance"] == {"acc": 0.0, "n": 1}


def test_links_need_both_ends() -> None:
    answer = replace(DENIED, targets=(str(SAID.id),), asks=frozenset({"targets"}))
    gold = AttributedText("one", TEXT, (SAID, answer))
    assert score(SAID, answer, gold=gold)["targets_links"] == {"p": 100.0, "r": 100.0, "f1": 100.0, "gold": 1}
    assert score(answer, gold=gold)["targets_links"]["r"] == 0.0


def test_links_are_judged_only_where_kept_gold_asks_for_them() -> None:
    # the direct half of the gold gives no parents, so predicted ones there are neither right nor wrong
    asked = replace(SAID, parent="x", asks=frozenset({"parent"}))
    quoted = replace(DENIED, content=(span('"We fired nothing."'),))
    gold = AttributedText("one", TEXT, (asked, quoted))
    assert "parent_links" not in score(asked, replace(quoted, parent="x"), gold=gold, only_direct=True)


def test_speakers_need_not_have_the_same_ids() -> None:
    gold = AttributedText("one", TEXT, (replace(SAID, speaker_id="a"), replace(DENIED, speaker_id="a")))
    same = score(replace(SAID, speaker_id="z"), replace(DENIED, speaker_id="z"), gold=gold)
    assert same["same_speaker_pairs"]["f1"] == 100.0
    apart = score(replace(SAID, speaker_id="z"), replace(DENIED, speaker_id="y"), gold=gold)
    assert apart["same_speaker_pairs"]["f1"] == 0.0


def test_a_trap_springs_on_its_cue_or_most_of_its_words() -> None:
    gold = AttributedText("one", TEXT, (SAID,), traps=(span("denied it"), span("fell at dawn")))
    assert score(DENIED, gold=gold)["traps"] == {"sprung": 1, "of": 2}
    assert score(made("", "", "at dawn"), gold=gold)["traps"] == {"sprung": 1, "of": 2}


def test_narrator_spans() -> None:
    gold = AttributedText("one", TEXT, (), narrator=(span("two shells fell"),))
    found = {"one": AttributedText("one", TEXT, (), narrator=(span("two shells fell at dawn"), span("denied")))}
    result: Figures = score_attributions([gold], found, draws=0)
    assert result["narrator_iou50"] == {"p": 50.0, "r": 100.0, "f1": 66.7, "hits": 1, "gold": 1, "pred": 2}


def test_a_document_without_prediction_costs_recall() -> None:
    result: Figures = score_attributions([GOLD], {}, draws=0)
    assert result["docs_without_prediction"] == 1
    assert result["content_iou50"]["r"] == 0.0


def test_intervals_come_from_the_same_draws_every_time() -> None:
    first, second = (score_attributions([GOLD, replace(GOLD, id="two")], {"one": GOLD}, draws=50) for _ in range(2))
    assert first == second
    row = first["content_iou50"]
    assert isinstance(row, dict)
    assert row["f1_ci95"] == [0.0, 100.0]
