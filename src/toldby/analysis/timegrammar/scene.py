"""One report while its times are read: zones, quotations, document date, what was told so far."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from toldby.analysis.lexemes import Lexeme
from toldby.analysis.timegrammar.hanging import Hang, Told, hang_on_date, hang_on_event, hang_on_lead
from toldby.analysis.timegrammar.moments import Expression, Moment
from toldby.analysis.timegrammar.phrases import Phrase
from toldby.domain.finds import Quote, QuoteKind, Sentence
from toldby.domain.lexicon import LanguagePack
from toldby.domain.text import DocumentDate, Span, Zone, ZoneKind

_NEAR = 60


@dataclass(frozen=True, slots=True)
class Place:
    """An expression with its surroundings."""

    expression: Expression
    lexemes: Sequence[Lexeme]
    zone: int
    quote: int | None

    @property
    def start(self) -> int:
        """First code point of the first word."""
        return self.lexemes[self.expression.first].start


@dataclass(slots=True)
class Scene:
    """Grows with each time told; `event` is given by hand only in the list of single cases."""

    zones: tuple[Zone, ...]
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]
    published: DocumentDate
    language: LanguagePack
    speech: frozenset[str]
    floor: date | None = None
    event: Hang | None = None
    told: list[Told] = field(default_factory=list)

    def hang(self, place: Place, phrase: Phrase, hangs_on: str) -> Hang:
        """What a phrase hangs on at its place."""
        if self.zones[place.zone].kind is ZoneKind.CAPTION:
            return Hang("none", None, "a caption has no date of its own")
        if hangs_on == "event" or (hangs_on == "unit" and phrase.slot("unit") == "D"):
            return self._hang_event(place, phrase)
        return self.hang_said(place)

    def _hang_event(self, place: Place, phrase: Phrase) -> Hang:
        found = self.event or hang_on_event(self.told, self.zones, place.start, place.zone)
        if found is None and phrase.entry.rule in ("same-unit", "bare-unit"):
            found = hang_on_lead(self.told, self.zones)
        return found or Hang("event", None, "no event time stands before it")

    def hang_said(self, place: Place) -> Hang:
        """The document date; in a quotation the date of its statement, when that is told."""
        if place.quote is None:
            return hang_on_date(self.published)
        spoken = [t for t in self._told_near(place) if t.is_spoken_at]
        if spoken and spoken[0].sense.days is not None:
            days = spoken[0].sense.days
            return Hang("statement", days, f"statement of {days[0]}")
        base = hang_on_date(self.published)
        return Hang("statement", base.days, f"statement undated, {base.why}")

    def near_day(self, place: Place) -> Hang:
        """The day a clock time belongs to: of its sentence, else said before, else of writing."""
        inside = [t for t in self._told_near(place) if _is_day(t)]
        span = self._stretch_at(place)
        same = [t for t in inside if span.start <= t.start < span.end]
        if same:
            nearest = min(same, key=lambda t: (abs(t.start - place.start), t.start))
            return Hang("text", nearest.sense.days, "day of its sentence")
        before = [t for t in inside if t.start < place.start]
        if before:
            return Hang("text", before[-1].sense.days, "day said before")
        if self.zones[place.zone].kind is ZoneKind.CAPTION:
            return Hang("none", None, "a caption has no date of its own")
        return self.hang_said(place)

    def tell(self, told: Told) -> None:
        """Keep a time read, in text order."""
        insort(self.told, told, key=_start)

    def _told_near(self, place: Place) -> list[Told]:
        """The times told in the paragraph, those nearest to the place."""
        at = bisect_left(self.told, place.start, key=_start)
        near = self.told[max(0, at - _NEAR) : at + _NEAR]
        return [told for told in near if told.zone == place.zone]

    def _stretch_at(self, place: Place) -> Span:
        """The innermost sentence around the place; its paragraph when sentences are not split."""
        at = bisect_right(self.sentences, place.start, key=_sentence_start)
        near = self.sentences[max(0, at - _NEAR) : at]
        fitting = [s.span for s in near if s.start <= place.start < s.end]
        return min(fitting, key=lambda s: s.end - s.start, default=self.zones[place.zone].span)

    def quote_at(self, offset: int) -> int | None:
        """The index of the outermost speech quotation around the offset."""
        at = bisect_left(self.quotes, offset, key=_quote_start)
        for index in range(at - 1, max(-1, at - 1 - _NEAR), -1):
            quote = self.quotes[index]
            if quote.kind is QuoteKind.SPEECH and quote.depth == 0 and offset < quote.end:
                return index
        return None

    def is_spoken_at(self, place: Place) -> bool:
        """The time stands beside a speech verb: it dates the statement."""
        joins = self.language.group("time_joins")
        left = place.expression.first - 1
        while left >= 0 and place.lexemes[left].lower in joins:
            left -= 1
        if left >= 0 and place.lexemes[left].lower in self.speech:
            return True
        after = place.expression.after
        return after < len(place.lexemes) and place.lexemes[after].lower in self.speech


def _start(told: Told) -> int:
    return told.start


def _quote_start(quote: Quote) -> int:
    return quote.start


def _sentence_start(sentence: Sentence) -> int:
    return sentence.start


def _is_day(told: Told) -> bool:
    days = told.sense.days
    return days is not None and days[0] == days[1] and told.sense.mode == "within"


def only_moment(expression: Expression) -> Moment | None:
    """The moment of an expression that is no range."""
    return expression.moments[0] if len(expression.moments) == 1 else None
