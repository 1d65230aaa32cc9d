"""Each of the 41 incident types is told in own words about the fictional region; look-alikes are not coded."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from incident_scenes import DATA, events_in

TOLD = [
    ("engagement.armed_clash", "Teskorian and Halvenan troops clashed near Sadrun for two hours on Monday."),
    ("engagement.armed_clash", "Heavy fighting broke out at Kessun Crossing overnight."),
    ("engagement.armed_clash", "Rebels stormed an army post outside Vardel on Friday."),
    ("engagement.ambush", "Gunmen ambushed a military convoy on the Garrim road."),
    ("engagement.ambush", "Three soldiers were killed in an ambush near Torvel."),
    ("engagement.fire_across_line", "Snipers opened fire on a Halvenan post near Irrowen."),
    ("engagement.fire_across_line", "A farmer was shot from across the line near Pelluk on Tuesday."),
    ("engagement.offensive_start", "Teskoria launched a large offensive along the whole front on Sunday."),
    ("engagement.offensive_start", "The army invaded the valley at dawn."),
    (
        "engagement.sabotage_attempt",
        "A Teskorian group tried to infiltrate the valley and was driven off, Halvena said.",
    ),
    ("engagement.sabotage_attempt", "Border guards repelled an attack near Kessun Crossing."),
    ("remote.shelling", "Artillery shelled the village of Pelluk on Monday."),
    ("remote.shelling", "Mortar fire hit three houses in Irrowen."),
    ("remote.shelling", "Two rockets landed near the market in Ondrel."),
    ("remote.air_strike", "Warplanes bombed a depot outside Vossim."),
    ("remote.air_strike", "An air strike destroyed a bridge near Sadrun on Tuesday."),
    ("remote.drone_strike", "A combat drone hit a truck on Kelvoth ridge."),
    ("remote.drone_strike", "Two soldiers were wounded in a drone attack near Torvel."),
    ("remote.mine_explosion", "A tractor struck a landmine near Irrowen on Monday."),
    ("remote.mine_explosion", "A shepherd was killed when a mine exploded near Pelluk."),
    ("remote.planted_bomb", "A roadside bomb destroyed an army lorry near Ondrel."),
    ("remote.planted_bomb", "A bomb exploded outside the town hall of Vossim."),
    ("remote.suicide_bomb", "A suicide bomber killed four people at a market in Ondrel."),
    ("remote.suicide_bomb", "A man blew himself up at a checkpoint near Torvel."),
    ("remote.grenade", "Unknown men threw a grenade into a police station in Ondrel."),
    ("remote.grenade", "A grenade attack wounded two guards in Vossim."),
    ("remote.chemical", "Chlorine was dropped on the suburb on Friday, doctors said."),
    ("remote.chemical", "A gas attack killed eleven people in Irrowen."),
    ("remote.intercept_or_seizure", "Air defence shot down a drone over the reservoir on Monday."),
    ("remote.intercept_or_seizure", "Police seized a cache of weapons near Ondrel."),
    ("remote.intercept_or_seizure", "Engineers defused a bomb at the Morrund dam."),
    ("posture.line_crossing", "Teskorian troops crossed the separation line near Irrowen on Monday."),
    ("posture.line_crossing", "Halvenan units advanced towards Sadrun."),
    ("posture.position_taken", "Teskorian forces captured Kelvoth ridge on Saturday."),
    ("posture.position_taken", "The rebels took control of the village of Vardel."),
    ("posture.position_retaken", "The army recaptured Vardel from the rebels."),
    ("posture.position_retaken", "Halvenan troops regained control of Mount Sennoch on Friday."),
    ("posture.withdrawal", "Teskorian units withdrew from the ford on Monday."),
    ("posture.withdrawal", "The soldiers returned to their starting positions."),
    ("posture.outpost_setup", "Halvenan soldiers set up an observation post on Height 918."),
    ("posture.outpost_setup", "The rebels established two checkpoints on the Garrim road."),
    ("posture.engineering_works", "Teskorian soldiers are digging trenches near Pelluk."),
    ("posture.engineering_works", "Halvena began engineering work on the ridge."),
    ("posture.buildup_or_mobilisation", "Teskoria deployed two more battalions to the valley."),
    ("posture.buildup_or_mobilisation", "The government announced a general mobilisation on Monday."),
    ("posture.mine_laying", "Teskorian soldiers laid mines along the track."),
    ("posture.mine_laying", "Rebels planted landmines in the fields near Irrowen on Tuesday."),
    ("posture.arms_transfer", "Halvena transported ammunition along the hill road at night."),
    ("posture.arms_transfer", "Teskorian officials reported arms smuggling across the river."),
    ("restrict.route_blockade", "Protesters have blocked the Garrim road since Monday."),
    ("restrict.route_blockade", "Halvena closed the border crossing at Sadrun."),
    ("restrict.airspace_closure", "Teskoria closed its airspace to Halvenan aircraft."),
    ("restrict.airspace_closure", "The government imposed a no-fly zone over the valley."),
    ("restrict.utility_cut", "Teskoria cut off the gas supply to Ondrel on Monday."),
    ("restrict.utility_cut", "The town was left without electricity after the line was switched off."),
    ("restrict.property_destruction", "Soldiers looted shops in Vardel."),
    ("restrict.property_destruction", "Houses in Pelluk were set on fire on Sunday."),
    ("restrict.emergency_rule", "Martial law was introduced in the valley on Monday."),
    ("restrict.emergency_rule", "The council imposed a curfew in Ondrel."),
    ("restrict.detention", "Border guards detained two shepherds near Irrowen."),
    ("restrict.detention", "Police arrested nine activists in Vossim on Tuesday."),
    ("restrict.displacement", "Hundreds of families fled the village of Pelluk."),
    ("restrict.displacement", "Residents of Sadrun were evacuated on Monday."),
    ("civilian.attack", "Gunmen killed three villagers at a well near Torvel."),
    ("civilian.attack", "Soldiers beat two farmers in Irrowen on Sunday."),
    ("civilian.abduction", "Armed men kidnapped two drivers on the pass."),
    ("civilian.abduction", "Three teachers were taken hostage in Vardel."),
    ("civilian.sexual_violence", "Soldiers raped two women in Vardel, a witness said."),
    ("civilian.sexual_violence", "Doctors reported sexual violence by rebels in the camp."),
    ("settle.ceasefire", "The two sides agreed on a ceasefire from midnight on Sunday."),
    ("settle.ceasefire", "Halvena declared a truce on Monday."),
    ("settle.agreement", "Halvena and Teskoria signed an agreement on the crossing on 3 June."),
    ("settle.agreement", "The parties reached a deal on the exchange of water."),
    ("settle.talks", "The foreign ministers held talks in Port Quarrin on Tuesday."),
    ("settle.talks", "The Halvenan president met with his Teskorian counterpart on Friday."),
    ("settle.prisoner_release", "Teskoria released four prisoners on Monday."),
    ("settle.prisoner_release", "The two armies exchanged the bodies of nine soldiers."),
    ("settle.incident_resolved", "The monitors resolved the incident on Tuesday."),
    ("settle.incident_resolved", "Peacekeepers took measures to stabilise the situation near Pelluk."),
    ("settle.surrender_disarm", "Forty fighters surrendered their weapons in Ondrel."),
    ("settle.surrender_disarm", "The rebels laid down their arms on Monday."),
    ("public.demonstration", "Thousands of people protested in Vossim on Sunday."),
    ("public.demonstration", "Residents held a rally outside the council in Ondrel."),
    ("public.riot", "Protesters clashed with police in Ondrel on Monday."),
    ("public.riot", "A mob threw stones at a bus in Vossim."),
]
"""Type and a sentence that tells one incident of it."""

NOT_TOLD = [
    "The council battled inflation for a year.",
    "Customs officers seized the cargo of a barge.",
    "The film captured the mood of the town.",
    "Nurses in Ondrel began a strike over pay on Monday.",
    "The coal mine near Torvel closed in March.",
    "Teskoria will play the final against Halvena on Sunday.",
    "The president blocked the bill.",
    "The mayor fired his driver on Monday.",
    "Officials fear another attack.",
    "If troops cross the line, the council will respond.",
    "The army plans to withdraw from Pelluk next month.",
    "Ondrel marked the anniversary of the shelling with a minute of silence.",
    "The two sides fought a war of words over the dam.",
    "Shares of the gas company fell on Monday.",
    "A volcano erupted near Torvel.",
    "The singer released a new album in Vossim.",
    "The minister denied plans to close the school.",
    "Prices hit a new high on Friday.",
    "The company launched a website for farmers.",
    "He was taken to hospital after a heart attack.",
    "The report will shed light on the dispute.",
    "The village has a history of violence.",
    "Sporadic clashes are often reported along the line.",
]
"""Sentences with words of acts that tell no incident: figures of speech, fears, plans, other fields of life."""


@pytest.mark.parametrize(("kind", "sentence"), TOLD)
def test_type_is_told(kind: str, sentence: str) -> None:
    told = [e for e in events_in(sentence) if e.drop is None and e.type]
    assert [e.type for e in told] == [kind]
    assert told[0].status in ("asserted", "ongoing")


@pytest.mark.parametrize("sentence", NOT_TOLD)
def test_look_alike_is_not_told(sentence: str) -> None:
    events = events_in(sentence)
    assert [e.type for e in events if e.type and e.drop is None and e.status == "asserted"] == []


def test_every_type_has_two_rows() -> None:
    types = next(iter(DATA.glob("**/incident_types.json")), None)
    if types is None:
        pytest.skip("the ontology file is not in the package")
    listed = {t["id"] for t in json.loads(types.read_text(encoding="utf-8"))["types"] if t["unit"] == "incident"}
    counted = Counter(kind for kind, _ in TOLD)
    assert {kind for kind in listed if counted[kind] < 2} == set()
