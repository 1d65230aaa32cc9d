"""Zones: pages as lists of (kind, line); all pages are invented, their furniture is the usual one."""

# ruff: noqa: E501  (a row is a line of a page)

from __future__ import annotations

import json
import os
from itertools import pairwise
from pathlib import Path

import pytest
from english import ENGLISH
from hypothesis import given
from hypothesis import strategies as st

from toldby.analysis.zones import mark_zones
from toldby.domain.lexicon import LanguagePack
from toldby.domain.text import Zone, ZoneKind

H, B, S, C, T, X = "headline", "body", "statement_block", "caption", "teaser", "boilerplate"

PAGES: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "agency wire with dateline, reporting line and related links",
        [
            (X, "Home > World > Orvenia"),
            (H, "Drones hit grain port at Velinsk, governor says"),
            (X, "By Marta Olund"),
            (X, "May 4, 2021 9:14 AM UTC Updated 3 hours ago"),
            (C, "Smoke rises over the port of Velinsk, Orvenia, May 4, 2021. REUTERS/Pavel Torin"),
            (
                B,
                "VELINSK, May 4 (Reuters) - Drones struck a grain port on the Sula river overnight, damaging two warehouses, governor Oleh Tymo said on Tuesday.",
            ),
            (B, '"Seven of nine drones were shot down," he wrote on the Telegram messaging app.'),
            (B, "There was no immediate comment from Kestran authorities."),
            (X, "(Reporting by Marta Olund; Editing by John Pell)"),
            (X, "Our Standards: The Thomson Reuters Trust Principles."),
        ],
    ),
    (
        "site with share bar, tags, inline read-also, newsletter, comments",
        [
            (X, "Skip to content"),
            (X, "Menu"),
            (H, "Paramilitaries shell market in El Darra, killing 14"),
            (X, "12 June 2023"),
            (X, "Share on Facebook"),
            (X, "Tweet"),
            (C, "Residents walk past burned shops in El Darra, 11 June 2023 (AFP)"),
            (
                B,
                "At least 14 civilians were killed when artillery shells hit a crowded market in El Darra on Sunday, the Emergency Lawyers group said.",
            ),
            (T, "READ MORE: Thousands flee Um Sahra as fighting spreads"),
            (B, "The army accused the Rapid Guard of firing from positions south of the airport."),
            (X, "Sign up for our weekly newsletter"),
            (
                B,
                "The Rapid Guard denied responsibility. It called the accusation “a fabrication to cover the army's own crimes”.",
            ),
            (X, "Tags: El Darra, Rapid Guard, market shelling"),
            (X, "Leave a Reply"),
            (X, "Your email address will not be published. Required fields are marked *"),
        ],
    ),
    (
        "local daily with a standfirst, byline and crosshead",
        [
            (H, "Two guerrillas, one trooper dead in Harvan gunfight"),
            (H, "Search operation in the orchards enters second day"),
            (X, "Staff Writer"),
            (
                B,
                "Two guerrillas and a paratrooper were killed in a gunfight at Harvan village of Sopian district on Thursday, officials said.",
            ),
            (
                B,
                "A police spokesman said that the army and police launched a cordon-and-search operation after a tip-off about the presence of militants.",
            ),
            (B, "Locals protest"),
            (
                B,
                "Residents alleged that soldiers set three houses on fire. The army denied the allegation and said the fire broke out when a gas cylinder exploded.",
            ),
            (X, "Follow this link to join our WhatsApp group: Join Now"),
            (X, "All rights reserved."),
        ],
    ),
    (
        "exile outlet: headline repeated with the site's name, related list with cut sentences",
        [
            (H, "Junta airstrike hits monastery in Kyunbaw | The Salween Post"),
            (H, "Junta airstrike hits monastery in Kyunbaw"),
            (X, "by Salween Post"),
            (X, "April 11, 2022"),
            (X, "in News"),
            (C, "The ruins of the monastery in Kyunbaw after the raid. / Citizen Journalist"),
            (
                B,
                "A regime jet bombed a monastery sheltering displaced villagers in Kyunbaw Township on Monday, killing at least eight, according to a local defence force.",
            ),
            (
                B,
                "“The plane came back twice. People were still under the roof,” a resident who asked not to be named told The Salween Post.",
            ),
            (B, "The regime's spokesman could not be reached for comment."),
            (X, "Your Thoughts …"),
            (X, "Related Posts"),
            (T, "Resistance Seizes Bridge on Lashin Highway"),
            (T, "Fighters say the bridge was the last crossing held by..."),
            (T, "Army Column Burns Two Villages in Depayin"),
            (T, "About 600 houses were torched, residents and aid..."),
        ],
    ),
    (
        "daily with caption credit, a quotation as crosshead and most-read list",
        [
            (H, "Dissidents blow up oil pipeline in Catumare, army blames 33rd Front"),
            (C, "Photo: National Army"),
            (
                B,
                "The army said on Wednesday that dissidents of the 33rd Front dynamited a stretch of the Lima-Coven pipeline in the rural area of Tibuya.",
            ),
            (
                B,
                "In a communique circulated on social media, the front denied having taken part and blamed thieves who tap the pipe.",
            ),
            (B, "“We are not going to let them stop the country,” the minister of defence said."),
            (X, "Most read"),
            (T, "What the new tax means for your pension"),
            (T, "Five beaches to visit before the rains"),
            (T, "National team names squad for Sunday"),
            (X, "Copyright 2021 La Jornada del Valle"),
        ],
    ),
    (
        "an official bulletin: its paragraphs are the body's own words",
        [
            (H, "Statement of the Ministry of Defence of the Republic of Orvenia"),
            (X, "14.09.2020 10:45"),
            (
                S,
                "On the night of 13 September units of the Kestran armed forces violated the ceasefire in the direction of Velinsk.",
            ),
            (S, "One serviceman was wounded."),
            (S, "The Ministry of Defence states that all responsibility lies with the leadership of Kestra."),
        ],
    ),
    (
        "a statement printed in full, introduced by a colon, without marks; then the report goes on",
        [
            (H, "Brigade answers claims over Kelvoth ridge"),
            (B, "The 12th Brigade has published the following statement:"),
            (S, "No unit of the brigade has crossed the separation line since the truce."),
            (S, "Reports of captured soldiers are fabricated."),
            (B, "A spokesman for the other side said two soldiers were being held in Vossim."),
        ],
    ),
    (
        "a quoted statement over three paragraphs, each opened by a mark",
        [
            (H, "Ministry breaks silence over convoy"),
            (B, "The interior ministry issued a statement late on Friday."),
            (S, "“The convoy carried flour and fuel. It had a permit of the monitors."),
            (S, "“Nobody was detained on the road."),
            (S, "“We ask all sides to let the trucks pass.”"),
            (B, "Drivers reached by phone gave another account."),
        ],
    ),
    (
        "a quotation of a person over two paragraphs is no statement block",
        [
            (H, "Villagers return to Irrowen"),
            (B, "Old Harun stood in front of what had been his house and pointed at the stove."),
            (B, "“They came at night and took the goats. We ran to the river."),
            (B, "“In the morning there was nothing left,” he said."),
        ],
    ),
    (
        "a news headline that begins with Statement is no official text",
        [
            (H, "Statement by governor draws anger in Ondrel"),
            (B, "A remark by the governor drew protests in Ondrel on Monday, and two shops were set on fire."),
            (B, "Police said nobody was hurt."),
        ],
    ),
    (
        "prose that only uses furniture words",
        [
            (H, "Envoy does not subscribe to truce map"),
            (B, "The envoy said he does not subscribe to the map that the monitors published on Monday."),
            (
                B,
                "He told soldiers to sign the register at the ford and asked the council to share what it knew about the shelling.",
            ),
            (B, "More from the front was not known on Tuesday, and related reports could not be checked."),
        ],
    ),
    (
        "one paragraph alone is body",
        [(B, "Shells fell on Pelluk on Thursday evening and five people died, the ministry said.")],
    ),
    (
        "a body without headline",
        [
            (B, "SARQUIL, May 8 (TPA) - Soldiers came under fire at the crossing on Tuesday, the border guards said."),
            (B, "One man was killed."),
        ],
    ),
    (
        "fixed-width mail text: the lines of a paragraph are one zone",
        [
            (H, "Shelling resumes along the Tirrow"),
            (
                B,
                "Mortar shells fell on three villages along the Tirrow on Thursday night,\nwounding at least four people, the district council said. It blamed units\nof the army across the river and asked the monitors to visit.",
            ),
            (
                B,
                "The army said that it had not fired a single shell and that the villages\nhad been hit by mistake from the other bank.",
            ),
        ],
    ),
]


@pytest.mark.parametrize(("page", "rows"), PAGES, ids=[name for name, _ in PAGES])
def test_pages(page: str, rows: list[tuple[str, str]]) -> None:
    """Each line gets the kind written beside it."""
    text = "\n\n".join(line for _, line in rows)
    zones = mark_zones(text, ENGLISH)
    assert [(zone.kind.value, text[zone.start : zone.end]) for zone in zones] == rows


TITLES: list[tuple[str, bool]] = [
    ("Statement of the Ministry of Defence of Halvena", True),
    ("STATEMENT BY THE GENERAL STAFF OF THE ARMED FORCES", True),
    ("Commentary by the Press Service of the President on the situation around Pelluk", True),
    ("Press release No. 212/19", True),
    ("Truce Monitoring Group, bulletin 14", True),
    ("Situation report, 14 May 2019", True),
    ("Official statement", True),
    # newspapers open with these words too, in both ways of writing titles
    ("Statement by governor draws anger in Ondrel", False),
    ("Statement By Governor Draws Anger In Ondrel", False),
    ("Announcement of talks slammed by brigade", False),
    ("Order on the ridge", False),
    ("Ministry issues statement on clashes", False),
    ("Council repeats demand in report 14", False),
    ("Army denies bulletin 14", False),
]


@pytest.mark.parametrize(("title", "is_statement"), TITLES)
def test_statement_titles(title: str, is_statement: bool) -> None:
    """Whether the paragraphs under a title are the words of a body."""
    text = f"{title}\n\nUnits fired at the village on Monday.\n\nNobody was hurt."
    kinds = {zone.kind.value for zone in mark_zones(text, ENGLISH)}
    assert kinds == {H, S if is_statement else B}


def test_hints_win_over_rules() -> None:
    """The page's own figcaption is a caption although no rule would say so."""
    text = "Hill taken\n\nThe hill at dawn\n\nThe army took the hill on Monday, its spokesman said."
    zones = mark_zones(text, ENGLISH, (Zone(12, 28, ZoneKind.CAPTION),))
    assert [zone.kind for zone in zones] == [ZoneKind.HEADLINE, ZoneKind.CAPTION, ZoneKind.BODY]


def test_publisher_is_institution() -> None:
    """With a ministry as publisher the paragraphs are its own words whatever the title says."""
    text = "Situation at the ford\n\nOur patrol came under fire.\n\nAll rights reserved."
    kinds = [zone.kind.value for zone in mark_zones(text, ENGLISH, is_statement=True)]
    assert kinds == [H, S, X]


@given(st.text(alphabet=st.sampled_from("ab A.\n\r\u2028\"“”‘’'«»():-… 1"), max_size=300))
def test_zones_cover_all_text(text: str) -> None:
    """No two zones overlap, and every non-blank character lies in one."""
    zones = mark_zones(text, ENGLISH)
    assert all(a.end <= b.start for a, b in pairwise(zones))
    held = {i for zone in zones for i in range(zone.start, zone.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in held)


@given(st.text(max_size=200))
def test_empty_language_pack(text: str) -> None:
    """Without any word list nothing breaks."""
    assert all(zone.start < zone.end for zone in mark_zones(text, LanguagePack("xx", "")))


def test_gold_zones() -> None:
    """Zone accuracy per line on the five seeds stays at its floor."""
    shared = os.environ.get("TOLDBY_SHARED")
    if not shared:
        pytest.skip("TOLDBY_SHARED is unset: the seed reports are not at hand")
    gold = json.loads((Path(shared) / "gold" / "seed_attributions.json").read_text(encoding="utf-8"))
    right = total = 0
    for document in gold["documents"]:
        text = (Path(shared) / "seeds" / f"{document['id']}.txt").read_text(encoding="utf-8")
        found = {(zone.start, zone.end): zone.kind.value for zone in mark_zones(text, ENGLISH)}
        total += len(document["zones"])
        right += sum(found.get((zone["start"], zone["end"])) == zone["kind"] for zone in document["zones"])
    assert right / total >= 0.98, f"{right} of {total} lines"
