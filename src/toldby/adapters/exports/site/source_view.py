"""What the pages of reports, sources and disputes list."""

from __future__ import annotations

from dataclasses import dataclass

from toldby.adapters.exports.site.index import LedgerIndex
from toldby.adapters.exports.site.phrases import describe_date, describe_speaker, read_language, read_quote, shorten
from toldby.adapters.exports.site.words import SEVERITY, name_flags
from toldby.domain.claims import Claim
from toldby.domain.incidents import Relation, ReusePair
from toldby.domain.text import Report


@dataclass(frozen=True)
class Side:
    """One end of a relation: who says what, where."""

    speaker: str
    quote: str
    language: str
    path: str
    href: str


@dataclass(frozen=True)
class ShownRelation:
    """A relation in words; `short_id` and `title` name its incident ("" when it meets none)."""

    kind: str
    slot: str
    camp: str | None
    flags: str
    reason: str
    sides: tuple[Side, ...]
    short_id: str = ""
    title: str = ""


def show_relation(index: LedgerIndex, relation: Relation, short_id: str = "", title: str = "") -> ShownRelation:
    """The relation with the words of both claims."""
    claims = [index.claims[c] for c in (relation.a, relation.b) if c is not None]
    sides = tuple(_show_side(index, claim) for claim in claims)
    return ShownRelation(
        relation.kind, relation.slot, relation.camp, name_flags(relation.flags), relation.reason, sides, short_id, title
    )


def _show_side(index: LedgerIndex, claim: Claim) -> Side:
    report = index.analyses[claim.doc_id].report
    quote, href = read_quote(index, claim), index.link_to(claim)
    return Side(describe_speaker(claim), quote, read_language(report), report.path, href)


def rank_relation(relation: ShownRelation) -> int:
    """Denials and conflicts first, silence last."""
    return SEVERITY.index(relation.kind)


def list_report(index: LedgerIndex, report: Report) -> dict[str, object]:
    """A stored report with its counts."""
    claims = index.claims_in.get(report.doc_id, ())
    return {
        "href": index.page_names[report.doc_id], "path": report.path, "title": report.title or "",
        "outlet": report.outlet or "not given", "published": describe_date(report.published), "claims": len(claims),
        "own": sum(c.voice == "narrator" for c in claims),
        "incidents": len({i for c in claims for i in c.incident_ids}),
        "warnings": ", ".join(sorted({p.code for p in report.problems})),
    }  # fmt: skip


def list_origins(index: LedgerIndex) -> list[dict[str, object]]:
    """Origins, those with most claims first."""
    rows: list[dict[str, object]] = []
    for origin in sorted(index.ledger.origins, key=lambda o: (-len(o.members), o.name.casefold(), o.origin_id)):
        docs = sorted({index.claims[m].doc_id for m in origin.members}, key=index.path_of)
        rows.append({
            "name": origin.name, "side": origin.side, "kind": origin.kind, "claims": len(origin.members),
            "reason": origin.reason, "reports": [(index.path_of(d), index.page_names[d]) for d in docs],
        })  # fmt: skip
    return rows


def list_reuse(index: LedgerIndex) -> list[dict[str, object]]:
    """Pairs of reports that share words."""
    return [_show_pair(index, pair) for pair in index.ledger.reuse]


def _show_pair(index: LedgerIndex, pair: ReusePair) -> dict[str, object]:
    report = index.analyses[pair.a].report
    return {
        "a": index.path_of(pair.a), "b": index.path_of(pair.b), "kind": pair.kind, "a_href": index.page_names[pair.a],
        "b_href": index.page_names[pair.b], "coverage": f"{pair.coverage_a:.0%} / {pair.coverage_b:.0%}",
        "reason": pair.reason, "language": read_language(report),
        "quotes": [shorten(report.text[s[0] : s[1]], 160) for s in pair.spans[:5]],
    }  # fmt: skip
