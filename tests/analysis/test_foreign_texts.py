"""Texts in other languages: never coded; the places the packs know are found in every script they give."""

from __future__ import annotations

from dataclasses import replace

import pytest

from toldby.analysis.stages import Coding, analyse_report, is_coded
from toldby.application.ingest import build_report
from toldby.application.packs import open_lexicon
from toldby.application.ports import RawReport
from toldby.domain.lexicon import Lexicon
from toldby.domain.text import Report


class NoParser:
    """A parser that must not be asked."""

    name = "none"

    def parse(self, sentences: object) -> list[object]:
        raise AssertionError("a text without a pack was parsed")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return open_lexicon("en", None)


def read(text: str, lexicon: Lexicon, language: str | None = None) -> Report:
    return build_report(RawReport("a.txt", None, "0" * 64, text, language=language), lexicon)


TEXTS: list[tuple[str, str, str]] = [
    # Cyrillic, Armenian, Georgian, and another language in Latin letters
    ("ru", "Министерство сообщило в пятницу: город Степанакерт был обстрелян, погибли три человека.\n", "Степанакерт"),
    ("hy", "Նախարարությունը հայտնել է. քաղաք Ստեփանակերտ, երեք մարդ զոհվել է հրետակոծությունից։\n", "Ստեփանակերտ"),
    ("ka", "სამინისტრომ განაცხადა: ქალაქი ზუგდიდი დაიბომბა და სამი ადამიანი დაიღუპა პარასკევს.\n", "ზუგდიდი"),
    ("de", "Das Ministerium teilte am Freitag mit, dass Stepanakert beschossen wurde, drei Tote.\n", "Stepanakert"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "place"), TEXTS)
def test_kept_with_its_places_and_not_coded(lexicon: Lexicon, language: str, text: str, place: str) -> None:
    report = read(text, lexicon)
    assert report.language == language
    assert "language_without_pack" in {problem.code for problem in report.problems}
    result = analyse_report(report, Coding(lexicon, NoParser()))  # type: ignore[arg-type]
    assert (result.claims, result.episodes, result.times, result.drops) == ((), (), (), ())
    assert {text[m.start : m.end]: m.place_id for m in result.places}.get(place) is not None
    assert result.packs == ("south-caucasus",)
    assert result.fingerprints


@pytest.mark.parametrize(
    ("language", "answer"), [("en", True), ("en-GB", True), ("EN", True), (None, True), ("ru", False), ("und", False)]
)
def test_what_is_coded(lexicon: Lexicon, language: str | None, answer: bool) -> None:
    report = replace(read("Nothing.", lexicon), language=language)
    assert is_coded(report, lexicon) is answer
