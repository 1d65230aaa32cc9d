"""The sample messages of the pack format, all in one run over a broken copy."""

# ruff: noqa: E501 - the rows and the broken pack are as wide as pack files

from __future__ import annotations

from pathlib import Path

import pytest
from tests.packs.folders import copy_language, copy_region, replace

from toldby.packs.check import CheckPorts, check_pack

PLACES = """defaults: {by: orlune, source: fiction}
places:
  # seven mistakes, each on the line that the message names
  - {id: tw-00, kind: terrain, contested: no, status: draft, names: [{text: Tirrow, lang: en, used_by: [anyone]}],
     status_note: x}
  - {id: tw-01, kind: region, contested: no, status: draft,
     points: [{lat: '-30,41', lon: -20.40, radius_m: 40000}], names: [{text: Imbrel, lang: qaa, used_by: [halvena]}]}
  - {id: tw-02, kind: settlement, contested: no, status: draft, nammes: [{text: Ondrel, lang: qaa, used_by: [halvena]}]}
  - {id: tw-03, kind: settlement, contested: yes, status: draft, points: [{lat: 39.8, lon: -20.2, radius_m: 9}], names: [{text: Fell, lang: qaa, used_by: [halvenna]}],
     id: tw-03}





  # Pel\u200bluk is written with a character that nobody sees
  - {id: pelluk, kind: settlement, contested: no, status: draft, names: [{text: Pelluk, lang: qaa, used_by: [halvena]}]}
"""

EXPECTED_REGION = [
    "places.yml:7: 'lat' is '-30,41'; a number was expected",
    "places.yml:8: 'nammes' is not a field here; did you mean 'names'?",
    "places.yml:9: tw-03: nobody has the id 'halvenna'; did you mean 'halvena'?",
    "places.yml:9: tw-03: 39.8, -20.2 is outside the box of pack.yml",
    "places.yml:9: tw-03: contested, but only one user of names; add the other side's name or 'single_name_because'",
    "places.yml:10: 'id' is given twice",
    "places.yml:16: invisible character U+200B",
    "places.yml:17: the id 'pelluk' is one of the place's names; ids of places are neutral",
    "pack.yml:1: places: 2 entries, at least 11 expected",
]


def test_region_messages_come_in_one_run(tmp_path: Path) -> None:
    folder = copy_region(tmp_path)
    # pack.yml on one line, as the message counts
    text = (folder / "pack.yml").read_text("utf-8")
    (folder / "pack.yml").write_text(text.replace("\n", " ").split("#")[0] + "\n", "utf-8")
    (folder / "places.yml").write_text(PLACES, "utf-8")
    result = check_pack(folder)
    found = [str(problem) for problem in result.problems]
    assert [message for message in EXPECTED_REGION if message not in found] == []
    assert result.exit_code == 1


def test_language_messages_come_in_one_run(tmp_path: Path) -> None:
    folder = copy_language(tmp_path)
    (folder / "speech.yml").write_text(
        """defaults: {by: orlune, source: own wording}
speech:
  - {id: deny, status: draft, frames: [that], stance: denies, examples: ["[He] <denied> {it}."]}
  - {id: admit, status: draft, frames: [that], stance: admit, examples: ["[He] <admitted> {it}."],
     counter_examples: [The hall admits forty.]}
""",
        "utf-8",
    )
    found = [str(problem) for problem in check_pack(folder).problems]
    assert "speech.yml:3: 'stance' is 'denies'; allowed: 'assert', 'allege', 'deny', ..." in found
    assert "speech.yml:5: admit: matches its counter_example: 'The hall admits forty.'" in found
    assert "pack.yml:1: speech: 1 entries, at least 2 expected" in found


def test_the_filled_examples_pass(tmp_path: Path) -> None:
    assert check_pack(copy_language(tmp_path)).problems == ()
    assert check_pack(copy_region(tmp_path)).problems == ()
    assert check_pack(copy_region(tmp_path / "again")).not_run == (6, 7)


def test_the_engine_decides_what_words_cannot(tmp_path: Path) -> None:
    folder = copy_language(tmp_path)
    replace(
        folder / "speech.yml",
        "counter_examples: [The relief went",
        "counter_examples: [According to them., The relief went",
    )
    assert check_pack(folder).exit_code == 3
    assert check_pack(folder, CheckPorts(fires=lambda _entry, _text: False)).exit_code == 0
    assert check_pack(folder, CheckPorts(fires=lambda _entry, _text: True)).exit_code == 1


# (file, what stands there, what a hand types, part of the message expected)
MISTAKES = [
    (
        "actors.yml",
        "kind: state, side: halvena",
        "kind: sate, side: halvena",
        "'kind' is 'sate'; allowed: 'state'",
    ),
    ("actors.yml", "parent: valley-council", "parent: valley-counsel", "did you mean 'valley-council'?"),
    ("actors.yml", "until: 2019-05-31", "until: 2017-05-31", "until 2017-05-31 is before from 2018-03-01"),
    ("actors.yml", "until: 2019-05-31", "until: 31.05.2019", "YYYY-MM-DD"),
    ("actors.yml", "until: 2019-05-31", "until: 2019-02-30", "no date"),
    # the author alone is no second person
    (
        "actors.yml",
        "status: reviewed, reviewed_by: [harrun],\n     names: [{text: State Border",
        "status: reviewed, reviewed_by: [orlune],\n     names: [{text: State Border",
        "'orlune' wrote the entry",
    ),
    # two beside the author for a contested place
    (
        "places.yml",
        "reviewed_by: [harrun, tamsel], points: [{lat: -30.520",
        "reviewed_by: [harrun], points: [{lat: -30.520",
        "two persons",
    ),
    ("places.yml", "radius_m: 500}", "radius_m: 0}", "'radius_m' is '0'"),
    (
        "places.yml",
        "contested: no, status: reviewed, reviewed_by: [harrun], points: [{lat: -30.40,",
        "contested: false?, status: reviewed, reviewed_by: [harrun], points: [{lat: -30.40,",
        "'yes' or 'no'",
    ),
    ("places.yml", "{text: Sadrun,", "{text: Irrowen dam,", ""),
    ("places.yml", "{text: Torvel, lang", "{text: Ondrel, lang", "add 'ambiguous: yes' to both"),
    ("places.yml", "id: tw-11", "id: tw-10", "is the id of another entry, places.yml:"),
    ("outlets.yml", "agencies: [teskor-press]", "agencies: [teskor]", "nobody has the id 'teskor'"),
    ("outlets.yml", "state_owned: unknown", "state_owned: maybe", "'state_owned' is 'maybe'"),
    ("outlets.yml", "owner: unknown,", "owner: unknown, rating: 4,", "'rating' is not a field here"),
    ("terms.yml", "[saboteur, saboteurs]", "[wrecker]", "does not match its example"),
    ("terms.yml", "about: halvena", "about: halvenia", "nobody has the id 'halvenia'"),
    ("known_failures.yml", "case: planted", "case: plant", "nobody has the id 'plant'"),
    ("cases/ford.yml", "place: tw-04", "place: tw-40", "nobody has the id 'tw-40'"),
    ("pack.yml", "sides: [halvena, teskoria]", "sides: [halvena]", "nobody has the id 'teskoria'"),
    ("pack.yml", "format: 1", "format: 2", "'format' is '2'"),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), MISTAKES)
def test_mistakes(tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    folder = copy_region(tmp_path)
    replace(folder / file, old, new)
    found = [str(problem) for problem in check_pack(folder).problems]
    assert any(message in line for line in found) if message else found == []


def test_an_unknown_file_is_named(tmp_path: Path) -> None:
    folder = copy_region(tmp_path)
    (folder / "plases.yml").write_text("places: []\n", "utf-8")
    assert "plases.yml:1: nobody reads this file; did you mean 'places'?" in map(str, check_pack(folder).problems)


INVISIBLE = [
    ("Tor\u200bvel", True),
    ("Tor\u00advel", True),
    ("Torvel\u00a0", True),
    ("Tor\u202evel", True),
    # scripts that cannot be written without them
    ("Tor\u200cvel", False),
    ("Tor\u200dvel", False),
    ("T\u00f6rvel", False),
]


@pytest.mark.parametrize(("name", "is_refused"), INVISIBLE)
def test_invisible_characters(tmp_path: Path, name: str, is_refused: bool) -> None:
    folder = copy_region(tmp_path)
    replace(folder / "places.yml", "Torvel", name)
    assert any("invisible" in str(p) for p in check_pack(folder).problems) is is_refused


def test_decomposed_letters_are_named(tmp_path: Path) -> None:
    folder = copy_region(tmp_path)
    replace(folder / "places.yml", "Fell\u00fbg", "Fellu\u0302g")
    assert any("is not NFC" in str(problem) for problem in check_pack(folder).problems)
