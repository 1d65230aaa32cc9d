"""Bytes of the export: the rules of the contract, and a dump that reads back to the same bytes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.samples import ledger as sample
from tests.samples.stores import fill
from toldby.adapters.exports.jsonl import ORDER, JsonlExporter
from toldby.adapters.exports.jsonl_read import JsonlReader
from toldby.adapters.stores.memory import MemoryStore
from toldby.adapters.stores.sql.engine import Mode
from toldby.adapters.stores.sql.store import open_store
from toldby.application.export import export_ledger
from toldby.application.import_dump import import_dump
from toldby.application.ledger_store import LedgerStore
from toldby.bootstrap import load_link_table
from toldby.domain.errors import UsageProblem

# the keys of the contract's tables and examples, file by file; "." goes into objects and lists
KEYS = {
    "documents.jsonl": "doc_id path sha256 text_sha256 title outlet url language text zones zones.kind zones.start"
    " zones.end published published.earliest published.latest published.method published.evidence"
    " published.evidence.method published.evidence.value published.evidence.start published.evidence.end problems"
    " problems.code problems.reason drops drops.start drops.end drops.stage drops.reason main_incident_id meta",
    "claims.jsonl": "claim_id doc_id path voice directness stance commitment source cue content text speaker"
    " speaker.id speaker.name speaker.side speaker.resolved_by inferred_speaker chain chain.role chain.id chain.name"
    " chain.status chain.via parent targets target_relations flags proposition proposition.type proposition.status"
    " proposition.start proposition.end proposition.date_precision proposition.places proposition.places.place_id"
    " proposition.places.text proposition.places.start proposition.places.end proposition.places.relation"
    " proposition.agents proposition.agents.id proposition.agents.name proposition.agents.side"
    " proposition.agents.words proposition.patients proposition.counts proposition.counts.what"
    " proposition.counts.side proposition.counts.kind proposition.counts.victim_status proposition.counts.low"
    " proposition.counts.high proposition.counts.qualifier proposition.means proposition.object episode_id"
    " incident_ids origin_id reason machine machine.rule machine.entry machine.confidence machine.against"
    " machine.against.span machine.against.actor machine.addressee machine.alternatives machine.likely_upstream"
    " machine.values reviewed reviewed.judgement_id reviewed.fields",
    "incidents.jsonl": "incident_id type attributes acled_event_type acled_sub_event_type plover plover.event"
    " plover.mode ucdp_type_of_violence status state start end date_precision places places.place_id places.names"
    " places.names.text places.names.used_by places.lat places.lon places.radius_m places.precision places.points"
    " places.points.lat places.points.lon places.points.radius_m places.points.source places.geojson agents agents.id"
    " agents.name agents.side agents.claim_ids patients casualties casualties.side casualties.kind"
    " casualties.victim_status casualties.low casualties.high casualties.qualifier casualties.claim_ids counts means"
    " object documents evidence evidence.doc evidence.start evidence.end origins origins.low origins.high"
    " origins.by_camp propositions propositions.slot propositions.value propositions.support propositions.against"
    " propositions.low propositions.high propositions.by_camp propositions.against_low propositions.against_high"
    " propositions.flags propositions.reason links reason machine reviewed",
    "relations.jsonl": "incident_id slot kind a b camp flags reason",
    "places.jsonl": "path start end text place_id lat lon radius_m precision kind role relation geonameid status"
    " candidates candidates.place_id candidates.score reason",
    "times.jsonl": "path start end text type value earliest latest points mode granularity modifier anchor edtf"
    " candidates candidates.earliest candidates.latest candidates.reason reason",
    "reuse.jsonl": "a b spans coverage_a coverage_b kind reason",
    "origins.jsonl": "origin_id name actor_id kind side camp members reason",
    "judgements.jsonl": "judgement_id verdict on on.kind on.ids on.field value who when why supersedes prev_hash",
    "problems.jsonl": "path member sha256 state stage code reason",
}


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    store = MemoryStore()
    fill(store)
    export_ledger(store, JsonlExporter(), load_link_table(), tmp_path / "dump")
    return tmp_path / "dump"


def read_rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]


def list_keys(value: object, before: str = "") -> set[str]:
    if isinstance(value, list):
        return {key for one in value for key in list_keys(one, before)}
    if not isinstance(value, dict):
        return set()
    return {before + key for key in value} | {
        key for name, one in value.items() for key in list_keys(one, f"{before}{name}.")
    }


@pytest.mark.parametrize("name", KEYS)
def test_every_key_of_the_contract_is_there(dump: Path, name: str) -> None:
    rows = read_rows(dump / name)
    assert rows
    assert set(KEYS[name].split()) <= list_keys(rows)
    top = {key for key in KEYS[name].split() if "." not in key}
    assert all(top <= row.keys() for row in rows), "a key is missing where its value is unknown"


@pytest.mark.parametrize("name", ORDER)
def test_bytes(dump: Path, name: str) -> None:
    content = (dump / name).read_bytes()
    assert content.endswith(b"\n")
    assert not content.startswith(b"\xef\xbb\xbf")
    text = content.decode()
    assert "\\u" not in text
    rows = read_rows(dump / name)
    lines = [json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for row in rows]
    assert text == "".join(line + "\n" for line in lines)
    ranks = [[(row[key] is not None, row[key] or 0) for key in ORDER[name]] for row in rows]
    assert ranks == sorted(ranks), "lines are sorted, null first"


def test_names_are_not_escaped(dump: Path) -> None:
    assert "Fellûg" in (dump / "documents.jsonl").read_text("utf-8")


def test_manifest(dump: Path) -> None:
    manifest = json.loads((dump / "manifest.json").read_text("utf-8"))
    assert manifest["contract"] == "toldby/1"
    assert manifest["packs"] == {"en": "ab" * 32}
    assert manifest["settings"] == {"link_table": "link-1"}, "local settings stay local"
    assert manifest["inputs"]["one/scan.pdf"] == "00" * 32
    assert "box.zip" not in manifest["inputs"], "it could not be read, so it has no hash"
    assert manifest["judgement_head"] == sample.CORRECTED.judgement_id
    for name, expected in manifest["files"].items():
        assert hashlib.sha256((dump / name).read_bytes()).hexdigest() == expected
    assert sorted(manifest["files"]) == sorted(ORDER)


def test_spans_read_back(dump: Path) -> None:
    texts = {row["doc_id"]: str(row["text"]) for row in read_rows(dump / "documents.jsonl")}
    for claim in read_rows(dump / "claims.jsonl"):
        content: list[tuple[int, int]] = claim["content"]  # type: ignore[assignment]
        assert claim["text"] == " … ".join(texts[claim["doc_id"]][start:end] for start, end in content)


def test_reviewed_value_is_in_force_and_the_machine_value_kept(dump: Path) -> None:
    rows = {row["claim_id"]: row for row in read_rows(dump / "claims.jsonl")}
    corrected = rows[sample.SAID.claim_id]
    assert corrected["stance"] == "allege"
    assert corrected["machine"]["values"] == {"stance": "accuse"}  # type: ignore[index]
    assert corrected["reviewed"] == {"judgement_id": sample.CORRECTED.judgement_id, "fields": ["stance"]}
    assert rows[sample.DENIED.claim_id]["reviewed"] == {
        "judgement_id": sample.ACCEPTED.judgement_id,
        "fields": [],
    }
    assert rows[sample.OWN_VOICE.claim_id]["reviewed"] is None


def test_undone_correction_leaves_the_machine_value(tmp_path: Path) -> None:
    store = MemoryStore()
    fill(store)
    undo = sample.make_judgement("undo", (), sample.CORRECTED.judgement_id, supersedes=sample.CORRECTED.judgement_id)
    store.append_judgements([undo])
    export_ledger(store, JsonlExporter(), load_link_table(), tmp_path)
    rows = {row["claim_id"]: row for row in read_rows(tmp_path / "claims.jsonl")}
    assert (rows[sample.SAID.claim_id]["stance"], rows[sample.SAID.claim_id]["reviewed"]) == ("accuse", None)


def test_incident_correction_names_the_anchor_claim(tmp_path: Path) -> None:
    store = MemoryStore()
    fill(store)
    fix = sample.make_judgement(
        "correct",
        (sample.SAID.claim_id,),
        sample.CORRECTED.judgement_id,
        on_kind="incident",
        on_field="type",
        value='"remote.rockets"',
    )
    store.append_judgements([fix])
    export_ledger(store, JsonlExporter(), load_link_table(), tmp_path)
    (row,) = read_rows(tmp_path / "incidents.jsonl")
    assert (row["type"], row["machine"]) == ("remote.rockets", {"values": {"type": "remote.shelling"}})


def fingerprint(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_order_of_storing_does_not_show(dump: Path, tmp_path: Path) -> None:
    store = MemoryStore()
    fill(store, order=-1)
    export_ledger(store, JsonlExporter(), load_link_table(), tmp_path / "again")
    assert fingerprint(tmp_path / "again") == fingerprint(dump)


def test_sqlite_and_memory_give_the_same_bytes(dump: Path, tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "a.toldby"), Mode.CREATE)
    fill(store)
    export_ledger(store, JsonlExporter(), load_link_table(), tmp_path / "again")
    store.close()
    assert fingerprint(tmp_path / "again") == fingerprint(dump)


@pytest.fixture(params=["memory", "sqlite"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> LedgerStore:
    return MemoryStore() if request.param == "memory" else open_store(str(tmp_path / "new.toldby"), Mode.CREATE)


def test_import_gives_an_equal_ledger(dump: Path, tmp_path: Path, empty: LedgerStore) -> None:
    import_dump(JsonlReader(), dump, empty)
    export_ledger(empty, JsonlExporter(), load_link_table(), tmp_path / "again")
    assert fingerprint(tmp_path / "again") == fingerprint(dump)


def test_import_can_be_built_upon(dump: Path, empty: LedgerStore) -> None:
    original = MemoryStore()
    fill(original)
    import_dump(JsonlReader(), dump, empty)
    docs = original.all_doc_ids()
    assert empty.load_analyses(docs) == original.load_analyses(docs)
    assert empty.read_keys() == original.read_keys()
    assert empty.judgements() == original.judgements()
    # edges are no part of a dump: the next build computes them again
    assert empty.unlinked_docs() == docs
    assert empty.stale_episodes() == frozenset()
    assert "local:import" not in empty.settings()


def test_interrupted_import_can_be_run_again(dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    with monkeypatch.context() as patch:
        patch.setattr(store, "replace_problems", lambda rows: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            import_dump(JsonlReader(), dump, store)
    import_dump(JsonlReader(), dump, store)
    export_ledger(store, JsonlExporter(), load_link_table(), tmp_path / "again")
    assert fingerprint(tmp_path / "again") == fingerprint(dump)


def test_import_refuses_a_ledger_in_use(dump: Path) -> None:
    store = MemoryStore()
    fill(store)
    with pytest.raises(UsageProblem, match="already holds reports"):
        import_dump(JsonlReader(), dump, store)


def edit_manifest(dump: Path, **changes: object) -> None:
    path = dump / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")


def test_other_contract_is_refused(dump: Path) -> None:
    edit_manifest(dump, contract="toldby/2")
    with pytest.raises(UsageProblem, match="toldby/2"):
        JsonlReader().read(dump)


def test_changed_file_is_refused(dump: Path) -> None:
    path = dump / "claims.jsonl"
    path.write_bytes(path.read_bytes().replace(b"halvena-mod", b"halvena-Mod"))
    with pytest.raises(UsageProblem, match=r"claims\.jsonl was changed"):
        JsonlReader().read(dump)


def rehash(dump: Path, name: str, content: str) -> None:
    (dump / name).write_text(content, "utf-8")
    manifest = json.loads((dump / "manifest.json").read_text("utf-8"))
    edit_manifest(dump, files=manifest["files"] | {name: hashlib.sha256(content.encode()).hexdigest()})


def test_line_of_another_shape_is_refused(dump: Path) -> None:
    rehash(dump, "relations.jsonl", '{"incident_id":7}\n')
    with pytest.raises(UsageProblem, match="does not fit"):
        JsonlReader().read(dump)


def test_broken_chain_is_refused(dump: Path) -> None:
    kept = (dump / "judgements.jsonl").read_text("utf-8").split("\n")[1]
    rehash(dump, "judgements.jsonl", kept + "\n")
    with pytest.raises(UsageProblem, match="chain"):
        JsonlReader().read(dump)


def test_folder_without_manifest_is_no_dump(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="no dump"):
        JsonlReader().read(tmp_path)


def test_dump_without_the_added_files_still_reads(dump: Path) -> None:
    manifest = json.loads((dump / "manifest.json").read_text("utf-8"))
    files = {k: v for k, v in manifest["files"].items() if k in KEYS}
    for name in manifest["files"].keys() - files.keys():
        (dump / name).unlink()
    edit_manifest(dump, files=files)
    ledger = JsonlReader().read(dump).ledger
    assert len(ledger.analyses) == 2
    assert len(ledger.claims) == 3


def test_line_ends_inside_a_text_do_not_split_a_line(tmp_path: Path) -> None:
    text = "Head\n\nA\u2028B\x85C\x0bD\n"
    report = sample.make_report(text, "odd.txt")
    store = MemoryStore()
    store.save_analysis(replace(sample.SECOND_ANALYSIS, report=report, claims=(), places=(), episodes=()), "", {})
    export_ledger(store, JsonlExporter(), load_link_table(), tmp_path)
    assert JsonlReader().read(tmp_path).ledger.analyses[0].report.text == text


def test_out_that_is_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(UsageProblem, match="is a file"):
        export_ledger(MemoryStore(), JsonlExporter(), load_link_table(), tmp_path / "x")


def test_stranger_s_files_in_the_folder_stay(dump: Path) -> None:
    (dump / "notes.txt").write_text("mine")
    store = MemoryStore()
    fill(store)
    export_ledger(store, JsonlExporter(), load_link_table(), dump)
    assert (dump / "notes.txt").read_text() == "mine"
    assert not list(dump.glob(".*"))
