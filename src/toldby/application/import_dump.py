"""The use case "import": a dump becomes an equal ledger, which exports the same bytes.

What the next build links again is left marked: edges between reports are not part of a dump. An
import that was interrupted is finished by running it again.
"""

from __future__ import annotations

from pathlib import Path

from toldby.application.codec import codec_for
from toldby.application.ledger_rows import DerivedRows
from toldby.application.ledger_store import LedgerStore
from toldby.application.ports import Dump, DumpReader
from toldby.domain.claims import Claim
from toldby.domain.errors import UsageProblem
from toldby.domain.ids import hash_content
from toldby.domain.ledger import Ledger, Manifest

_UNDER_WAY = "local:import"


def import_dump(reader: DumpReader, folder: Path, store: LedgerStore) -> Ledger:
    """Read the dump in `folder` into an empty ledger.

    Raises UsageProblem when the dump cannot be read or the ledger already holds something else.
    """
    return store_dump(reader.read(folder), store)


def store_dump(dump: Dump, store: LedgerStore) -> Ledger:
    """Write a dump that was read into an empty ledger.

    Raises UsageProblem when the ledger already holds something else.
    """
    name = hash_content("import", codec_for(Manifest).dump(dump.ledger.manifest))
    if store.settings().get(_UNDER_WAY) != name and (store.all_doc_ids() or store.inputs()):
        raise UsageProblem("this ledger already holds reports; import into a new one (--ledger NEW.toldby)")
    store.put_settings({_UNDER_WAY: name})
    _write_dump(dump, store)
    store.put_settings({_UNDER_WAY: None})
    return dump.ledger


def _write_dump(dump: Dump, store: LedgerStore) -> None:
    ledger, keys = dump.ledger, dump.keys
    for analysis in ledger.analyses:
        store.save_analysis(analysis, keys.analyses.get(analysis.report.doc_id, ""), keys.episodes)
    store.save_reuse(ledger.reuse)
    store.mark_compared(analysis.report.doc_id for analysis in ledger.analyses)
    episodes = frozenset(episode.episode_id for a in ledger.analyses for episode in a.episodes)
    store.replace_derived({episodes: DerivedRows(ledger.incidents, ledger.relations, _list_updates(ledger))})
    store.replace_origins((), ledger.origins)
    main = dict(ledger.main_incidents)
    store.save_main_incidents({a.report.doc_id: main.get(a.report.doc_id) for a in ledger.analyses})
    store.replace_problems(ledger.problems)
    store.save_inputs(keys.inputs)
    store.append_judgements(ledger.judgements[len(store.judgements()) :])
    store.put_settings(_list_settings(ledger.manifest))


def _list_updates(ledger: Ledger) -> tuple[Claim, ...]:
    """Claims to which something across reports was added."""
    own = {claim.claim_id: claim for analysis in ledger.analyses for claim in analysis.claims}
    return tuple(claim for claim in ledger.claims if own[claim.claim_id] != claim)


def _list_settings(manifest: Manifest) -> dict[str, str | None]:
    settings: dict[str, str | None] = dict(manifest.settings)
    settings |= {f"pack:{name}": value for name, value in manifest.packs}
    return settings | {"version": manifest.version or None}
