"""Corrections and splits of people reach the episodes of a report."""

from __future__ import annotations

import json
from contextlib import closing

from tests.golden.building import add, demo_recipe, judge
from toldby.adapters.stores.memory import MemoryStore
from toldby.application.reviewing import find_refusal, review_analysis
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.judgements import Judgement

LEXICON = demo_recipe().coding.lexicon


def _read(store: MemoryStore) -> ReportAnalysis:
    return next(iter(store.load_analyses(store.all_doc_ids()).values()))


def _shared_core(analysis: ReportAnalysis) -> tuple[str, str]:
    """Two claims that tell one episode."""
    for episode in analysis.episodes:
        ids = sorted({part.claim_id for part in episode.core})
        if len(ids) > 1:
            return ids[0], ids[1]
    raise AssertionError("no episode is told by two claims")


def test_nothing_said_changes_nothing() -> None:
    with closing(MemoryStore()) as store:
        add(store, ("r03.txt",))
        analysis = _read(store)
    assert review_analysis(analysis, (), LEXICON) == (analysis, {})


def test_a_split_parts_the_episode() -> None:
    with closing(MemoryStore()) as store:
        add(store, ("r03.txt",))
        analysis = _read(store)
        a, b = _shared_core(analysis)
        judge(store, "split", "claim", (a, b))
        changed, _ = review_analysis(analysis, store.judgements(), LEXICON)
    homes = [{p.claim_id for p in e.core} for e in changed.episodes]
    assert not any({a, b} <= home for home in homes)
    assert len(changed.episodes) == len(analysis.episodes) + 1


def test_a_corrected_type_groups_again() -> None:
    with closing(MemoryStore()) as store:
        add(store, ("s2.txt",))
        analysis = _read(store)
        claim = next(c for c in analysis.claims if c.proposition is not None and c.episode_id is not None)
        judge(store, "reject", "claim", (claim.claim_id,))
        changed, reviewed = review_analysis(analysis, store.judgements(), LEXICON)
    assert set(reviewed) == {claim.claim_id}
    assert json.loads(dict(reviewed[claim.claim_id].machine_values)["proposition"]) == claim.proposition.type
    assert not any(p.claim_id == claim.claim_id for e in changed.episodes for p in e.core)


def test_a_merge_against_a_split_is_refused_with_its_chain() -> None:
    with closing(MemoryStore()) as store:
        judge(store, "split", "claim", ("a", "c"))
        judge(store, "merge", "claim", ("a", "b"))
        log = store.judgements()
        last: Judgement = judge(store, "merge", "claim", ("b", "c"))
    assert find_refusal(log, last) == ("a", "b", "c")
    assert find_refusal(log[:1], log[1]) == ()
