"""Damaged copies of gold, the same in every run: what a bad engine might answer."""

from __future__ import annotations

import copy
import random
from typing import Any

Row = dict[str, Any]

LABELS = {
    "stance": ("assert", "deny", "accuse"),
    "directness": ("direct", "indirect"),
    "commitment": ("neutral", "distancing"),
    "speaker_form": ("name", "nominal"),
}


def shift(span: list[int], rng: random.Random, size: int) -> list[int]:
    start = min(max(0, span[0] + rng.choice((-9, -3, 0, 0, 4, 12))), size - 1)
    return [start, min(size, max(start + 1, span[1] + rng.choice((-8, 0, 0, 5, 15))))]


def damage_attributions(rows: list[Row], seed: int) -> list[Row]:
    """Spans shifted, claims dropped, doubled and emptied, speakers mixed up, labels and links wrong."""
    rng = random.Random(seed)
    damaged = copy.deepcopy(rows)
    for row in damaged:
        size = len(row["text"])
        row["attributions"] = [a for a in row["attributions"] if rng.random() > 0.15]
        ids = [a["id"] for a in row["attributions"]]
        for a in row["attributions"]:
            damage_attribution(a, ids, rng, size)
        row["attributions"] += [
            copy.deepcopy(a) | {"id": f"{a['id']}+"} for a in row["attributions"] if rng.random() < 0.1
        ]
        rng.shuffle(row["attributions"])
        row["attributions"].append({"id": "all", "source": [], "cue": [], "content": [[0, size]]})
        row["narrator"] = [shift(s, rng, size) for s in row.get("narrator", []) if rng.random() > 0.2]
        row["attributions"] += [{"id": f"t{n}", "cue": [t], "content": [t]} for n, t in enumerate(row["traps"][::2])]
        row.pop("traps")
    return damaged[:-1]


def damage_attribution(a: Row, ids: list[str], rng: random.Random, size: int) -> None:
    for part in ("source", "cue", "content"):
        if rng.random() < 0.4:
            a[part] = [shift(s, rng, size) for s in a[part]]
        if rng.random() < 0.06:
            a[part] = []
    for label, values in LABELS.items():
        if label in a and rng.random() < 0.2:
            a[label] = rng.choice(values)
    if rng.random() < 0.2:
        a["speaker_id"] = rng.choice(("first", "second", None))
    if rng.random() < 0.3:
        a["parent"] = rng.choice(ids)
    if rng.random() < 0.3:
        a["targets"] = rng.sample(ids, min(2, len(ids)))
    a.pop("content_alt", None)


def damage_incidents(rows: list[Row], seed: int) -> list[Row]:
    """Incidents merged, split, dropped, doubled; other types, states, days, numbers; captions coded."""
    rng = random.Random(seed)
    kept = [copy.deepcopy(r) for r in rows if rng.random() > 0.1]
    types = sorted({r["type"] for r in kept})
    extra = []
    for n, row in enumerate(kept):
        chance = rng.random()
        other = rng.choice(kept)
        if chance < 0.15:
            row["evidence"] = row["evidence"] + copy.deepcopy(other["evidence"])
        elif chance < 0.3:
            half = copy.deepcopy(row) | {"incident_id": f"half{n}", "evidence": row["evidence"][::2]}
            extra.append(half)
        damage_incident(row, other, types, rng)
    documents = sorted({e["doc"] for r in rows for e in r["evidence"]})
    for n in range(12):
        start = rng.randrange(3000)
        span = {"doc": rng.choice(documents), "start": start, "end": start + rng.choice((40, 200, 700))}
        extra.append({"incident_id": f"stray{n}", "type": rng.choice(types), "evidence": [span]})
    return kept + extra


def damage_incident(row: Row, other: Row, types: list[str], rng: random.Random) -> None:
    if rng.random() < 0.25:
        row["type"] = rng.choice(types)
    if rng.random() < 0.2:
        row["status"] = rng.choice(("asserted", "alleged", "background", "planned", "denied", "claim", None))
    if rng.random() < 0.25:
        row["start"], row["end"] = other["start"], rng.choice((other["end"], None))
    if rng.random() < 0.3:
        row["casualties"] = other["casualties"] + [{"side": None, "kind": "dead", "low": 2, "high": None}]
    if rng.random() < 0.3:
        row["links"] = [{"kind": "mirror_account_of", "incident_id": other["incident_id"]}]
    for e in row["evidence"]:
        if rng.random() < 0.4:
            e["start"], e["end"] = max(0, e["start"] - rng.randrange(30)), e["end"] + rng.randrange(60)
        e["doc"] = rng.choice((e["doc"], f"{e['doc']}.txt", f"seeds/{e['doc']}.txt"))


def scramble_labels(rows: list[Row], seed: int) -> dict[str, Any]:
    """Reports swapped between clusters, some left out, some clusters merged, an unknown report."""
    rng = random.Random(seed)
    labels = {r["id"]: r["incident"] for r in rows if r.get("incident") is not None}
    clusters = sorted(set(labels.values()))
    merged = {c: rng.choice(clusters) if rng.random() < 0.1 else c for c in clusters}
    answer: dict[str, Any] = {}
    for id_, label in sorted(labels.items()):
        chance = rng.random()
        if chance < 0.1:
            continue
        answer[id_] = None if chance < 0.15 else rng.choice(clusters) if chance < 0.35 else merged[label]
    return answer | {"elsewhere": "x"}


def damage_toponyms(rows: list[Row], seed: int) -> list[Row]:
    """Names missed, shifted, doubled, pinned elsewhere or not at all, with circles, and stray ones."""
    rng = random.Random(seed)
    damaged = []
    for row in rows:
        found = []
        for t in row["toponyms"]:
            if rng.random() < 0.15:
                continue
            p = {k: t.get(k) for k in ("start", "end", "lat", "lon", "geonameid")}
            if rng.random() < 0.3:
                p["end"] += rng.choice((1, 4, -1))
            if rng.random() < 0.4 and p["lat"] is not None:
                p |= {"lat": p["lat"] + rng.uniform(-3, 3), "lon": p["lon"] + rng.uniform(-3, 3), "geonameid": None}
            if rng.random() < 0.15:
                p |= {"lat": None, "lon": None, "geonameid": None}
            if rng.random() < 0.5:
                p["radius_m"] = rng.choice((1000, 50000, 300000))
            found.append(p)
            if rng.random() < 0.1:
                found.append(p | {"start": p["start"] + 1})
        found.append({"start": 90000, "end": 90004, "lat": 1.5, "lon": 2.5, "geonameid": 7})
        damaged.append({"id": row["id"], "toponyms": found})
    return damaged[1:]


def damage_timexes(rows: list[Row], seed: int) -> list[Row]:
    """Expressions missed, shifted into blanks, doubled, with another value or type."""
    rng = random.Random(seed)
    damaged = []
    for row in rows:
        found = []
        for t in row["timex"]:
            if rng.random() < 0.15:
                continue
            p = {"start": t["start"], "end": t["end"], "type": t["type"], "value": t["value"]}
            if rng.random() < 0.3:
                p["end"] = min(len(row["text"]), p["end"] + rng.choice((1, 6)))
            if rng.random() < 0.2:
                p["value"] = "2019-05-09"
            if rng.random() < 0.2:
                p["type"] = "DURATION"
            found.append(p)
            if rng.random() < 0.1:
                found.append(p | {"start": max(0, p["start"] - 5)})
        damaged.append({"id": row["id"], "timex": found})
    return damaged[1:]


def damage_cases(cases: list[Row], seed: int) -> list[Row]:
    """Answers missing, open, a day late, too precise, or with a clock time."""
    rng = random.Random(seed)
    answers = []
    for n, case in enumerate(cases):
        start, end, chance = case["start"], case["end"], rng.random()
        if chance < 0.1:
            continue
        if chance < 0.2:
            end = None
        elif chance < 0.3 and n:
            start, end = cases[n - 1]["start"], cases[n - 1]["end"]
        elif chance < 0.4 and start:
            start, end = f"{start[:10]}T10:30", f"{start[:10]}T10:30"
        elif chance < 0.5:
            start, end = None, None
        elif chance < 0.6:
            start = end = "2019-05-09"
        answers.append({"id": case["id"], "start": start, "end": end})
    return answers
