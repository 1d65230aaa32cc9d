from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.adapters.exports.site.make import Voice, make_report, say
from toldby.adapters.exports.site.marking import Passage, Piece, mark_report
from toldby.domain.claims import Claim, Stance, name_claim
from toldby.domain.text import Report, Span, ZoneKind

VOICE = Voice("v", "Valley Council", None)
TEXT = "Shells hit the mill. The council said two men died there, near the old bridge, on 9 May."
REPORT = make_report("r.txt", (ZoneKind.BODY, TEXT))


def claim_at(*spans: tuple[int, int]) -> Claim:
    return make_claim(REPORT, [Span(*s) for s in spans])


def make_claim(report: Report, spans: Sequence[Span]) -> Claim:
    content = tuple(spans)
    id_ = name_claim(report.doc_id, "attributed", (), (), content, Stance.ASSERT)
    return say(report, report.text[:1], VOICE, claim_id=id_, content=content)


def mark(*claims: Claim, context: int | None = None) -> tuple[Passage, ...]:
    return mark_report(REPORT, claims, {c.claim_id: "a1" for c in claims}, context)


def draw(pieces: Sequence[Piece]) -> str:
    """Marks as brackets; an anchor has its claim's tag in front."""
    return "".join("]" if p.is_end else f"{p.tag}[" if p.claim_id else p.text for p in pieces)


def read_anchors(passages: Sequence[Passage]) -> dict[str, str]:
    """Claim id -> the text inside its anchor."""
    texts: dict[str, str] = {}
    for passage in passages:
        open_claims: list[tuple[str, bool]] = []
        for piece in passage.pieces:
            if piece.is_end:
                open_claims.pop()
            elif piece.claim_id:
                open_claims.append((piece.claim_id, piece.is_anchor))
                if piece.is_anchor:
                    assert piece.claim_id not in texts
                    texts[piece.claim_id] = ""
            for id_, is_anchor in open_claims:
                if is_anchor:
                    texts[id_] += piece.text
        assert not open_claims
    return texts


ROWS = [
    ((claim_at((0, 19)),), "a1[Shells hit the mill]. The"),
    # one inside the other, whichever is listed first
    ((claim_at((11, 19)), claim_at((0, 19))), "a1[Shells hit a1[the mill]]. The"),
    # the same words twice
    ((claim_at((0, 6)), claim_at((0, 6))), "a1[a1[Shells]] hit the mill. The"),
    # crossing: the later one goes on after the border
    ((claim_at((0, 10)), claim_at((7, 14))), "a1[Shells a1[hit]][ the] mill. The"),
    # an interrupted content has its anchor at the first part
    ((claim_at((0, 6), (11, 19)),), "a1[Shells] hit [the mill]. The"),
]


@pytest.mark.parametrize(("claims", "expected"), ROWS)
def test_rows(claims: tuple[Claim, ...], expected: str) -> None:
    (passage,) = mark(*claims)
    assert draw(passage.pieces).startswith(expected)


def test_only_words_around_claims_are_shown() -> None:
    (passage,) = mark(claim_at((38, 51)), context=9)
    # no word is cut
    assert draw(passage.pieces) == " […] council said a1[two men died ]there, near […]"


def test_a_zone_without_claims_is_empty() -> None:
    assert mark(context=9) == (Passage(ZoneKind.BODY, ()),)
    (passage,) = mark(context=None)
    assert draw(passage.pieces) == TEXT


def test_a_headline_is_always_shown() -> None:
    report = make_report("r.txt", (ZoneKind.HEADLINE, "Mill hit"), (ZoneKind.HEADLINE, "x " * 300))
    short, long = mark_report(report, (), {}, 9)
    assert draw(short.pieces) == "Mill hit"
    assert long.pieces == ()


def test_a_claim_without_content_is_found_by_its_cue() -> None:
    denial = say(REPORT, "said", VOICE, Stance.DENY, content=(), cue=(Span(33, 37),))
    (passage,) = mark(denial)
    assert "a1[said]" in draw(passage.pieces)
    assert passage.pieces[1].look == "denied"


def test_a_content_over_two_paragraphs_is_marked_in_both() -> None:
    report = make_report("r.txt", (ZoneKind.BODY, "We left the"), (ZoneKind.BODY, "hill at dawn."))
    claim = make_claim(report, [Span(3, 17)])
    passages = mark_report(report, [claim], {claim.claim_id: "a1"}, None)
    assert [draw(p.pieces) for p in passages] == ["We a1[left the]", "[hill] at dawn."]


def test_a_text_without_blanks_is_still_cut() -> None:
    report = make_report("r.txt", (ZoneKind.BODY, "村" * 5000))
    claim = make_claim(report, [Span(2500, 2510)])
    (passage,) = mark_report(report, [claim], {claim.claim_id: "a1"}, 20)
    assert len(draw(passage.pieces)) < 200


spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)).map(lambda s: (s[0], min(len(TEXT), s[0] + s[1])))


@given(st.lists(spans, max_size=8, unique=True), st.sampled_from([None, 0, 5, 40]))
def test_nothing_is_lost_and_every_claim_has_one_anchor(found: list[tuple[int, int]], context: int | None) -> None:
    claims = [claim_at(s) for s in found]
    passages = mark(*claims, context=context)
    shown = "".join(p.text for passage in passages for p in passage.pieces)
    if context is None:
        assert shown == TEXT
    anchors = read_anchors(passages)
    assert set(anchors) == {c.claim_id for c in claims}
    for claim in claims:
        words = claim.content[0].read(TEXT)
        assert words.startswith(anchors[claim.claim_id])
        assert anchors[claim.claim_id]
        crossed = [
            c for c in claims if c.content[0].start < claim.content[0].start < c.content[0].end < claim.content[0].end
        ]
        if not crossed:
            assert anchors[claim.claim_id] == words
