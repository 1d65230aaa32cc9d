"""What every store must do: the same answers from memory, SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.samples import ledger as sample
from tests.samples.stores import COMPONENT, DERIVED, EDGE, fill
from toldby.adapters.stores.memory import MemoryStore
from toldby.application.ledger_rows import DerivedRows, Edge, OriginHead, StoredInput, Tally
from toldby.application.ledger_store import LedgerStore
from toldby.application.query import IncidentQuery, order_incidents
from toldby.application.tally import count_ledger
from toldby.domain.errors import StoreConflict
from toldby.domain.ids import ClaimId, DocId, EpisodeId, IncidentId, hash_content
from toldby.domain.text import Span

FIRST, SECOND = sample.FIRST.doc_id, sample.SECOND.doc_id


def test_what_is_stored_is_what_is_read(store: LedgerStore) -> None:
    fill(store)
    docs = {FIRST: sample.FIRST_ANALYSIS, SECOND: sample.SECOND_ANALYSIS}
    assert store.load_analyses([FIRST, SECOND, DocId(hash_content("none"))]) == docs
    assert store.load_episodes(COMPONENT) == dict(
        zip((sample.FIRST_EPISODE, sample.SECOND_EPISODE), sample.EPISODES, strict=True)
    )
    assert store.problems() == sample.PROBLEMS[::-1]
    assert store.judgements() == sample.JUDGEMENTS
    assert store.reuse_of([SECOND]) == (sample.REUSE,)
    # both reports of a pair must be given
    assert store.edges_of([sample.FIRST_EPISODE]) == (EDGE,)


def test_every_store_gives_the_same_ledger(store: LedgerStore) -> None:
    reference = MemoryStore()
    fill(reference)
    fill(store, order=-1)
    assert store.read_ledger() == reference.read_ledger()
    assert store.read_keys() == reference.read_keys()


def test_ledger_holds_claims_in_force(store: LedgerStore) -> None:
    fill(store)
    claims = {claim.claim_id: claim for claim in store.read_ledger().claims}
    assert claims[sample.DENIED.claim_id] == sample.DENIED_IN_FORCE
    assert claims[sample.OWN_VOICE.claim_id] == sample.OWN_VOICE
    manifest = store.read_ledger().manifest
    assert (manifest.packs, manifest.settings) == ((("en", "ab" * 32),), (("link_table", "link-1"),))
    assert manifest.judgement_head == sample.CORRECTED.judgement_id


def test_keys_and_fingerprints_find_reports(store: LedgerStore) -> None:
    fill(store)
    assert store.episodes_with_keys(["f:remote"]) == COMPONENT
    assert store.episodes_with_keys(["p:tw-03|d:2019-05-09", "nobody's"]) == {sample.FIRST_EPISODE}
    # 7 stands twice in the first report and is one shared value; 2**64-1 is no signed number
    assert store.docs_with_fingerprints([7, 2**64 - 1], 9) == {FIRST, SECOND}
    assert len(store.docs_with_fingerprints([7, 2**64 - 1], 1)) == 1
    assert store.docs_with_fingerprints([2**63, 3], 9) == {SECOND}
    assert store.analysis_keys() == {
        FIRST: "key of one/first.txt",
        SECOND: "key of one/second.txt",
    }


def test_episodes_of_lists_reports_without_episodes(store: LedgerStore) -> None:
    store.save_analysis(replace(sample.FIRST_ANALYSIS, episodes=()), "k", {})
    assert store.episodes_of([FIRST, SECOND]) == {FIRST: ()}
    assert store.all_doc_ids() == (FIRST,)


def test_saving_again_drops_what_was_derived_before(store: LedgerStore) -> None:
    fill(store)
    assert (store.stale_episodes(), store.unlinked_docs()) == (frozenset(), ())
    store.save_analysis(sample.FIRST_ANALYSIS, "new key", sample.KEYS)
    assert store.read_ledger().incidents == ()
    assert store.edges_of(COMPONENT) == ()
    assert store.reuse_of([FIRST, SECOND]) == ()
    # the other report's episode was in the same component: a crash here loses nothing
    assert store.stale_episodes() == COMPONENT
    assert store.unlinked_docs() == (FIRST,)


def test_removed_report_leaves_nothing_behind(store: LedgerStore) -> None:
    fill(store)
    store.remove_report(FIRST)
    ledger = store.read_ledger()
    assert [a.report.doc_id for a in ledger.analyses] == [SECOND]
    assert (ledger.incidents, ledger.relations, ledger.reuse, ledger.main_incidents) == ((), (), (), ())
    assert store.stale_episodes() == {sample.SECOND_EPISODE}
    assert store.load_claims([sample.SAID.claim_id]) == {}
    store.remove_report(FIRST)


def test_component_replaces_those_it_shares_an_episode_with(store: LedgerStore) -> None:
    fill(store)
    alone = frozenset({sample.SECOND_EPISODE})
    store.replace_derived({alone: DerivedRows()})
    assert store.read_ledger().incidents == ()
    assert store.stale_episodes() == {sample.FIRST_EPISODE}
    assert store.derived_with(COMPONENT) == COMPONENT
    assert store.derived_with(alone) == alone


def test_forgotten_component_is_stale(store: LedgerStore) -> None:
    fill(store)
    store.forget_derived([sample.FIRST_EPISODE])
    assert store.stale_episodes() == COMPONENT
    assert store.read_ledger().claims == tuple(
        sorted((sample.SAID, sample.DENIED, sample.OWN_VOICE), key=lambda c: c.claim_id)
    )


def test_claim_in_two_components_has_the_incidents_of_both(store: LedgerStore) -> None:
    extra = replace(sample.EPISODES[0], episode_id=EpisodeId(hash_content("extra")))
    analysis = replace(sample.FIRST_ANALYSIS, episodes=(sample.EPISODES[0], extra))
    store.save_analysis(analysis, "k", {})
    ids = [IncidentId(hash_content("i", n)) for n in range(2)]
    for episode, incident in zip(analysis.episodes, ids, strict=True):
        claim = replace(
            sample.SAID, incident_ids=(incident,), targets=(ClaimId(incident),), target_relations=("repeats",)
        )
        store.replace_derived({frozenset({episode.episode_id}): DerivedRows(claims=(claim,))})
    merged = store.load_claims([sample.SAID.claim_id])[sample.SAID.claim_id]
    assert (merged.incident_ids, merged.targets) == (tuple(sorted(ids)), tuple(sorted(ids)))


QUERIES = [
    (IncidentQuery(), True),
    (IncidentQuery(state="contested"), True),
    (IncidentQuery(state="agreed"), False),
    (IncidentQuery(type="remote"), True),
    (IncidentQuery(type="remote.shelling"), True),
    (IncidentQuery(type="rem"), False),  # a family is a whole word
    (IncidentQuery(first="2019-05", last="2019-05-09"), True),
    (IncidentQuery(first="2019-05-10"), False),
    (IncidentQuery(last="2018"), False),
    (IncidentQuery(last="2019"), True),
    (IncidentQuery(side="teskoria"), True),
    (IncidentQuery(side="halvena"), False),  # it speaks, but is not said to act or to suffer
    (IncidentQuery(q="FELLÛG army"), True),
    (IncidentQuery(q="shell%"), False),  # no wildcard reaches the database
    (IncidentQuery(q="did not shell"), True),  # words of a claim
    (IncidentQuery(limit=0), False),
]


@pytest.mark.parametrize(("query", "expected"), QUERIES)
def test_queries(store: LedgerStore, query: IncidentQuery, expected: bool) -> None:
    fill(store)
    assert store.incidents(query) == ((sample.INCIDENT,) if expected else ())


def test_undated_incident_meets_no_date(store: LedgerStore) -> None:
    fill(store)
    undated = replace(sample.INCIDENT, start=None, end=None)
    store.replace_derived({COMPONENT: replace(DERIVED, incidents=(undated,))})
    assert store.incidents(IncidentQuery(first="1900")) == ()
    assert store.incidents(IncidentQuery()) == (undated,)


def test_reads_by_id(store: LedgerStore) -> None:
    fill(store)
    assert store.incident_ids() == (sample.SHELLED,)
    assert store.load_incidents([sample.SHELLED]) == {sample.SHELLED: sample.INCIDENT}
    assert {c.claim_id for c in store.claims_of_incidents([sample.SHELLED])} == {
        sample.SAID.claim_id,
        sample.DENIED.claim_id,
    }
    assert [r.kind for r in store.relations_of([sample.SHELLED])] == ["silent", "deny"]
    assert store.load_origins([sample.OFFICE, sample.SHELLED]) == {sample.OFFICE: sample.ORIGINS[1]}


def test_what_a_summary_asks_for(store: LedgerStore) -> None:
    """The same answers as the whole ledger gives, without reading it."""
    fill(store)
    whole = store.read_ledger()
    assert store.read_manifest() == whole.manifest
    assert [r.path for r in store.warned_reports()] == [a.report.path for a in whole.analyses if a.report.problems]
    for kinds in (("deny",), ("deny", "silent"), ("agree",), ()):
        assert store.relations_of_kinds(kinds) == tuple(r for r in whole.relations if r.kind in kinds)


def test_parts_of_an_analysis(store: LedgerStore) -> None:
    fill(store)
    whole = store.load_analyses([FIRST])[FIRST]
    assert store.load_analyses([FIRST], frozenset({"claims"}))[FIRST] == replace(
        whole, times=(), places=(), episodes=(), fingerprints=()
    )


def test_origins_of_claims_are_those_told_and_those_in_force(store: LedgerStore) -> None:
    fill(store)
    moved = replace(sample.DENIED_IN_FORCE, origin_id=sample.HALVENA)
    store.replace_derived({COMPONENT: DerivedRows(claims=(moved,))})
    own = {sample.DENIED.origin_id} - {None}
    assert store.origins_of_claims([sample.DENIED.claim_id]) == {sample.HALVENA} | own
    assert store.origins_of_claims([]) == frozenset()


def test_shared_text_waits_until_it_is_marked(store: LedgerStore) -> None:
    fill(store)
    assert store.uncompared_docs() == ()
    store.save_analysis(sample.FIRST_ANALYSIS, "new key", sample.KEYS)
    assert (store.uncompared_docs(), store.tally().uncompared) == ((FIRST,), 1)
    store.mark_compared([FIRST])
    assert store.uncompared_docs() == ()


def test_origins_are_named_by_one_claim(store: LedgerStore) -> None:
    """Own ends before those a component moved there, and these before ends that are also elsewhere."""
    fill(store)
    assert store.heads_of_origins([sample.OFFICE, sample.HALVENA, sample.SHELLED]) == {
        sample.OFFICE: OriginHead(sample.DENIED.claim_id, sample.DENIED.doc_id),
        sample.HALVENA: OriginHead(sample.SAID.claim_id, sample.SAID.doc_id),
    }
    moved = replace(sample.DENIED_IN_FORCE, origin_id=sample.HALVENA)
    store.replace_derived({COMPONENT: DerivedRows(claims=(sample.SAID_IN_FORCE, moved))})
    assert store.heads_of_origins([sample.OFFICE]) == {}
    assert store.heads_of_origins([sample.HALVENA])[sample.HALVENA].claim_id == sample.SAID.claim_id
    away = replace(sample.SAID_IN_FORCE, origin_id=sample.OFFICE)
    store.replace_derived({COMPONENT: DerivedRows(claims=(away, moved))})
    assert store.heads_of_origins([sample.HALVENA])[sample.HALVENA].claim_id == sample.DENIED.claim_id
    first, second = (frozenset({one}) for one in sorted(COMPONENT))
    store.replace_derived({first: DerivedRows(claims=(away,)), second: DerivedRows(claims=(sample.SAID_IN_FORCE,))})
    assert store.heads_of_origins([sample.HALVENA])[sample.HALVENA].claim_id == sample.SAID.claim_id


def test_ids_are_found_by_their_start(store: LedgerStore) -> None:
    fill(store)
    assert store.find_ids(sample.SHELLED[:6]) == (("incident", sample.SHELLED),)
    assert ("claim", sample.SAID.claim_id) in store.find_ids(sample.SAID.claim_id[:8])
    assert ("report", FIRST) in store.find_ids(FIRST)
    assert store.find_ids("ZZZZ") == ()
    assert store.find_ids("no id") == ()


def test_old_incident_id_leads_to_the_heir(store: LedgerStore) -> None:
    fill(store)
    heir = replace(sample.INCIDENT, incident_id=sample.OTHER_ID, anchor=sample.DENIED.claim_id)
    said = replace(sample.SAID, incident_ids=(sample.OTHER_ID,))
    store.replace_derived({COMPONENT: DerivedRows((heir,), (), (said,))})
    assert store.find_ids(sample.SHELLED) == (("incident", sample.OTHER_ID),)


def test_span_law(store: LedgerStore) -> None:
    outside = replace(sample.SAID, content=(Span(0, 10_000),))
    with pytest.raises(StoreConflict, match="outside the text"):
        store.save_analysis(replace(sample.FIRST_ANALYSIS, claims=(outside,)), "k", {})
    misquoted = replace(sample.NINTH_MENTION, text="9 Mai")
    with pytest.raises(StoreConflict, match="does not stand"):
        store.save_analysis(replace(sample.FIRST_ANALYSIS, times=(misquoted,)), "k", {})
    assert store.all_doc_ids() == ()


def test_refused_write_changes_nothing(store: LedgerStore) -> None:
    fill(store)
    before = store.read_ledger()
    with pytest.raises(StoreConflict):
        store.save_analysis(replace(sample.FIRST_ANALYSIS, claims=(replace(sample.SAID, text="x"),)), "k", {})
    assert store.read_ledger() == before


def test_judgements_are_chained(store: LedgerStore) -> None:
    store.append_judgements([sample.ACCEPTED])
    with pytest.raises(StoreConflict, match="follows"):
        store.append_judgements([sample.ACCEPTED])
    forged = replace(sample.CORRECTED, who="nobody")
    with pytest.raises(StoreConflict, match="hash"):
        store.append_judgements([forged])
    store.append_judgements([sample.CORRECTED])
    assert store.judgements() == sample.JUDGEMENTS


def test_settings_and_inputs_can_be_taken_back(store: LedgerStore) -> None:
    fill(store)
    store.put_settings({"link_table": None, "version": "2"})
    assert store.settings() == {"local:run": "7", "pack:en": "ab" * 32, "version": "2"}
    store.save_inputs({"one/scan.pdf": StoredInput("11" * 32, FIRST)})
    store.remove_inputs(["box.zip"])
    inputs = store.inputs()
    assert inputs["one/scan.pdf"] == StoredInput("11" * 32, FIRST)
    assert "box.zip" not in inputs


def test_edges_are_replaced_by_pair_and_kind(store: LedgerStore) -> None:
    store.save_edges([EDGE, replace(EDGE, kind="link", score=5)])
    store.save_edges([replace(EDGE, score=9)])
    assert [(e.kind, e.score) for e in store.edges_of([EDGE.a])] == [("link", 5), ("tie:answer", 9)]
    store.remove_edges_of([EDGE.b])
    assert store.edges_of(COMPONENT) == ()
    assert store.edges_of([]) == ()


def test_paths_of_reports(store: LedgerStore) -> None:
    fill(store)
    assert store.paths_of([SECOND, DocId(hash_content("none"))]) == {SECOND: "one/second.txt"}


def test_main_incident_can_be_unset(store: LedgerStore) -> None:
    fill(store)
    store.save_main_incidents({FIRST: None, SECOND: sample.SHELLED})
    assert store.read_ledger().main_incidents == ((SECOND, sample.SHELLED),)


def test_origins_touched_are_replaced(store: LedgerStore) -> None:
    fill(store)
    store.replace_origins([sample.HALVENA, sample.OFFICE], sample.ORIGINS[:1])
    assert store.read_ledger().origins == sample.ORIGINS[:1]


def test_edges_sort(store: LedgerStore) -> None:
    edges = [Edge(EDGE.a, EDGE.b, kind, n) for n, kind in enumerate(("z", "a"))]
    store.save_edges(edges)
    assert store.edges_of([EDGE.a]) == tuple(reversed(edges))


def test_tally_is_that_of_the_whole_ledger(store: LedgerStore) -> None:
    assert store.tally() == Tally()
    fill(store)
    formula = replace(sample.REUSE, kind="formula")
    store.save_reuse([formula])
    tally = store.tally()
    assert tally == count_ledger(store.read_ledger())
    assert (tally.reports, tally.claims, tally.narrator, tally.answering, tally.contested) == (2, 3, 1, 1, 1)
    assert (tally.undated, tally.outlets, tally.multi_report) == (1, 1, 1)
    assert tally.shared_pairs == 1
    assert tally.shared == (("one/first.txt", "one/second.txt"),)


ORDERS = [IncidentQuery(), IncidentQuery(contested_first=True), IncidentQuery(contested_first=True, limit=2)]


@pytest.mark.parametrize("query", ORDERS)
def test_order_and_limit(store: LedgerStore, query: IncidentQuery) -> None:
    fill(store)
    rows = [sample.INCIDENT]
    for n, (state, start, end) in enumerate(
        [("agreed", None, "2018-01-01"), ("contested", None, None), ("one_sided", "2020-01-01T10:00", None)]
    ):
        made = IncidentId(hash_content("many", n))
        rows.append(replace(sample.INCIDENT, incident_id=made, state=state, start=start, end=end))
    store.replace_derived({COMPONENT: replace(DERIVED, incidents=tuple(rows))})
    assert store.incidents(query) == order_incidents(rows, query)
