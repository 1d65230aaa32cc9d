"""Private persons named in reports: found by the words around their names, by a list kept by people, by patterns.

Officials speaking in office and whoever a pack names stay named. Recall is not complete, which the command says;
the list (`--protect`) is for what the rules do not see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from toldby.domain.ledger import Ledger
from toldby.domain.lexicon import Lexicon
from toldby.domain.text import Report
from toldby.domain.wording import fold_words

_WORD = re.compile(r"\w[\w'’\-]*")
_SENTENCE_BREAK = re.compile(r"[.!?\n:;“”\"«»]\s*$")
_MOST_NAMES = 4
_SHORTEST_SURNAME = 4
_NEAR = 3
_AGE_AFTER = re.compile(r",\s*(?:1[01]\d|\d{1,2})\s*[,.;)](?!\d)|\s\((?:1[01]\d|\d{1,2})\)")
_PATTERNS = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")),
    (
        "phone",
        re.compile(r"(?<![\w./-])\+?\d{1,3}[\s(.-]{1,2}\d{2,4}[\s).-]{1,2}\d{2,4}(?:[\s.-]?\d{2,4}){1,3}(?![\w/-])"),
    ),
    (
        "coordinates",
        re.compile(r"(?<![\d.])-?\d{1,3}\.\d{3,}(?:\s?°?\s?[NS])?\s*[,;]\s*-?\d{1,3}\.\d{3,}(?:\s?°?\s?[EW]\b)?"),
    ),
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A private person's name or number in a report, with the rule that saw it; the words are never exported."""

    rule: str
    path: str
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class PersonWords:
    """The word lists of the packs that the rules look at, folded.

    `known` are words of names of places, bodies and outlets, and of the calendar; `public` whole names and last
    names of persons in packs.
    """

    private: frozenset[str]
    kin: frozenset[str]
    exposed: frozenset[str]
    age: tuple[str, ...]
    streets: frozenset[str]
    documents: tuple[str, ...]
    offices: frozenset[str]
    known: frozenset[str]
    public: frozenset[str]

    @cached_property
    def cues(self) -> frozenset[str]:
        """Words that, before a name, make it a private person's."""
        return self.private | self.kin | self.exposed


def gather_person_words(lexicon: Lexicon) -> PersonWords:
    """The lists as packs give them; what a pack names is known and never masked."""
    language = lexicon.language
    classes = language.mapping("noun_classes")
    private = frozenset(w for w, c in classes.items() if c in ("civilian", "child", "aid_worker", "journalist"))
    offices = frozenset(w for w, c in classes.items() if c == "official") | language.group("titles")
    judging = language.group("judging_offices")
    return PersonWords(
        private - judging,
        language.group("kinship"),
        language.group("exposed_persons"),
        tuple(sorted(language.group("age_words"), key=len, reverse=True)),
        language.group("street_words"),
        tuple(sorted(language.group("document_words"), key=len, reverse=True)),
        (offices - private) | judging,
        _list_known(lexicon) | language.group("time_words") | frozenset(language.mapping("months")),
        _list_public(lexicon),
    )


def _list_known(lexicon: Lexicon) -> frozenset[str]:
    names = [side.name for r in lexicon.regions for side in r.sides]
    names += [n.text for r in lexicon.regions for a in r.actors if a.kind != "person" for n in a.names]
    names += [n.text for r in lexicon.regions for p in r.places for n in p.names]
    names += [name for r in lexicon.regions for outlet in r.outlets for name in outlet.names]
    return frozenset(word for name in names for word in name.casefold().replace("-", " ").split())


def _list_public(lexicon: Lexicon) -> frozenset[str]:
    persons = [n.text for r in lexicon.regions for a in r.actors if a.kind == "person" for n in a.names]
    names = [fold_words(name) for name in persons]
    return frozenset(names) | {name.rpartition(" ")[2] for name in names}


def find_persons(ledger: Ledger, words: PersonWords) -> tuple[Sighting, ...]:
    """Every private person named in a report, in the order of paths and text."""
    found = [s for analysis in ledger.analyses for s in read_report(analysis.report, words)]
    found += _quoted_persons(ledger, words)
    return tuple(sorted(set(found), key=lambda s: (s.path, s.start, s.end, s.rule)))


def read_report(report: Report, words: PersonWords) -> Iterator[Sighting]:
    """Names beside cues, and patterns, in one text."""
    text = report.text
    for start, end in _find_names(text, words):
        rule = _judge(text, start, end, words)
        if rule is not None:
            yield Sighting(rule, report.path, start, end, text[start:end])
    for rule, pattern in _PATTERNS:
        for hit in pattern.finditer(text):
            yield Sighting(rule, report.path, hit.start(), hit.end(), hit.group())
    yield from _read_numbers(report, words)


def _find_names(text: str, words: PersonWords) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words that no pack knows; offices in front of them are left out."""
    lower = frozenset(re.findall(r"\b[^\W\d_A-Z][\w'’-]*", text))
    run: list[re.Match[str]] = []
    for word in [*_WORD.finditer(text), None]:
        joins = word is not None and _is_capital(word.group(), words)
        if run and (not joins or word is None or not _are_joined(text, run[-1], word)):
            yield from _cut(text, run, lower)
            run = []
        if joins and word is not None:
            run.append(word)


def _are_joined(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    """A blank between them, or the full stop of an initial."""
    between = text[left.end() : right.start()]
    return between == " " or (between == ". " and len(left.group()) == 1)


def _is_capital(word: str, words: PersonWords) -> bool:
    folded = word.removesuffix("'s").removesuffix("’s").casefold()
    if not word[0].isupper() or folded in words.known or folded in words.offices or folded in words.cues:
        return False
    return not (word.isupper() and len(word) > 1 and "-" not in word and "'" not in word)


def _cut(text: str, run: Sequence[re.Match[str]], lower: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The run as a name. The first word of a sentence is capital anyway: it counts only with a second one after it,

    and not at all where the text has it in small letters elsewhere.
    """
    start = run[0].start()
    begins = start == 0 or _SENTENCE_BREAK.search(text[max(0, start - 3) : start]) is not None
    if begins and run[0].group().casefold() in lower:
        run, begins = run[1:], False
    if not run or (len(run) == 1 and begins):
        return
    first, last = run[0].start(), run[-1]
    end = last.end() - (2 if last.group().endswith(("'s", "’s")) else 0)
    if len(run) <= _MOST_NAMES:
        yield first, end


def _judge(text: str, start: int, end: int, words: PersonWords) -> str | None:
    """The rule by which the name is a private person's; None = an official, a thing, or nothing tells."""
    before = [w.group().casefold() for w in _WORD.finditer(text, max(0, start - 60), start)][-_NEAR:]
    after = text[end : end + 60]
    between = text[max(0, start - 2) : start]
    if "." in between or "\n" in between:
        before = []
    if _holds_office(before, after, words) or fold_words(text[start:end]) in words.public:
        return None
    if _AGE_AFTER.match(after) or any(_follows_age(after, w) for w in words.age):
        return "age"
    joined = " ".join(before)
    if re.search(r"\d", joined) and joined.endswith(words.age) and not _is_followed_by_noun(text, start, end, words):
        return "age"
    if before and (before[-1] in words.cues or joined.endswith(tuple(f" {w}" for w in words.exposed if " " in w))):
        return "kinship" if before[-1] in words.kin else "private-noun"
    if len(before) > 1 and before[-1] == "of" and before[-2] in words.kin:
        return "kinship"
    return "private-noun" if _has_apposition(after, words) or _is_kin_of(after, words) else None


def _is_followed_by_noun(text: str, start: int, end: int, words: PersonWords) -> bool:
    """One word before a noun of people tells where somebody is from: a 20-year-old Ondrel resident."""
    after = _WORD.match(text, end + 1)
    return " " not in text[start:end] and after is not None and after.group().casefold() in words.cues


def _follows_age(after: str, word: str) -> bool:
    age = re.escape(word)
    told = rf",?\s+(?:{age}\s+\d|an?\s+\d{{1,3}}[\s-]{age}|\d{{1,3}}[\s-]{age})"
    return re.match(told, after.casefold()) is not None


def _holds_office(before: Sequence[str], after: str, words: PersonWords) -> bool:
    if any(word in words.offices for word in before[-2:]):
        return True
    apposition = re.match(r",\s+(?:(?:the|an?|its|their|his|her)\s+)?((?:[\w'’-]+\s?){1,4})", after)
    told = apposition[1].casefold().split() if apposition else []
    return any(word in words.offices for word in told[:4])


def _has_apposition(after: str, words: PersonWords) -> bool:
    told = re.match(r",\s+(?:an?|the|his|her|their)\s+((?:[\w'’-]+\s?){1,3})", after)
    return told is not None and any(word in words.cues for word in re.findall(r"[\w'’-]+", told[1].casefold()))


def _is_kin_of(after: str, words: PersonWords) -> bool:
    told = re.match(r"['’]s\s+(\w+)", after)
    return told is not None and told[1].casefold() in words.kin


def _read_numbers(report: Report, words: PersonWords) -> Iterator[Sighting]:
    """Papers, plates and street addresses: a number beside a word of the pack."""
    text = report.text
    if words.documents:
        cue = "|".join(map(re.escape, words.documents))
        for hit in re.finditer(
            rf"(?i:\b(?:{cue}))\W{{1,4}}((?=[A-Z\s-]{{0,12}}\d)[A-Z0-9][A-Z0-9-]{{0,20}}(?:\s\d[\w-]{{0,12}}){{0,4}})",
            text,
        ):
            yield Sighting("document-number", report.path, hit.start(1), hit.end(1), hit.group(1))
    if words.streets:
        cue = "|".join(map(re.escape, sorted(words.streets, key=len, reverse=True)))
        for hit in re.finditer(
            rf"\b\d{{1,4}}[A-Za-z]?,?\s{{1,3}}(?:[^\W\d_][\w'’-]{{0,30}}\s{{1,3}}){{1,3}}(?i:{cue})\b", text
        ):
            if re.search(r"\s[^\W\d_a-z]", hit.group()) is not None:
                yield Sighting("address", report.path, hit.start(), hit.end(), hit.group())


def _quoted_persons(ledger: Ledger, words: PersonWords) -> list[Sighting]:
    """People quoted by name of whom neither a pack nor the text tells an office."""
    reports = {a.report.doc_id: a.report for a in ledger.analyses}
    found = []
    for claim in ledger.claims:
        speaker = claim.speaker
        if speaker is None or not (speaker.id or "").startswith("text:"):
            continue
        if not any(link.role == "person" and link.id == speaker.id for link in claim.chain):
            continue
        text = reports[claim.doc_id].text
        for span in claim.source:
            for start, end in _find_names(text[: span.end], words):
                if start >= span.start and _is_person(text, start, end, words):
                    found.append(Sighting("quoted", reports[claim.doc_id].path, start, end, text[start:end]))
    return found


def _is_person(text: str, start: int, end: int, words: PersonWords) -> bool:
    before = [w.group().casefold() for w in _WORD.finditer(text, max(0, start - 60), start)][-_NEAR:]
    name = text[start:end]
    is_public = fold_words(name) in words.public or _holds_office(before, text[end : end + 60], words)
    return " " in name and not is_public


def list_forms(sightings: Iterable[Sighting], listed: Iterable[str], words: PersonWords) -> tuple[str, ...]:
    """Every form to be masked: whole names, and the last word of a name where no pack knows it; longest first."""
    forms = {" ".join(name.split()) for name in listed if name.strip()}
    forms |= {" ".join(s.words.split()) for s in sightings}
    named = {" ".join(s.words.split()) for s in sightings if s.rule not in ("email", "phone", "coordinates", "address")}
    for name in named | {" ".join(n.split()) for n in listed if n.strip()}:
        *_, last = name.split(" ")
        is_name = (
            " " in name and last[:1].isupper() and len(last) >= _SHORTEST_SURNAME and not any(c.isdigit() for c in last)
        )
        if is_name and fold_words(last) not in words.known | words.public:
            forms.add(last)
    return tuple(sorted(forms, key=lambda f: (-len(f), f)))
