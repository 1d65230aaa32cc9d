"""The JSON-LD formats, read by an RDF library with contexts that lie here: nothing is fetched, no term is lost."""

# ruff: noqa: ANN401 - values of JSON of any shape
from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.exports.judged import judge_claim
from tests.application.exporting.texts import build
from toldby.adapters.exports import claims_jsonld, prov, web_annotation
from toldby.application.exporting.options import ExportOptions
from toldby.application.exporting.persons import PersonWords
from toldby.application.exporting.view import ExportView, make_view
from toldby.domain.ledger import Ledger

rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")

View = Callable[[ExportOptions], ExportView]
CONTEXTS = Path(__file__).parent / "contexts"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
SCHEMA_ORG = {
    "@vocab": "https://schema.org/",
    "@base": "urn:x:",
    "url": {"@type": "@id"},
    "appearance": {"@type": "@id"},
}


@pytest.fixture(scope="module")
def view(demo_ledger: Ledger, person_words: PersonWords) -> ExportView:
    """The demo with one decision of a person."""
    return make_view(judge_claim(demo_ledger, "accept", "checked against the page"), ExportOptions(), person_words)


def load(content: bytes, context: Any = None) -> Any:
    """The graph, with the named context replaced by the one that lies here."""
    document = json.loads(content)
    if context is not None:
        given = document["@context"]
        document["@context"] = [
            context if isinstance(one, str) else one for one in (given if isinstance(given, list) else [given])
        ]
    graph = rdflib.Graph()
    graph.parse(data=json.dumps(document), format="json-ld")
    return graph


def list_keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from list_keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from list_keys(inner)


def test_annotations_keep_the_model(view: ExportView) -> None:
    content = web_annotation.encode(view).files["web-annotations.jsonld"]
    context = json.loads((CONTEXTS / "anno.json").read_text(encoding="utf-8"))["@context"]
    graph = load(content, context)
    annotations = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(OA + "Annotation")))
    assert len(annotations) == len(view.ledger.claims) + 1
    for one in annotations:
        assert len(set(graph.objects(one, rdflib.URIRef(OA + "hasTarget")))) >= 1
        assert len(set(graph.objects(one, rdflib.URIRef(OA + "hasBody")))) == 1
        (motivation,) = graph.objects(one, rdflib.URIRef(OA + "motivatedBy"))
        assert str(motivation) in (OA + "identifying", OA + "assessing")
    assert len(list(graph.subjects(rdflib.URIRef(OA + "exact")))) == len(
        list(graph.subjects(rdflib.URIRef(OA + "start")))
    )


def test_no_term_of_an_annotation_is_unknown_to_its_contexts(view: ExportView) -> None:
    document = json.loads(web_annotation.encode(view).files["web-annotations.jsonld"])
    named, own = document["@context"]
    assert named == "http://www.w3.org/ns/anno.jsonld"
    official = json.loads((CONTEXTS / "anno.json").read_text(encoding="utf-8"))["@context"]
    del document["@context"]
    assert set(list_keys(document)) <= set(official) | set(own)


def test_both_selectors_find_the_words(view: ExportView) -> None:
    texts = {f"urn:sha256:{a.report.text_sha256}": a.report.text for a in view.ledger.analyses}
    document = json.loads(web_annotation.encode(view).files["web-annotations.jsonld"])
    found = Counter()
    for annotation in document["first"]["items"]:
        targets = annotation["target"] if isinstance(annotation["target"], list) else [annotation["target"]]
        for target in targets:
            if isinstance(target, str):
                assert annotation["motivation"] == "assessing"
                assert target in {one["id"] for one in document["first"]["items"]}
                continue
            quote, position = target["selector"]
            text = texts[target["source"]]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])
            found[annotation["id"]] += 1
    assert document["total"] == len(document["first"]["items"])
    assert len(found) == len(view.ledger.claims)


def test_a_claim_told_in_two_pieces_has_two_targets(person_words: PersonWords) -> None:
    words = "“Shells fell on Pelluk,” the Ministry of Defence said on 10 May, “and three houses burned.”"
    ledger = build({"a.txt": words + "\n"})
    document = json.loads(
        web_annotation.encode(make_view(ledger, ExportOptions(), person_words)).files["web-annotations.jsonld"]
    )
    targets = [one["target"] for one in document["first"]["items"] if isinstance(one["target"], list)]
    pieces = [[t["selector"][0]["exact"] for t in found] for found in targets]
    assert pieces == [["“Shells fell on Pelluk,”", "“and three houses burned.”"]]


def test_prov_graph_links_claims_to_reports_and_speakers(view: ExportView) -> None:
    graph = load(prov.encode(view).files["prov.jsonld"])
    entity, agent = rdflib.URIRef(PROV + "Entity"), rdflib.URIRef(PROV + "Agent")
    entities, agents = set(graph.subjects(rdflib.RDF.type, entity)), set(graph.subjects(rdflib.RDF.type, agent))
    for relation, ends in (("wasAttributedTo", agents), ("hadPrimarySource", entities), ("wasQuotedFrom", entities)):
        pairs = list(graph.subject_objects(rdflib.URIRef(PROV + relation)))
        assert pairs, relation
        assert {s for s, _ in pairs} <= entities
        assert {o for _, o in pairs} <= ends
    for claim in view.ledger.claims:
        node = rdflib.URIRef(f"urn:toldby:claim/{claim.claim_id}")
        assert (
            node,
            rdflib.URIRef(PROV + "wasDerivedFrom"),
            rdflib.URIRef(f"urn:toldby:report/{claim.doc_id}"),
        ) in graph


def test_prov_json_reads_back_equal_with_the_prov_library(view: ExportView) -> None:
    model = pytest.importorskip("prov.model", reason="prov is not installed")
    content = prov.encode(view).files["prov.json"].decode("utf-8")
    document = model.ProvDocument.deserialize(content=content, format="json")
    again = model.ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
    assert document == again
    raw = json.loads(content)
    counted = sum(len(found) for kind, found in raw.items() if kind != "prefix")
    assert len(document.get_records()) == counted
    kinds = Counter(type(record).__name__ for record in document.get_records())
    assert kinds["ProvEntity"] == len(raw["entity"])
    assert kinds["ProvDerivation"] == len(raw["wasDerivedFrom"])
    assert kinds["ProvMembership"] == len(raw["hadMember"])


CLAIM = {
    "text",
    "author",
    "datePublished",
    "temporalCoverage",
    "about",
    "appearance",
    "firstAppearance",
    "claimInterpreter",
}
"""Properties of schema.org's Claim (some of CreativeWork) that we use."""


def test_claims_use_the_words_of_schema_org(view: ExportView) -> None:
    document = json.loads(claims_jsonld.encode(view).files["claims.jsonld"])
    assert document["@context"] == "https://schema.org"
    for node in document["@graph"]:
        assert node["@type"] == "Claim"
        assert set(node) - {"@type", "@id"} <= CLAIM
        assert node["firstAppearance"]["@id"] in {one["@id"] for one in node["appearance"]}
        assert node["text"]
    graph = load(claims_jsonld.encode(view).files["claims.jsonld"], SCHEMA_ORG)
    kinds = Counter(str(kind) for kind in graph.objects(None, rdflib.RDF.type))
    assert kinds["https://schema.org/Claim"] == len(document["@graph"]) == sum(1 for c in view.ledger.claims if c.text)
    assert kinds["https://schema.org/Event"] == len(view.incidents)
    assert "https://schema.org/ClaimReview" not in kinds, "nothing is rated"


def test_copied_words_appear_in_both_reports(view: ExportView) -> None:
    doctor = next(
        c for c in view.ledger.claims if "three people died" in c.text and view.index.report(c.doc_id).path == "r04.txt"
    )
    paths = {view.index.report(doc).path for doc in claims_jsonld.list_appearances(view, doctor)}
    assert paths == {"r04.txt", "r05.html"}
