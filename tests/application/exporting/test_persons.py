"""Who is masked and who is not: rows of invented sentences with the names a rule must see."""

from __future__ import annotations

import time

import pytest

from toldby.application.exporting.masking import BLOCK, make_mask
from toldby.application.exporting.persons import PersonWords, Sighting, list_forms, read_report
from toldby.bootstrap import make_person_words
from toldby.domain.ids import DocId
from toldby.domain.text import Report

ROWS = [
    # age after and before the name
    ("The shells killed Orla Venn, 34, in her kitchen.", {"Orla Venn"}),
    ("The shells killed Orla Venn (34) in her kitchen.", {"Orla Venn"}),
    ("Among them was 9-year-old Tam Venn.", {"Tam Venn"}),
    ("Among them was Tam Venn, a 9-year-old boy.", {"Tam Venn"}),
    ("They named Tam Venn, aged 9, and gave no more.", {"Tam Venn"}),
    # kin
    ("He said his wife Orla Venn had fled.", {"Orla Venn"}),
    ("Orla Venn's mother waited at the bridge.", {"Orla Venn"}),
    ("The mother of Tam Venn waited at the bridge.", {"Tam Venn"}),
    ("His daughter Marta was asleep.", {"Marta"}),
    # what somebody is
    ("The blast wounded farmer Belo Astrin near the mill.", {"Belo Astrin"}),
    ("The blast wounded Belo Astrin, a farmer from the valley.", {"Belo Astrin"}),
    ("The prisoner Belo Astrin was shown on television.", {"Belo Astrin"}),
    ("The body of Belo Astrin was found on Monday.", {"Belo Astrin"}),
    # numbers
    ("Call +99 555 123 45 67 or write to orla.venn@mail.example today.", {"+99 555 123 45 67", "orla.venn@mail.example"}),  # noqa: E501
    ("The house stands at -30.33125, -20.27110 above the road.", {"-30.33125, -20.27110"}),
    ("She lived at 14 Mill Lane until May.", {"14 Mill Lane"}),
    ("He showed passport number QX 4419205 at the post.", {"QX 4419205"}),
    # officials speaking in office, bodies and places are not private persons
    ("Defence minister Belo Astrin, 61, denied it.", set()),
    ("Belo Astrin, the mayor of the town, denied it.", set()),
    ("Belo Astrin, spokesman for the council, said so.", set()),
    ("The Imbrel District Council, 40 strong, met on Monday.", set()),
    ("Belo Astrin said nothing more.", set()),
    # a person whom a pack names holds an office, whatever stands around
    ("The witness Mav Tellory, 44, was at the bridge.", set()),
    ("On 9 May, 24 shells hit Pelluk and Ondrel.", set()),
    ("The convoy took the Garrim road, 12 trucks in all.", set()),
    # a day of a month is no age
    ("On January 17, 2023 they met. The talks on March 25, in the end, failed.", set()),
    ("In November, 24, and again in December, 31, shells fell.", set()),
    # the first word of a sentence is capital anyway
    ("Posts came under fire. They said posts fell. Posts, 7, were lost.", set()),
    ("They counted 3,700 in Morrava, 1,600 of them wounded.", set()),
    ("A 20-year-old Ondrel resident and a 30-year-old Morravan driver were held.", set()),
    ("The driver Orla J. Venn was held.", {"Orla J. Venn"}),
    ("Judge Belo Astrin sent them home.", set()),
    ("At least 3 people died on 12 May 2019, 24 hours later.", set()),
]  # fmt: skip


@pytest.fixture(scope="module")
def words() -> PersonWords:
    return make_person_words()


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_rows(text: str, expected: set[str], words: PersonWords) -> None:
    report = Report(DocId("D"), "a.txt", "0", "0", text)
    assert {s.words for s in read_report(report, words)} == expected


def test_the_last_name_alone_is_masked_too(words: PersonWords) -> None:
    seen = (Sighting("age", "a.txt", 0, 9, "Orla Venn"),)
    forms = list_forms(seen, ("Belo Astrin",), words)
    assert forms == ("Belo Astrin", "Orla Venn", "Astrin", "Venn")


def test_as_many_blocks_as_characters_and_slugs_too() -> None:
    mask = make_mask(["Orla Venn", "Venn"])
    assert mask("Orla Venn fled; Venn's house burned.") == f"{BLOCK * 9} fled; {BLOCK * 4}'s house burned."
    assert mask("https://news.example/orla-venn-fled") == f"https://news.example/{BLOCK * 9}-fled"
    assert mask("text:venn") == f"text:{BLOCK * 4}"
    assert mask("ORLA  VENN") == BLOCK * 10
    assert mask("Avenna stands") == "Avenna stands", "no part of another word"


def test_many_names_cost_no_more_than_few() -> None:
    names = [f"Orla{n} Venn{n}" for n in range(20_000)]
    text = "Shells fell on the village of Pelluk in the evening. " * 2_000 + "Orla7 Venn7"

    def measure(count: int) -> float:
        mask = make_mask(names[:count])
        started = time.process_time()
        assert mask(text).endswith(BLOCK * 11)
        return time.process_time() - started

    few, many = min(measure(10) for _ in range(3)), min(measure(20_000) for _ in range(2))
    assert many < 5 * few + 0.05


def test_nothing_to_mask_changes_nothing() -> None:
    assert make_mask([])("Orla Venn") == "Orla Venn"


WORST = [
    "a" * 50_000, "a." * 25_000, "1 " * 25_000, "1.111 , " * 6_000, "passport " * 5_000, "PASSPORT " * 5_000,
    " " * 50_000,
    "Orla " * 10_000, "1 Mill " * 7_000, "+1 22 33 " * 5_500, "Orla, " * 8_000, "@" * 50_000, "Orla Venn, 34, " * 3_000,
]  # fmt: skip


@pytest.mark.parametrize("text", WORST, ids=lambda text: repr(text[:12]))
def test_time_grows_with_the_text_alone(text: str, words: PersonWords) -> None:
    """Four times the text takes far less than sixteen times as long, which a squared search would."""

    def measure(size: int) -> float:
        report = Report(DocId("D"), "a.txt", "0", "0", text[:size])
        started = time.process_time()
        found = list(read_report(report, words))
        list_forms(found, (), words)
        return time.process_time() - started

    short, whole = min(measure(len(text) // 4) for _ in range(3)), min(measure(len(text)) for _ in range(2))
    assert whole < 10 * short + 0.05
