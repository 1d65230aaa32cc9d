"""The hand-coded seed links as domain values; needs TOLDBY_SHARED."""

from __future__ import annotations

import csv
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from toldby.analysis.cluster import cluster_component
from toldby.analysis.derive import Derived, derive_component
from toldby.analysis.episodes import group_episodes
from toldby.analysis.link import score_pair
from toldby.analysis.reuse import look_up_reuse
from toldby.analysis.ties import must_stay_apart
from toldby.domain.actors import Actor, ActorName, Side
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.claims import ChainLink, Claim, MachineNotes, Speaker, Stance
from toldby.domain.ids import ClaimId, DocId, EpisodeId
from toldby.domain.incidents import Episode
from toldby.domain.lexicon import DenialEntry, LanguagePack, Lexicon, RegionPack
from toldby.domain.linktable import LinkTable
from toldby.domain.places import Place, PlaceName, Point
from toldby.domain.propositions import Count, Party, PlaceRef, Proposition, When
from toldby.domain.text import DocumentDate, Report, Span, Zone, ZoneKind

LINKING = Path(__file__).parents[2] / "src/toldby/data/linking"
LANGUAGES = Path(__file__).parents[2] / "src/toldby/data/languages"
ONE_OUTLET = {"002": "outlet-b", "003": "outlet-b"}
_RELATIONS = {"DENY": "denies", "CONFIRM": "confirms", "CONDEMN": "condemns", "ACCUSE": "counters"}
_WIDE = {"in"}


def load_table() -> LinkTable:
    """The table and the IDF as shipped."""
    table = json.loads((LINKING / "link-2.json").read_text(encoding="utf-8"))
    idf = json.loads((LINKING / "idf.json").read_text(encoding="utf-8"))
    return LinkTable.from_mapping(table, idf)


@dataclass(frozen=True)
class Gold:
    """The gold file, the domain values made of it, and what the stages gave."""

    rows: dict[str, Any]
    lexicon: Lexicon
    analyses: dict[DocId, ReportAnalysis]
    episodes: dict[EpisodeId, Episode]
    groups: tuple[tuple[EpisodeId, ...], ...]
    derived: Derived

    def claim(self, claim_id: str) -> Claim:
        """The claim after derivation."""
        return next(c for c in self.derived.claims if c.claim_id == claim_id)


def load_gold(swap: tuple[str, str] | None = None) -> Gold:
    """Gold claims through episodes, link, cluster and derive; skips without the shared folder.

    `swap` exchanges two sides in every claim, speaker and alliance.
    """
    shared = os.environ.get("TOLDBY_SHARED")
    if not shared:
        pytest.skip("TOLDBY_SHARED is unset: the gold files are not in the project")
    root = Path(shared)
    rows = json.loads((root / "gold/seed_links.json").read_text(encoding="utf-8"))
    rows = swap_sides(rows, *swap) if swap else rows
    incidents = json.loads((root / "gold/seed_incidents.json").read_text(encoding="utf-8"))
    lexicon = make_lexicon(rows, root)
    analyses = make_analyses(rows, incidents, root, lexicon)
    episodes = {e.episode_id: e for a in analyses.values() for e in a.episodes}
    groups = link_all(episodes, lexicon)
    answers = tuple(e for e in episodes.values() if not e.core)
    derived = derive_component(groups, analyses, answers, look_up_reuse(()), (), lexicon)
    return Gold(rows, lexicon, analyses, episodes, groups, derived)


def swap_sides(value: Any, a: str, b: str) -> Any:  # noqa: ANN401 - any JSON value
    """The same JSON with two side ids exchanged, in actor ids too; texts are left alone."""
    if isinstance(value, dict):
        return {_swap_id(k, a, b): v if k in ("text", "why") else swap_sides(v, a, b) for k, v in value.items()}
    if isinstance(value, list):
        return [swap_sides(v, a, b) for v in value]
    return _swap_id(value, a, b) if isinstance(value, str) else value


def _swap_id(text: str, a: str, b: str) -> str:
    turned = {a: b, b: a}
    for joint in ("+", "-"):
        if joint in text and all(part.split(".")[0].isalpha() for part in text.split(joint)) and len(text) < 20:
            return joint.join(_swap_id(part, a, b) for part in text.split(joint))
    head, dot, rest = text.partition(".")
    return turned.get(head, head) + dot + rest


def link_all(episodes: dict[EpisodeId, Episode], lexicon: Lexicon) -> tuple[tuple[EpisodeId, ...], ...]:
    """Every pair scored, whole corpus clustered at once."""
    table = load_table()
    cores = sorted(i for i, e in episodes.items() if e.core)
    pairs = [(a, b) for n, a in enumerate(cores) for b in cores[n + 1 :]]
    scores = {(a, b): score_pair(episodes[a], episodes[b], table, lexicon).millionths for a, b in pairs}
    cannot = frozenset((a, b) for a, b in pairs if must_stay_apart(episodes[a], episodes[b], lexicon))
    return cluster_component(tuple(cores), scores, frozenset(), cannot, table.theta)


def make_lexicon(rows: dict[str, Any], root: Path) -> Lexicon:
    """Actors of the gold with their aliases as parents, places from the gold gazetteer."""
    ids = sorted({o for c in rows["claims"] if c["origin"] for o in c["origin"].split("+")})
    aliases = rows["origin_aliases"]
    ids = sorted({*ids, *(v for v in aliases.values() if isinstance(v, str))})
    actors = tuple(_make_actor(i, aliases.get(i)) for i in ids)
    sides = tuple(Side(i, i) for i in sorted({i.split(".")[0] for i in ids}))
    allied = tuple(tuple(sides) for camp, sides in rows["about"]["camps"].items() if len(sides) > 1)
    region = RegionPack("gold", "0", sides=sides, actors=actors, places=_make_places(rows, root), allied=allied)
    denials = (DenialEntry("cleft-not-y", "cleft", (), "shift-blame", "negated-actor"),)
    words = {
        "breach_words": frozenset({"violated", "violation", "violating"}),
        "truce_words": frozenset({"ceasefire", "truce"}),
        "other_happening_words": frozenset({"another"}),
    }
    return Lexicon(LanguagePack("en", "0", denials=denials, words=words), (region,))


def _make_actor(actor_id: str, alias: str | list[str] | None) -> Actor:
    kind = "state" if isinstance(alias, list) else "ministry"
    parent = alias if isinstance(alias, str) else None
    side = actor_id.split(".")[0]
    role = {"ru": "mediator", "us": "outsider"}.get(side)
    return Actor(actor_id, kind, side, (ActorName(actor_id),), role=role, parent=parent)


def _make_places(rows: dict[str, Any], root: Path) -> tuple[Place, ...]:
    found: dict[str, tuple[float, float]] = {}
    with (root / "gold/south_caucasus_places.csv").open(encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            keys = {k.lower(): v for k, v in row.items()}
            name = keys.get("name") or keys.get("text") or ""
            if keys.get("lat"):
                found.setdefault(name.lower(), (float(keys["lat"]), float(keys["lon"])))
    places = []
    for name in sorted({c["where"]["place"] for c in rows["claims"] if c["where"]}):
        wide = any(
            c["where"] and c["where"]["place"] == name and c["where"]["relation"] in _WIDE for c in rows["claims"]
        )
        point = found.get(name.lower())
        points = (Point(point[0], point[1], 2000),) if point and not wide else ()
        kind = "region" if wide else "road" if name.lower().endswith("road") else "settlement"
        places.append(Place(name, kind, (PlaceName(name),), points))
    return tuple(places)


def make_analyses(
    rows: dict[str, Any], incidents: dict[str, Any], root: Path, lexicon: Lexicon
) -> dict[DocId, ReportAnalysis]:
    """One analysis per seed, from hand-coded claims only."""
    days = {d["doc"]: d["dct_for_tests"] for d in incidents["documents"]}
    status = {i["id"]: i["status"] for i in incidents["incidents"]}
    made = {}
    for doc, day in days.items():
        text = (root / f"seeds/{doc}.txt").read_text(encoding="utf-8")
        report = Report(
            DocId(doc),
            f"{doc}.txt",
            "0",
            "0",
            text,
            outlet=ONE_OUTLET.get(doc),
            zones=_make_zones(text),
            published=DocumentDate(day, day, "user"),
        )
        mine = [c for c in rows["claims"] if c["path"] == report.path]
        claims = tuple(_make_claim(c, report, status, {c["id"]: c for c in rows["claims"]}) for c in mine)
        claims, episodes = group_episodes(report, claims, lexicon)
        made[report.doc_id] = ReportAnalysis(report, (), (), claims, episodes, ())
    return made


def _make_zones(text: str) -> tuple[Zone, ...]:
    zones, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            zones.append(Zone(start, start + len(line), ZoneKind.BODY))
        start += len(line) + 1
    return tuple(zones)


def _make_claim(row: dict[str, Any], report: Report, status: dict[str, str], by_id: dict[str, dict[str, Any]]) -> Claim:
    flags = {name for name in ("euphemism", "presupposes", "hedged") if row.get(name)}
    flags |= {"general"} if row["stance"] == "DENY" and row["text"].startswith('"') else set()
    speaker = Speaker(row["origin"], row["origin"], row["side"], "name") if row["origin"] else None
    chain = (ChainLink("institution", row["origin"], row["origin"], "stated"),) if row["origin"] else ()
    targets = tuple(ClaimId(t) for t in row.get("targets", ()))
    span = Span(row["start"], row["end"])
    shifts = row["stance"] == "ACCUSE" and row["type"] is None
    return Claim(
        ClaimId(row["id"]),
        report.doc_id,
        row["voice"],
        None if row["voice"] == "narrator" else "indirect",
        Stance(row["stance"].lower()),
        None,
        (),
        (),
        (span,),
        span.read(report.text),
        speaker,
        None,
        chain,
        None,
        targets,
        tuple(_relation(row, by_id[t]) for t in targets),
        _make_propositions(row, status),
        tuple(sorted(flags)),
        "gold",
        MachineNotes("gold", "cleft-not-y" if shifts else None),
    )


def _relation(row: dict[str, Any], target: dict[str, Any]) -> str:
    if row["stance"] in _RELATIONS:
        return _RELATIONS[row["stance"]]
    if row["type"] is None:
        return "reacts"
    swapped = set(row["agents"]) & set(target["patients"]) and not set(row["agents"]) & set(target["agents"])
    return "counters" if swapped else "repeats"


def _make_propositions(row: dict[str, Any], status: dict[str, str]) -> tuple[Proposition, ...]:
    if not (row["type"] or row["agents"] or row["counts"] or row["where"]):
        return ()
    told = "denied" if row["stance"] == "DENY" else status.get((row["incident_ids"] or [""])[0], "asserted")
    when = When(row["when"][0], row["when"][1], "day") if row["when"] else When()
    where = row["where"]
    relation = {"in": "at"}.get(where["relation"], where["relation"]) if where else "at"
    names = row.get("names") or ([where["place"]] if where else [])
    places = (
        tuple(
            PlaceRef(row["start"] + i, row["end"], name, where["place"] if i == 0 else None, relation)
            for i, name in enumerate(names[:1])
        )
        if where
        else ()
    )
    return (
        Proposition(
            row["type"],
            told,
            when,
            places,
            tuple(Party(side, side, side, side) for side in row["agents"]),
            tuple(Party(side, side, side, side) for side in row["patients"]),
            tuple(_make_count(c) for c in row["counts"]),
            trigger=(row["start"], row["end"]) if row["type"] else None,
        ),
    )


def _make_count(row: dict[str, Any]) -> Count:
    kinds = {"killed": "killed", "killed or wounded": "killed_or_wounded", "shot": "killed_or_wounded"}
    kind = kinds.get(row["what"])
    side = row["side"] or ("all" if (row["low"], row["high"]) == (0, 0) else None)
    return Count("people" if kind else row["what"], side, kind, None, row["low"], row["high"], "exact")
