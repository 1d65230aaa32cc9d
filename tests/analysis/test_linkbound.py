"""The bound never hides a pair that would be linked."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from tests.analysis.demo_claims import load_demo_lexicon, load_table
from tests.analysis.test_link import PAIRS

from toldby.analysis.link import score_pair
from toldby.analysis.linkbound import may_link
from toldby.domain.ids import EpisodeId
from toldby.domain.incidents import Episode
from toldby.domain.propositions import When

EPISODES = [each for a, b, _ in PAIRS for each in (a, b)]


@pytest.mark.parametrize("reuse", [False, True])
def test_what_is_ruled_out_stays_below_theta(reuse: bool) -> None:
    table, lexicon = load_table(), load_demo_lexicon()
    for a, b in product(EPISODES, repeat=2):
        if not may_link(a, b, table, lexicon, reuse):
            assert score_pair(a, b, table, lexicon, reuse).millionths < table.theta, (a, b)


@pytest.mark.parametrize(("a", "b", "joined"), PAIRS)
def test_linked_pairs_are_kept(a: Episode, b: Episode, joined: bool) -> None:
    # "the same report" is no business of the bound: such pairs are never scored
    assert may_link(a, b, load_table(), load_demo_lexicon(), False) or not joined


def test_another_year_and_place_end_here() -> None:
    when = (When("2021-03-04", "2021-03-04"), When("2019-03-04", "2019-03-04"))
    a, b = (replace(PAIRS[0][0], episode_id=EpisodeId(str(w.start)), whens=(w,)) for w in when)
    assert not may_link(a, b, load_table(), load_demo_lexicon(), False)
