"""Which reports tell one incident: B-cubed, pairwise links and LEA, in shares of 1.

Report level: gold = report -> incident, predicted = report -> cluster; a report without a prediction
is its own cluster. B-cubed after Bagga and Baldwin 1998, LEA after Moosavi and Strube 2016.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence

Labels = Mapping[str, Hashable]
Prf = tuple[float, float, float]


def score_links(gold: Mapping[str, str], predicted: Mapping[str, str | None]) -> dict[str, object]:
    """Both rows of the reference scorer: all reports, and without clusters of one."""
    alone = [i for i in gold if predicted.get(i) is None]
    found: dict[str, Hashable] = {i: ("alone", i) if predicted.get(i) is None else ("c", predicted[i]) for i in gold}
    rows = {"all": measure_clusters(gold, found)}
    kept_gold, kept_found = drop_singletons(gold), drop_singletons(found)
    if kept_gold:
        rows["no singletons"] = measure_clusters(kept_gold, kept_found)
    return {
        "level": "reports", "items": len(gold), "gold_clusters": len(set(gold.values())),
        "predicted_clusters": len(set(found.values())), "without_prediction": len(alone), "scores": rows,
    }  # fmt: skip


def measure_clusters(key: Labels, found: Labels) -> dict[str, Prf]:
    """Precision, recall and F1 of each measure."""
    return {"b3": b_cubed(key, found), "pairwise": pairwise(key, found), "lea": lea(key, found)}


def _prf(p: float, r: float) -> Prf:
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def _overlaps(key: Labels, found: Labels) -> Counter[tuple[Hashable, Hashable]]:
    return Counter((key[i], found[i]) for i in key if i in found)


def b_cubed(key: Labels, found: Labels) -> Prf:
    """For each item the share of its cluster that belongs there, averaged over items."""
    in_key, in_found = Counter(key.values()), Counter(found.values())
    common = _overlaps(key, found)
    p = sum(n * n / in_found[f] for (_, f), n in common.items()) / len(found) if found else 0.0
    r = sum(n * n / in_key[k] for (k, _), n in common.items()) / len(key) if key else 0.0
    return _prf(p, r)


def pairwise(key: Labels, found: Labels) -> Prf:
    """Pairs of items that share a cluster; no pair at all counts as right."""

    def pairs(counts: Sequence[int]) -> int:
        return sum(n * (n - 1) // 2 for n in counts)

    hit = pairs(tuple(_overlaps(key, found).values()))
    said, wanted = pairs(tuple(Counter(found.values()).values())), pairs(tuple(Counter(key.values()).values()))
    return _prf(hit / said if said else 1.0, hit / wanted if wanted else 1.0)


def lea(key: Labels, found: Labels) -> Prf:
    """Links of each cluster that are kept, weighted by its size."""
    return _prf(_half_lea(found, key), _half_lea(key, found))


def _half_lea(a: Labels, b: Labels) -> float:
    size = Counter(b.values())
    members: dict[Hashable, list[str]] = defaultdict(list)
    for item, label in a.items():
        members[label].append(item)
    total = weight = 0.0
    for items in members.values():
        n = len(items)
        if n == 1:
            got = float(items[0] in b and size[b[items[0]]] == 1)
        else:
            inside = Counter(b[i] for i in items if i in b)
            got = sum(c * (c - 1) for c in inside.values()) / (n * (n - 1))
        total += n * got
        weight += n
    return total / weight if weight else 0.0


def drop_singletons(labels: Labels) -> dict[str, Hashable]:
    """Only items that share their cluster with another one."""
    size = Counter(labels.values())
    return {i: c for i, c in labels.items() if size[c] > 1}
