"""Quotations of a report, classified; quotations that run over several paragraphs are chained."""

from __future__ import annotations

from dataclasses import dataclass

from toldby.analysis.quoting.kinds import KindJudge, MarkedSpan
from toldby.analysis.quoting.pairs import MAX_DEPTH, Pair, Pairing, pair_marks
from toldby.domain.finds import Quote, QuoteKind
from toldby.domain.lexicon import LanguagePack
from toldby.domain.text import Span, Zone, ZoneKind


def find_quotes(text: str, zones: tuple[Zone, ...], language: LanguagePack) -> tuple[Quote, ...]:
    """The quotations of the coded zones in text order; an odd number of marks never stops a report.

    >>> quotes = find_quotes('He said "we left."', (Zone(0, 18, ZoneKind.BODY),), LanguagePack("en", ""))
    >>> [(q.start, q.end) for q in quotes]
    [(8, 18)]
    """
    finder = _QuoteFinder(text, zones, KindJudge(text, language))
    for index, zone in enumerate(zones):
        if zone.kind.is_coded:
            finder.take_paragraph(index)
    return tuple(finder.quotes)


@dataclass(frozen=True, slots=True)
class _Carry:
    """A quotation that its paragraph left open: its index, its zone, its mark's family."""

    quote: int
    zone: int
    family: str


class _QuoteFinder:
    """Walks the paragraphs and carries an open quotation over their borders."""

    def __init__(self, text: str, zones: tuple[Zone, ...], judge: KindJudge) -> None:
        self.quotes: list[Quote] = []
        self._text, self._zones, self._judge = text, zones, judge
        self._carry: _Carry | None = None
        self._pairings: dict[int, Pairing] = {}
        self._block_end: dict[int, int | None] = {}

    def take_paragraph(self, index: int) -> None:
        """Add the quotations of one zone."""
        zone = self._zones[index]
        pairing = self._pair(index)
        carry = self._carry if self._carry is not None and self._is_next(self._carry.zone, index) else None
        self._carry = None
        if carry is not None and not self._reopens(zone, pairing, carry):
            self._continue_block(index, pairing, carry)
            return
        self._add_pairs(index, pairing, carry)

    def _add_pairs(self, index: int, pairing: Pairing, carry: _Carry | None) -> None:
        last = carry.quote if carry is not None else None
        for number, pair in enumerate(pairing.pairs):
            continues = last if number == 0 or (pair.reopens and pair.depth == 0) else None
            if pair.depth == 0:
                last = len(self.quotes)
            self.quotes.append(self._make_quote(self._zones[index], pair, 0, continues))
            if pair.close is None and pair.depth == 0 and pair.end == self._zones[index].end:
                self._carry = _Carry(len(self.quotes) - 1, index, pair.open.family)

    def _continue_block(self, index: int, pairing: Pairing, carry: _Carry) -> None:
        """A paragraph without an opening mark goes on with the block that a later mark closes."""
        last = self._find_block_end(index)
        if last is None:
            self._add_pairs(index, pairing, None)
            return
        zone = self._zones[index]
        is_closed = index == last and pairing.stray is not None
        mark = pairing.stray if is_closed else None
        end, inner = (mark.end, mark.start) if mark is not None else (zone.end, zone.end)
        self.quotes.append(Quote(zone.start, end, Span(zone.start, inner), QuoteKind.SPEECH, 0, carry.quote, is_closed))
        if not is_closed:
            self._carry = _Carry(len(self.quotes) - 1, index, carry.family)
        for pair in pairing.pairs:
            if pair.end <= inner and pair.depth + 1 < MAX_DEPTH:
                self.quotes.append(self._make_quote(zone, pair, 1, None))

    def _make_quote(self, zone: Zone, pair: Pair, deeper: int, continues: int | None) -> Quote:
        end = pair.end if pair.close is not None else self._skip_blanks_back(pair.end, pair.open.end)
        inner = Span(pair.open.end, end if pair.close is None else pair.close.start)
        kind = self._judge.judge(MarkedSpan(Span(pair.open.start, end), inner, zone.span))
        if continues is not None:
            kind = QuoteKind.SPEECH
        return Quote(pair.open.start, end, inner, kind, pair.depth + deeper, continues, pair.close is not None)

    def _skip_blanks_back(self, end: int, start: int) -> int:
        while end > start and self._text[end - 1].isspace():
            end -= 1
        return end

    def _reopens(self, zone: Zone, pairing: Pairing, carry: _Carry) -> bool:
        first = pairing.pairs[0] if pairing.pairs else None
        return first is not None and first.open.start == zone.start and first.open.family == carry.family

    def _find_block_end(self, index: int) -> int | None:
        """The zone of the same statement block whose last sign is a closing mark that closes nothing."""
        if index in self._block_end:
            return self._block_end[index]
        seen: list[int] = []
        answer: int | None = None
        at = index
        while at < len(self._zones) and self._zones[at].kind is ZoneKind.STATEMENT_BLOCK:
            seen.append(at)
            if self._ends_with_stray(at):
                answer = at
                break
            at += 1
        self._block_end.update(dict.fromkeys(seen, answer))
        return answer

    def _ends_with_stray(self, index: int) -> bool:
        stray = self._pair(index).stray
        if stray is None:
            return False
        rest = self._text[stray.end : min(stray.end + 20, self._zones[index].end)]
        return not any(sign.isalnum() for sign in rest)

    def _is_next(self, earlier: int, later: int) -> bool:
        return all(not self._zones[i].kind.is_coded for i in range(earlier + 1, later))

    def _pair(self, index: int) -> Pairing:
        if index not in self._pairings:
            zone = self._zones[index]
            self._pairings[index] = pair_marks(self._text, zone.start, zone.end)
        return self._pairings[index]
