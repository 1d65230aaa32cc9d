"""The best one-to-one pairing of two lists (Hungarian method)."""

from __future__ import annotations

from collections.abc import Sequence


def assign_best(weight: Sequence[Sequence[float]]) -> dict[int, int]:
    """Row -> column with the greatest total weight; `weight[i][j] <= 0` means not allowed."""
    rows, cols = len(weight), max((len(w) for w in weight), default=0)
    if not rows or not cols:
        return {}
    size = max(rows, cols)
    cost = [[-(weight[i][j] if i < rows and j < cols else 0.0) for j in range(size)] for i in range(size)]
    match = _solve(cost, size)
    pairs = {match[j] - 1: j - 1 for j in range(1, size + 1)}
    return {i: j for i, j in sorted(pairs.items()) if i < rows and j < cols and weight[i][j] > 0}


def _solve(cost: Sequence[Sequence[float]], size: int) -> list[int]:
    u, v = [0.0] * (size + 1), [0.0] * (size + 1)
    match, way = [0] * (size + 1), [0] * (size + 1)
    for i in range(1, size + 1):
        match[0], column = i, 0
        low, used = [float("inf")] * (size + 1), [False] * (size + 1)
        while True:
            used[column] = True
            row, delta, nearest = match[column], float("inf"), 0
            for j in range(1, size + 1):
                if not used[j]:
                    here = cost[row - 1][j - 1] - u[row] - v[j]
                    if here < low[j]:
                        low[j], way[j] = here, column
                    if low[j] < delta:
                        delta, nearest = low[j], j
            for j in range(size + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    low[j] -= delta
            column = nearest
            if match[column] == 0:
                break
        while column:
            before = way[column]
            match[column], column = match[before], before
    return match
