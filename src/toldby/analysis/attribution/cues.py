"""Cues found in the tokens of a sentence: longest form first, checked by part of speech and guards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from toldby.analysis.attribution.guards import breaks_guard
from toldby.analysis.attribution.tags import Tag
from toldby.analysis.attribution.view import View
from toldby.analysis.remembering import remember
from toldby.domain.lexicon import CueEntry, LanguagePack
from toldby.domain.wording import Wording, fold_words

_VERB_TAGS = ("VB", "MD")
_FINITE = ("VBD", "VBZ", "VBP", "MD")


class Cues(dict[int, CueEntry]):
    """Entries of the verb cues of a sentence by the token at which they begin, and its reporting clauses."""

    def __init__(self, entries: Mapping[int, CueEntry], tags: Mapping[int, Tag]) -> None:
        """Both are keyed by the first token of the cue."""
        super().__init__(entries)
        self.tags = tags


@dataclass(frozen=True, slots=True)
class CueHit:
    """A form of an entry at tokens `first` to `last`; `head` is the token that governs the clause."""

    entry: CueEntry
    first: int
    last: int
    head: int
    others: tuple[CueEntry, ...] = ()


class CueIndex:
    """The forms of a language pack by their first word."""

    def __init__(self, language: LanguagePack) -> None:
        """Built once per pack, see `index_cues`."""
        found: dict[str, list[tuple[tuple[str, ...], CueEntry]]] = {}
        for entry in language.cues:
            for form in entry.forms:
                words = tuple(fold_words(form).split(" "))
                found.setdefault(words[0], []).append((words, entry))
        self._by_word = {
            word: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[1].pos != "prep", row[1].id)))
            for word, rows in found.items()
        }
        self._times = language.group("time_words")
        words_of = ((e.id, e.forms) for e in language.cues)
        self.wording = Wording.from_entries(words_of)

    def find(self, view: View) -> tuple[CueHit, ...]:
        """Hits in text order, none overlapping another; at one place the first fitting entry wins."""
        hits: list[CueHit] = []
        at = 0
        while at < len(view):
            hit = self._fit(view, at)
            if hit is None:
                at += 1
                continue
            hits.append(hit)
            at = hit.last + 1
        return tuple(hits)

    def list_verbs(self, word: str) -> tuple[CueEntry, ...]:
        """The verb entries with this word alone as a form, whatever a parser takes it for."""
        return tuple(e for words, e in self._by_word.get(word, ()) if len(words) == 1 and e.pos == "verb")

    def _fit(self, view: View, at: int) -> CueHit | None:
        if view.is_quote(at):
            return None
        fitting: list[CueHit] = []
        for words, entry in self._by_word.get(view.low[at], ()):
            last = at + len(words) - 1
            if last >= len(view) or view.low[at : last + 1] != words:
                continue
            if words[-1] == "to" and len(words) > 1 and last + 1 < len(view) and view.tokens[last + 1].tag == "VB":
                continue
            if len(words) > 1 and words[-1] == "on" and last + 1 < len(view) and view.low[last + 1] in self._times:
                # "agreed on Tuesday to ..." is no agreement on a day
                continue
            if fits_part_of_speech(view, at, entry) and not breaks_guard(view, at, last, entry):
                if fitting and last != fitting[0].last:
                    break
                fitting.append(CueHit(entry, at, last, _head_of(view, at, last)))
        return replace(fitting[0], others=tuple(hit.entry for hit in fitting[1:])) if fitting else None


def index_cues(language: LanguagePack) -> CueIndex:
    """The index of a pack; packs are immutable, so one index serves all reports."""
    return remember(language, "_cue_index", lambda: CueIndex(language))


def fits_part_of_speech(view: View, at: int, entry: CueEntry) -> bool:
    """The first word can be what the entry is; without a parse every reading fits."""
    token = view.tokens[at]
    if not view.is_parsed:
        return True
    if entry.pos == "verb":
        is_verb = token.pos in ("VERB", "AUX") or token.tag.startswith(_VERB_TAGS)
        return is_verb or _is_hidden_verb(view, at)
    if entry.pos == "phrase":
        return token.pos != "NOUN"
    if entry.pos == "noun":
        return token.pos in ("NOUN", "PROPN") and not token.tag.startswith("VB")
    return True


def _is_hidden_verb(view: View, at: int) -> bool:
    """Tagged as a noun, but it has a subject, or a clause follows and nothing else is the verb."""
    if at == 0:
        return False
    if view.dep(at) == "conj" and view.tokens[at - 1].pos == "CCONJ" and view.is_verbal(view.head(at)):
        # "demands that ... be punished and calls on": a noun is not coordinated with a verb
        return True
    if view.tokens[at - 1].pos == "CCONJ" and view.tokens[at].tag == "NNS" and _follows_present(view, at):
        return True
    if _is_bare_plural_clause(view, at) or _closes_sentence(view, at):
        return True
    if not view.is_root(at):
        return False
    if view.find_child(at, "nsubj") is not None:
        return True
    if _is_only_beside_quote(view, at):
        return True
    opens = at + 1 < len(view) and (view.low[at + 1] == "that" or view.tokens[at + 1].tag == "TO")
    return opens and view.tokens[at - 1].pos in ("NOUN", "PROPN", "PRON")


def _follows_present(view: View, at: int) -> bool:
    """As in "demands the release of two men and calls upon": the sentence's verb has the same ending."""
    root = next((i for i in range(len(view)) if view.is_root(i)), at)
    links = ("on", "upon", "that")
    return root < at and view.tokens[root].tag == "VBZ" and at + 1 < len(view) and view.low[at + 1] in links


def _is_only_beside_quote(view: View, at: int) -> bool:
    """A quotation, a noun phrase and this word: it is the verb."""
    quoted = any(view.is_quote(i) for i in range(len(view)))
    before = view.tokens[at - 1].pos in ("NOUN", "PROPN", "PRON", "ADJ") and not view.is_quote(at - 1)
    return quoted and before and not any(view.is_verbal(i) for i in range(len(view)))


def _is_bare_plural_clause(view: View, at: int) -> bool:
    """As in "Partners on the ground report that two schools were hit": the clause behind "that" has the only verb."""
    if at + 2 >= len(view) or view.tokens[at].tag != "NN":
        return False
    follower = view.tokens[at + 1]
    if view.low[at + 1] != "that" and not (follower.tag == "PRP" and view.dep(at + 1).startswith("nsubj")):
        return False
    opens = next((i for i in range(at) if view.is_nominal(i)), None)
    if opens is None or view.tokens[opens].tag != "NNS" or any(view.tokens[i].tag in _FINITE for i in range(at)):
        return False
    return sum(view.tokens[i].tag in _FINITE for i in range(at + 2, len(view))) == 1


def _closes_sentence(view: View, at: int) -> bool:
    """As in "The front was shelled, the command reports.": a noun phrase and this word after the last comma."""
    if at != view.content_end() or view.tokens[at].tag != "NNS":
        return False
    comma = next((i for i in range(at - 1, 0, -1) if view.low[i] == ","), None)
    if comma is None or at - comma < 2 or not any(view.is_nominal(i) for i in range(comma + 1, at)):
        return False
    inside = range(comma + 1, at)
    if any(view.tokens[i].pos in ("VERB", "AUX", "CCONJ", "SCONJ") or view.is_quote(i) for i in inside):
        return False
    opens = view.tokens[comma + 1]
    is_phrase = opens.pos in ("DET", "PROPN") or opens.text[:1].isupper()
    return is_phrase and any(view.tokens[i].tag in _FINITE for i in range(comma))


def _head_of(view: View, first: int, last: int) -> int:
    """The token of the run whose head lies outside it; a verb before anything else."""
    outside = [i for i in range(first, last + 1) if not first <= view.head(i) <= last or view.is_root(i)]
    verbs = [i for i in outside if view.is_verbal(i)]
    return (verbs or outside or [first])[0]
