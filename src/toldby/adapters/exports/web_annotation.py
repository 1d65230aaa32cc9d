"""`web-annotation`: the W3C model of 2017. One annotation a claim, on its exact words; judgements assess annotations.

A body holds who says so and how; what is said of a happening (`leftOut` counts it) stands in the dump.
Both selectors always: the quote survives a new extraction, the position finds one of several equal quotes. Positions
count code points of the text whose hash is the target's source. The context is named, never fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from toldby.adapters.exports.written import Encoded, LeftOut
from toldby.application.codec import JsonObject, JsonValue, dump_json
from toldby.application.exporting.accounts import name_source
from toldby.application.exporting.view import ExportView
from toldby.domain.claims import Claim
from toldby.domain.judgements import Judgement, standing
from toldby.domain.text import Span

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
TERMS: Final = "urn:toldby:terms:"
_OWN: Final[JsonObject] = {
    "toldby": TERMS,
    **{name: f"toldby:{name}" for name in (
        "Claim", "stance", "voice", "speaker", "origin", "reason", "leftOut", "policy", "verdict",
    )},
    "incident": {"@id": "toldby:incident", "@type": "@id"},
}  # fmt: skip
_AROUND: Final = 32


def encode(view: ExportView) -> Encoded:
    """One collection with one page."""
    claims = sorted(view.ledger.claims, key=lambda c: (c.doc_id, c.start, c.claim_id))
    shown = [c for c in claims if find_words(c)]
    wordless = [c for c in claims if not find_words(c)]
    items = [*(_annotate(view, c) for c in shown), *_assess(view, {c.claim_id for c in shown})]
    collection: JsonObject = {
        "@context": [CONTEXT, _OWN],
        "id": "urn:toldby:annotations",
        "type": "AnnotationCollection",
        "label": "claims with the words they stand on",
        "total": len(items),
        "first": {"id": "urn:toldby:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": [*items]},
    }
    content = (dump_json(collection) + "\n").encode("utf-8")
    left = [
        LeftOut(view.index.incidents[i], "a claim without words of its own") for c in wordless for i in c.incident_ids
    ]
    return Encoded({"web-annotations.jsonld": content}, len(items), left)


def find_words(claim: Claim) -> tuple[Span, ...]:
    """What an annotation marks: the content, else the cue, else the source."""
    return claim.content or claim.cue or claim.source


def _annotate(view: ExportView, claim: Claim) -> JsonObject:
    report = view.index.report(claim.doc_id)
    targets = [make_target(report.text_sha256, report.text, span) for span in find_words(claim)]
    origin = view.index.origins.get(claim.origin_id) if claim.origin_id is not None else None
    return {
        "id": name_claim(claim.claim_id),
        "type": "Annotation",
        "motivation": "identifying",
        "body": {
            "type": "Claim",
            "stance": claim.stance.value,
            "voice": claim.voice,
            "speaker": name_source(view.index, claim) or None,
            "origin": None if origin is None else origin.name,
            "reason": claim.reason,
            "incident": [view.link(view.index.incidents[i]) for i in sorted(claim.incident_ids)],
            "policy": "none",
            "leftOut": len(claim.propositions),
        },
        "target": targets[0] if len(targets) == 1 else [*targets],
    }


def make_target(text_sha256: str, text: str, span: Span) -> JsonObject:
    """The words with what stands around them."""
    return {
        "source": f"urn:sha256:{text_sha256}",
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.read(text),
                "prefix": text[max(0, span.start - _AROUND) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def name_claim(claim_id: str) -> str:
    """A name that never changes."""
    return f"urn:toldby:claim:{claim_id}"


def _assess(view: ExportView, shown: set[str]) -> Iterator[JsonObject]:
    """What people decided on these claims, as annotations of their annotations."""
    for judgement in sorted(standing(view.ledger.judgements), key=lambda j: (j.when, j.judgement_id)):
        targets: list[JsonValue] = [name_claim(one) for one in judgement.on_ids if one in shown]
        if judgement.on_kind == "claim" and targets:
            yield _make_assessment(judgement, targets)


def _make_assessment(judgement: Judgement, targets: list[JsonValue]) -> JsonObject:
    words = f"{judgement.verdict}: {judgement.why}" if judgement.why else judgement.verdict
    return {
        "id": f"urn:toldby:judgement:{judgement.judgement_id}",
        "type": "Annotation",
        "motivation": "assessing",
        "created": judgement.when,
        "creator": {"type": "Person", "name": judgement.who},
        "body": {"type": "TextualBody", "value": words, "format": "text/plain"},
        "target": targets[0] if len(targets) == 1 else targets,
    }
