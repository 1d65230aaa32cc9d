"""Where a content begins and ends: cut before the next cue of the same speaker, keep the alternatives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from toldby.analysis.attribution.cues import Cues
from toldby.analysis.attribution.tags import list_cuts
from toldby.analysis.attribution.view import View
from toldby.domain.lexicon import LanguagePack

_ASIDE = ("advcl", "advcl:relcl", "parataxis")
_ACTS = ("accuse", "condemn", "demand", "warn", "threaten", "commit", "deny", "reject", "allege")
_FINITE = ("VBD", "VBZ", "VBP", "MD")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens `first` to `last`; `longer` are ends that may be defended instead."""

    first: int
    last: int
    longer: tuple[int, ...] = ()


def bound_right(view: View, verb: int, first: int, cues: Cues, language: LanguagePack) -> Stretch:
    """The content that starts at `first`, up to the first cut.

    Cuts: a verb coordinated with the cue, a participle cue after a comma, a trailing "according to",
    an aside that hangs on the cue. What was cut as an aside is kept as an alternative end.
    """
    end = _cut_before_next_voice(view, verb, first, _sentence_end(view, verb, first), cues, language)
    cut, longer = end, []
    for at in _hard_cuts(view, verb, first, end, cues, language):
        cut = min(cut, at)
    for at in _soft_cuts(view, verb, first, cut, language):
        longer.append(cut)
        cut = min(cut, at)
    last = strip_right(view, first, cut)
    return Stretch(first, last, tuple(strip_right(view, first, e) for e in longer if e > last))


def strip_right(view: View, first: int, last: int) -> int:
    """The last word at or before `last`; conjunctions and marks at the end do not belong."""
    while last > first and not view.is_quote(last) and _is_loose(view, last):
        last -= 1
    return last


def strip_left(view: View, first: int, last: int) -> int:
    """The first word at or after `first`; marks and a leading "and" or "but" do not belong."""
    while first < last and not view.is_quote(first) and _is_loose(view, first):
        first += 1
    return first


def _is_loose(view: View, i: int) -> bool:
    if view.is_punct(i):
        return view.low[i] not in (")", "]", "(", "[", "%", "$")
    return view.tokens[i].pos == "CCONJ"


def _sentence_end(view: View, verb: int, first: int) -> int:
    """The end of the sentence, or of the clause of a cue that is itself inside a clause."""
    end = view.content_end()
    if view.is_root(verb) or not view.is_parsed or view.dep(verb) in ("parataxis", "conj", "advcl"):
        return end
    edge = view.right(verb)
    return min(end, edge) if edge >= first else end


def _cut_before_next_voice(view: View, verb: int, first: int, end: int, cues: Cues, language: LanguagePack) -> int:
    """As in "While the army said X, drivers said Y": the opening clause ends at the comma before the next speaker."""
    if view.low[0] not in language.group("clause_breakers") or not 0 < verb < 8:
        return end
    later = next((i for i in cues if i > first and view.tokens[i].tag in ("VBD", "VBZ", "VBP")), None)
    if later is None or later > end:
        return end
    commas = [i for i in range(first + 1, later) if view.low[i] == ","]
    return commas[-1] - 1 if commas else end


def _hard_cuts(view: View, verb: int, first: int, end: int, cues: Cues, language: LanguagePack) -> Iterable[int]:
    partners = {p for p in _partners(view, verb) if _ends_content(view, verb, p, first, cues, language)}
    yield from list_cuts(cues.tags, verb, first, end)
    yield from _next_voices(view, first, end, cues, language)
    for i in range(first + 1, end + 1):
        low, tag = view.low[i], view.tokens[i].tag
        if low == "according" and i + 1 <= end and view.low[i + 1] == "to" and i - 1 > first:
            yield i - 1
        elif i in partners and view.left(i) > first:
            yield view.left(i) - 1
        elif i in cues and _is_participle_cue(view, i, language):
            yield i - 1
        elif i in cues and (tag in _FINITE or tag in ("VBN", "NNS")) and joins_cue(view, verb, i, cues, language):
            yield _before_conjunction(view, i) - 1


def _next_voices(view: View, first: int, end: int, cues: Cues, language: LanguagePack) -> Iterable[int]:
    """As in "... but officials say", ", though she admitted": a link, a short noun phrase and a verb of speaking."""
    for at, entry in cues.items():
        if not first + 2 < at <= end or view.tokens[at].tag not in ("VBD", "VBZ", "VBP") or "quote" not in entry.frames:
            continue
        i = at - 1
        while i > first and at - i < 9 and view.tokens[i].pos in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "ADV", "AUX"):
            i -= 1
        low = view.low[i]
        is_link = low in ("but", "though", "although", "while", "whereas") or (low == "and" and view.low[i - 1] == ",")
        if is_link and i < at - 1 and i - 1 > first and any(view.is_nominal(k) for k in range(i + 1, at)):
            yield i - 1


def _is_participle_cue(view: View, i: int, language: LanguagePack) -> bool:
    """A participle after a comma or "and" with no subject of its own: ", adding", "and saying"."""
    tag = view.tokens[i].tag
    if tag == "VBG" and view.low[i - 1] in language.group("conjunctions"):
        return True
    return tag in ("VBG", "VBN") and view.low[i - 1] == "," and _lacks_subject(view, i)


def _opens_cleft(view: View, first: int) -> bool:
    """As in "it was X, not Y, who ...": the asides carry the point."""
    at = first + 1 if view.low[first] == "that" else first
    return at + 1 < len(view) and view.low[at] == "it" and view.low[at + 1] in ("was", "is", "were")


def _partners(view: View, verb: int) -> list[int]:
    """Verbs coordinated with the cue, near or through each other."""
    found = [verb]
    for at in found:
        found += [c for c in view.children[at] if view.dep(c) == "conj" and c > verb and c not in found]
    return found[1:]


def _ends_content(view: View, verb: int, partner: int, first: int, cues: Cues, language: LanguagePack) -> bool:
    """A coordinated verb is the speaker's next act, unless it rather goes on with what is said.

    It goes on when it is of another form than the cue ("to disarm ... and ensure"), when its subject
    is a pronoun, or when it has a subject and no comma parts it.
    """
    if _is_finite(view, verb) != (_is_finite(view, partner) or _is_read_as_participle(view, verb, partner, cues)):
        return False
    subject = view.find_child(partner, "nsubj", "nsubj:pass", "expl")
    if subject is None or partner in cues:
        return True
    pronouns = language.group("singular_pronouns") | language.group("plural_pronouns") | language.group("first_person")
    opening = view.left(partner)
    has_comma = opening > 0 and (view.is_punct(opening) or view.is_punct(opening - 1))
    return has_comma and view.low[subject] not in pronouns


def _is_read_as_participle(view: View, verb: int, partner: int, cues: Cues) -> bool:
    """As in "expressed concern and called on": past and participle look the same."""
    helpers = any(view.dep(c).startswith(("aux", "mark")) for c in view.children[partner])
    bare = view.tokens[partner].tag in ("VBN", "VB") and not helpers
    return bare and partner in cues and view.tokens[verb].tag == "VBD"


def _is_finite(view: View, verb: int) -> bool:
    token = view.tokens[verb]
    if token.tag in ("VBD", "VBZ", "VBP"):
        return True
    if (
        token.tag == "VBN"
        and view.find_child(verb, "nsubj") is not None
        and view.find_child(verb, "aux", "aux:pass") is None
    ):
        return True
    return any(
        view.tokens[c].tag in ("VBD", "VBZ", "VBP", "MD")
        for c in view.children[verb]
        if view.dep(c).startswith(("aux", "cop"))
    )


def _lacks_subject(view: View, i: int) -> bool:
    return view.find_child(i, "nsubj", "nsubj:pass") is None


def joins_cue(view: View, verb: int, i: int, cues: Cues, language: LanguagePack) -> bool:
    """A finite cue without subject after "and" opens the speaker's next act.

    It does when "that" or a quotation follows, or when the act is one of speech alone (accuse, urge).
    """
    if not _lacks_subject(view, i) or view.tokens[verb].tag not in ("VBD", "VBZ", "VBP", "VBN", "VBG"):
        return False
    before = _before_conjunction(view, i)
    if view.low[before] not in language.group("conjunctions"):
        return False
    if view.find_child(i, "aux", "aux:pass") is not None:
        return False
    follows = i + 1 < len(view) and (view.low[i + 1] == "that" or view.is_quote(i + 1))
    return (
        (follows or cues[i].stance in _ACTS or cues[i].frames[0] == "as")
        and view.dep(i) == "conj"
        and view.head(i) != verb
    )


def _before_conjunction(view: View, i: int) -> int:
    """The index of the conjunction before `i`, over adverbs and auxiliaries; `i - 1` when there is none."""
    at = i - 1
    while at > 0 and view.tokens[at].pos in ("ADV", "AUX"):
        at -= 1
    return at


def _answering_nouns(view: View, first: int, cut: int, language: LanguagePack) -> Iterable[int]:
    """As in "..., a claim that Halvena denies": the noun for what was said no longer belongs to it."""
    nouns = language.group("statement_nouns")
    for i in range(first + 2, cut - 1):
        if view.low[i] != "," or view.low[i + 1] not in ("a", "an"):
            continue
        noun = i + 3 if view.tokens[i + 2].pos == "ADJ" else i + 2
        if noun <= cut and view.low[noun] in nouns:
            yield i - 1
            return


def _contrasts(view: View, first: int, cut: int) -> Iterable[int]:
    """As in "said X, but he has not shown Y": a contrast with a subject of its own is the report's, unless quoted."""
    for i in range(cut - 2, first + 2, -1):
        if view.is_quote(i):
            return
        if view.low[i] == "," and view.low[i + 1] in ("but", "yet"):
            has_subject = any(view.dep(k).startswith(("nsubj", "expl")) for k in range(i + 2, min(cut + 1, i + 14)))
            if has_subject and any(view.tokens[k].tag in _FINITE for k in range(i + 2, cut + 1)):
                yield i - 1


def _soft_cuts(view: View, verb: int, first: int, cut: int, language: LanguagePack) -> Iterable[int]:
    """Asides that hang on the cue itself, latest first, so that each cut shortens the last."""
    if _opens_cleft(view, first):
        return
    yield from _answering_nouns(view, first, cut, language)
    yield from _contrasts(view, first, cut)
    asides = [c for c in view.children[verb] if view.dep(c) in _ASIDE and first < view.left(c) <= cut]
    for aside in sorted(asides, reverse=True):
        opening = view.left(aside)
        has_comma = view.is_punct(opening) or (opening > 0 and view.is_punct(opening - 1))
        lead = view.low[opening + 1] if view.is_punct(opening) and opening < aside else view.low[opening]
        if lead in language.group("time_subordinators") or has_comma:
            yield opening - 1
