"""Place names: recognition (exact, overlap) and resolution (share within `km`, errors, wrong pins).

Recognition is one to one: identical spans first, then the longest overlap. Resolution runs over gold
with coordinates: `acc_all` over all of it, `acc_matched` over what was answered. Equal GeoNames ids
count as distance 0. `stray_pins` = answers that overlap no gold name.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

FAR = 20039.0
EARTH_DIAMETER_KM = 12742.0


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name, gold or predicted; coordinates None = not resolved. `kind` is the gold's own word."""

    start: int
    end: int
    lat: float | None
    lon: float | None
    geonameid: int | None = None
    radius_m: float | None = None
    kind: str = "-"


@dataclass
class PlaceScore:
    """Counts and errors over all documents."""

    documents: int = 0
    gold: int = 0
    predicted: int = 0
    exact: int = 0
    overlap: int = 0
    located: int = 0
    matched: int = 0
    right: int = 0
    pins: int = 0
    stray: int = 0
    circles: int = 0
    inside: int = 0
    with_id: int = 0
    same_id: int = 0
    by_kind: dict[str, list[int]] = field(default_factory=dict)
    errors: list[float] = field(default_factory=list)
    all_errors: list[float] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """The figures under the names of the reference scorer."""
        every = self.all_errors
        auc = sum(math.log(1 + e) for e in every) / len(every) / math.log(20040) if every else None
        return {
            "documents": self.documents, "gold": self.gold, "predicted": self.predicted,
            "exact": self._prf(self.exact), "overlap": self._prf(self.overlap),
            "gold_with_coordinates": self.located, "matched_with_coordinates": self.matched,
            "acc_all": _share(self.right, self.located) or 0.0,
            "acc_matched": _share(self.right, self.matched) or 0.0,
            "same_id_matched": _share(self.same_id, self.with_id),
            "mean_km": statistics.mean(self.errors) if self.errors else None,
            "median_km": statistics.median(self.errors) if self.errors else None,
            "auc": auc,
            "wrong_pins": _share(self.matched - self.right, self.matched) or 0.0,
            "stray_pins": _share(self.stray, self.pins) or 0.0,
            "inside_radius": _share(self.inside, self.circles),
            "recall_by_type": dict(sorted(self.by_kind.items())),
        }  # fmt: skip

    def _prf(self, hits: int) -> list[float]:
        p, r = _share(hits, self.predicted) or 0.0, _share(hits, self.gold) or 0.0
        return [p, r, 2 * p * r / (p + r) if p + r else 0.0]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def score_places(
    gold: Mapping[str, Sequence[Toponym]], predicted: Mapping[str, Sequence[Toponym]], km: float = 161.0
) -> PlaceScore:
    """Score documents by id; documents without a prediction count as empty."""
    score = PlaceScore(documents=len(gold))
    for id_, wanted in gold.items():
        _score_document(wanted, predicted.get(id_, ()), km, score)
    return score


def _score_document(gold: Sequence[Toponym], found: Sequence[Toponym], km: float, score: PlaceScore) -> None:
    partner = align_spans([(g.start, g.end) for g in gold], [(p.start, p.end) for p in found])
    score.gold += len(gold)
    score.predicted += len(found)
    score.overlap += len(partner)
    for i, g in enumerate(gold):
        p = found[partner[i]] if i in partner else None
        seen = score.by_kind.setdefault(g.kind, [0, 0])
        seen[0] += p is not None
        seen[1] += 1
        score.exact += p is not None and (g.start, g.end) == (p.start, p.end)
        if g.lat is not None and g.lon is not None:
            score.located += 1
            _score_point(g, p, km, score)
    for p in found:
        if p.lat is not None:
            score.pins += 1
            score.stray += not any(min(g.end, p.end) > max(g.start, p.start) for g in gold)


def _score_point(gold: Toponym, found: Toponym | None, km: float, score: PlaceScore) -> None:
    if found is None or found.lat is None or found.lon is None:
        score.all_errors.append(FAR)
        return
    score.matched += 1
    error = measure_km(gold.lat or 0.0, gold.lon or 0.0, found.lat, found.lon)
    if gold.geonameid is not None:
        score.with_id += 1
        score.same_id += gold.geonameid == found.geonameid
        error = 0.0 if gold.geonameid == found.geonameid else error
    score.errors.append(error)
    score.all_errors.append(error)
    score.right += error <= km
    if found.radius_m is not None:
        score.circles += 1
        score.inside += error * 1000.0 <= found.radius_m


def measure_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Great-circle distance (haversine) on a sphere of 12,742 km diameter."""
    la1, lo1, la2, lo2 = map(math.radians, (lat_a, lon_a, lat_b, lon_b))
    h = math.sin((la2 - la1) / 2) ** 2 + math.cos(la1) * math.cos(la2) * math.sin((lo2 - lo1) / 2) ** 2
    return EARTH_DIAMETER_KM * math.asin(min(1.0, math.sqrt(h)))


def align_spans(gold: Sequence[tuple[int, int]], found: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Gold index -> predicted index; identical spans first, then the longest overlap, then text order."""
    pairs = []
    for i, (s, e) in enumerate(gold):
        for j, (a, b) in enumerate(found):
            common = min(e, b) - max(s, a)
            if common > 0:
                pairs.append(((s, e) != (a, b), -common, s, a, i, j))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, _, _, i, j in sorted(pairs):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return partner
