"""What each sentence of the demo corpus must give: sections 3 and 4 of the corpus plan, field by field."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]

MOD, MAF, ARMY = "halvena-mod", "teskoria-maf", "teskoria-army"
COUNCIL, GUARD, BOARD, MONITORS = "valley-council", "border-guard", "water-board", "monitors"
SHELL, TAKE, CUT, DETAIN = "remote.shelling", "posture.position_taken", "restrict.utility_cut", "restrict.detention"
MINE, TRUCE = "remote.mine_explosion", "settle.ceasefire"


def said(stance: str, speaker: str, *via: str, **fields: object) -> Row:
    """An attributed claim; `via` are the relays, outermost first, as `role id`."""
    chain = [*via] if speaker.startswith("?") else [*via, f"institution {speaker}"]
    return {"voice": "attributed", "stance": stance, "speaker": speaker, "chain": chain, **fields}


def own(outlet: str, **fields: object) -> Row:
    """A claim in the report's own voice."""
    return {"voice": "narrator", "stance": "assert", "speaker": None, "chain": [outlet], **fields}


def people(side: str | None, kind: str, low: int, high: int | None = -1) -> tuple[Any, ...]:
    """People of one side, as (side, kind, low, high)."""
    return (side, kind, low, low if high == -1 else high)


COURIER, TODAY, WIRE = "outlet ondrel-courier", "outlet halvena-today", "agency quarrin-wire"
SITE, DAILY, PRESS = "outlet brasslight", "outlet vossim-daily", "agency teskor-press"
DOCTOR = {"type": SHELL, "start": "2019-05-09", "end": "2019-05-09", "places": ["tw-03"],
          "agents": [], "counts": [people(None, "killed", 3, None)], "rows": ["I1"]}  # fmt: skip

SAID: dict[str, Row] = {
    # statements: the issuer is the voice of every sentence
    "S1a": said("assert", MOD, directness="direct", type=SHELL, status="asserted", start="2019-05-09T18:20",
                end="2019-05-09T18:20", precision="minute", places=["tw-03"], agents=[(ARMY, "teskoria")],
                means="heavy_weapons", counts=[], flags=[], rows=["I1"]),
    "S1b": said("assert", MOD, counts=[people(None, "killed", 5)], victims=["civilian"], rows=["I1"]),
    "S1c": said("demand", MOD, shown_on=["I1"]),
    "S1d": said("reject", MOD, flags=["name_objection"], proposition=None, rows=[], names="tw-01 Lower Orrow"),
    "S2a": said("deny", MAF, directness="direct", type=SHELL, status="denied", places=["tw-03"], counts=[],
                flags=["general"], targets=[("S1a", "denies")], via="statement", rows=["I1"]),
    "S2b": said("accuse", MAF, start="2019-05-09", agent_sides=["halvena"], rows=["I1"]),
    "S2c": said("assert", MAF, type=TAKE, status="asserted", start="2019-05-11", end="2019-05-11",
                places=["tw-05"], agent_sides=["teskoria"], rows=["A2", "I3"]),
    "S2d": said("deny", MAF, rows=[]),
    "S2e": said("reject", MAF, flags=["name_objection"], proposition=None, rows=[], names="tw-01 Imbrel"),
    # 10 May is the day of counting
    "S3a": said("assert", MONITORS, type=SHELL, start="2019-05-09", end="2019-05-09", places=["tw-03"],
                counts=[people(None, "killed", 3)], rows=["I1"]),
    "S3b": said("assert", MONITORS, type="engagement.armed_clash", start="2019-05-07", end="2019-05-07",
                places=["tw-04"], agents=[], rows=["I2"]),
    "S3c/assert": said("assert", MONITORS, type=TAKE, start="2019-05-11", places=["tw-05"],
                       agent_sides=["teskoria"], rows=["I3"]),
    "S3c/demand": said("demand", MONITORS),
    # the ford, told from both banks
    "R01h": own(COURIER, rows=["I2"]),
    "R01a": said("assert", COUNCIL, COURIER, type="engagement.ambush", start="2019-05-07", end="2019-05-07",
                 places=["tw-04"], agent_sides=["teskoria"], rows=["I2"]),
    "R01b": said("assert", COUNCIL, COURIER, rows=["I2"],
                 counts=[people("halvena", "killed", 2), people("teskoria", "killed", 1)]),
    "R01c": said("warn", COUNCIL, COURIER, status="hypothetical", rows=[]),
    "R02a": said("assert", GUARD, PRESS, start="2019-05-07", end="2019-05-07", places=["tw-04"], agents=[],
                 patient_sides=["teskoria"], rows=["I2"]),
    "R02b": said("assert", GUARD, PRESS, resolved_by="pronoun", rows=["I2"],
                 counts=[people("halvena", "killed", 2), people("teskoria", "killed", 1)]),
    # one statement, relayed; "on Friday" dates the speech
    "R03h": said("assert", MOD, TODAY, counts=[people(None, "killed", 5)], places=["tw-03"], rows=["I1"]),
    "R03a": said("assert", MOD, TODAY, type=SHELL, day="2019-05-09", places=["tw-03"],
                 agent_sides=["teskoria"], counts=[people(None, "killed", 5)], rows=["I1"]),
    "R03b": said("assert", MOD, TODAY, directness="direct", resolved_by="artifact", type=SHELL, rows=["I1"]),
    "R04a": said("assert", "? doctor", WIRE, **DOCTOR),
    "R04b": said("assert", MOD, WIRE, counts=[people(None, "killed", 5)], rows=["I1"]),
    "R04c": said("deny", "teskoria", WIRE, resolved_by="metonym", type=SHELL, status="denied",
                 targets=[("R04a", "denies")], rows=["I1"]),
    "R04d": said("assert", MOD, WIRE, resolved_by="nominal", rows=[]),
    "R04e": own(WIRE, type=SHELL, status="background", start="2019-05-02", end="2019-05-02", places=["tw-03"],
                counts=[people("all", "killed_or_wounded", 0)], rows=["B2"]),
    "R05a": said("assert", "? doctor", SITE, **DOCTOR),
    "R05b": said("assert", MOD, SITE, counts=[people(None, "killed", 5)], rows=["I1"]),
    "R05c": said("deny", "teskoria", SITE, resolved_by="metonym", type=SHELL, status="denied",
                 targets=[("R05a", "denies")], rows=["I1"]),
    "R05d": own(SITE, type=TRUCE, status="background", start="2017-10-12", end="2017-10-12", rows=["B1"]),
    # the hill
    "R06a": said("assert", MAF, DAILY, PRESS, type=TAKE, status="asserted", start="2019-05-11", end="2019-05-11",
                 places=["tw-05"], agent_sides=["teskoria"], row="I3"),
    "R07a": said("assert", COUNCIL, COURIER, type=TAKE, start="2019-05-11", end="2019-05-11", places=["tw-05"],
                 agent_sides=["teskoria"], rows=["I3"]),
    "R07b/deny": said("deny", COUNCIL, COURIER, type=CUT, status="denied", targets=[("R08a", "denies")],
                      agent_sides=["halvena"],
                      rows=["I4"]),
    "R07b/accuse": said("accuse", COUNCIL, COURIER, type=SHELL, status="alleged", start=None, end=None,
                        agent_sides=["teskoria"], rows=["A1"]),
    "R07c": said("assert", COUNCIL, COURIER, counts=[people("halvena", "killed", 3)], rows=["I2"]),
    # the water; loaded words in the report's own voice
    "R08h": own(PRESS, flags=["partisan_terms"], rows=["I4"]),
    "R08a": own(PRESS, flags=["partisan_terms"], type=CUT, start="2019-05-12", places=["tw-07"], rows=["I4"]),
    "R08b": said("assert", BOARD, PRESS, type=CUT, places=["tw-07"], rows=["I4"]),
    # the statement inside a report
    "R08d1": said("deny", MAF, PRESS, type=SHELL, status="denied", flags=["general"], rows=["I1"]),
    "R08d2": said("accuse", MAF, PRESS, agent_sides=["halvena"], rows=["I1"]),
    "R08f1": said("deny", MAF, PRESS, rows=[]),
    "R08f2": said("reject", MAF, PRESS, flags=["name_objection"], proposition=None, rows=[], names="tw-01 Imbrel"),
    # the surveyors
    "R09a": said("assert", GUARD, WIRE, DAILY, type=DETAIN, start="2019-05-14", end="2019-05-14",
                 places=["tw-07"], rows=["I5"]),
    "R09b": own(WIRE, flags=["no_comment"], rows=["I5"]),
    "R09c": own(WIRE, type=TRUCE, status="background", start="2017-10-11", end="2017-10-11", rows=["B1"]),
    "R10a": said("assert", COUNCIL, TODAY, type=MINE, day="2019-05-15", places=["tw-08"],
                 counts=[people(None, "wounded", 2)], rows=["I6"]),
    "R10b": own(TODAY, flags=["partisan_terms"], agent_sides=[None]),
    "R10c": said("assert", COUNCIL, TODAY, type=DETAIN, start="2019-05-14", end="2019-05-14", places=["tw-07"],
                 rows=["I5"]),
    "R11a": said("assert", GUARD, DAILY, start="2019-05-14", end="2019-05-14", places=["tw-07"],
                 agent_sides=["halvena"], rows=["I5"]),
    # the mine
    "R12a": said("assert", MONITORS, SITE, type=MINE, day="2019-05-16", places=["tw-08"],
                 counts=[people(None, "wounded", 1)], rows=["I6"]),
    "R12b": said("assert", "? woman", SITE, type=MINE, start_day="2019-05-15", end_day="2019-05-16", rows=["I6"]),
    "R12c": own(SITE, flags=["no_comment"], rows=["I6"]),
    "R12e": own(SITE, type=TRUCE, status="background", start="2017-10-12", end="2017-10-12", rows=["B1"]),
}  # fmt: skip
"""`rows`: the incidents the claim is on. `? doctor`: an unnamed person whose words hold that noun."""

SILENT = ("S1h", "S2h", "S3h", "R04f", "R05e", "R05f", "R05g", "R12d", "foot")
"""Titles of documents, a total, teasers, cookies, a caption, the footer: no claim begins there."""

FREE = ("R11h",)
"""A headline that adds no origin, whether it gives a claim or not."""

BLOCK = ("R08c", "R08e")
"""The announcement and the sentence that the block claim says itself."""
