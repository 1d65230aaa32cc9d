"""Average link at theta inside single-link components: a set function, checked against brute force."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations

from toldby.analysis.cluster import Pair, cluster_component, find_components
from toldby.domain.ids import EpisodeId

THETA = 500_000


def brute(
    ids: tuple[EpisodeId, ...], scores: dict[Pair, int], must: frozenset[Pair], cannot: frozenset[Pair]
) -> set[frozenset[str]]:
    """The rule of `linking.md` 6 as slowly as it reads."""
    groups = [frozenset({i}) for i in ids]
    for a, b in must:
        joined = [g for g in groups if a in g or b in g]
        groups = [g for g in groups if g not in joined] + [frozenset().union(*joined)]

    def mean(x: frozenset[str], y: frozenset[str]) -> Fraction:
        total = sum(score for (a, b), score in scores.items() if (a in x and b in y) or (a in y and b in x))
        return Fraction(total, len(x) * len(y))

    def barred(x: frozenset[str], y: frozenset[str]) -> bool:
        return any((a in x and b in y) or (a in y and b in x) for a, b in cannot)

    while True:
        pairs = [
            (x, y) for x, y in combinations(sorted(groups, key=min), 2) if not barred(x, y) and mean(x, y) >= THETA
        ]
        if not pairs:
            return set(groups)
        x, y = min(pairs, key=lambda p: (-mean(*p), min(p[0]), min(p[1])))
        groups = [g for g in groups if g not in (x, y)] + [x | y]


def make_graph(dice: random.Random) -> tuple[tuple[EpisodeId, ...], dict[Pair, int], frozenset[Pair], frozenset[Pair]]:
    """Few distinct scores, so that ties are common."""
    ids = tuple(EpisodeId(f"e{i}") for i in range(dice.randint(2, 7)))
    pairs = list(combinations(ids, 2))
    scores = {p: dice.choice((0, 300_000, 500_000, 500_001, 700_000, 900_000)) for p in pairs if dice.random() < 0.7}
    must = frozenset(p for p in pairs if dice.random() < 0.06)
    cannot = frozenset(p for p in pairs if dice.random() < 0.1)
    return ids, scores, must, cannot


def as_sets(groups: tuple[tuple[EpisodeId, ...], ...]) -> set[frozenset[str]]:
    return {frozenset(g) for g in groups}


def test_300_graphs_equal_brute_force() -> None:
    dice = random.Random(11)
    for _ in range(300):
        ids, scores, must, cannot = make_graph(dice)
        inside = frozenset(p for p in cannot if any(set(p) <= g for g in brute(ids, {}, must, frozenset())))
        found = as_sets(cluster_component(ids, scores, must, cannot, THETA))
        assert found == brute(ids, scores, must, cannot - inside)


def test_components_give_what_the_whole_gives() -> None:
    """Adding, removing and judging in any order recomputes components only: 0 differences."""
    dice = random.Random(12)
    for _ in range(100):
        ids, scores, must, cannot = make_graph(dice)
        order = list(ids)
        dice.shuffle(order)
        kept: list[EpisodeId] = []
        state: set[frozenset[str]] = set()
        for each in [*order, *order[: len(order) // 2], *order[: len(order) // 2]]:
            state = step(each, kept, state, scores, must, cannot)
        now = tuple(sorted(kept))
        inner = {p: s for p, s in scores.items() if set(p) <= set(now)}
        links = frozenset(p for p in must if set(p) <= set(now))
        assert state == as_sets(cluster_component(now, inner, links, cannot, THETA))


def step(
    each: EpisodeId,
    kept: list[EpisodeId],
    state: set[frozenset[str]],
    scores: dict[Pair, int],
    must: frozenset[Pair],
    cannot: frozenset[Pair],
) -> set[frozenset[str]]:
    """Add the item, or remove it when it is there; recluster only what it touches."""
    removing = each in kept
    before = find_components(kept if removing else [*kept, each], scores, must, THETA)
    touched = set(next(c for c in before if each in c))
    if removing:
        kept.remove(each)
        touched.discard(each)
    else:
        kept.append(each)
    rest = {g for g in state if not g & touched and each not in g}
    mine = tuple(sorted(touched))
    inner = {p: s for p, s in scores.items() if set(p) <= touched}
    links = frozenset(p for p in must if set(p) <= touched)
    return rest | as_sets(cluster_component(mine, inner, links, cannot, THETA))


def test_mean_decides_not_the_best_pair() -> None:
    """Two strong ends do not pull in a third that fits only one of them."""
    a, b, c = (EpisodeId(x) for x in "abc")
    groups = cluster_component(
        (a, b, c), {(a, b): 900_000, (b, c): 600_000, (a, c): 100_000}, frozenset(), frozenset(), THETA
    )
    assert groups == ((a, b), (c,))


def test_person_joins_what_a_machine_keeps_apart() -> None:
    a, b = EpisodeId("a"), EpisodeId("b")
    assert cluster_component((a, b), {(a, b): 0}, frozenset({(a, b)}), frozenset({(a, b)}), THETA) == ((a, b),)


def test_cannot_link_splits_a_sure_pair() -> None:
    a, b = EpisodeId("a"), EpisodeId("b")
    assert cluster_component((a, b), {(a, b): 999_999}, frozenset(), frozenset({(b, a)}), THETA) == ((a,), (b,))


def test_theta_itself_is_enough() -> None:
    a, b = EpisodeId("a"), EpisodeId("b")
    assert cluster_component((a, b), {(a, b): THETA}, frozenset(), frozenset(), THETA) == ((a, b),)
