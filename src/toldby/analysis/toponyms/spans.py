"""Where a place may be named: names of the packs, then capitalised names in places' company."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toldby.analysis.acting.names import NameHit
from toldby.analysis.toponyms.context import Surroundings, find_preposition
from toldby.analysis.wordscan import slug

_LONGEST_NAME = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that may be a place: pack ids if any, a kind if the words tell it, and why."""

    start: int
    end: int
    place_ids: tuple[str, ...]
    kind: str | None
    reason: str


def list_unknown_names(around: Surroundings, taken: tuple[NameHit, ...]) -> Iterator[Candidate]:
    """Capitalised names no pack knows that stand where a place stands."""
    closed = [(hit.start, hit.end) for hit in taken]
    at, last = 0, None
    while at < len(around.words):
        stop = _run_end(around, at, closed)
        if stop == at:
            at += 1
            continue
        found = _judge_run(around, at, stop) or _judge_listed(around, at, stop, last)
        if found is not None:
            last = found
            yield found
        at = stop


def list_chains(around: Surroundings, names: tuple[NameHit, ...]) -> Iterator[Candidate]:
    """Roads named by the places they join: "Ondrel-Irrowen-Torvel road", with the known nodes."""
    nouns = around.language.mapping("place_nouns")
    for index, word in enumerate(around.words):
        if "-" not in word.text or sum(p[:1].isupper() for p in word.text.split("-")) < 2:
            continue
        following = around.word(index + 1)
        if following is None or nouns.get(following.low) not in ("road", "line", "corridor"):
            continue
        inside = (h for h in names if word.start <= h.start and h.end <= word.end)
        nodes = tuple(r.id for hit in inside for r in hit.of_kind("place"))
        yield Candidate(
            word.start, following.end, nodes, nouns[following.low], "place.chain: a road named by its nodes"
        )


def _run_end(around: Surroundings, at: int, closed: list[tuple[int, int]]) -> int:
    """Index after the capitalised name that starts at `at`; `at` itself when none does."""
    stop = at
    while stop < len(around.words) and stop - at < _LONGEST_NAME and _continues(around, stop, stop == at):
        word = around.words[stop]
        if any(start < word.end and word.start < end for start, end in closed):
            break
        if stop > at and around.words[stop - 1].end == word.start:
            break
        stop += 1
    return stop


def _continues(around: Surroundings, index: int, is_first: bool) -> bool:
    word = around.words[index]
    if not word.text[0].isalpha() and not (not is_first and word.text.isdigit()):
        return False
    if not word.is_name_like and not word.text.isdigit() and "-" not in word.text:
        return False
    if not any(c.isupper() for c in word.text) and not word.text.isdigit():
        return False
    language = around.language
    if word.low in language.group("calendar_names"):
        return False
    return not (is_first and word.low in language.group("capital_stopwords") and not _opens_name(around, index))


def _opens_name(around: Surroundings, index: int) -> bool:
    following = around.word(index + 1)
    return around.is_in(index, "place_openers") and following is not None and following.is_name_like


def _judge_run(around: Surroundings, at: int, stop: int) -> Candidate | None:
    start, end = around.words[at].start, around.words[stop - 1].end
    opened = _read_of_name(around, at, stop)
    if opened is not None:
        return opened
    kind, end_with_noun = _kind_after(around, at, stop)
    if kind is not None:
        return Candidate(start, end_with_noun, (), kind, "place.pattern: kind of place after the name")
    if _is_no_place(around, at, stop):
        return None
    kind = _kind_before(around, at)
    if kind is not None:
        return Candidate(start, end, (), kind, "place.pattern: kind of place before the name")
    phrase, _ = find_preposition(around, at)
    opening = around.language.mapping("place_nouns").get(around.low(at))
    if phrase and opening is not None and stop - at > 1:
        return Candidate(start, end, (), opening, "place.pattern: kind of place opens the name")
    if _is_strong(around, phrase) and not _is_tongue(around, at, stop, phrase):
        return Candidate(start, end, (), None, f'place.preposition: after "{phrase}"')
    if phrase and phrase in around.language.group("locative_prepositions") and _has_motion(around, at):
        return Candidate(start, end, (), None, f'place.preposition: after "{phrase}" and a word of motion')
    if around.is_in(at - 1, "place_taking_verbs"):
        return Candidate(start, end, (), None, f'place.object: after "{around.low(at - 1)}"')
    return None


def _read_of_name(around: Surroundings, at: int, stop: int) -> Candidate | None:
    """As in "the Strait of Kell", "Gulf of Sarn": kind, "of" and name are one name."""
    kind = around.language.mapping("place_nouns").get(around.low(stop - 1))
    name = around.word(stop + 1)
    if kind is None or around.low(stop) != "of" or name is None or not name.is_name_like:
        return None
    last = stop + 1
    while (word := around.word(last + 1)) is not None and word.is_name_like:
        last += 1
    start, end = around.words[at].start, around.words[last].end
    return Candidate(start, end, (), kind, "place.pattern: kind of place opens the name")


def _is_strong(around: Surroundings, phrase: str) -> bool:
    """Always before a place: "near", also with an adjective of area, "in central"."""
    strong = around.language.group("strong_locatives")
    return phrase in strong or (" " in phrase and phrase.split()[0] in strong and phrase.split()[-1] != "of")


def _judge_listed(around: Surroundings, at: int, stop: int, last: Candidate | None) -> Candidate | None:
    """As in "between Pelluk and Ondrel", "in Pelluk, Ondrel and Irrowen": listed with a place before it."""
    start, end = around.words[at].start, around.words[stop - 1].end
    if last is None or _is_no_place(around, at, stop):
        return None
    gap = around.text[last.end : start].strip(" ").lower()
    if gap not in around.language.group("list_joins"):
        return None
    token = around.tokens.get(around.words[stop - 1].start)
    if token is not None and token.dep.split(":")[0] not in ("conj", "appos", "nmod", "flat", "list", "compound"):
        return None
    if token is None and gap != "and":
        return None
    return Candidate(start, end, (), last.kind, "place.listed: beside a place")


def _is_tongue(around: Surroundings, at: int, stop: int, phrase: str) -> bool:
    """A word with a language's ending after "in" says how something was said."""
    endings = tuple(around.language.group("tongue_endings"))
    return phrase == "in" and stop - at == 1 and around.low(at).endswith(endings)


def _kind_after(around: Surroundings, at: int, stop: int) -> tuple[str | None, int]:
    """As in "Kelvoth ridge", "Zubara province": the kind word belongs to the name except for settlements."""
    nouns = around.language.mapping("place_nouns")
    last = around.words[stop - 1]
    if stop - at > 1 and last.low in nouns:
        return nouns[last.low], last.end
    for size in (4, 3, 2, 1):
        following = around.words[stop : stop + size]
        kind = nouns.get(" ".join(w.low for w in following)) if len(following) == size else None
        if kind is not None and not _is_nation_word(around, stop - 1) and not _goes_on_as_actor(around, stop, size):
            is_part = kind != "settlement" or following[-1].is_name_like
            return kind, following[-1].end if is_part else last.end
    return None, last.end


def _goes_on_as_actor(around: Surroundings, stop: int, size: int) -> bool:
    """As in "Belmari border guards": the kind word is part of a noun for people."""
    kinds = around.language.mapping("actor_kinds")
    following = around.low(stop + size)
    return following in kinds or f"{around.low(stop + size - 1)} {following}" in kinds


def _kind_before(around: Surroundings, at: int) -> str | None:
    """As in "the village of Pelluk", "the town Ondrel", "in the capital, Ondrel, during ..."."""
    nouns = around.language.mapping("place_nouns")
    if around.low(at - 1) == "," and nouns.get(around.low(at - 2)) == "settlement" and _is_set_off(around, at):
        return "settlement"
    if around.low(at - 1) == "of" and around.low(at - 2) in nouns:
        return nouns[around.low(at - 2)]
    before = around.word(at - 1)
    if before is not None and before.text.islower() and around.low(at - 1) in nouns:
        return nouns[around.low(at - 1)]
    return None


def _is_set_off(around: Surroundings, at: int) -> bool:
    """A definite noun before the comma, and a comma or the end behind the name."""
    stop = at + 1
    while (word := around.word(stop)) is not None and word.is_name_like:
        stop += 1
    return around.is_in(at - 3, "definite_determiners") and around.low(stop) in (",", ".", "")


def _is_no_place(around: Surroundings, at: int, stop: int) -> bool:
    """A title, an organisation's noun or an adjective of nation makes the name no place."""
    language = around.language
    if any(w.low in language.group("organisation_nouns") for w in around.words[at:stop]):
        return True
    if around.is_in(at - 1, "titles") or any(w.low in language.group("titles") for w in around.words[at:stop]):
        return True
    return _is_adjective(around, stop - 1)


def _is_nation_word(around: Surroundings, index: int) -> bool:
    """As in "Teskorian village": an adjective where the parse says so; without one, by its ending."""
    token = around.tokens.get(around.words[index].start)
    if token is not None:
        return token.pos == "ADJ" and not token.tag.startswith("NNP")
    return _is_adjective(around, index)


def _is_adjective(around: Surroundings, index: int) -> bool:
    """A nationality word before a noun: "Zubaran troops", "in Teskorian shelling"."""
    word, following = around.words[index], around.word(index + 1)
    token = around.tokens.get(word.start)
    if following is not None and following.is_mark:
        return False
    if token is not None:
        return token.pos == "ADJ" or token.dep in ("amod", "compound")
    if following is None or not following.text[0].isalpha() or following.text[0].isupper():
        return False
    endings = around.language.group("nationality_endings")
    return any(word.low.endswith(e) for e in endings) and not _is_function_word(around, following.low)


def _is_function_word(around: Surroundings, low: str) -> bool:
    language = around.language
    return low in language.group("locative_prepositions") or low in language.group("capital_stopwords")


def _has_motion(around: Surroundings, at: int) -> bool:
    return any(around.is_in(i, "motion_words") for i in range(max(0, at - 6), at))


def list_repeats(
    around: Surroundings, known: dict[str, Candidate], closed: list[tuple[int, int]]
) -> Iterator[Candidate]:
    """Further mentions of a name that this report uses as a place: one sense a document."""
    openings = {name.partition("-")[0] for name in known}
    for index, word in enumerate(around.words):
        if not word.is_name_like or slug(word.text).partition("-")[0] not in openings:
            continue
        for size in range(_LONGEST_NAME, 0, -1):
            run = around.words[index : index + size]
            if len(run) < size:
                continue
            found = known.get(slug(around.text[run[0].start : run[-1].end]))
            if found is None or any(s < run[-1].end and run[0].start < e for s, e in closed):
                continue
            token = around.tokens.get(run[-1].start)
            is_name = token is not None and token.pos == "PROPN"
            if is_name or not _is_no_place(around, index, index + size):
                yield Candidate(
                    run[0].start, run[-1].end, (), found.kind, "place.repeated: used as a place in this report"
                )
            break
