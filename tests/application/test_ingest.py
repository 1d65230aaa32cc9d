"""From a decoded input to a report: outlet, language, zones, warnings."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import MappingProxyType

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import toldby
from toldby.analysis.quotes import find_quotes
from toldby.analysis.sentences import split_sentences
from toldby.analysis.zones import mark_zones
from toldby.application.ingest import build_report, find_outlet, tell_language
from toldby.application.ports import RawReport
from toldby.domain.actors import Actor, ActorName, Outlet, Side
from toldby.domain.lexicon import LanguagePack, Lexicon, RegionPack

STORY = (
    "Shells on Pelluk\n\nShells fell on the village of Pelluk on Thursday evening, the council said. Nobody was hurt.\n"
)


def read_words() -> LanguagePack:
    """The shipped word lists of zones and text."""
    words: dict[str, set[str]] = {}
    for name in ("words.text.yml", "words.zones.yml"):
        path = Path(toldby.__file__).parent / "data" / "languages" / "en" / name
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["words"]:
            words.setdefault(entry["group"], set()).update(entry["forms"])
    return LanguagePack("en", "test", words=MappingProxyType({k: frozenset(v) for k, v in words.items()}))


LEXICON = Lexicon(
    read_words(),
    (
        RegionPack(
            id="tirrow",
            hash="test",
            sides=(Side("halvena", "Halvena"),),
            actors=(
                Actor("halvena-mod", "ministry", "halvena", (ActorName("Ministry of Defence"),)),
                Actor("some-minister", "person", "halvena", (ActorName("A. Korin"),)),
            ),
            outlets=(
                Outlet("ondrel-courier", "newspaper", "halvena", ("The Ondrel Courier",), ("ondrel-courier.example",)),
            ),
        ),
    ),
)


def make_raw(text: str, **given: object) -> RawReport:
    """An input as a source would give it."""
    return RawReport(path="a.txt", member=None, sha256="0" * 64, text=text, **given)  # type: ignore[arg-type]


OUTLETS: list[tuple[str | None, str | None, str | None]] = [
    ("ondrel-courier", None, "ondrel-courier"),
    ("ondrel courier", None, "ondrel-courier"),
    (None, "https://www.ondrel-courier.example/r01", "ondrel-courier"),
    # a host that only looks alike is another one
    (None, "https://notondrel-courier.example/r01", None),
    (None, "http://[broken", None),
    # an institution may publish, a person is kept as a name
    ("halvena-mod", None, "halvena-mod"),
    ("Ministry of Defence", None, "halvena-mod"),
    ("A. Korin", None, "A. Korin"),
    ("Some  Blog", "https://ondrel-courier.example/x", "ondrel-courier"),
    ("Some  Blog", None, "Some Blog"),
    (None, None, None),
]


@pytest.mark.parametrize(("name", "url", "outlet"), OUTLETS)
def test_outlets(name: str | None, url: str | None, outlet: str | None) -> None:
    """Name, then host, then the words given."""
    assert find_outlet(name, url, LEXICON) == outlet


def test_institution_makes_a_statement() -> None:
    """A ministry's own paper is its statement whatever its title."""
    kinds = {zone.kind.value for zone in build_report(make_raw(STORY, outlet="halvena-mod"), LEXICON).zones}
    assert kinds == {"headline", "statement_block"}
    kinds = {zone.kind.value for zone in build_report(make_raw(STORY, outlet="ondrel-courier"), LEXICON).zones}
    assert kinds == {"headline", "body"}


LANGUAGES: list[tuple[str, str | None, str | None]] = [
    (STORY, None, "en"),
    (STORY, "en-GB", "en-GB"),
    # the page says Russian, the words are English
    (STORY, "ru", "en"),
    ("El ejército tomó la colina el lunes por la noche y no hubo muertos, dijo el consejo del distrito.", None, "es"),
    ("El ejército tomó la colina el lunes por la noche y no hubo muertos, dijo el consejo del distrito.", "es", "es"),
    # the page says English, the words are German
    ("Die Armee nahm den Hügel am Montag ein, sagte der Rat, und in der Nacht war es still im Dorf.", "en", "de"),
    ("Обстрел села продолжался всю ночь, сообщил совет района, погибших нет, есть раненые и разрушения.", None, "ru"),
    (
        "Müdafiə Nazirliyi bildirib ki, kənd cümə günü atəşə tutulub və üç nəfər həlak olub, iki nəfər yaralanıb.",
        None,
        "az",
    ),
    ("Գյուղը հրետակոծվել է։", None, "hy"),
    ("სოფელი დაიბომბა.", None, "ka"),
    ("وزارة الدفاع قالت إن القرية تعرضت للقصف يوم الجمعة وقتل ثلاثة أشخاص وأصيب اثنان من السكان.", None, "ar"),
    # too short to tell Russian from Bulgarian
    ("Обстрел села.", None, "und"),
    ("Обстрел села.", "ru", "ru"),
    # too short to tell
    ("Five dead", None, "en"),
    # names of many countries and few words look like a language of any of them
    (
        "The Asia-Pacific region polled: China, India, Indonesia, Japan, Malaysia, Pakistan and the Philippines",
        None,
        "en",
    ),
]


@pytest.mark.parametrize(("text", "stated", "language"), LANGUAGES)
def test_languages(text: str, stated: str | None, language: str | None) -> None:
    """By the share of frequent words, then by script and letters."""
    assert tell_language(text, stated, LEXICON.language) == language


def test_problems() -> None:
    """No sentence, another language, no date: listed, and the report is stored."""
    codes = {problem.code for problem in build_report(make_raw("12\n13\n14 15"), LEXICON).problems}
    assert {"no_sentences", "no_date"} <= codes
    spanish = "El ejército tomó la colina el lunes por la noche y no hubo muertos, dijo el consejo."
    assert "language_without_pack" in {problem.code for problem in build_report(make_raw(spanish), LEXICON).problems}
    assert build_report(make_raw(STORY), LEXICON).language == "en"


def test_future_needs_a_clock() -> None:
    """A date in future is a problem only for a caller that knows today."""
    from toldby.domain.text import DateEvidence

    raw = make_raw(STORY, evidence=(DateEvidence("user", "2031-01-05"),))
    assert "future_date" not in {problem.code for problem in build_report(raw, LEXICON).problems}
    assert "future_date" in {problem.code for problem in build_report(raw, LEXICON, today="2030-01-01").problems}


HOSTILE: list[tuple[str, str]] = [
    ("one line", "shells fell on the village and " * 30_000),
    ("one token", "x" * 900_000),
    ("brackets", "(" * 900_000),
    ("stops without blanks", "a.a." * 220_000),
    ("blanks", "shells" + " " * 900_000 + "fell"),
    ("line breaks", "shells" + "\n" * 900_000 + "fell"),
    ("marks that combine", "e" + "\u0301" * 200_000),
    ("odd marks", 'said "a ' * 100_000),
    ("12,000 quotations", '"They fired at us," he said. ' * 12_000),
    ("said that", "The army said that " * 5_000),
    ("many lines", "shells fell on it\n" * 50_000),
    ("many titles", "Shells Fell On It\n\nThey said that it...\n\n" * 10_000),
    ("statement after statement", "It released the following statement:\n\n" * 20_000),
    ("open quotations", "The ministry released a statement:\n\n\u201cShells fell.\n\nShells fell.\n\n" * 5_000),
    ("digits", "9" * 6_000 + " people died in the village on 31 February 10000-01-01."),
]


@pytest.mark.parametrize("text", [row[1] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_hostile_text(text: str) -> None:
    """No text takes long up to its sentences."""
    began = time.perf_counter()
    zones = mark_zones(text, LEXICON.language)
    quotes = find_quotes(text, zones, LEXICON.language)
    split_sentences(text, zones, quotes, LEXICON.language)
    tell_language(text, None, LEXICON.language)
    assert time.perf_counter() - began < 60  # quadratic work would take minutes


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """Any text gives a report whose id depends on the text alone."""
    clean = text.encode("utf-8", "replace").decode("utf-8") or "x"
    report = build_report(make_raw(clean), LEXICON)
    assert report.text == clean
    assert report.doc_id == build_report(make_raw(clean, outlet="X", url="https://x.example"), LEXICON).doc_id
    assert sys.intern(report.doc_id)
