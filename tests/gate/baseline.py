"""The pinned floors and the state of the gold they were measured on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.figure import Bound, Wish

PATH = Path(__file__).with_name("baseline.json")


@dataclass(frozen=True, slots=True)
class Baseline:
    """`bounds`: what each figure has to keep to; `known_failures`: figures short of their target, and why."""

    gold: Mapping[str, str]
    bounds: Mapping[str, Bound]
    known_failures: Mapping[str, str]


def read_baseline(path: Path = PATH) -> Baseline:
    """The baseline as it is pinned; empty when there is none."""
    if not path.exists():
        return Baseline({}, {}, {})
    kept = json.loads(path.read_text(encoding="utf-8"))
    bounds = {id_: Bound(row.get("least"), row.get("most")) for id_, row in kept["bounds"].items()}
    return Baseline(kept["gold"], bounds, kept["known_failures"])


def write_baseline(baseline: Baseline, path: Path = PATH) -> None:
    """One line a figure, so that a change shows which one moved."""
    bounds = {id_: _name_ends(bound) for id_, bound in baseline.bounds.items()}
    whole = {"gold": dict(baseline.gold), "bounds": bounds, "known_failures": dict(baseline.known_failures)}
    path.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _name_ends(bound: Bound) -> dict[str, float]:
    ends = {"least": bound.least, "most": bound.most}
    return {name: value for name, value in ends.items() if value is not None}


def find_faults(wish: Wish, value: float, baseline: Baseline) -> list[str]:
    """Why a figure does not pass, one sentence each; nothing when it does."""
    bound = baseline.bounds.get(wish.id)
    faults = []
    if bound is None:
        faults.append(f"{wish.id}: nothing is pinned; run python -m tests.gate.pin")
    elif not bound.holds(value):
        faults.append(f"{wish.id}: {wish.say(value)}, pinned {bound}; {wish.command} shows where")
    is_reached, reason = wish.target.holds(value), baseline.known_failures.get(wish.id)
    if not is_reached and reason is None:
        faults.append(f"{wish.id}: {wish.say(value)}, target {wish.target}, and no known failure tells why")
    if is_reached and reason is not None:
        faults.append(f"{wish.id}: {wish.say(value)} reaches its target; take it off the known failures")
    return faults


def find_changed(baseline: Baseline, digests: Mapping[str, str]) -> list[str]:
    """Gold files that are not those the floors were measured on."""
    return sorted(
        name for name in digests.keys() | baseline.gold.keys() if digests.get(name) != baseline.gold.get(name)
    )


def is_lower(wish: Wish, new: Bound, old: Bound) -> bool:
    """The new bound lets more through."""
    if wish.wants_more:
        return new.least is None or (old.least is not None and new.least < old.least)
    return new.most is None or (old.most is not None and new.most > old.most)


def pin_figures(
    wishes: Iterable[Wish], values: Mapping[str, float], old: Baseline, digests: Mapping[str, str], *, lower: bool
) -> Baseline:
    """The baseline for these values: floors rise; they sink only where `lower` says so."""
    bounds = {}
    for wish in wishes:
        was, now = old.bounds.get(wish.id), wish.pin(values[wish.id])
        bounds[wish.id] = was if was is not None and is_lower(wish, now, was) and not lower else now
    short = {w.id for w in wishes if not w.target.holds(values[w.id])}
    reasons = {id_: old.known_failures.get(id_, "not yet looked into") for id_ in bounds if id_ in short}
    return replace(old, gold=dict(digests), bounds=bounds, known_failures=reasons)
