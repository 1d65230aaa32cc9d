"""Laws of derivation: sets give what the whole gives, order does not matter, sides swap."""

from __future__ import annotations

import random

from tests.analysis.demo_claims import Demo, build_demo

from toldby.analysis.derive import Derived, derive_component
from toldby.analysis.reuse import look_up_reuse
from toldby.analysis.sets import find_ties, split_sets


def derive_by_sets(demo: Demo) -> Derived:
    """The union of all sets, each with only the reports it needs."""
    ties = find_ties(demo.episodes.values(), demo.lexicon)
    parts = []
    for one in split_sets(demo.groups, demo.episodes, ties):
        ids = {i for g in one.groups for i in g} | {e.episode_id for e in one.answers}
        docs = {demo.episodes[i].doc_id for i in ids}
        analyses = {doc: demo.analyses[doc] for doc in docs}
        parts.append(derive_component(one.groups, analyses, one.answers, look_up_reuse(demo.reuse), (), demo.lexicon))
    return Derived(
        tuple(sorted((i for p in parts for i in p.incidents), key=lambda i: i.incident_id)),
        tuple(sorted((r for p in parts for r in p.relations), key=str)),
        tuple(sorted((c for p in parts for c in p.claims), key=lambda c: c.claim_id)),
        (),
    )


def test_sets_give_what_the_whole_gives() -> None:
    demo = build_demo()
    parts, whole = derive_by_sets(demo), demo.derived
    assert parts.incidents == whole.incidents
    assert parts.relations == tuple(sorted(whole.relations, key=str))
    assert parts.claims == whole.claims
    assert len(split_sets(demo.groups, demo.episodes, find_ties(demo.episodes.values(), demo.lexicon))) > 3


def test_order_of_reports_and_groups_does_not_matter() -> None:
    demo = build_demo()
    dice = random.Random(7)
    for _ in range(3):
        docs = list(demo.analyses)
        dice.shuffle(docs)
        groups = list(demo.groups)
        dice.shuffle(groups)
        answers = [e for e in demo.episodes.values() if not e.core]
        dice.shuffle(answers)
        analyses = {doc: demo.analyses[doc] for doc in docs}
        again = derive_component(tuple(groups), analyses, tuple(answers), look_up_reuse(demo.reuse), (), demo.lexicon)
        assert again == demo.derived


def test_without_the_statement_its_relay_still_stands() -> None:
    """Take S2 away: its claims stand through R08, origins unchanged (`demo-corpus.md` 7.4)."""
    demo = build_demo()
    analyses = {doc: a for doc, a in demo.analyses.items() if doc != "s2"}
    episodes = {i: e for i, e in demo.episodes.items() if e.doc_id != "s2"}
    groups = tuple(g for group in demo.groups if (g := tuple(i for i in group if i in episodes)))
    answers = tuple(e for e in episodes.values() if not e.core)
    reuse = tuple(row for row in demo.reuse if "s2" not in (row.a, row.b))
    again = derive_component(groups, analyses, answers, look_up_reuse(reuse), (), demo.lexicon)

    def count(derived: Derived) -> list[tuple[str, int, int]]:
        return sorted((i.type, i.origins.low, i.origins.high) for i in derived.incidents)

    assert count(again) == count(demo.derived)
