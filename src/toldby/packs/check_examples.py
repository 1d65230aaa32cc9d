"""Level 5: every entry matches its own examples, with the marked spans, and no counter-example."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from toldby.domain.wording import Wording, find_runs
from toldby.packs import language_schema as said
from toldby.packs import region_schema as given
from toldby.packs.fields import Example
from toldby.packs.inflect import inflect
from toldby.packs.match import Wanted, find_hits, read_guards, read_marks
from toldby.packs.parse import ParsedPack, Row
from toldby.packs.problems import Problem, find_line

Fires = Callable[[str, str], bool]
"""(entry id, sentence) -> whether the engine, with syntax, takes the entry there."""

Tested = said.LanguageEntry | given.TermEntryGiven


@dataclass(frozen=True, slots=True)
class _Words:
    """Word lists of the pack itself that examples are read with."""

    numbers: frozenset[str]
    determiners: frozenset[str]


def check_examples(pack: ParsedPack, fires: Fires | None = None) -> Iterator[Problem]:
    """Entries whose examples fail.

    Without the engine a counter-example that only syntax can exclude is a warning.
    """
    words = _collect_words(pack)
    yield from _count_without(pack)
    for row in pack.rows:
        if not isinstance(row.entry, said.LanguageEntry | given.TermEntryGiven) or row.entry.status == "retired":
            continue
        wanted = _find_wanted(row.entry, words)
        for at, example in enumerate(row.entry.examples):
            yield from _check_example(row, row.entry, at, example, wanted)
        yield from _check_counters(row, row.entry, wanted, fires)


def _count_without(pack: ParsedPack) -> Iterator[Problem]:
    """One warning a file: an entry without example is not tested by anything."""
    bare: dict[str, list[Row]] = {}
    for row in pack.rows:
        if isinstance(row.entry, said.LanguageEntry | given.TermEntryGiven) and not row.entry.examples:
            bare.setdefault(row.file, []).append(row)
    for file, rows in bare.items():
        message = f"{len(rows)} entries have no example, the first is '{getattr(rows[0].entry, 'id', '')}'"
        yield Problem(file, rows[0].line, 5, message, is_warning=True)


def _collect_words(pack: ParsedPack) -> _Words:
    numbers = {
        word.casefold()
        for row in pack.table("maps")
        if isinstance(row.entry, said.WordMap) and row.entry.map == "number_words"
        for word in row.entry.pairs
    }
    determiners = {
        word.casefold()
        for row in pack.table("words")
        if isinstance(row.entry, said.WordGroup) and row.entry.group == "determiners"
        for word in row.entry.forms
    }
    return _Words(frozenset(numbers), frozenset(determiners))


def _find_wanted(entry: Tested, words: _Words) -> Wanted | None:
    """What the entry looks for; None when its shape has no words (a cleft, a weekday)."""
    forms = getattr(entry, "forms", ())
    if isinstance(entry, said.Cue):
        forms = inflect(entry.base, entry.pos, entry.forms)
        guards = read_guards(entry.guards, entry.overrides)
        determiners = words.determiners if entry.pos == "verb" else frozenset[str]()
        return Wanted(Wording.from_forms(forms), guards, not_after=determiners)
    if isinstance(entry, said.Event):
        return Wanted(Wording.from_forms(forms), needs=entry.requires, stops=entry.blockers)
    if isinstance(entry, said.Quantifier) and entry.reading in ("floor", "ceiling"):
        return Wanted(Wording.from_forms(forms), after=words.numbers)
    return Wanted(Wording.from_forms(forms)) if forms else None


def _check_example(row: Row, entry: Tested, at: int, example: Example, wanted: Wanted | None) -> Iterator[Problem]:
    marked = read_marks(example.text)
    line = find_line(row.raw, ("examples", at))
    hits = find_hits(wanted, marked.text) if wanted is not None else ()
    if wanted is not None and not hits:
        yield Problem(row.file, line, 5, f"{entry.id}: does not match its example: '{example.text}'")
    elif marked.cues and not any(s <= h.start and h.end <= e for h in hits for s, e in marked.cues):
        message = f"{entry.id}: matches, but not inside the marked <cue>: '{example.text}'"
        yield Problem(row.file, line, 5, message)
    for name in ("target", "blames", "scope"):
        part = getattr(example, name)
        if part and not find_runs(marked.text, [part]):
            yield Problem(row.file, line, 5, f"{entry.id}: '{name}' is no part of its example: '{part}'")


def _check_counters(row: Row, entry: Tested, wanted: Wanted | None, fires: Fires | None) -> Iterator[Problem]:
    if wanted is None:
        return
    for at, counter in enumerate(entry.counter_examples):
        if not find_hits(wanted, counter):
            continue
        if fires is None or fires(entry.id, counter):
            line = find_line(row.raw, ("counter_examples", at))
            message = f"{entry.id}: matches its counter_example: '{counter}'"
            yield Problem(row.file, line, 5, message, is_warning=fires is None)
