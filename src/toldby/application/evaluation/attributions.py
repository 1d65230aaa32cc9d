"""Attributions: content, speaker, cue on word tokens (`attribution.md` 7).

Pairs are ranked by IoU of contents and taken greedily, one to one; ties by shared source words, shared
cue words, file order. content = IoU >= 0.5; +speaker = sources share a word or both are empty; +cue
likewise besides; exact = IoU 1. Attributions without a content word are left out on both sides. Where
the gold has them: narrator spans, traps, labels of matched pairs, `parent` and `targets` links with
both ends matched, and same-speaker pairs.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toldby.application.evaluation.words import Spans, WordIndex

LABELS = ("stance", "directness", "commitment", "voice", "speaker_form")
MEASURES = {
    "tok_c": "content_tokens", "tok_s": "source_tokens", "content": "content_iou50", "speaker": "+speaker",
    "cue": "+speaker+cue", "exact": "content_exact", "all_exact": "all_exact", "cov3": "coverage_0.3",
    "cov8": "coverage_0.8",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution, gold or predicted; `labels` as in LABELS, `parent` and `targets` are ids.

    `asks`: which of `parent` and `targets` the file gives for it, even if empty.
    """

    id: str | None
    source: Spans
    cue: Spans
    content: Spans
    alternatives: tuple[Spans, ...] = ()
    labels: tuple[tuple[str, str | None], ...] = ()
    speaker_id: str | None = None
    parent: str | None = None
    targets: tuple[str, ...] = ()
    asks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AttributedText:
    """A document; narrator None = the file does not have it."""

    id: str
    text: str
    attributions: tuple[Attribution, ...]
    narrator: Spans | None = None
    traps: Spans = ()


@dataclass(frozen=True, slots=True)
class _Row:
    contents: tuple[frozenset[int], ...]
    source: frozenset[int]
    cue: frozenset[int]
    raw: Attribution


Counts = Counter[str]


def score_attributions(
    gold: Sequence[AttributedText],
    predicted: Mapping[str, AttributedText],
    *,
    flat: bool = False,
    only_direct: bool = False,
    draws: int = 2000,
    seed: int = 0,
) -> dict[str, object]:
    """All figures in per cent, with 95 % intervals from bootstrap draws over documents.

    `flat` drops a prediction whose cue begins inside another one's content (gold without nesting);
    `only_direct` keeps contents that hold a double quotation mark, on both sides.
    """
    docs = [score_text(doc, predicted.get(doc.id), flat, only_direct) for doc in gold]
    total: Counts = Counter()
    for counts in docs:
        total.update(counts)
    result: dict[str, object] = {
        "docs": len(gold), "docs_without_prediction": sum(d.id not in predicted for d in gold),
        "docs_not_in_gold": len(set(predicted) - {d.id for d in gold}), "gold": total["g"], "pred": total["p"],
        "gold_without_content": total["g_empty"], "pred_without_content": total["p_empty"],
    }  # fmt: skip
    rng = random.Random(seed)
    samples = [[rng.randrange(len(docs)) for _ in docs] for _ in range(draws)]
    for key, name in MEASURES.items():
        if total["cues"] or key not in ("cue", "all_exact"):
            result[name] = _measure(key, total, docs, samples)
    _add_extras(result, gold, total)
    return result


def score_text(
    doc: AttributedText, found: AttributedText | None, flat: bool = False, only_direct: bool = False
) -> Counts:
    """Counts for one document."""
    index = WordIndex(doc.text)
    gold, empty_gold = _load(doc.attributions, index)
    pred, empty_pred = _load(found.attributions if found else (), index)
    pred = drop_nested(pred) if flat else pred
    if only_direct:
        gold = [r for r in gold if _is_direct(r, doc.text)]
        pred = [r for r in pred if _is_direct(r, doc.text)]
    c: Counts = Counter(docs=1, g=len(gold), p=len(pred), g_empty=empty_gold, p_empty=empty_pred)
    _count_tokens(gold, pred, c)
    to_pred = _count_pairs(gold, pred, c)
    _count_stances(gold, pred, to_pred, c)
    _count_narrator(doc, found, index, c)
    _count_traps(doc, pred, index, c)
    _count_links(gold, pred, to_pred, c)
    _count_same_speaker(gold, pred, to_pred, c)
    return c


def find_matched(doc: AttributedText, found: AttributedText | None, *, flat: bool = False) -> frozenset[int]:
    """Indexes of the gold attributions that are found, content alone; those without a content word never are."""
    index = WordIndex(doc.text)
    pred, _ = _load(found.attributions if found else (), index)
    rows = [(i, _load([a], index)[0]) for i, a in enumerate(doc.attributions)]
    gold = [(i, row[0]) for i, row in rows if row]
    pairs = match_rows([row for _, row in gold], drop_nested(pred) if flat else pred)
    return frozenset(gold[i][0] for value, i, _ in pairs if value >= 0.5)


def find_right(doc: AttributedText, found: AttributedText) -> dict[str, bool]:
    """Id of each predicted attribution that flat gold can judge -> content and speaker are right."""
    index = WordIndex(doc.text)
    gold, _ = _load(doc.attributions, index)
    pred = drop_nested(_load(found.attributions, index)[0])
    right = {
        j
        for value, i, j in match_rows(gold, pred)
        if value >= 0.5 and (gold[i].source & pred[j].source or not (gold[i].source or pred[j].source))
    }
    return {row.raw.id: j in right for j, row in enumerate(pred) if row.raw.id is not None}


def _load(attributions: Sequence[Attribution], index: WordIndex) -> tuple[list[_Row], int]:
    rows, empty = [], 0
    for a in attributions:
        contents = (index.read(a.content), *(index.read(v) for v in a.alternatives))
        if contents[0]:
            rows.append(_Row(contents, index.read(a.source), index.read(a.cue), a))
        else:
            empty += 1
    return rows, empty


def _is_direct(row: _Row, text: str) -> bool:
    return any(mark in text[s:e] for s, e in row.raw.content for mark in '"“”')


def drop_nested(rows: list[_Row]) -> list[_Row]:
    """Predictions whose cue does not begin inside another prediction's content."""

    def is_inside(row: _Row, other: _Row) -> bool:
        at = row.raw.cue[0][0] if row.raw.cue else None
        return at is not None and any(s <= at < e for s, e in other.raw.content)

    return [r for r in rows if not any(o is not r and is_inside(r, o) for o in rows)]


def _iou(gold: _Row, pred: _Row) -> float:
    return max(len(v & pred.contents[0]) / len(v | pred.contents[0]) for v in gold.contents)


def match_rows(gold: Sequence[_Row], pred: Sequence[_Row]) -> list[tuple[float, int, int]]:
    """(IoU, gold index, predicted index), greedily, one to one."""
    ranked = []
    for i, g in enumerate(gold):
        for j, p in enumerate(pred):
            value = _iou(g, p)
            if value:
                ranked.append((-value, -len(g.source & p.source), -len(g.cue & p.cue), i, j))
    used_g: set[int] = set()
    used_p: set[int] = set()
    pairs = []
    for value, _, _, i, j in sorted(ranked):
        if i not in used_g and j not in used_p:
            used_g.add(i)
            used_p.add(j)
            pairs.append((-value, i, j))
    return pairs


def _count_tokens(gold: Sequence[_Row], pred: Sequence[_Row], c: Counts) -> None:
    for key in ("c", "s"):
        g, p = _union(gold, key), _union(pred, key)
        c[f"tok_{key}_g"], c[f"tok_{key}_p"], c[f"tok_{key}"] = len(g), len(p), len(g & p)
    c["cues"] = sum(bool(r.cue) for r in gold)
    c["cov3"], c["cov8"] = _coverage(gold, pred, 0.3), _coverage(gold, pred, 0.8)


def _union(rows: Sequence[_Row], key: str) -> set[int]:
    return set().union(*[r.contents[0] if key == "c" else r.source for r in rows])


def _coverage(gold: Sequence[_Row], pred: Sequence[_Row], floor: float) -> int:
    left, hits = list(range(len(pred))), 0
    for g in gold:
        best, at = floor, -1
        for j in left:
            share = len(g.contents[0] & pred[j].contents[0]) / len(g.contents[0])
            if share > best:
                best, at = share, j
        if at >= 0:
            left.remove(at)
            hits += 1
    return hits


def _count_pairs(gold: Sequence[_Row], pred: Sequence[_Row], c: Counts) -> dict[int, int]:
    to_pred: dict[int, int] = {}
    for value, i, j in match_rows(gold, pred):
        g, p = gold[i], pred[j]
        c["exact"] += value == 1
        c["all_exact"] += value == 1 and g.source == p.source and g.cue == p.cue
        if value < 0.5:
            continue
        to_pred[i] = j
        speaker = bool(g.source & p.source) or not (g.source or p.source)
        cue = bool(g.cue & p.cue) or not (g.cue or p.cue)
        c["content"] += 1
        c["speaker"] += speaker
        c["cue"] += speaker and cue
        wanted, said = dict(g.raw.labels), dict(p.raw.labels)
        for label in LABELS:
            if label in wanted and label in said:
                c[f"label {label} n"] += 1
                c[f"label {label} ok"] += wanted[label] == said[label]
    return to_pred


def _count_stances(gold: Sequence[_Row], pred: Sequence[_Row], to_pred: Mapping[int, int], c: Counts) -> None:
    for i, g in enumerate(gold):
        stance = dict(g.raw.labels).get("stance")
        if stance:
            c[f"stance {stance} n"] += 1
            c[f"stance {stance} found"] += i in to_pred
            c[f"stance {stance} ok"] += i in to_pred and dict(pred[to_pred[i]].raw.labels).get("stance") == stance


def _count_narrator(doc: AttributedText, found: AttributedText | None, index: WordIndex, c: Counts) -> None:
    if doc.narrator is None:
        return
    gold = _narrator_rows(doc.narrator, index)
    pred = _narrator_rows((found.narrator if found else None) or (), index)
    c["narr_g"], c["narr_p"] = len(gold), len(pred)
    c["narr"] = sum(value >= 0.5 for value, _, _ in match_rows(gold, pred))


def _narrator_rows(spans: Spans, index: WordIndex) -> list[_Row]:
    nothing: frozenset[int] = frozenset()
    rows = [_Row((index.read([s]),), nothing, nothing, Attribution(None, (), (), (s,))) for s in spans]
    return [r for r in rows if r.contents[0]]


def _count_traps(doc: AttributedText, pred: Sequence[_Row], index: WordIndex, c: Counts) -> None:
    for trap in doc.traps:
        words = index.read([trap])
        c["trap_n"] += 1
        c["trap_hit"] += any(
            (p.cue and p.cue <= words) or len(p.contents[0] & words) >= 0.8 * len(p.contents[0]) for p in pred
        )


def _count_links(gold: Sequence[_Row], pred: Sequence[_Row], to_pred: Mapping[int, int], c: Counts) -> None:
    at = {r.raw.id: i for i, r in enumerate(gold)}
    predicted_at = {r.raw.id: j for j, r in enumerate(pred)}
    for key in ("parent", "targets"):
        if not any(key in r.raw.asks for r in gold):
            continue
        wanted = [
            (to_pred.get(i), to_pred.get(at.get(other, -1))) for i, r in enumerate(gold) for other in _linked(r, key)
        ]
        said = {(j, predicted_at.get(other)) for j, r in enumerate(pred) for other in _linked(r, key)}
        c[f"link {key} g"], c[f"link {key} p"] = len(wanted), len(said)
        c[f"link {key} ok"] = len({w for w in wanted if None not in w} & said)


def _linked(row: _Row, key: str) -> tuple[str, ...]:
    if key == "targets":
        return row.raw.targets
    return () if row.raw.parent is None else (row.raw.parent,)


def _count_same_speaker(gold: Sequence[_Row], pred: Sequence[_Row], to_pred: Mapping[int, int], c: Counts) -> None:
    done = [(gold[i].raw.speaker_id, pred[j].raw.speaker_id) for i, j in sorted(to_pred.items())]
    for x, (gold_x, pred_x) in enumerate(done):
        for gold_y, pred_y in done[:x]:
            same_g = gold_x is not None and gold_x == gold_y
            same_p = pred_x is not None and pred_x == pred_y
            c["same_g"] += same_g
            c["same_p"] += same_p
            c["same"] += same_g and same_p


def _f1(hit: int, p: int, g: int) -> float:
    return 200 * hit / (p + g) if p + g else 0.0


def _prf(hit: int, p: int, g: int) -> dict[str, object]:
    precision, recall = hit / p if p else 0.0, hit / g if g else 0.0
    return {"p": round(100 * precision, 1), "r": round(100 * recall, 1), "f1": round(_f1(hit, p, g), 1)}


def _sides(c: Counts, key: str) -> tuple[int, int]:
    return (c[f"{key}_p"], c[f"{key}_g"]) if key.startswith("tok_") else (c["p"], c["g"])


def _measure(key: str, total: Counts, docs: Sequence[Counts], samples: Sequence[Sequence[int]]) -> dict[str, object]:
    row = _prf(total[key], *_sides(total, key))
    if samples:
        table = [(d[key], *_sides(d, key)) for d in docs]
        values = sorted(_f1(*(sum(table[i][n] for i in draw) for n in range(3))) for draw in samples)
        high = values[min(len(values) - 1, int(0.975 * len(values)))]
        row["f1_ci95"] = [round(values[int(0.025 * len(values))], 1), round(high, 1)]
    row["hits"] = total[key]
    return row


def _add_extras(result: dict[str, object], gold: Sequence[AttributedText], c: Counts) -> None:
    if any(d.narrator is not None for d in gold):
        row = _prf(c["narr"], c["narr_p"], c["narr_g"])
        result["narrator_iou50"] = row | {"hits": c["narr"], "gold": c["narr_g"], "pred": c["narr_p"]}
    if c["trap_n"]:
        result["traps"] = {"sprung": c["trap_hit"], "of": c["trap_n"]}
    labels = {
        k: {"acc": round(100 * c[f"label {k} ok"] / c[f"label {k} n"], 1), "n": c[f"label {k} n"]}
        for k in LABELS if c[f"label {k} n"]
    }  # fmt: skip
    if labels:
        result["label_accuracy"] = labels
    stances = sorted(k.split(" ")[1] for k in c if k.startswith("stance ") and k.endswith(" n"))
    if stances:
        result["stance_recall"] = {s: {x: c[f"stance {s} {x}"] for x in ("n", "found", "ok")} for s in stances}
    for key in ("parent", "targets"):
        n = c[f"link {key} g"]
        if n:
            result[f"{key}_links"] = _prf(c[f"link {key} ok"], c[f"link {key} p"], n) | {"gold": n}
    if c["same_g"]:
        result["same_speaker_pairs"] = _prf(c["same"], c["same_p"], c["same_g"]) | {"gold": c["same_g"]}
