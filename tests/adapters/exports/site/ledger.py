"""A whole invented ledger with everything a page may have to show, and a few things meant to break it."""

from __future__ import annotations

from dataclasses import replace

from tests.adapters.exports.site.make import (
    Voice,
    find,
    make_incident,
    make_origins,
    make_place,
    make_report,
    point,
    say,
)
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.claims import Claim, Stance
from toldby.domain.ids import EpisodeId, hash_content
from toldby.domain.incidents import CorePart, Episode, Incident, IncidentLink, OriginCount, Relation, ReusePair
from toldby.domain.ledger import Ledger, Manifest
from toldby.domain.propositions import Count, Party, PlaceRef, Proposition, When
from toldby.domain.text import DateEvidence, DocumentDate, Drop, InputProblem, Problem, Report, ZoneKind

HEADLINE, BODY, CAPTION, TEASER, BLOCK = (
    ZoneKind.HEADLINE, ZoneKind.BODY, ZoneKind.CAPTION, ZoneKind.TEASER, ZoneKind.STATEMENT_BLOCK,
)  # fmt: skip
FILLER = "Traders had set up their stalls early that week, and the baker at the corner sold bread until noon. " * 4
HOSTILE = '<script>document.title="broken"</script>'
HOSTILE_NAME = '"><img src=x onerror="document.title=\'broken\'"> Board & Sons'

MINISTRY = Voice("halvena-mod", "Ministry of Defence of Halvena", "halvena")
ARMED_FORCES = Voice("teskoria-maf", "Ministry of the Armed Forces of Teskoria", "teskoria")
MONITORS = Voice("monitors", "Truce Monitoring Group", None)
DOCTOR = Voice("text:a-hospital-doctor", "a hospital doctor in Ondrel", None, "described")
COURIER = Voice("ondrel-courier", "Ondrel Courier", "halvena", "own_voice")
UNNAMED = Voice("unknown:vossim", "speaker not named (vossim.txt)", None, "unknown")
COUNCIL = Voice("valley-council", "Imbrel District Council", "halvena")
GUARD = Voice("border-guard", "State Border Guard Service", "teskoria")
BOARD = Voice("text:board", HOSTILE_NAME, None)
SPEAKER = Voice("text:mutahaddith", "متحدثة باسم المجلس", None)
VOICES = (MINISTRY, ARMED_FORCES, MONITORS, DOCTOR, COURIER, UNNAMED, COUNCIL, GUARD, BOARD, SPEAKER)

COURIER_REPORT = make_report(
    "north/courier.txt",
    (HEADLINE, "Five dead in Pelluk, ministry says"),
    (BODY, "Mortar shells hit Pelluk on Thursday evening. The Ministry of Defence said five people were killed when "
           "Teskorian mortars hit the village."),
    (CAPTION, "A street in Torvel after rain, archive picture."),
    (BODY, FILLER + "The council said officers had been ambushed at Ulvane Ford, and two of them died there, it added, "
           "on the morning of 7 May. " + FILLER),
    (BODY, "“We were shelled,” a woman said, “and then,” she went on, “nobody came for an hour.”"),
    (TEASER, "Read also: Harvest fair opens in Ondrel"),
    outlet="ondrel-courier",
)  # fmt: skip
VOSSIM_REPORT = make_report(
    "south/vossim.txt",
    (HEADLINE, "Sarquil answers"),
    (BLOCK, "The report of the Halvenan side about the shelling of Fellûg does not reflect reality. It was Halvenan "
            "gunners who opened fire on 9 May. On 11 May our units took necessary local measures on Kelvoth ridge."),
    (BODY, "Soldiers came under fire at Kessun Crossing, the State Border Guard Service reported. The attackers lost "
           "two men, sources in the area said."),
    outlet="vossim-daily",
)  # fmt: skip
WIRE_REPORT = make_report(
    "wire.txt",
    (HEADLINE, "Doctor tells of deaths"),
    (BODY, "At least three people died when shells hit Pelluk (Teskorian: Fellûg), a hospital doctor said. The "
           "Ministry of Defence said five people were killed when Teskorian mortars hit the village."),
    (BODY, "Monitors counted three dead in Pelluk/Fellûg. On 11 May a patrol saw Teskorian soldiers on Height 918. The "
           "Union Water Board denied that it had sold the Morrund dam."),
    outlet="quarrin-wire", title=None, url="https://wire.example/deaths?a=1&b=2",
    published=DocumentDate("2019-05-10", "2019-05-13", "text", (DateEvidence("text", "Thursday", 60, 68),)),
    problems=(Problem("no_date", "no_date: no date was given; three days are possible"),),
)  # fmt: skip
HOSTILE_REPORT = make_report(
    "odd/<b>&\"quoted\".txt",
    (HEADLINE, HOSTILE),
    (BODY, f"The board said {HOSTILE} stood on the wall & that \"the <i>pump</i> house\" was cut off. "
           "</mark></article>"),
    outlet="<u>outlet</u>", url="javascript:alert(1)", language="en\" onload=\"x",
)  # fmt: skip
ARABIC_REPORT = make_report(
    "rtl.txt",
    (HEADLINE, "المجلس: قطع الماء عن صدرون"),
    (BODY, "قالت متحدثة باسم المجلس إن الماء قطع عن بلدة صدرون (Sadrun) يوم 12 May صباحا. "
           "وأضافت أن المضخة رقم 7 توقفت."),
    outlet="orrow-radio", language="ar", published=DocumentDate(),
)  # fmt: skip
REPORTS = (COURIER_REPORT, VOSSIM_REPORT, WIRE_REPORT, HOSTILE_REPORT, ARABIC_REPORT)


def told(report: Report, type_: str, place: str | None = None, day: str = "2019-05-09", *counts: Count) -> Proposition:
    places: tuple[PlaceRef, ...] = ()
    if place:
        span = find(report, place)
        places = (PlaceRef(span.start, span.end, place, "tw-03", "at"),)
    army = Party("teskoria-army", "Teskorian army", "teskoria", "Teskorian mortars")
    return Proposition(type_, "asserted", When(day, day, "day"), places, (army,), (), counts)


def count(low: int, high: int | None, side: str | None = None) -> Count:
    return Count("people", side, "killed", None, low, high, "exact" if high == low else "floor")


HEAD = say(COURIER_REPORT, "Five dead in Pelluk", MINISTRY)
OWN = say(COURIER_REPORT, "Mortar shells hit Pelluk on Thursday evening", COURIER,
          propositions=(told(COURIER_REPORT, "remote.shelling", "Pelluk"),))  # fmt: skip
FIVE = say(COURIER_REPORT, "five people were killed when Teskorian mortars hit the village", MINISTRY, Stance.ACCUSE,
           propositions=(told(COURIER_REPORT, "remote.shelling", "Pelluk", "2019-05-09", count(5, 5)),))  # fmt: skip
INNER = say(COURIER_REPORT, "Teskorian mortars hit the village", MINISTRY, Stance.ALLEGE, flags=("hedged",))
AMBUSH = say(COURIER_REPORT, "officers had been ambushed at Ulvane Ford", COUNCIL)
TWO_DIED = say(COURIER_REPORT, "two of them died there", COUNCIL)
WOMAN = say(COURIER_REPORT, ("We were shelled", "and then", "nobody came for an hour"), UNNAMED)
UNTRUE = say(VOSSIM_REPORT, "The report of the Halvenan side about the shelling of Fellûg does not reflect reality",
             ARMED_FORCES, Stance.DENY, flags=("general",), targets=(FIVE.claim_id,),
             target_relations=("denies",))  # fmt: skip
GUNNERS = say(VOSSIM_REPORT, "It was Halvenan gunners who opened fire on 9 May", ARMED_FORCES, Stance.ACCUSE,
              propositions=(told(VOSSIM_REPORT, "remote.shelling", "Fellûg"),))  # fmt: skip
MEASURES = say(VOSSIM_REPORT, "our units took necessary local measures on Kelvoth ridge", ARMED_FORCES, Stance.ADMIT)
UNDER_FIRE = say(VOSSIM_REPORT, "Soldiers came under fire at Kessun Crossing", GUARD)
LOST_TWO = say(VOSSIM_REPORT, "The attackers lost two men", UNNAMED)
THREE = say(WIRE_REPORT, "At least three people died when shells hit Pelluk (Teskorian: Fellûg)", DOCTOR,
            propositions=(told(WIRE_REPORT, "remote.shelling", "Pelluk", "2019-05-09", count(3, None)),))  # fmt: skip
FIVE_AGAIN = say(WIRE_REPORT, "five people were killed when Teskorian mortars hit the village", MINISTRY)
COUNTED = say(WIRE_REPORT, "counted three dead in Pelluk/Fellûg", MONITORS,
              propositions=(told(WIRE_REPORT, "remote.shelling", "Fellûg", "2019-05-09", count(3, 3)),))  # fmt: skip
PATROL = say(WIRE_REPORT, "saw Teskorian soldiers on Height 918", MONITORS, Stance.EVIDENCE)
SOLD = say(WIRE_REPORT, "that it had sold the Morrund dam", Voice("water-board", "Union Water Board", "teskoria"),
           Stance.DENY, origin_id=None)  # fmt: skip
WALL = say(HOSTILE_REPORT, f"{HOSTILE} stood on the wall & that \"the <i>pump</i> house\" was cut off", BOARD,
           reason=f"rule.hand: {HOSTILE}")  # fmt: skip
WATER = say(ARABIC_REPORT, "الماء قطع عن بلدة صدرون (Sadrun) يوم 12 May صباحا", SPEAKER)
PUMP = say(ARABIC_REPORT, "المضخة رقم 7 توقفت", SPEAKER)


def tell(claim: Claim) -> Episode:
    """The episode that holds this claim alone."""
    core = tuple(CorePart(claim.claim_id, n) for n in range(len(claim.propositions)))
    id_ = EpisodeId(hash_content("episode", claim.claim_id))
    return Episode(id_, claim.doc_id, core, (), ("remote.shelling",), "asserted", (), (), (), (), "")


PELLUK = make_place("tw-03", -30.34, -20.27, 2300, Fellûg=("teskoria-maf",), Pelluk=("halvena-mod", "ondrel-courier"))
FORD = make_place("tw-04", -30.41, -20.31, 900, Kessun_Crossing=("border-guard",), Ulvane_Ford=("valley-council",))
RIDGE = replace(
    make_place(
        "tw-05", -30.36, -20.13, 4000, Height_918=("monitors",), Kelvoth_ridge=("teskoria-maf",), Mount_Sennoch=()
    ),
    precision="near",
)
PUMP_HOUSE = make_place("tw-06", -30.335, -20.28, 500, **{"<b>pump</b> house": ("text:board",)})

SHELLING_CLAIMS = (HEAD, OWN, FIVE, UNTRUE, GUNNERS, THREE, FIVE_AGAIN, COUNTED, INNER, WOMAN)
SHELLING = make_incident(
    "shelling", "remote.shelling", "contested", SHELLING_CLAIMS, start="2019-05-09T18:20", end="2019-05-09T18:20",
    date_precision="minute", places=(PELLUK,),
    origins=OriginCount(5, 6, (("halvena", 1), ("none", 3), ("teskoria", 1))),
    acled_event_type="Explosions/Remote violence", acled_sub_event_type="Shelling/artillery/missile attack",
    plover=("ASSAULT", "heavy-weapons"), ucdp_type_of_violence=1,
    propositions=(
        point("occurrence", None, (OWN, FIVE, THREE, COUNTED, WOMAN), (UNTRUE,), ("cross-camp",)),
        point("killed/halvena", "5", (HEAD, FIVE, FIVE_AGAIN)),
        point("killed/halvena", "3 or more", (THREE, HEAD, FIVE, FIVE_AGAIN, COUNTED)),
        point("killed/halvena", "3", (COUNTED,)), point("actor", "Teskorian army", (INNER,)),
        point("actor", "Halvenan gunners", (GUNNERS,)), point("means", "mortars", (FIVE,)),
    ),
    episodes=tuple(tell(c).episode_id for c in (OWN, FIVE, THREE, COUNTED, GUNNERS)),
)  # fmt: skip
CLASH = make_incident(
    "clash", "engagement.armed_clash", "contested", (AMBUSH, TWO_DIED, UNDER_FIRE, LOST_TWO), start="2019-05-07",
    end="2019-05-07", places=(FORD,),
    propositions=(
        point("occurrence", None, (AMBUSH, UNDER_FIRE)), point("actor", "a raiding party", (AMBUSH,)),
        point("actor", "police at a van check", (UNDER_FIRE,)), point("killed/halvena", "2", (TWO_DIED,)),
        point("killed/unknown", "2", (LOST_TWO,)),
    ),
)  # fmt: skip
HILL = make_incident(
    "hill", "territory.position_taken", "agreed", (MEASURES, PATROL), start="2019-05-11", end="2019-05-11",
    places=(RIDGE,),
    propositions=(
        point("occurrence", None, (MEASURES, PATROL), flags=("admission", "cross-camp")),
        point("framing", "necessary local measures", (MEASURES,)),
        point("framing", "soldiers on the height", (PATROL,)),
    ),
    links=(IncidentLink("same_day_as", make_incident("water", "x", "x", (WATER,)).incident_id),),
)  # fmt: skip
WATER_CUT = make_incident(
    "water", "infrastructure.cut_off", "single_origin", (WATER, PUMP), start="2019-05-12", end=None,
    date_precision="open",
    places=(make_place("tw-07", None, None, None, Sadrun=("text:mutahaddith",), صدرون=("text:mutahaddith",)),),
    propositions=(point("occurrence", None, (WATER,)), point("pumps", "1", (PUMP,))),
    links=(IncidentLink("same_day_as", HILL.incident_id),),
)  # fmt: skip
CUT_OFF = make_incident(
    "hostile", "infrastructure.cut_off", "one_sided", (WALL,), start=None, end=None, date_precision="unknown",
    status="planned", places=(PUMP_HOUSE,), reason=f"link.hand: {HOSTILE}",
    propositions=(point("occurrence", None, (WALL,)), point("object", HOSTILE, (WALL,))),
)  # fmt: skip
INCIDENTS = (SHELLING, CLASH, HILL, WATER_CUT, CUT_OFF)

EVERY_CLAIM = (*SHELLING_CLAIMS, AMBUSH, TWO_DIED, UNDER_FIRE, LOST_TWO, MEASURES, PATROL, SOLD, WALL, WATER, PUMP)
TOLD_IN = {
    SHELLING: SHELLING_CLAIMS, CLASH: (AMBUSH, TWO_DIED, UNDER_FIRE, LOST_TWO), HILL: (MEASURES, PATROL),
    WATER_CUT: (WATER, PUMP), CUT_OFF: (WALL,),
}  # fmt: skip


def relate(
    incident: Incident | None,
    slot: str,
    kind: str,
    a: Claim | None,
    b: Claim | None,
    *flags: str,
    camp: str | None = None,
) -> Relation:
    ids = (a.claim_id if a else None, b.claim_id if b else None)
    return Relation(
        incident.incident_id if incident else None, slot, kind, *ids, camp, flags, f"relate.{kind}: by hand"
    )


RELATIONS = (
    relate(SHELLING, "occurrence", "deny", UNTRUE, FIVE, "general"),
    relate(SHELLING, "killed/halvena", "conflict-number", FIVE, COUNTED),
    relate(SHELLING, "killed/halvena", "compatible", FIVE, THREE),
    relate(SHELLING, "killed/halvena", "update", THREE, HEAD),
    relate(SHELLING, "actor", "conflict-actor", INNER, GUNNERS, "blame_shift"),
    relate(SHELLING, "place", "conflict-name-only", OWN, UNTRUE),
    relate(SHELLING, "when", "agree", OWN, GUNNERS),
    relate(SHELLING, "killed/halvena", "silent", None, None, camp="teskoria"),
    relate(CLASH, "actor", "conflict-actor", AMBUSH, UNDER_FIRE),
    relate(CLASH, "occurrence", "agree", AMBUSH, UNDER_FIRE),
    relate(HILL, "occurrence", "agree", MEASURES, PATROL, "admission"),
    relate(HILL, "framing", "framing", MEASURES, PATROL),
    relate(None, "occurrence", "deny", SOLD, None, "pending"),
)
SHARED = tuple(
    find(r, "five people were killed when Teskorian mortars hit the village") for r in (COURIER_REPORT, WIRE_REPORT)
)


def build_analysis(report: Report) -> ReportAnalysis:
    drops = tuple(Drop(z.start, z.end, "zone", f"zone: {z.kind}") for z in report.zones if not z.kind.is_coded)
    claims = tuple(c for c in EVERY_CLAIM if c.doc_id == report.doc_id)
    return ReportAnalysis(report, (), (), claims, tuple(tell(c) for c in claims if c.propositions), drops)


LEDGER = Ledger(
    analyses=tuple(build_analysis(r) for r in REPORTS),
    claims=tuple(
        replace(c, incident_ids=tuple(i.incident_id for i, claims in TOLD_IN.items() if c in claims))
        for c in EVERY_CLAIM
    ),
    incidents=INCIDENTS,
    relations=RELATIONS,
    reuse=(
        ReusePair(
            COURIER_REPORT.doc_id, WIRE_REPORT.doc_id,
            ((SHARED[0].start, SHARED[0].end, SHARED[1].start, SHARED[1].end),), 0.05, 0.2, "quoted",
            "reuse.quoted: the same sentence of one speaker",
        ),
    ),
    origins=make_origins(VOICES, EVERY_CLAIM),
    judgements=(),
    problems=(InputProblem("scan.pdf", None, "0" * 64, "skipped", "read", "no_text", f"no_text: {HOSTILE}"),),
    manifest=Manifest("0.1.0", (("demo-tirrow", "abcdef0123456789"), ("en", "0123456789abcdef")), (), (), None),
    main_incidents=((COURIER_REPORT.doc_id, SHELLING.incident_id),),
)  # fmt: skip
