"""Cues that are no verb of their own: "according to X", "as stated by X", "allegedly"."""

from __future__ import annotations

from toldby.analysis.attribution.bounds import strip_left, strip_right
from toldby.analysis.attribution.cues import CueHit
from toldby.analysis.attribution.draft import Draft
from toldby.analysis.attribution.view import View
from toldby.domain.lexicon import LanguagePack

_PHRASE = ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART", "ADP", "CCONJ", "SYM", "X")
_BRANCHES = ("advcl", "acl", "acl:relcl", "ccomp", "conj", "parataxis", "root", "ROOT", "xcomp")


def read_adjunct(view: View, hit: CueHit, language: LanguagePack) -> Draft | str:
    """According to X: at the start it covers the sentence, later its own clause."""
    first, last = hit.last + 1, _phrase_end(view, hit.last + 1, language)
    if last < first or not any(view.is_nominal(i) for i in range(first, last + 1)):
        return "no_speaker_possible"
    head = next(i for i in range(first, last + 1) if view.is_nominal(i))
    last = _reach_apposition(view, head, _reach_participle(view, head, last))
    content = _adjunct_content(view, hit, last)
    if not content:
        return "no_speaker_possible"
    is_vague = view.low[head] in language.group("vague_speakers") and last - first < 2
    spans = tuple(view.span(a, b) for a, b in content)
    return Draft(
        sentence=view.sentence.index,
        source=() if is_vague else (view.span(first, last),),
        cue=(view.span(hit.first, hit.last),),
        content=spans,
        frame="adjunct",
        stance=hit.entry.stance,
        commitment=hit.entry.commitment,
        rule="cue.adjunct",
        why=f"{view.words(hit.first, hit.last)!r}, frame adjunct",
        entry=hit.entry,
    )


def _phrase_end(view: View, first: int, language: LanguagePack) -> int:
    """The noun phrase after the preposition: by its tree, within the marks around it."""
    last = first - 1
    heads = [i for i in range(first, min(len(view), first + 6)) if view.is_nominal(i)]
    edge = len(view) - 1
    if heads and view.is_parsed:
        top = heads[0]
        while not view.is_root(top) and view.head(top) >= first and view.is_nominal(view.head(top)):
            top = view.head(top)
        edge = max(view.noun_phrase(top)[1], heads[0])
    depth = 0
    for i in range(first, len(view)):
        if view.is_quote(i) or (view.is_punct(i) and view.low[i] not in ("-", "'s", "'", ".", "&", "(", ")", "/")):
            break
        if view.low[i] == "." and i >= view.content_end():
            break
        depth += (view.low[i] == "(") - (view.low[i] == ")")
        token = view.tokens[i]
        if depth <= 0 and i > edge and token.pos not in ("PART",):
            break
        if view.is_verbal(i) and token.tag != "VBN" and token.pos != "NOUN":
            break
        last = i
    while last >= first and (
        (view.is_punct(last) and view.low[last] != ")") or view.tokens[last].pos in ("ADP", "CCONJ", "DET")
    ):
        last -= 1
    return last


def _reach_participle(view: View, head: int, last: int) -> int:
    """As in "according to a memo seen by the paper, ...": the participle describes the source."""
    for child in (c for i in range(head, last + 1) for c in view.children[i]):
        is_next = view.left(child) == last + 1 and view.tokens[child].tag in ("VBN", "VBG")
        edge = view.right(child)
        if is_next and view.dep(child) == "acl" and edge < len(view) - 1 and edge - last < 12:
            return edge - 1 if view.is_punct(edge) else edge
    return last


def _reach_apposition(view: View, head: int, last: int) -> int:
    """As in "according to the Network, a group that ..., the strike ...": the apposition describes the source."""
    if (
        last + 2 >= len(view)
        or view.low[last + 1] != ","
        or view.low[last + 2] not in ("a", "an", "the", "its", "which", "who")
    ):
        return last
    for child in view.children[head]:
        is_next = view.left(child) in (last + 1, last + 2)
        if is_next and view.dep(child) in ("appos", "acl:relcl") and view.right(child) < view.content_end() - 2:
            return view.right(child)
    if view.low[last + 2] not in ("a", "an", "its"):
        return last
    return _reach_second_comma(view, last)


def _reach_second_comma(view: View, last: int) -> int:
    """The comma that ends an indefinite description, when a clause with a subject of its own follows."""
    for at in range(last + 3, min(view.content_end(), last + 30)):
        if view.is_quote(at) or view.low[at] in (";", ":"):
            return last
        if view.low[at] == "," and view.tokens[at + 1].pos in ("DET", "PROPN", "PRON", "NOUN", "NUM", "ADJ"):
            inner = [i for i in range(last + 2, at) if view.tokens[i].tag in ("VBD", "VBZ", "VBP")]
            is_relative = all(any(view.low[j] in ("that", "who", "which") for j in range(i - 2, i)) for i in inner)
            after = any(view.is_verbal(i) for i in range(at + 2, view.content_end() + 1))
            return at - 1 if is_relative and after else last
    return last


def _adjunct_content(view: View, hit: CueHit, last: int) -> list[tuple[int, int]]:
    end = view.content_end()
    after = last + 1
    while after <= end and view.is_punct(after):
        after += 1
    before = hit.first - 1
    while before >= 0 and view.is_punct(before):
        before -= 1
    begin = _clause_start(view, hit.first)
    left_words = [i for i in range(begin, before + 1) if not view.is_punct(i)]
    is_opening = not left_words or (
        len(left_words) <= 4 and not any(view.is_verbal(i) or view.is_quote(i) for i in left_words) and after <= end
    )
    if is_opening:
        stop = next((i for i in range(after, end + 1) if view.low[i] == ";"), end + 1)
        return [(after, stop - 1)] if after < stop else []
    start = _clause_start(view, before)
    whole = (strip_left(view, start, before), strip_right(view, start, before))
    pieces = [whole] if whole[0] <= whole[1] else []
    if after <= end and _goes_on(view, hit, after):
        pieces.append((after, end))
    return pieces


def _clause_start(view: View, before: int) -> int:
    """After a semicolon, or a coordinated clause with its own subject; else the sentence start."""
    for i in range(before, 0, -1):
        if view.low[i] == ";":
            return i + 1
    return 0


def _goes_on(view: View, hit: CueHit, after: int) -> bool:
    """The clause that began before the adjunct carries on after it."""
    governor = hit.first
    for _ in range(len(view)):
        if view.is_root(governor) or view.head(governor) < hit.first or view.head(governor) > after:
            break
        governor = view.head(governor)
    return view.head(governor) >= after


def read_adverb(view: View, hit: CueHit, language: LanguagePack) -> Draft | str:
    """Allegedly: covers the clause or participle that it stands in; nobody is named."""
    governor = view.head(hit.head) if not view.is_root(hit.head) else hit.head
    if view.is_parsed and governor == hit.head:
        return "no_speaker_possible"
    first, last = hit.last + 1, view.content_end()
    pieces: list[tuple[int, int]] = []
    if view.is_parsed:
        last = min(last, max(view.right(governor), governor))
        subject = view.find_child(governor, "nsubj", "nsubj:pass")
        if subject is not None and view.right(subject) < hit.first:
            pieces.append(view.noun_phrase(subject))
    last = strip_right(view, first, last) if first <= last else last
    if first > last:
        return "no_speaker_possible"
    pieces.append((first, last))
    return Draft(
        sentence=view.sentence.index,
        source=(),
        cue=(view.span(hit.first, hit.last),),
        content=tuple(view.span(a, b) for a, b in pieces),
        frame="adverb",
        stance=hit.entry.stance,
        commitment=hit.entry.commitment,
        rule="cue.adverb",
        why=view.low[hit.first],
        entry=hit.entry,
    )
