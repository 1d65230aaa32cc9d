"""Reporting clauses in passing, read from the words alone: "..., the council said." and "..., he added, ...".

A parser often takes such a clause for part of what is said. Its shape on the surface is firm: a mark, a noun
phrase, a verb of speaking, then a mark or the end, with at most a day, a place or a hearer between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from toldby.analysis.attribution.view import View
from toldby.domain.lexicon import CueEntry, LanguagePack

_FINITE = ("VBD", "VBZ", "VBP", "VBN", "NNS")
_TOLD = ("assert", "allege", "confirm", "admit", "warn", "express", "evidence")
_OPENERS = (",", "\u2014", "\u2013", "--", "...", "\u2026")
_PHRASE = ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART")
_TAIL = 12
_SUBJECT = 22


@dataclass(frozen=True, slots=True)
class Tag:
    """Tokens of a reporting clause: subject `first` to `last`, `verb` = where the cue begins, `end` = its last token.

    What is said ends before `mark`; `is_quoted`: with a quotation. `leads_quote`: what is said is the quotation
    behind the clause, and nothing before it.
    """

    mark: int
    first: int
    last: int
    head: int
    verb: int
    end: int
    is_final: bool
    is_quoted: bool = False
    leads_quote: bool = False


def find_tags(
    view: View, entries: Mapping[int, CueEntry], ends: Mapping[int, int], language: LanguagePack
) -> dict[int, Tag]:
    """The reporting clauses of a sentence by the token at which their cue begins; `ends` = last tokens of the cues."""
    if not view.is_parsed:
        return {}
    tags = (_read_tag(view, (at, ends[at]), entry, entries, language) for at, entry in entries.items())
    return {tag.verb: tag for tag in tags if tag is not None}


def _read_tag(
    view: View, cue: tuple[int, int], entry: CueEntry, entries: Mapping[int, CueEntry], language: LanguagePack
) -> Tag | None:
    verb = cue[0]
    if entry.pos != "verb" or entry.stance not in _TOLD or view.tokens[verb].tag not in _FINITE:
        return None
    likened = _look_after_as(view, cue, entry, entries, language)
    if likened is not None or not {"that", "quote"} <= set(entry.frames) or cue[1] > verb:
        return likened
    quoted = _look_back_to_quote(view, verb, language)
    if quoted is not None:
        return quoted
    subject = _look_before(view, verb, entries, language)
    if subject is None:
        return None
    mark, first, last = subject
    end = _find_end(view, cue, entry, language)
    if end is None:
        return None
    head = _find_head(view, first, last)
    is_final = end >= view.content_end()
    if head is not None and any(view.is_quote(i) for i in range(end + 1, min(len(view), end + 3))):
        return Tag(mark, first, last, head, verb, end, is_final, leads_quote=True)
    if head is None or not _has_words(view, mark, is_final=is_final):
        return None
    return Tag(mark, first, last, head, verb, end, is_final)


def _look_back_to_quote(view: View, verb: int, language: LanguagePack) -> Tag | None:
    """As in `"...," Ann Hann, a teacher (and one of those who came from the hills), said`: all of it is the subject."""
    last = verb - 1
    while last > 0 and (view.tokens[last].pos in ("ADV", "AUX") or view.low[last] == ","):
        last -= 1
    at = last
    while at >= 0 and last - at < 2 * _SUBJECT and not view.is_quote(at):
        is_verb = view.tokens[at].tag in ("VBD", "VBZ", "VBP", "MD")
        if view.low[at] in (";", ":") or (view.low[at] in language.group("conjunctions") and at == last):
            return None
        if is_verb and not any(view.low[i] in language.group("relative_pronouns") for i in range(max(0, at - 2), at)):
            return None
        at -= 1
    if at < 0 or at == last or not view.is_quote(at) or (not view.is_punct(verb - 1) and verb - at > _SUBJECT):
        return None
    first = at + 1
    token = view.tokens[first]
    if token.pos not in ("DET", "PROPN", "NOUN", "ADJ", "NUM", "PRON") or view.is_punct(first):
        return None
    if (token.pos == "PRON" and last > first) or view.low[first] in language.group("relative_pronouns"):
        return None
    head = _find_head(view, first, last)
    if head is None or (view.tokens[verb].tag == "VBN" and verb - 1 > last):
        return None
    return Tag(first, first, last, head, verb, verb, is_final=False, is_quoted=True)


def _look_before(
    view: View, verb: int, entries: Mapping[int, CueEntry], language: LanguagePack
) -> tuple[int, int, int] | None:
    """Mark, first and last token of the noun phrase right before the cue."""
    last = verb - 1
    while last > 0 and view.tokens[last].pos in ("ADV", "AUX") and view.low[last] not in language.group("negators"):
        last -= 1
    first = last
    while first > 0 and last - first < _SUBJECT and _stands_in_phrase(view, first, entries, language):
        first -= 1
    if first == last or view.low[first] not in _OPENERS or view.is_quote(first):
        return None
    opens = first + 1
    if view.tokens[opens].pos in ("ADP", "CCONJ", "SCONJ", "ADV") or view.low[opens] in language.group(
        "relative_pronouns"
    ):
        return None
    return first, opens, last


def _stands_in_phrase(view: View, i: int, entries: Mapping[int, CueEntry], language: LanguagePack) -> bool:
    if view.is_quote(i) or (i in entries and view.tokens[i].tag in ("VBD", "VBZ", "VBP")):
        return False
    low, pos = view.low[i], view.tokens[i].pos
    if low in language.group("relative_pronouns") or low in language.group("time_subordinators"):
        return False
    if view.is_punct(i):
        return low in ("'s", "'", "-", ".", "(", ")", "&", "/") and i < view.content_end()
    return pos in _PHRASE or pos == "ADP" or (pos == "CCONJ" and low == "and") or (pos == "X")


def _look_after_as(
    view: View, cue: tuple[int, int], entry: CueEntry, entries: Mapping[int, CueEntry], language: LanguagePack
) -> Tag | None:
    """As in "As the envoy has noted, ...", "..., as the mayor put it"."""
    if not {"that", "quote"} & set(entry.frames):
        return None
    last = cue[0] - 1
    while last > 0 and view.tokens[last].pos in ("ADV", "AUX") and view.low[last] not in language.group("negators"):
        last -= 1
    first = last
    while first > 0 and view.low[first] != "as" and _stands_in_phrase(view, first, entries, language):
        first -= 1
    if first == last or view.low[first] != "as" or (first > 0 and view.low[first - 1] not in _OPENERS):
        return None
    end = _find_end(view, cue, entry, language)
    head = _find_head(view, first + 1, last)
    if end is None or head is None:
        return None
    is_final = end >= view.content_end()
    if is_final and first < 2:
        return None
    return Tag(max(0, first - 1), first + 1, last, head, cue[0], end, is_final)


def _find_end(view: View, cue: tuple[int, int], entry: CueEntry, language: LanguagePack) -> int | None:
    """The last token of the clause: nothing but a time, a place, an adverb or a hearer may follow the cue."""
    verb, at, stop = cue[0], cue[1] + 1, view.content_end()
    if at > stop:
        return cue[1]
    if view.is_punct(at) or view.is_quote(at):
        return cue[1] if view.low[at] in _OPENERS else None
    times = language.group("time_words")
    opens = view.tokens[at]
    is_adjunct = (
        opens.pos in ("ADP", "ADV") or view.low[at] in times or view.low[at] in ("last", "this", "earlier", "late")
    )
    if (
        not is_adjunct
        and not (entry.addressee and view.is_nominal(at))
        and not (entry.addressee and opens.pos == "DET")
    ):
        return None
    while at <= stop and at - verb <= _TAIL:
        if view.is_quote(at) or view.low[at] == "that" or view.low[at] in (":", ";"):
            return None
        if view.is_verbal(at) and view.tokens[at].tag != "VBN":
            return None
        if view.is_punct(at) and view.low[at] in _OPENERS:
            return at - 1
        at += 1
    return stop if at > stop else None


def _find_head(view: View, first: int, last: int) -> int | None:
    """The last noun before the first preposition or bracket."""
    found = None
    for i in range(first, last + 1):
        if view.is_nominal(i):
            found = i
        elif found is not None and (view.tokens[i].pos in ("ADP", "CCONJ") or view.low[i] in ("(", ",")):
            break
    return found


def _has_words(view: View, mark: int, *, is_final: bool) -> bool:
    """Something is said: a clause or a quotation before a final tag, anything before one in the middle."""
    before = [i for i in range(mark) if not view.is_punct(i) or view.is_quote(i)]
    if not is_final:
        return bool(before)
    has_verb = any(view.is_verbal(i) or view.is_quote(i) for i in before)
    return has_verb and len(before) > 2


def list_cuts(tags: Mapping[int, Tag], verb: int, first: int, last: int) -> Iterator[int]:
    """The last token before each reporting clause of somebody else within the tokens `first` to `last`."""
    for tag in tags.values():
        if first < tag.mark <= last and not tag.is_quoted and not tag.first <= verb <= tag.end:
            yield tag.mark - 1
