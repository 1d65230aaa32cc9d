"""Clusters episodes: average link at theta inside single-link components (`linking.md` 6)."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from fractions import Fraction

from toldby.domain.ids import EpisodeId

Pair = tuple[EpisodeId, EpisodeId]
Group = tuple[EpisodeId, ...]


def find_components(
    ids: Iterable[EpisodeId], scores: Mapping[Pair, int], must: Iterable[Pair], theta: int
) -> tuple[Group, ...]:
    """Sets of episodes connected by a score of theta or more, or by a must-link."""
    edges = [pair for pair, score in scores.items() if score >= theta]
    return join_pairs(ids, [*edges, *must])


def join_pairs(ids: Iterable[EpisodeId], pairs: Iterable[Pair]) -> tuple[Group, ...]:
    """Connected sets, each sorted, sorted by their smallest member."""
    parent = {each: each for each in ids}
    for a, b in pairs:
        if a in parent and b in parent:
            x, y = _find_root(parent, a), _find_root(parent, b)
            parent[max(x, y)] = min(x, y)
    groups: dict[EpisodeId, list[EpisodeId]] = {}
    for each in sorted(parent):
        groups.setdefault(_find_root(parent, each), []).append(each)
    return tuple(sorted(tuple(group) for group in groups.values()))


def _find_root(parent: dict[EpisodeId, EpisodeId], each: EpisodeId) -> EpisodeId:
    while parent[each] != each:
        parent[each] = parent[parent[each]]
        each = parent[each]
    return each


def cluster_component(
    ids: tuple[EpisodeId, ...],
    scores: Mapping[Pair, int],
    must: frozenset[Pair],
    cannot: frozenset[Pair],
    theta: int,
) -> tuple[Group, ...]:
    """Groups of episodes that tell one happening; a set function of its arguments.

    Must-links are contracted first; a cannot-link inside such a group has no effect, since a person
    joined it. Then the two groups with the highest mean score >= theta that no cannot-link forbids are
    merged until none is left. Means are exact fractions; ties go to the smaller ids.
    """
    groups = {group[0]: group for group in join_pairs(ids, must)}
    home = {member: head for head, group in groups.items() for member in group}
    sums = _sum_scores(scores, home)
    barred = {_order(home[a], home[b]) for a, b in cannot if a in home and b in home and home[a] != home[b]}
    heap = [_entry(pair, total, groups) for pair, total in sums.items()]
    heapq.heapify(heap)
    while heap:
        mean, first, second, sizes = heapq.heappop(heap)
        if -mean < theta:
            break
        if first not in groups or second not in groups or sizes != (len(groups[first]), len(groups[second])):
            continue
        if (first, second) in barred:
            continue
        _merge(first, second, groups, sums, barred)
        for pair in [p for p in sums if first in p]:
            heapq.heappush(heap, _entry(pair, sums[pair], groups))
    return tuple(sorted(groups.values()))


def _order(a: EpisodeId, b: EpisodeId) -> Pair:
    return (a, b) if a < b else (b, a)


def _sum_scores(scores: Mapping[Pair, int], home: Mapping[EpisodeId, EpisodeId]) -> dict[Pair, int]:
    sums: dict[Pair, int] = {}
    seen: set[Pair] = set()
    for (a, b), score in scores.items():
        pair = _order(a, b)
        if a not in home or b not in home or pair in seen or home[a] == home[b]:
            continue
        seen.add(pair)
        heads = _order(home[a], home[b])
        sums[heads] = sums.get(heads, 0) + score
    return sums


def _entry(
    pair: Pair, total: int, groups: Mapping[EpisodeId, Group]
) -> tuple[Fraction, EpisodeId, EpisodeId, tuple[int, int]]:
    sizes = (len(groups[pair[0]]), len(groups[pair[1]]))
    return Fraction(-total, sizes[0] * sizes[1]), pair[0], pair[1], sizes


def _merge(
    first: EpisodeId,
    second: EpisodeId,
    groups: dict[EpisodeId, Group],
    sums: dict[Pair, int],
    barred: set[Pair],
) -> None:
    """Put the second group into the first, which has the smaller head and keeps it."""
    groups[first] = tuple(sorted(groups[first] + groups.pop(second)))
    sums.pop((first, second), None)
    for pair in [p for p in sums if second in p]:
        other = pair[0] if pair[1] == second else pair[1]
        heads = _order(first, other)
        sums[heads] = sums.get(heads, 0) + sums.pop(pair)
    for pair in [p for p in barred if second in p]:
        other = pair[0] if pair[1] == second else pair[1]
        barred.discard(pair)
        barred.add(_order(first, other))
