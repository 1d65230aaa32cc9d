"""A small ledger made by hand: two reports of an invented country, one shelling, one denial."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from toldby.domain.analysis_result import Fingerprint, ReportAnalysis
from toldby.domain.claims import (
    ActorAt,
    ChainLink,
    Claim,
    MachineNotes,
    Speaker,
    Stance,
    join_content,
    name_claim,
)
from toldby.domain.ids import DocId, EpisodeId, IncidentId, JudgementId, OriginId, hash_content
from toldby.domain.incidents import (
    ClaimedCount,
    ClaimedParty,
    CorePart,
    Episode,
    Evidence,
    Incident,
    IncidentLink,
    IncidentPlace,
    Origin,
    OriginCount,
    Relation,
    ReusePair,
    SlotProposition,
    UsedName,
)
from toldby.domain.judgements import Judgement, name_judgement
from toldby.domain.places import PlaceCandidate, PlaceMention, Point
from toldby.domain.propositions import Count, Party, PlaceRef, Proposition, When
from toldby.domain.text import (
    DateEvidence,
    DocumentDate,
    Drop,
    InputProblem,
    Problem,
    Report,
    SourceMap,
    Span,
    Zone,
    ZoneKind,
)
from toldby.domain.times import Reading, TimeMention

FIRST_TEXT = (
    "Ministry of Defence of Halvena\n\n"
    "On 9 May, the Teskorian army shelled Pelluk and “three” residents died — said so.\n"
)
SECOND_TEXT = "Office in Fellûg\n\nThe Teskorian army did not shell Fellûg, the office said.\n"


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def at(text: str, words: str) -> Span:
    """The first place where the words stand."""
    start = text.index(words)
    return Span(start, start + len(words))


def make_report(text: str, path: str, **changes: object) -> Report:
    head, _, body = text.partition("\n\n")
    zones = (
        Zone(0, len(head), ZoneKind.HEADLINE),
        Zone(len(head) + 2, len(head) + 2 + len(body.rstrip("\n")), ZoneKind.BODY),
    )
    report = Report(DocId(hash_content("doc", text)), path, _sha("raw" + text), _sha(text), text, zones=zones)
    return replace(report, **changes)  # type: ignore[arg-type]


FIRST = make_report(
    FIRST_TEXT,
    "one/first.txt",
    title="Ministry of Defence of Halvena",
    outlet="halvena-mod",
    language="en",
    published=DocumentDate("2019-05-10", "2019-05-10", "user", (DateEvidence("user", "2019-05-10"),)),
    meta=(("author", "invented"), ("note", "=1+1")),
    source_map=SourceMap(((0, 3), (32, 40))),
)
SECOND = make_report(
    SECOND_TEXT, "one/second.txt", url="https://office.example/2", problems=(Problem("no_date", "no_date: none"),)
)


def make_claim(report: Report, words: str, stance: Stance, **changes: object) -> Claim:
    content = (at(report.text, words),)
    claim = Claim(
        claim_id=name_claim(report.doc_id, "attributed", (), (), content, stance),
        doc_id=report.doc_id,
        voice="attributed",
        directness="direct",
        stance=stance,
        commitment="neutral",
        source=(),
        cue=(),
        content=content,
        text=join_content(report.text, content),
        speaker=None,
        inferred_speaker=None,
        chain=(),
        parent=None,
        targets=(),
        target_relations=(),
        propositions=(),
        flags=(),
        reason="rule.test: made by hand",
        machine=MachineNotes("rule.test"),
    )
    return replace(claim, **changes)  # type: ignore[arg-type]


HALVENA = OriginId(hash_content("origin", "halvena-mod"))
OFFICE = OriginId(hash_content("origin", "teskoria-office"))
ARMY = Party("teskoria-army", "Teskorian army", "teskoria", "the Teskorian army")
RESIDENTS = Party(None, "residents", None, "residents")
THREE = Count(
    "people", None, "killed", "civilian", 3, 3, "exact", at(FIRST_TEXT, "three").start, at(FIRST_TEXT, "three").end
)
PELLUK = PlaceRef(at(FIRST_TEXT, "Pelluk").start, at(FIRST_TEXT, "Pelluk").end, "Pelluk", "tw-03", "at")
FELLUG_SPAN = Span(SECOND_TEXT.rindex("Fellûg"), SECOND_TEXT.rindex("Fellûg") + 6)
FELLUG = PlaceRef(FELLUG_SPAN.start, FELLUG_SPAN.end, "Fellûg", "tw-03", "at")
NINTH = When("2019-05-09", "2019-05-09", "day", ((None, "2019-05-08"),))

SHELLING = Proposition(
    "remote.shelling",
    "asserted",
    NINTH,
    (PELLUK,),
    (ARMY,),
    (RESIDENTS,),
    (THREE,),
    "heavy_weapons",
    None,
    (("target_kind", "civilian"),),
    (at(FIRST_TEXT, "shelled").start, at(FIRST_TEXT, "shelled").end),
)
DEATHS = Proposition("casualty.report", "asserted", counts=(THREE,))

SAID = make_claim(
    FIRST,
    "the Teskorian army shelled Pelluk and “three” residents died",
    Stance.ACCUSE,
    speaker=Speaker("halvena-mod", "Ministry of Defence", "halvena", "elided"),
    chain=(ChainLink("institution", "halvena-mod", "Ministry of Defence", "stated", "statement"),),
    propositions=(SHELLING, DEATHS),
    flags=("hedged",),
    machine=MachineNotes(
        "statement.issuer",
        "issuer",
        0.75,
        (ActorAt(at(FIRST_TEXT, "Teskorian").start, at(FIRST_TEXT, "Teskorian").end, "teskoria-army"),),
        (ActorAt(0, 8, None),),
        ((Span(0, 8),),),
    ),
    origin_id=HALVENA,
)
DENIED = make_claim(
    SECOND,
    "The Teskorian army did not shell Fellûg",
    Stance.DENY,
    directness="indirect",
    source=(at(SECOND_TEXT, "the office"),),
    cue=(at(SECOND_TEXT, "said"),),
    speaker=Speaker("teskoria-office", "Office", "teskoria", "nominal"),
    chain=(ChainLink(None, None, None, "unknown"), ChainLink("institution", "teskoria-office", "Office", "stated")),
    propositions=(Proposition("remote.shelling", "denied", places=(FELLUG,), agents=(ARMY,)),),
    origin_id=OFFICE,
)
OWN_VOICE = make_claim(SECOND, "Office in Fellûg", Stance.ASSERT, voice="narrator", directness=None, commitment=None)

FIRST_EPISODE = EpisodeId(hash_content("episode", SAID.claim_id, 0))
SECOND_EPISODE = EpisodeId(hash_content("episode", DENIED.claim_id, 0))
SAID = replace(SAID, episode_id=FIRST_EPISODE)
DENIED = replace(DENIED, episode_id=SECOND_EPISODE)

EPISODES = (
    Episode(
        FIRST_EPISODE,
        FIRST.doc_id,
        (CorePart(SAID.claim_id, 0), CorePart(SAID.claim_id, 1)),
        (),
        ("remote.shelling",),
        "asserted",
        (NINTH,),
        (PELLUK,),
        (((ARMY,), (RESIDENTS,)),),
        (THREE,),
        "Teskorian army shelled Pelluk",
        ("2019-05-10", "2019-05-10"),
    ),
    Episode(
        SECOND_EPISODE,
        SECOND.doc_id,
        (),
        (DENIED.claim_id,),
        ("remote.shelling",),
        "denied",
        (),
        (FELLUG,),
        (((ARMY,), ()),),
        (),
        "",
        not_same_as=(),
    ),
)
KEYS = {FIRST_EPISODE: frozenset({"p:tw-03|d:2019-05-09", "f:remote"}), SECOND_EPISODE: frozenset({"f:remote"})}

NINTH_MENTION = TimeMention(
    at(FIRST_TEXT, "9 May").start,
    at(FIRST_TEXT, "9 May").end,
    "9 May",
    "DATE",
    "2019-05-09",
    ("2019-05-09", None, None, "2019-05-09"),
    "within",
    "day",
    None,
    "dct",
    "2019-05-09",
    (Reading("2020-05-09", None, "next year"),),
    "time.month-day: latest 9 May",
)


def make_place(ref: PlaceRef, **changes: object) -> PlaceMention:
    mention = PlaceMention(
        ref.start, ref.end, ref.text, ref.place_id, "settlement", "location", ref.relation, "resolved", "settlement",
        -30.342, -20.265, 2341, None, (), "place.exact: name in the pack",
    )  # fmt: skip
    return replace(mention, **changes)  # type: ignore[arg-type]


FIRST_ANALYSIS = ReportAnalysis(
    FIRST,
    (NINTH_MENTION,),
    (make_place(PELLUK),),
    (SAID,),
    EPISODES[:1],
    (Drop(0, 8, "zone", "zone: title"),),
    (Fingerprint(2**64 - 1, 32, 60), Fingerprint(7, 40, 70), Fingerprint(7, 50, 80)),
    ("demo", "en"),
)
SECOND_ANALYSIS = ReportAnalysis(
    SECOND,
    (),
    (
        make_place(
            FELLUG, status="ambiguous", lat=None, lon=None, radius_m=None, geonameid=12,
            candidates=(PlaceCandidate("tw-03", 0.5), PlaceCandidate("tw-04", 0.25)),
        ),
    ),
    (OWN_VOICE, DENIED),
    EPISODES[1:],
    (),
    (Fingerprint(7, 0, 16), Fingerprint(2**63, 20, 40)),
)  # fmt: skip
ANALYSES = (FIRST_ANALYSIS, SECOND_ANALYSIS)

SHELLED = IncidentId(hash_content("incident", SAID.claim_id))
INCIDENT = Incident(
    incident_id=SHELLED,
    anchor=SAID.claim_id,
    episodes=(FIRST_EPISODE, SECOND_EPISODE),
    type="remote.shelling",
    attributes=(("means", "heavy_weapons"),),
    acled_event_type="Explosions/Remote violence",
    acled_sub_event_type="Shelling/artillery/missile attack",
    plover=("ASSAULT", "heavy-weapons"),
    ucdp_type_of_violence=3,
    status="asserted",
    state="contested",
    start="2019-05-09",
    end="2019-05-09",
    date_precision="day",
    places=(
        IncidentPlace(
            "tw-03",
            (UsedName("Fellûg", ("teskoria-office",)), UsedName("Pelluk", ("halvena-mod",))),
            -30.342,
            -20.265,
            2341,
            "settlement",
            (Point(-30.331, -20.271, 1000, "fiction"),),
            '{"coordinates":[-20.27,-30.33],"type":"Point"}',
        ),
    ),
    agents=(ClaimedParty("teskoria-army", "Teskorian army", "teskoria", (SAID.claim_id,)),),
    patients=(ClaimedParty(None, "residents", None, (SAID.claim_id,)),),
    casualties=(ClaimedCount(THREE, (SAID.claim_id,)),),
    counts=(),
    means=("heavy_weapons",),
    object=(),
    documents=(FIRST.doc_id, SECOND.doc_id),
    evidence=(Evidence(FIRST.doc_id, 32, 90), Evidence(SECOND.doc_id, 18, 50)),
    origins=OriginCount(2, 2, (("halvena", 1), ("teskoria", 1))),
    propositions=(
        SlotProposition(
            "occurrence", None, (SAID.claim_id,), (DENIED.claim_id,), OriginCount(1, 1, (("halvena", 1),)), 1, 1,
            ("admission",), "count.named: one",
        ),
    ),
    links=(),
    reason="link.v1: same place",
)  # fmt: skip
OTHER_ID = IncidentId(hash_content("incident", "other"))
LINKED = replace(INCIDENT, links=(IncidentLink("same_day_as", OTHER_ID),))

RELATIONS = (
    Relation(SHELLED, "occurrence", "deny", DENIED.claim_id, SAID.claim_id, None, ("general",), "deny.general: all"),
    Relation(SHELLED, "killed/unknown", "silent", None, None, "teskoria", (), "silent: no word"),
    Relation(None, "occurrence", "deny", DENIED.claim_id, None, None, ("pending",), "deny.pending: none"),
)
SAID_IN_FORCE = replace(SAID, incident_ids=(SHELLED,))
DENIED_IN_FORCE = replace(
    DENIED,
    incident_ids=(SHELLED,),
    targets=(SAID.claim_id,),
    target_relations=("denies",),
    machine=replace(DENIED.machine, likely_upstream=(SAID.claim_id,)),
)
REUSE = ReusePair(
    *sorted((FIRST.doc_id, SECOND.doc_id)), ((32, 50, 18, 36),), 0.25, 0.5, "quoted", "reuse.quoted: words"
)
ORIGINS = (
    Origin(HALVENA, "Ministry of Defence", "halvena-mod", "named", "halvena", "halvena", (SAID.claim_id,), "o: 1"),
    Origin(OFFICE, "Office", "teskoria-office", "named", "teskoria", "teskoria", (DENIED.claim_id,), "o: 2"),
)
PROBLEMS = (
    InputProblem("one/scan.pdf", None, "00" * 32, "skipped", "read", "no_text", "no_text: no text layer"),
    InputProblem("box.zip", "a.txt", None, "quarantined", "read", "timeout", "timeout: 10 s"),
)


def make_judgement(verdict: str, on: tuple[str, ...], prev: str | None, **changes: object) -> Judgement:
    row = Judgement(
        JudgementId(""), verdict, "claim", on, None, None, "anna", "2026-01-05T10:12:00Z", "seen", None, prev
    )
    row = replace(row, **changes)  # type: ignore[arg-type]
    return replace(row, judgement_id=name_judgement(row))


ACCEPTED = make_judgement("accept", (DENIED.claim_id,), None)
CORRECTED = make_judgement(
    "correct", (SAID.claim_id,), ACCEPTED.judgement_id, on_field="stance", value='"allege"', when="2026-01-05T10:13:00Z"
)
JUDGEMENTS = (ACCEPTED, CORRECTED)
