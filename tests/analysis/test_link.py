"""Pair scores, blocking keys and ties: symmetric, explained, and no tie without a shared key."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.demo_claims import build_demo, load_demo_lexicon, load_table

from toldby.analysis.keys import episode_keys
from toldby.analysis.link import explain_score, score_pair, share_words
from toldby.analysis.ties import fits, neighbourhood_keys
from toldby.domain.ids import ClaimId, DocId, EpisodeId
from toldby.domain.incidents import CorePart, Episode, ReusePair
from toldby.domain.propositions import Count, Party, PlaceRef, When
from toldby.domain.text import Span


def episode(
    name: str,
    day: str | None = None,
    place: str | None = None,
    kind: str | None = "remote.shelling",
    by: str | None = None,
    to: str | None = None,
    counts: tuple[Count, ...] = (),
    core: bool = True,
    doc: str | None = None,
    published: str | None = None,
    words: str = "",
) -> Episode:
    def party(side: str | None) -> tuple[Party, ...]:
        return (Party(side, side, side, side),) if side else ()

    return Episode(
        EpisodeId(name),
        DocId(doc or name),
        (CorePart(ClaimId(name), 0),) if core else (),
        () if core else (ClaimId(name),),
        (kind,) if kind else (),
        "asserted",
        (When(day, day, "day"),) if day else (),
        (PlaceRef(0, 1, place, place, "at"),) if place else (),
        ((party(by), party(to)),) if by or to else (),
        counts,
        words,
        (published, published),
    )


DAY = "2019-05-09"
PAIRS = [
    # one day, one place, one kind
    (episode("a", DAY, "tw-03"), episode("b", DAY, "tw-03"), True),
    # a week apart: the same village shelled twice
    (episode("a", DAY, "tw-03"), episode("b", "2019-05-02", "tw-03"), False),
    # one day, two villages
    (episode("a", DAY, "tw-03", by="halvena"), episode("b", DAY, "tw-06", by="halvena"), False),
    (episode("a", DAY, "text:alder", by="halvena"), episode("b", DAY, "text:birch", by="halvena"), False),
    # same day and kind, no place: the agent must not differ
    (episode("a", DAY, None, by="halvena", to="teskoria"), episode("b", DAY, None, by="halvena"), True),
    (episode("a", DAY, None, by="halvena"), episode("b", DAY, None, by="teskoria"), False),
    # an act in other words, by day, place and agent
    (
        episode("a", DAY, "tw-05", kind=None, by="halvena"),
        episode("b", DAY, "tw-05", "posture.position_taken", by="halvena"),
        True,
    ),
    # a day apart at one place with another number: two shellings, unless the wording is the same
    (
        episode("a", DAY, "tw-03", counts=(Count("people", None, "wounded", None, 2, 2, "exact"),)),
        episode("b", "2019-05-10", "tw-03", counts=(Count("people", None, "wounded", None, 1, 1, "exact"),)),
        False,
    ),
    (
        episode("a", DAY, "tw-03", words="A shell hit the bakery in the lower street at dawn"),
        episode("b", "2019-05-10", "tw-03", words="At dawn a shell hit the bakery in the lower street"),
        True,
    ),
    # no day on either side: the place and the kind fit any week, the number or the wording does not
    (episode("a", None, "tw-03", by="halvena"), episode("b", None, "tw-03", by="halvena"), False),
    (episode("a", None, "tw-03", by="halvena"), episode("b", DAY, "tw-03", by="halvena"), False),
    (
        episode("a", None, "tw-03", counts=(Count("people", None, "killed", None, 4, 4, "exact"),)),
        episode("b", DAY, "tw-03", counts=(Count("people", None, "killed", None, 4, 4, "exact"),)),
        True,
    ),
    # neither names a day, and both came out within two days of each other
    (
        episode("a", None, "tw-03", by="halvena", published=DAY, words="Shells fell on the old mill"),
        episode("b", None, "tw-03", by="halvena", published=DAY, words="The mill burned when shells came down"),
        True,
    ),
    # a day without its year
    (replace(episode("a", by="halvena"), whens=(When(partial="XXXX-05-09"),)), episode("b", DAY, by="halvena"), True),
    (
        replace(episode("a", None, "tw-03"), whens=(When(partial="XXXX-05-08"),)),
        episode("b", DAY, "tw-03", words="the same"),
        False,
    ),
    # nothing but the kind, or the kind and a number: too many happenings fit
    (
        episode("a", counts=(Count("people", None, "killed", None, 4, 4, "exact"),)),
        episode("b", counts=(Count("people", None, "killed", None, 4, 4, "exact"),)),
        False,
    ),
    # two strangers named in both fix a happening where day and place are missing
    (
        episode("a", words="Marn Quillory and Essa Vandrel were shot in the yard"),
        episode("b", words="the yard where Quillory and Vandrel were shot"),
        True,
    ),
    # one shared stranger is too little
    (
        episode("a", words="Marn Quillory was found shot in the old yard"),
        episode("b", words="somebody named Quillory shot at lamps by the sea"),
        False,
    ),
    (episode("a"), episode("b"), False),
    # one report was asked first
    (episode("a", DAY, "tw-03", doc="x"), episode("b", DAY, "tw-03", doc="x"), False),
]


@pytest.mark.parametrize(("a", "b", "joined"), PAIRS)
def test_score(a: Episode, b: Episode, joined: bool) -> None:
    table, lexicon = load_table(), load_demo_lexicon()
    score = score_pair(a, b, table, lexicon)
    assert (score.millionths >= table.theta) is joined, explain_score(score, table)
    assert score_pair(b, a, table, lexicon) == score


def test_reasons_name_levels_and_bits() -> None:
    table = load_table()
    a, b, _ = PAIRS[0]
    score = score_pair(a, b, table, load_demo_lexicon())
    assert explain_score(score, table) == "link-2: same day +3, same place +4, same +2"
    assert score.millionths == round(1_000_000 / (1 + 2**-5))


def test_reuse_of_the_reports_counts_only_where_the_episodes_share_it() -> None:
    shared = "the ferry left the northern quay at dawn with eleven crates of oil"
    table, lexicon = load_table(), load_demo_lexicon()
    a, b = episode("a", words=f"They say {shared}"), episode("b", words=f"{shared}, says the paper")
    other = episode("c", words="a bridge fell in the night")
    assert ("reuse", "shared rare span", 4.0) in score_pair(a, b, table, lexicon, reuse=True).levels
    assert ("reuse", "missing", 0.0) in score_pair(a, b, table, lexicon, reuse=False).levels
    assert ("reuse", "missing", 0.0) in score_pair(a, other, table, lexicon, reuse=True).levels


def test_reuse_counts_only_inside_the_claims() -> None:
    """Two reports that share a background paragraph do not share their news."""
    a, b = episode("a", DAY), episode("b", DAY)
    spans = {ClaimId("a"): (Span(0, 50),), ClaimId("b"): (Span(0, 50),)}
    inside = ReusePair(DocId("a"), DocId("b"), ((10, 40, 5, 35),), 0.1, 0.1, "copied", "")
    outside = replace(inside, spans=((100, 140, 100, 140),))
    assert share_words(a, b, spans, [inside])
    assert share_words(b, a, spans, [inside])
    assert not share_words(a, b, spans, [outside])
    assert not share_words(a, b, spans, [replace(inside, kind="formula")])


days = st.one_of(st.none(), st.integers(1, 40).map(lambda n: f"2019-{5 + n // 29:02d}-{1 + n % 28:02d}"))
places = st.one_of(
    st.none(), st.sampled_from(["tw-01", "tw-03", "tw-04", "tw-05", "tw-06", "tw-08", "tw-10", "text:x"])
)
kinds = st.one_of(
    st.none(),
    st.sampled_from(
        ["remote.shelling", "engagement.ambush", "engagement.armed_clash", "restrict.detention", "civilian.abduction"]
    ),
)
sides = st.one_of(st.none(), st.sampled_from(["halvena", "teskoria"]))
counted = st.sampled_from([(), (Count("people", "halvena", "killed", None, 2, 2, "exact"),)])


@st.composite
def episodes(draw: st.DrawFn) -> Episode:
    name = draw(st.sampled_from("abcdefgh"))
    return episode(
        name,
        draw(days),
        draw(places),
        draw(kinds),
        draw(sides),
        draw(sides),
        draw(counted),
        draw(st.booleans()),
        draw(st.sampled_from(["d1", "d2", "d3"])),
        draw(days),
        draw(st.sampled_from(["", "rumours are false"])),
    )


@settings(max_examples=400, deadline=None)
@given(episodes(), episodes())
def test_no_tie_without_a_shared_key(a: Episode, b: Episode) -> None:
    lexicon = load_demo_lexicon()
    if a.doc_id != b.doc_id and fits(a, b, lexicon):
        assert neighbourhood_keys(a, lexicon).meets(neighbourhood_keys(b, lexicon))
    assert fits(a, b, lexicon) == fits(b, a, lexicon)


@settings(max_examples=200, deadline=None)
@given(episodes(), episodes())
def test_scores_are_symmetric_and_keys_are_kept(a: Episode, b: Episode) -> None:
    lexicon = load_demo_lexicon()
    assert score_pair(a, b, load_table(), lexicon) == score_pair(b, a, load_table(), lexicon)
    for keys in (episode_keys, neighbourhood_keys):
        x, y = keys(a, lexicon), keys(b, lexicon)
        assert x.meets(y) == y.meets(x)
        assert x.stored == keys(a, lexicon).stored
    assert episode_keys(a, lexicon).stored <= neighbourhood_keys(a, lexicon).stored
    assert episode_keys(a, lexicon).sought <= neighbourhood_keys(a, lexicon).sought


def test_linked_pairs_of_the_demo_share_a_key() -> None:
    demo = build_demo()
    table = load_table()
    cores = [e for e in demo.episodes.values() if e.core]
    for a, b in combinations(cores, 2):
        if score_pair(a, b, table, demo.lexicon).millionths >= table.theta:
            assert episode_keys(a, demo.lexicon).meets(episode_keys(b, demo.lexicon)), (a.words, b.words)


def test_keys_are_few() -> None:
    """A year-wide act must not fill the index; a day-wide one has a few dozen keys."""
    lexicon = load_demo_lexicon()
    wide = replace(episode("a", place="tw-03"), whens=(When("2018-01-01", "2018-12-31", "longer"),))
    assert len(episode_keys(episode("b", DAY, "tw-03"), lexicon).stored) < 40
    assert len(episode_keys(wide, lexicon).stored) < 150
