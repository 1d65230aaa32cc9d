"""The demo corpus as hand-made claims: what the stages before linking should find in the 15 texts."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from toldby.analysis.cluster import cluster_component
from toldby.analysis.derive import Derived, derive_component
from toldby.analysis.episodes import group_episodes
from toldby.analysis.link import score_pair, share_words
from toldby.analysis.reuse import compare_reports, fingerprint_report, look_up_reuse
from toldby.analysis.ties import must_stay_apart
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.claims import ChainLink, Claim, MachineNotes, Speaker, Stance
from toldby.domain.ids import ClaimId, DocId, EpisodeId
from toldby.domain.incidents import Episode, ReusePair
from toldby.domain.lexicon import Lexicon
from toldby.domain.linktable import LinkTable
from toldby.domain.propositions import Count, Party, PlaceRef, Proposition, When
from toldby.domain.text import DocumentDate, Report, Span, Zone, ZoneKind
from toldby.packs.load import load_lexicon

DATA = Path(__file__).parents[2] / "src/toldby/data"

R05 = """Deaths in the valley

At least three people died on Thursday when shells hit Pelluk (Teskorian: Fellûg), a hospital doctor in Ondrel said.

Halvena's defence ministry put the toll at five.

Sarquil denied that its forces had fired any shells.

The valley of the Tirrow has been divided by a separation line since the truce of 12 October 2017.

Also on this site: Eight dead as ferry sinks off Port Quarrin

Fictional text for the toldby demo. Every person, place and body in it is invented.
"""
R12 = """The road and the mine

The mine on the Garrim road went off early on Thursday, 16 May, and wounded one driver, according to \
the Truce Monitoring Group.

A woman living beside the road said she heard the blast in the night from Wednesday to Thursday.

The Ministry of the Armed Forces, which calls it the Zhelm road, did not answer questions.

The valley of the Tirrow has been divided by a separation line since the truce of 12 October 2017.

Fictional text for the toldby demo. Every person, place and body in it is invented.
"""

SIDES = {
    "halvena-mod": "halvena",
    "valley-council": "halvena",
    "valley-police": "halvena",
    "halvena": "halvena",
    "teskoria-maf": "teskoria",
    "teskoria-army": "teskoria",
    "teskoria": "teskoria",
    "border-guard": "teskoria",
    "water-board": "teskoria",
    "monitors": None,
}


def killed(low: int, high: int | None, side: str | None = None, status: str | None = None) -> Count:
    """People killed."""
    return Count("people", side, "killed", status, low, high, "exact" if low == high else "floor")


def wounded(number: int) -> Count:
    """People wounded, side unsaid."""
    return Count("people", None, "wounded", None, number, number, "exact")


def act(
    kind: str | None,
    day: str | None = None,
    place: str | None = None,
    *,
    by: str | None = None,
    to: str | None = None,
    counts: tuple[Count, ...] = (),
    status: str = "asserted",
    until: str | None = None,
    means: str | None = None,
) -> dict[str, Any]:
    """One proposition; `place` is "id name" or "id name@relation"."""
    return {
        "type": kind,
        "day": day,
        "until": until or day,
        "place": place,
        "by": by,
        "to": to,
        "counts": counts,
        "status": status,
        "means": means,
    }


FORD, HILL = "tw-04 Ulvane Ford", "tw-05 Kelvoth ridge"
SHELL, CLASH, TAKE = "remote.shelling", "engagement.armed_clash", "posture.position_taken"

# name: (report, words of the content, speaker or None, stance, propositions, flags, (target, relation) ...)
ROWS: dict[str, tuple[Any, ...]] = {
    "S1a": (
        "s1",
        "On 9 May at about 18:20, units",
        "halvena-mod",
        "assert",
        [act(SHELL, "2019-05-09T18:20", "tw-03 Pelluk", by="teskoria-army", means="heavy_weapons")],
    ),
    "S1b": (
        "s1",
        "Five residents were killed",
        "halvena-mod",
        "assert",
        [act(None, counts=(killed(5, 5, None, "civilian"),))],
    ),
    "S1d": ("s1", 'The name "Lower Orrow"', "halvena-mod", "reject", [], "name_objection"),
    "S2a": (
        "s2",
        "The report of the Halvenan side",
        "teskoria-maf",
        "deny",
        [act(SHELL, None, "tw-03 Fellûg", status="denied")],
        "general",
    ),
    "S2b": (
        "s2",
        "It was Halvenan gunners",
        "teskoria-maf",
        "accuse",
        [act("engagement.fire_across_line", "2019-05-09", by="halvena")],
        "cleft",
    ),
    "S2c": (
        "s2",
        "On 11 May our units took",
        "teskoria-maf",
        "assert",
        [
            act(None, "2019-05-11", "tw-05 Kelvoth ridge", by="teskoria"),
            act("posture.arms_transfer", by="halvena", status="alleged"),
        ],
        "euphemism",
    ),
    "S2d": ("s2", "Rumours that a shepherd died", "teskoria-maf", "deny", []),
    "S2e": ("s2", 'The name "Imbrel"', "teskoria-maf", "reject", [], "name_objection"),
    "S3a": (
        "s3",
        "On 10 May monitors counted",
        "monitors",
        "assert",
        [
            act(SHELL, "2019-05-09", "tw-03 Pelluk", counts=(killed(3, 3),)),
        ],
    ),
    "S3b": ("s3", "Shots were exchanged", "monitors", "assert", [act(CLASH, "2019-05-07", "tw-04 ford")]),
    "S3c": (
        "s3",
        "On 11 May a patrol saw",
        "monitors",
        "assert",
        [act(TAKE, "2019-05-11", "tw-05 Height 918", by="teskoria")],
    ),
    "R01h": ("r01", "Ambush at the ford", None, "assert", [act("engagement.ambush")]),
    "R01a": (
        "r01",
        "A Teskorian raiding party ambushed",
        "valley-council",
        "assert",
        [act("engagement.ambush", "2019-05-07", FORD, by="teskoria", to="valley-police")],
        "partisan_terms",
    ),
    "R01b": (
        "r01",
        "Two officers were killed",
        "valley-council",
        "assert",
        [act(None, counts=(killed(2, 2, "halvena", "police"), killed(1, 1, "teskoria", "military")))],
    ),
    "R01c": ("r01", "a larger attack could follow", "valley-council", "warn", [act(CLASH, status="hypothetical")]),
    "R02a": (
        "r02",
        "Our soldiers came under fire",
        "border-guard",
        "assert",
        [act("engagement.fire_across_line", "2019-05-07", "tw-04 Kessun Crossing@near", to="teskoria")],
    ),
    "R02b": (
        "r02",
        "One serviceman was killed",
        "border-guard",
        "assert",
        [act(None, counts=(killed(1, 1, "teskoria", "military"), killed(2, 2, "halvena")))],
    ),
    "R03a": (
        "r03",
        "Five people were killed when",
        "halvena-mod",
        "assert",
        [act(SHELL, "2019-05-09", "tw-03 Pelluk", by="teskoria", counts=(killed(5, 5),))],
    ),
    "R03b": (
        "r03",
        "Units of the Teskorian army fired",
        "halvena-mod",
        "assert",
        [act(SHELL, None, "tw-03 Pelluk", by="teskoria-army")],
    ),
    "R04a": (
        "r04",
        "At least three people died",
        "text:hospital-doctor",
        "assert",
        [act(SHELL, "2019-05-09", "tw-03 Pelluk", counts=(killed(3, None),))],
    ),
    "R04b": ("r04", "put the toll at five", "halvena-mod", "assert", [act(None, counts=(killed(5, 5),))]),
    "R04c": (
        "r04",
        "Sarquil denied that",
        "teskoria",
        "deny",
        [act(SHELL, by="teskoria", status="denied")],
        "",
        ("R04a", "denies"),
    ),
    "R04e": (
        "r04",
        "Mortars struck the same village",
        None,
        "assert",
        [
            act(
                SHELL,
                "2019-05-02",
                "tw-03 Pelluk",
                status="background",
                counts=(Count("people", "all", "killed_or_wounded", None, 0, 0, "zero"),),
            )
        ],
    ),
    "R05a": (
        "r05",
        "At least three people died",
        "text:hospital-doctor",
        "assert",
        [act(SHELL, "2019-05-09", "tw-03 Pelluk", counts=(killed(3, None),))],
    ),
    "R05b": ("r05", "put the toll at five", "halvena-mod", "assert", [act(None, counts=(killed(5, 5),))]),
    "R05c": (
        "r05",
        "Sarquil denied that",
        "teskoria",
        "deny",
        [act(SHELL, by="teskoria", status="denied")],
        "",
        ("R05a", "denies"),
    ),
    "R05d": (
        "r05",
        "The valley of the Tirrow",
        None,
        "assert",
        [act("settle.ceasefire", "2017-10-12", "tw-10 Tirrow", status="background")],
    ),
    "R06a": (
        "r06",
        "Our units today took control",
        "teskoria-maf",
        "assert",
        [
            act(TAKE, "2019-05-11", HILL, by="teskoria"),
        ],
    ),
    "R07a": (
        "r07",
        "Teskorian troops seized",
        "valley-council",
        "assert",
        [act(TAKE, "2019-05-11", "tw-05 Mount Sennoch", by="teskoria")],
    ),
    "R07b": (
        "r07",
        "closing any valve",
        "valley-council",
        "deny",
        [act("restrict.utility_cut", None, "tw-06 Morrund dam", by="valley-council", status="denied")],
    ),
    "R07b2": (
        "r07",
        "Teskorian shelling had damaged",
        "valley-council",
        "accuse",
        [act(SHELL, None, "tw-06 Morrund dam", by="teskoria", status="alleged")],
    ),
    "R07c": (
        "r07",
        "A third officer wounded",
        "valley-council",
        "assert",
        [act(None, None, FORD, counts=(killed(3, 3, "halvena", "police"),))],
    ),
    "R08h": (
        "r08",
        "Saboteurs leave Sadrun",
        None,
        "assert",
        [act("restrict.utility_cut", None, "tw-07 Sadrun")],
        "partisan_terms",
    ),
    "R08a": (
        "r08",
        "Water stopped reaching Sadrun",
        None,
        "assert",
        [act("restrict.utility_cut", "2019-05-12", "tw-07 Sadrun+tw-06 Upper Orrow reservoir", by="halvena")],
        "partisan_terms",
    ),
    "R08b": (
        "r08",
        "Sadrun had no water",
        "water-board",
        "assert",
        [act("restrict.utility_cut", None, "tw-07 Sadrun")],
    ),
    "R08d": (
        "r08",
        "The report of the Halvenan side",
        "teskoria-maf",
        "deny",
        [act(SHELL, None, "tw-03 Fellûg", status="denied")],
        "general",
    ),
    "R08d2": (
        "r08",
        "It was Halvenan gunners",
        "teskoria-maf",
        "accuse",
        [act("engagement.fire_across_line", "2019-05-09", by="halvena")],
        "cleft",
    ),
    "R08e": (
        "r08",
        "On 11 May our units took",
        "teskoria-maf",
        "assert",
        [
            act(None, "2019-05-11", "tw-05 Kelvoth ridge", by="teskoria"),
            act("posture.arms_transfer", by="halvena", status="alleged"),
        ],
        "euphemism",
    ),
    "R08f": ("r08", "Rumours that a shepherd died", "teskoria-maf", "deny", []),
    "R09a": (
        "r09",
        "Two surveyors were detained",
        "border-guard",
        "assert",
        [act("restrict.detention", "2019-05-14", "tw-07 Sadrun@near")],
    ),
    "R09b": ("r09", "did not answer questions", None, "assert", [], "no_comment"),
    "R09c": (
        "r09",
        "A truce signed on 11 October",
        None,
        "assert",
        [act("settle.ceasefire", "2017-10-11", None, status="background")],
    ),
    "R10a": (
        "r10",
        "A supply truck hit a mine",
        "valley-council",
        "assert",
        [
            act(
                "remote.mine_explosion",
                "2019-05-15T12:00",
                "tw-08 Garrim road",
                until="2019-05-15T18:00",
                counts=(wounded(2),),
            )
        ],
    ),
    "R10b": ("r10", "A raiding party from across", None, "assert", [act("posture.mine_laying")], "partisan_terms"),
    "R10c": (
        "r10",
        "Two men without permits were taken",
        "valley-council",
        "assert",
        [act("restrict.detention", "2019-05-14", "tw-07 Irrowen@near")],
    ),
    "R11a": (
        "r11",
        "Halvenan police abducted",
        "border-guard",
        "assert",
        [act("civilian.abduction", "2019-05-14", "tw-07 Sadrun@near", by="halvena")],
    ),
    "R12a": (
        "r12",
        "The mine on the Garrim road",
        "monitors",
        "assert",
        [
            act(
                "remote.mine_explosion",
                "2019-05-16T00:00",
                "tw-08 Garrim road",
                until="2019-05-16T06:00",
                counts=(wounded(1),),
            )
        ],
    ),
    "R12b": (
        "r12",
        "she heard the blast",
        "text:woman",
        "assert",
        [act("remote.mine_explosion", "2019-05-15T20:00", "tw-08 road", until="2019-05-16T06:00")],
    ),
    "R12c": ("r12", "did not answer questions", None, "assert", [], "no_comment"),
    "R12e": (
        "r12",
        "The valley of the Tirrow",
        None,
        "assert",
        [act("settle.ceasefire", "2017-10-12", "tw-10 Tirrow", status="background")],
    ),
}


@dataclass(frozen=True)
class Demo:
    """The corpus after linking."""

    lexicon: Lexicon
    analyses: dict[DocId, ReportAnalysis]
    episodes: dict[EpisodeId, Episode]
    groups: tuple[tuple[EpisodeId, ...], ...]
    reuse: tuple[ReusePair, ...]
    derived: Derived

    def incidents_of(self, name: str) -> tuple[str, ...]:
        """Incident ids of a claim."""
        return tuple(next(c.incident_ids for c in self.derived.claims if c.claim_id == name))


@cache
def load_demo_lexicon() -> Lexicon:
    """The shipped English pack, the fictional region, the incident types."""
    return load_lexicon(DATA / "languages/en", (DATA / "regions/demo-tirrow",), DATA / "types/incident_types.json")


@cache
def load_table() -> LinkTable:
    """The table and the IDF as shipped."""
    table = json.loads((DATA / "linking/link-2.json").read_text(encoding="utf-8"))
    return LinkTable.from_mapping(table, json.loads((DATA / "linking/idf.json").read_text(encoding="utf-8")))


def read_reports() -> dict[str, Report]:
    """All fifteen reports with zones and dates."""
    folder = DATA / "demo/reports"
    texts = {p.stem: p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.txt"))}
    texts |= {"r05": R05, "r12": R12}
    with (folder / "metadata.csv").open(encoding="utf-8") as handle:
        rows = {Path(next(iter(row.values()))).stem: row for row in csv.DictReader(handle)}
    return {name: _make_report(name, text, rows.get(name, {})) for name, text in texts.items()}


def _make_report(name: str, text: str, row: dict[str, str]) -> Report:
    day = next((v for v in row.values() if re.fullmatch(r"\d{4}-\d\d-\d\d", v or "")), None)
    date = DocumentDate(day, day, "user") if day else DocumentDate("2019-05-16", "2019-05-19", "text")
    return Report(
        DocId(name),
        f"{name}.txt",
        "0",
        "0",
        text,
        outlet=row.get("outlet"),
        zones=_make_zones(name, text),
        published=date,
    )


def _make_zones(name: str, text: str) -> tuple[Zone, ...]:
    zones: list[Zone] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            kind = ZoneKind.BODY
            if not zones:
                kind = ZoneKind.HEADLINE
            elif line.startswith("Fictional text"):
                kind = ZoneKind.BOILERPLATE
            elif line.startswith("Also on this site"):
                kind = ZoneKind.TEASER
            elif name.startswith("s") or (name == "r08" and line.startswith('"')):
                kind = ZoneKind.STATEMENT_BLOCK
            zones.append(Zone(start, start + len(line), kind))
        start += len(line) + 1
    return tuple(zones)


def make_claim(name: str, report: Report) -> Claim:
    """A claim of the table; its content runs from the words given to the end of their sentence."""
    _, words, speaker_id, stance, acts, *rest = ROWS[name]
    flags = tuple(f for f in (rest[0] if rest else "").split() if f != "cleft")
    targets = tuple(rest[1:])
    start = report.text.index(words)
    end = report.text.index("\n", start)
    if "." in report.text[start:end]:
        end = min(i for m in re.finditer(r"\.(?=\s|\")", report.text[start : end + 1]) if (i := start + m.start()))
    side = SIDES.get(speaker_id or "")
    form = "nominal" if (speaker_id or "").startswith("text:") else "name"
    speaker = Speaker(speaker_id, speaker_id, side, form) if speaker_id else None
    chain = (ChainLink("institution", speaker_id, speaker_id, "stated"),) if speaker_id else ()
    if report.outlet not in (None, speaker_id):
        chain = (ChainLink("outlet", report.outlet, report.outlet, "stated"), *chain)
    entry = "cleft-not-y" if "cleft" in (rest[0] if rest else "") else None
    span = Span(start, end)
    return Claim(
        ClaimId(name),
        report.doc_id,
        "attributed" if speaker_id else "narrator",
        "indirect" if speaker_id else None,
        Stance(stance),
        None,
        (),
        (),
        (span,),
        span.read(report.text),
        speaker,
        None,
        chain,
        None,
        tuple(ClaimId(t) for t, _ in targets),
        tuple(r for _, r in targets),
        tuple(_make_proposition(a, span) for a in acts),
        flags,
        "hand-made",
        MachineNotes("hand", entry),
    )


def _make_proposition(row: dict[str, Any], span: Span) -> Proposition:
    when = When(row["day"], row["until"], "day") if row["day"] else When()
    places = tuple(_make_place(p, span) for p in row["place"].split("+")) if row["place"] else ()
    return Proposition(
        row["type"],
        row["status"],
        when,
        places,
        _make_parties(row["by"]),
        _make_parties(row["to"]),
        row["counts"],
        row["means"],
        trigger=(span.start, span.end) if row["type"] else None,
    )


def _make_place(text: str, span: Span) -> PlaceRef:
    place_id, _, name = text.partition(" ")
    name, _, relation = name.partition("@")
    return PlaceRef(span.start, span.end, name, place_id, relation or "at")


def _make_parties(actor: str | None) -> tuple[Party, ...]:
    return (Party(actor, actor, SIDES[actor], actor),) if actor else ()


def analyse_demo(lexicon: Lexicon) -> dict[DocId, ReportAnalysis]:
    """Every report with its hand-made claims, episodes and fingerprints."""
    made = {}
    for name, report in read_reports().items():
        claims = tuple(make_claim(n, report) for n, row in ROWS.items() if row[0] == name)
        claims, episodes = group_episodes(report, claims, lexicon)
        prints = fingerprint_report(report, lexicon.language)
        made[report.doc_id] = ReportAnalysis(report, (), (), claims, episodes, (), prints)
    return made


def find_reuse(analyses: dict[DocId, ReportAnalysis]) -> tuple[ReusePair, ...]:
    """All pairs of reports compared."""
    docs = sorted(analyses)
    pairs = ((analyses[a], analyses[b]) for n, a in enumerate(docs) for b in docs[n + 1 :])
    return tuple(
        row
        for a, b in pairs
        for row in compare_reports(a.report, b.report, a.fingerprints, b.fingerprints, load_table())
    )


def build_demo(must: frozenset[tuple[str, str]] = frozenset()) -> Demo:
    """The whole corpus at once; `must` are pairs of claims that a person joined."""
    lexicon = load_demo_lexicon()
    analyses = analyse_demo(lexicon)
    episodes = {e.episode_id: e for a in analyses.values() for e in a.episodes}
    reuse = find_reuse(analyses)
    groups = link_all(episodes, analyses, reuse, lexicon, must)
    answers = tuple(e for e in episodes.values() if not e.core)
    derived = derive_component(groups, analyses, answers, look_up_reuse(reuse), (), lexicon)
    return Demo(lexicon, analyses, episodes, groups, reuse, derived)


def link_all(
    episodes: dict[EpisodeId, Episode],
    analyses: dict[DocId, ReportAnalysis],
    reuse: tuple[ReusePair, ...],
    lexicon: Lexicon,
    must: frozenset[tuple[str, str]],
) -> tuple[tuple[EpisodeId, ...], ...]:
    """Every pair scored, all episodes clustered at once."""
    table = load_table()
    spans = {c.claim_id: c.content for a in analyses.values() for c in a.claims}
    cores = sorted(i for i, e in episodes.items() if e.core)
    pairs = [(a, b) for n, a in enumerate(cores) for b in cores[n + 1 :]]
    scores = {
        (a, b): score_pair(
            episodes[a], episodes[b], table, lexicon, share_words(episodes[a], episodes[b], spans, reuse)
        ).millionths
        for a, b in pairs
    }
    cannot = frozenset((a, b) for a, b in pairs if must_stay_apart(episodes[a], episodes[b], lexicon))
    home = {part.claim_id: i for i in cores for part in episodes[i].core if part.index == 0}
    joined = frozenset((home[ClaimId(a)], home[ClaimId(b)]) for a, b in must)
    return cluster_component(tuple(cores), scores, joined, cannot, table.theta)
