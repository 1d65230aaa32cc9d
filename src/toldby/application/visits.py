"""What was fetched before, by address: so that only what changed is asked for and read again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from toldby.application.ledger_rows import StoredInput
from toldby.application.ledger_store import LedgerStore
from toldby.application.ports import Validators

_PREFIX = "local:visit:"


@dataclass(frozen=True, slots=True)
class Visit:
    """The last answer of an address; `doc_id` is the report it gave, `updated` what its feed said of it."""

    retrieved: str
    etag: str | None = None
    last_modified: str | None = None
    doc_id: str | None = None
    updated: str | None = None

    @property
    def validators(self) -> Validators:
        """For the next question."""
        return Validators(self.etag, self.last_modified)


@dataclass
class VisitLog:
    """Visits of earlier builds, and those of this one; these count once the build has come to its end."""

    known: Mapping[str, Visit] = field(default_factory=dict)
    inputs: Mapping[str, StoredInput] = field(default_factory=dict)
    fresh: dict[str, Visit] = field(default_factory=dict)

    def recall(self, url: str) -> Visit | None:
        """The last visit, of this build or an earlier one."""
        return self.fresh.get(url) or self.known.get(url)

    def note(self, url: str, visit: Visit) -> None:
        """To be kept when the build is done."""
        self.fresh[url] = visit

    def holds_report(self, url: str) -> bool:
        """The ledger holds a report of this address."""
        stored = self.inputs.get(url)
        return stored is not None and stored.doc_id is not None


def load_visits(store: LedgerStore) -> VisitLog:
    """The visits that earlier builds kept."""
    rows = {k.removeprefix(_PREFIX): v for k, v in store.settings().items() if k.startswith(_PREFIX)}
    return VisitLog({url: Visit(**json.loads(value)) for url, value in rows.items()}, store.inputs())


def save_visits(store: LedgerStore, log: VisitLog) -> None:
    """Keep the visits of a build that is done; they are never exported."""
    if log.fresh:
        store.put_settings({_PREFIX + url: json.dumps(asdict(visit)) for url, visit in sorted(log.fresh.items())})
