"""Names of the sentences of the demo corpus: `R01a` is sentence a of R01, `R01h` its headline.

A name stands for the stretch from its first words to the next name of the same report.
"""

from __future__ import annotations

from collections.abc import Mapping

FOOTER = "Fictional text for the toldby demo."

FIRST_WORDS: dict[str, dict[str, str]] = {
    "s1.txt": {
        "S1h": "Statement of the Ministry of Defence",
        "S1a": "On 9 May at about 18:20",
        "S1b": "Five residents were killed",
        "S1c": "The Ministry calls on",
        "S1d": 'The name "Lower Orrow"',
    },
    "s2.txt": {
        "S2h": "Statement of the Ministry of the Armed Forces",
        "S2a": "The report of the Halvenan side",
        "S2b": "It was Halvenan gunners",
        "S2c": "On 11 May our units",
        "S2d": "Rumours that a shepherd",
        "S2e": 'The name "Imbrel"',
    },
    "s3.txt": {
        "S3h": "Truce Monitoring Group, bulletin 14",
        "S3a": "On 10 May monitors counted",
        "S3b": "Shots were exchanged",
        "S3c": "On 11 May a patrol saw",
    },
    "r01.txt": {
        "R01h": "Ambush at the ford",
        "R01a": "A Teskorian raiding party ambushed",
        "R01b": "Two officers were killed",
        "R01c": "The council warned",
    },
    "r02.txt": {
        "R02h": "Border guards repel attack",
        "R02a": "SARQUIL, May 8 (TPA) - Our soldiers",
        "R02b": "One serviceman was killed",
    },
    "r03.txt": {
        "R03h": "Five dead in Pelluk, ministry says",
        "R03a": "Five people were killed when",
        "R03b": '"Units of the Teskorian army',
    },
    "r04.txt": {
        "R04h": "Doctor tells of deaths",
        "R04a": "PORT QUARRIN (QW) - At least three",
        "R04b": "Halvena's defence ministry put",
        "R04c": "Sarquil denied",
        "R04d": "The ministry said it had asked",
        "R04e": "Mortars struck the same village",
        "R04f": "Both sides have counted",
    },
    "r05.html": {
        "R05h": "Deaths in the valley",
        "R05a": "At least three people died",
        "R05b": "Halvena's defence ministry put",
        "R05c": "Sarquil denied",
        "R05d": "The valley of the Tirrow",
        "R05e": "Also on this site",
        "R05f": "June 3: what to expect",
        "R05g": "We use cookies",
    },
    "r06.txt": {"R06h": "Order on the ridge", "R06a": "Our units today took control"},
    "r07.txt": {
        "R07h": "Council on the hill and the dam",
        "R07a": "Teskorian troops seized",
        "R07b": "The council denied closing",
        "R07c": "A third officer wounded",
    },
    "r08.txt": {
        "R08h": "Saboteurs leave Sadrun",
        "R08a": "SARQUIL, May 13 (TPA) - Water stopped",
        "R08b": "Sadrun had no water",
        "R08c": "The Ministry of the Armed Forces released",
        "R08d1": '"The report of the Halvenan side',
        "R08d2": "It was Halvenan gunners",
        "R08e": '"On 11 May our units',
        "R08f1": '"Rumours that a shepherd',
        "R08f2": "The name 'Imbrel'",
    },
    "r09.txt": {
        "R09h": "Two surveyors missing",
        "R09a": "PORT QUARRIN (QW) - Two surveyors were detained",
        "R09b": "The Imbrel District Council did not answer",
        "R09c": "A truce signed",
    },
    "r10.txt": {
        "R10h": "Mine on the Garrim road",
        "R10a": "A supply truck hit",
        "R10b": "A raiding party from across",
        "R10c": "Two men without permits",
    },
    "r11.txt": {"R11h": "Two surveyors taken", "R11a": "Halvenan police abducted"},
    "r12.html": {
        "R12h": "The road and the mine",
        "R12a": "The mine on the Garrim road",
        "R12b": "A woman living beside",
        "R12c": "The Ministry of the Armed Forces, which calls",
        "R12d": "A soldier stands guard",
        "R12e": "The valley of the Tirrow",
    },
}


def locate_texts(text: str, first_words: Mapping[str, str]) -> list[tuple[int, str]]:
    """Where each name of a report begins, in text order; the footer is called `foot`."""
    starts = {name: text.index(words) for name, words in first_words.items()}
    starts["foot"] = text.index(FOOTER)
    return sorted((start, name) for name, start in starts.items())


def name_at(places: list[tuple[int, str]], offset: int) -> str:
    """The sentence an offset stands in."""
    return max(found for found in places if found[0] <= offset)[1]
