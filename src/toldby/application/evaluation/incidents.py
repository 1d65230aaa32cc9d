"""Incidents against hand-coded items: recall, precision, merges, traps, dates, casualties.

hit: a predicted span hits a gold span of the same document when the overlap is at least half of the
shorter one; spans over 600 characters never count. match: one to one, best total weight, among pairs
with a hit and the same type family or an accepted type. Classes: alleged, background and other
statuses are counted apart; everything else is an incident. The rules are those of the reference scorer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from toldby.application.evaluation.assignment import assign_best

LONGEST = 600
APART = {"alleged": "alleged", "background": "background", "planned": "other", "hypothetical": "other"}
SOFT_TRAPS = frozenset({"background", "generic", "hypothetical"})
SOFT_STATUS = frozenset({"background", "planned", "hypothetical", "claim"})
CLASSES = ("incident", "alleged", "background")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

DocSpan = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Slot:
    """Casualties of one side and kind. `sides`: all that are accepted (a prediction has one)."""

    sides: tuple[str, ...]
    kind: str | None
    low: int | None
    high: int | None
    is_scored: bool = True


@dataclass(frozen=True, slots=True)
class GoldItem:
    """A hand-coded item. Windows are (first, last) accepted day; None = nothing fits but an open end."""

    id: str
    kind: str
    type: str
    type_accept: tuple[str, ...]
    spans: tuple[DocSpan, ...]
    start: str | None
    end: str | None
    accept_start: tuple[str, str] | None
    accept_end: tuple[str, str] | None
    open_start: bool
    open_end: bool
    casualties: tuple[Slot, ...]
    part_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trap:
    """Something that must not become an incident. `date` marks a photo date."""

    id: str
    kind: str
    spans: tuple[DocSpan, ...]
    date: str | None = None


@dataclass(frozen=True, slots=True)
class OptionalItem:
    """A defensible extra item."""

    types: tuple[str, ...]
    spans: tuple[DocSpan, ...]


@dataclass(frozen=True, slots=True)
class IncidentGold:
    """The whole gold file."""

    items: tuple[GoldItem, ...]
    merges: tuple[tuple[str, tuple[str, ...]], ...]
    must_not_merge: tuple[tuple[str, str], ...]
    mirror_pairs: tuple[tuple[str, str], ...]
    traps: tuple[Trap, ...]
    aggregates: tuple[tuple[int, int], ...]
    optional: tuple[OptionalItem, ...]


@dataclass(frozen=True, slots=True)
class CodedIncident:
    """A predicted incident."""

    id: str
    type: str
    status: str
    start: str | None
    end: str | None
    spans: tuple[DocSpan, ...]
    casualties: tuple[Slot, ...]
    mirrors: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """Its class: claim, alleged, background, other or incident."""
        if self.status == "claim" or self.type.startswith("speech."):
            return "claim"
        return APART.get(self.status, "incident")


@dataclass
class _Matching:
    """Gold id <-> prediction after the assignment."""

    items: tuple[GoldItem, ...]
    usable: list[CodedIncident]
    match: dict[str, CodedIncident] = field(default_factory=dict)
    back: dict[str, GoldItem] = field(default_factory=dict)

    @property
    def wanted(self) -> list[GoldItem]:
        return [x for x in self.items if x.kind != "claim"]


def hits(pred: DocSpan, gold: DocSpan) -> bool:
    """The predicted span counts for the gold span."""
    if pred[2] - pred[1] > LONGEST:
        return False
    return _overlap(pred, gold) * 2 >= min(pred[2] - pred[1], gold[2] - gold[1]) and pred[0] == gold[0]


def _overlap(a: DocSpan, b: DocSpan) -> int:
    return min(a[2], b[2]) - max(a[1], b[1]) if a[0] == b[0] else 0


def _covered(pred: CodedIncident, gold: GoldItem) -> tuple[set[int], set[int]]:
    on_gold, on_pred = set(), set()
    for i, a in enumerate(pred.spans):
        for j, b in enumerate(gold.spans):
            if hits(a, b):
                on_gold.add(j)
                on_pred.add(i)
    return on_gold, on_pred


def _family(type_id: str) -> str:
    return type_id.split(".")[0]


def _type_fits(pred: CodedIncident, gold: GoldItem) -> bool:
    return _family(pred.type) == _family(gold.type) or pred.type in gold.type_accept


def _day(value: str | None) -> str | None:
    found = _DAY.match(value or "")
    return found.group() if found else None


def _is_date_right(pred: CodedIncident, gold: GoldItem) -> bool:
    def fits(value: str | None, window: tuple[str, str] | None, is_open: bool) -> bool:
        if value is None:
            return is_open
        return window is not None and window[0] <= value <= window[1]

    return fits(_day(pred.start), gold.accept_start, gold.open_start) and fits(
        _day(pred.end), gold.accept_end, gold.open_end
    )


def _weigh(pred: CodedIncident, gold: GoldItem) -> float:
    on_gold, on_pred = _covered(pred, gold)
    if not on_gold or not _type_fits(pred, gold):
        return 0.0
    bonus = 0.5 * (pred.type == gold.type) + 0.25 * _is_date_right(pred, gold) + 0.25 * (pred.kind == gold.kind)
    return 1 + len(on_gold) / len(gold.spans) + 0.5 * len(on_pred) / len(pred.spans) + bonus


def score_incidents(gold: IncidentGold, preds: Sequence[CodedIncident]) -> dict[str, object]:
    """All figures under the names of the reference scorer."""
    found = _Matching(gold.items, [p for p in preds if p.kind != "claim"])
    pairs = assign_best([[_weigh(p, g) for p in found.usable] for g in found.wanted])
    for i, j in pairs.items():
        found.match[found.wanted[i].id] = found.usable[j]
        found.back[found.usable[j].id] = found.wanted[i]
    out: dict[str, object] = {kind: _score_class(kind, gold, found) for kind in CLASSES}
    out["wrong_incidents"] = dict(sorted(_list_wrong(gold, found).items()))
    out["merges"] = _score_merges(gold, preds, found)
    out["must_not_merge"] = _score_apart(gold, preds)
    out["traps"] = _score_traps(gold, preds)
    out["dates"] = _score_dates(found)
    out["casualties"] = _score_casualties(gold, found)
    out["mixed_predictions"] = _list_mixed(gold, found)
    out["mirror_pairs"] = [_describe_mirror(a, b, found) for a, b in gold.mirror_pairs]
    return out


def _ratio(a: int, b: int) -> float | None:
    return round(a / b, 3) if b else None


def _is_optional(pred: CodedIncident, gold: IncidentGold) -> bool:
    return any(pred.type in o.types and any(hits(a, b) for a in pred.spans for b in o.spans) for o in gold.optional)


def _score_class(kind: str, gold: IncidentGold, found: _Matching) -> dict[str, object]:
    golds = [x for x in found.wanted if x.kind == kind]
    hit = [x for x in golds if x.id in found.match]
    of_class = [p for p in found.usable if p.kind == kind]
    right = [p for p in of_class if p.id in found.back and found.back[p.id].kind == kind]
    rest = [p for p in of_class if p not in right]
    excused = [p for p in rest if p.id not in found.back and _is_optional(p, gold)]
    if kind == "background":
        excused = rest
    counted = len(of_class) - len(excused)
    return {
        "gold": len(golds), "found": len(hit), "recall": _ratio(len(hit), len(golds)), "predicted": counted,
        "right": len(right), "precision": _ratio(len(right), counted), "excused": len(excused),
        "status_right": sum(found.match[x.id].kind == kind for x in hit),
        "type_exact": sum(found.match[x.id].type == x.type for x in hit),
        "missed": [x.id for x in golds if x.id not in found.match],
    }  # fmt: skip


def _list_wrong(gold: IncidentGold, found: _Matching) -> Counter[str]:
    wrong: Counter[str] = Counter()
    for p in found.usable:
        own = found.back.get(p.id)
        if p.kind != "incident" or (own is not None and own.kind == "incident"):
            continue
        if own is not None:
            wrong[f"a {'charge' if own.kind == 'alleged' else own.kind} coded as an incident"] += 1
        elif not _is_optional(p, gold):
            wrong[_say_wrong(p, gold)] += 1
    return wrong


def _say_wrong(pred: CodedIncident, gold: IncidentGold) -> str:
    near = [g for g in gold.items if _covered(pred, g)[0]]
    if any(g.kind != "claim" and _type_fits(pred, g) for g in near):
        return "second prediction for one gold item"
    if any(g.kind == "claim" for g in near):
        return "a claim coded as an incident"
    return "right place, other type family" if near else "nothing there in the gold"


def _score_merges(gold: IncidentGold, preds: Sequence[CodedIncident], found: _Matching) -> dict[str, object]:
    by_id = {x.id: x for x in gold.items}
    rows = []
    for id_, documents in gold.merges:
        item, best = by_id[id_], 0
        for p in preds:
            if item.kind != "claim" and found.match.get(id_) is not p:
                continue
            docs = {item.spans[i][0] for i in _covered(p, item)[0]}
            best = max(best, len(docs & set(documents)))
        rows.append((id_, best, len(documents)))
    return {
        "gold": len(rows), "found": sum(b == n for _, b, n in rows), "partly": [i for i, b, n in rows if 2 <= b < n],
        "missed": [i for i, b, _ in rows if b < 2],
    }  # fmt: skip


def _score_apart(gold: IncidentGold, preds: Sequence[CodedIncident]) -> dict[str, object]:
    by_id = {x.id: x for x in gold.items}
    merged = []
    for first, second in gold.must_not_merge:
        a, b = by_id[first], by_id[second]
        for p in preds:
            if (_type_fits(p, a) or _type_fits(p, b)) and _joins(p, a, b):
                merged.append([first, second, p.id])
                break
    return {"gold": len(gold.must_not_merge), "merged": len(merged), "which": merged}


def _joins(pred: CodedIncident, a: GoldItem, b: GoldItem) -> bool:
    only_a = only_b = False
    for s in pred.spans:
        on_a, on_b = any(hits(s, t) for t in a.spans), any(hits(s, t) for t in b.spans)
        only_a, only_b = only_a or (on_a and not on_b), only_b or (on_b and not on_a)
    return only_a and only_b


def _score_traps(gold: IncidentGold, preds: Sequence[CodedIncident]) -> dict[str, object]:
    every = [s for x in gold.items for s in x.spans]
    coded = []
    for trap in gold.traps:
        first = next((p for p in preds if _springs(p, trap, every)), None)
        if first is not None:
            coded.append([trap.id, first.id])
    return {"gold": len(gold.traps), "coded": len(coded), "which": coded}


def _springs(pred: CodedIncident, trap: Trap, every: Iterable[DocSpan]) -> bool:
    if trap.date:
        return pred.kind != "claim" and _day(pred.start) == _day(pred.end) == trap.date
    if trap.kind in SOFT_TRAPS and (pred.status in SOFT_STATUS or pred.kind == "claim"):
        return False
    return any(
        _overlap(s, z) * 2 >= z[2] - z[1] and not any(hits(s, g) for g in every) for s in pred.spans for z in trap.spans
    )


def _score_dates(found: _Matching) -> dict[str, object]:
    dated = [x for x in found.wanted if x.kind == "incident" and x.id in found.match]
    right = [x for x in dated if _is_date_right(found.match[x.id], x)]
    exact = sum((_day(found.match[x.id].start), _day(found.match[x.id].end)) == (x.start, x.end) for x in dated)
    return {
        "compared": len(dated), "right": len(right), "accuracy": _ratio(len(right), len(dated)), "exact": exact,
        "wrong": [x.id for x in dated if x not in right],
    }  # fmt: skip


def _is_same_slot(pred: Slot, gold: Slot) -> bool:
    return pred.sides[0] in gold.sides and (pred.kind, pred.low, pred.high) == (gold.kind, gold.low, gold.high)


def _score_casualties(gold: IncidentGold, found: _Matching) -> dict[str, object]:
    slots = right = spurious = total = 0
    bad = []
    for x in (x for x in found.wanted if x.kind == "incident"):
        need = [c for c in x.casualties if c.is_scored]
        total += len(need)
        if x.id not in found.match:
            continue
        have = list(found.match[x.id].casualties)
        slots += len(need)
        for c in need:
            hit = next((h for h in have if _is_same_slot(h, c)), None)
            if hit is None:
                bad.append(f"{x.id} {c.sides[0]} {c.kind}")
            else:
                right += 1
                have.remove(hit)
        loose = [c for c in x.casualties if not c.is_scored]
        spurious += sum(not any(_is_same_slot(h, c) for c in loose) for h in have)
    sums = [p.id for p in found.usable for c in p.casualties for low, high in gold.aggregates
            if low <= (c.high or c.low or 0) <= high]  # fmt: skip
    return {
        "gold": total, "compared": slots, "right": right, "accuracy": _ratio(right, total),
        "accuracy_of_compared": _ratio(right, slots), "spurious": spurious, "aggregate_on_incident": sums, "wrong": bad,
    }  # fmt: skip


def _list_mixed(gold: IncidentGold, found: _Matching) -> list[list[object]]:
    allowed = {frozenset(pair) for pair in gold.mirror_pairs}
    allowed |= {frozenset((x.id, other)) for x in gold.items for other in x.part_of}
    mixed: list[list[object]] = []
    for p in found.usable:
        only: set[str] = set()
        for s in p.spans:
            on = {x.id for x in found.wanted if any(hits(s, t) for t in x.spans)}
            if len(on) == 1:
                only |= on
        own = found.back[p.id].id if p.id in found.back else None
        if own and any(o != own and frozenset((o, own)) not in allowed for o in only):
            mixed.append([p.id, sorted(only)])
    return mixed


def _describe_mirror(a: str, b: str, found: _Matching) -> str:
    by_id: Mapping[str, GoldItem] = {x.id: x for x in found.items}
    pa, pb = found.match.get(a), found.match.get(b)
    one = pa or pb
    state = "not both found"
    if pa is not None and pb is not None:
        is_linked = pb.id in pa.mirrors or pa.id in pb.mirrors
        state = "linked" if is_linked else "two incidents, not linked"
    elif one is not None and _covered(one, by_id[a])[0] and _covered(one, by_id[b])[0]:
        state = "merged (accepted)"
    return f"{a}/{b} {state}"
