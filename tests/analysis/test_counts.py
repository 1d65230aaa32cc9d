"""Each row: a sentence and the people it counts: kind, standing, lowest, highest, qualifier."""

from __future__ import annotations

import pytest
from grammar_words import english, one_sentence, read_times

from toldby.analysis.counts import find_counts, is_aggregate
from toldby.analysis.numbers import find_quantities
from toldby.domain.actors import ActorMention
from toldby.domain.propositions import Count
from toldby.domain.text import Span


def counts(text: str, actors: tuple[ActorMention, ...] = (), within: Span | None = None) -> tuple[Count, ...]:
    sentence = one_sentence(text)
    quantities = find_quantities(text, (sentence,), read_times(text, on="2019-05-10"), english())
    return find_counts(text, sentence, quantities, actors, english(), within)


def actor(text: str, words: str, side: str | None) -> ActorMention:
    start = text.index(words)
    return ActorMention(start, start + len(words), words, None, words, side, "nominal")


PEOPLE: list[tuple[str, list[tuple[str, str | None, int, int | None, str]]]] = [
    ("Five residents were killed.", [("killed", "civilian", 5, 5, "exact")]),
    ("At least three people died when shells hit the town.", [("killed", None, 3, None, "floor")]),
    ("The ministry put the toll at five.", [("killed", None, 5, 5, "exact")]),
    ("The death toll rose to at least 12.", [("killed", None, 12, None, "floor")]),
    ("Mortars struck the village without casualties.", [("killed_or_wounded", None, 0, 0, "zero")]),
    ("Nobody was hurt.", [("wounded", None, 0, 0, "zero")]),
    ("It left three policemen and two soldiers dead.",
     [("killed", "police", 3, 3, "exact"),
      ("killed", "military", 2, 2, "exact")]),
    ("Three policemen and two soldiers were killed.",
     [("killed", "police", 3, 3, "exact"),
      ("killed", "military", 2, 2, "exact")]),
    ("A drone struck, killing three soldiers and two civilians.",
     [("killed", "military", 3, 3, "exact"),
      ("killed", "civilian", 2, 2, "exact")]),
    ("It killed three and wounded five.",
     [("killed", None, 3, 3, "exact"),
      ("wounded", None, 5, 5, "exact")]),
    ("It claimed the lives of six villagers.", [("killed", "civilian", 6, 6, "exact")]),
    ("The blast caused the loss of four civilian lives.", [("killed", "civilian", 4, 4, "exact")]),
    ("The blast led to casualties among drivers.", [("killed_or_wounded", None, 1, None, "indefinite")]),
    ("Soldiers were killed in the clash.", [("killed", "military", 2, None, "indefinite")]),
    ("A third officer wounded at the ford died in hospital.", [("killed", "police", 3, 3, "exact")]),
    ("Monitors counted three dead in the town.", [("killed", None, 3, 3, "exact")]),
    ("Two soldiers killed three villagers.", [("killed", "civilian", 3, 3, "exact")]),  # the subject acts
    ("Five soldiers were killed or wounded.", [("killed_or_wounded", "military", 5, 5, "exact")]),
    ("Two surveyors were detained.", [("captured", "civilian", 2, 2, "exact")]),
    ("Six soldiers remain missing.", [("missing", "military", 6, 6, "exact")]),
    ("About 200 families fled their homes.", [("displaced", "civilian", 160, 240, "approximate")]),
    ("A soldier was shot near the ford.",
     [("killed", "military", 0, 1, "derived"),
      ("killed_or_wounded", "military", 1, 1, "exact")]),
    ("They shot down a drone.", []),
    ("The troops hold three hills.", []),
    ("The shelling damaged several houses.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PEOPLE)
def test_people(text: str, expected: list[tuple[str, str | None, int, int | None, str]]) -> None:
    found = [c for c in counts(text) if c.what == "people"]
    assert [(c.kind, c.victim_status, c.low, c.high, c.qualifier) for c in found] == expected
    for count in found:
        assert 0 <= count.start < count.end <= len(text)


THINGS = [
    ("A drone carried out a strike.", [("strikes", 1, None)]),  # the article is no number
    ("One strike hit the post.", [("strikes", 1, 1)]),
    ("Four strikes were made.", [("strikes", 4, 4)]),
    ("Drones carried out strikes.", [("strikes", 2, None)]),
    ("They fired 30 shells and 12 drones.", [("shells", 30, 30), ("drones", 12, 12)]),
    ("20 hectares burned.", [("hectares", 20, 20)]),
    ("Several houses burned.", [("houses", 3, 9)]),
]


@pytest.mark.parametrize(("text", "expected"), THINGS)
def test_things(text: str, expected: list[tuple[str, int, int | None]]) -> None:
    assert [(c.what, c.low, c.high) for c in counts(text) if c.what != "people"] == expected


@pytest.mark.parametrize(("ours", "theirs"), [("halvena", "teskoria"), ("teskoria", "halvena")])
def test_sides_follow_the_victims(ours: str, theirs: str) -> None:
    # swapping the sides swaps the counts and changes nothing else
    text = "Northern gunners fired, killing three Southern soldiers."
    mentions = (actor(text, "Northern gunners", ours), actor(text, "Southern soldiers", theirs))
    (found,) = counts(text, mentions)
    assert (found.side, found.low) == (theirs, 3)


def test_side_of_an_own_loss() -> None:
    text = "The attackers lost two men."
    (found,) = counts(text, (actor(text, "The attackers", "halvena"),))
    assert (found.kind, found.side, found.low) == ("killed", "halvena", 2)
    text = "The attackers left behind one dead of their own."
    (found,) = counts(text, (actor(text, "The attackers", "halvena"),))
    assert (found.kind, found.side, found.low) == ("killed", "halvena", 1)


def test_no_casualties_are_of_all_sides() -> None:
    assert counts("There were no casualties.")[0].side == "all"


def test_within_a_clause() -> None:
    text = "Two officers were killed, and the attackers lost three men."
    found = counts(text, within=Span(text.index("the attackers"), len(text)))
    assert [c.low for c in found] == [3]


def test_sums_over_a_period() -> None:
    for text in (
        "Both sides have counted more than 200 truce violations since January.",
        "We saw almost 400 deaths in total in the years of the truce.",
        "More than 300 soldiers have been killed since January.",
    ):
        (found,) = counts(text)
        assert is_aggregate(text, one_sentence(text), found, english()), text
    text = "Three soldiers were killed during the attack."
    assert not is_aggregate(text, one_sentence(text), counts(text)[0], english())
