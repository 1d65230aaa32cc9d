"""The date of a dateline: evidence for the day of writing, never the day of an event."""

from __future__ import annotations

from toldby.analysis.lexemes import split_lexemes
from toldby.analysis.timegrammar.datelines import find_dateline_end
from toldby.analysis.timegrammar.grammar import compile_grammar
from toldby.analysis.timegrammar.phrases import find_phrases
from toldby.domain.lexicon import LanguagePack
from toldby.domain.text import DateEvidence, Zone, ZoneKind


def read_dateline(text: str, zones: tuple[Zone, ...], language: LanguagePack) -> tuple[DateEvidence, ...]:
    """Month and day, with the year where it is given: `XXXX-05-13` or `2019-05-13`."""
    body = next((zone for zone in zones if zone.kind is ZoneKind.BODY), None)
    if body is None:
        return ()
    end = find_dateline_end(text, body)
    lexemes = split_lexemes(text, body.start, end)
    phrases = find_phrases(text, lexemes, compile_grammar(language), lambda _: True)
    for phrase in phrases:
        month, day = phrase.slot("month"), phrase.slot("day")
        if phrase.entry.rule not in ("month-day", "full-date") or month is None or day is None:
            continue
        year = phrase.slot("year") or "XXXX"
        value = f"{year}-{int(month):02}-{int(day):02}"
        return (DateEvidence("dateline", value, phrase.start, phrase.end),)
    return ()
