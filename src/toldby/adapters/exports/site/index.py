"""Look-ups over one ledger that several pages need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from toldby.application.exporting.index import ExportIndex
from toldby.domain.claims import Claim
from toldby.domain.ids import DocId, IncidentId
from toldby.domain.incidents import Incident
from toldby.domain.propositions import Proposition
from toldby.domain.short_ids import shorten_ids
from toldby.domain.text import Span


@dataclass(frozen=True)
class LedgerIndex(ExportIndex):
    """A ledger with its rows by id, as pages name and order them."""

    @cached_property
    def actor_names(self) -> Mapping[str, str]:
        """Actor or outlet id -> the name its origin is shown under."""
        return {o.actor_id: o.name for o in reversed(self.ledger.origins) if o.actor_id is not None}

    @cached_property
    def short_ids(self) -> Mapping[IncidentId, str]:
        """Incident id -> TB-XXXXXX."""
        return shorten_ids(i.incident_id for i in self.ledger.incidents)

    @cached_property
    def page_names(self) -> Mapping[DocId, str]:
        """Doc id -> file name of its page (the short hash keeps strange paths out of file names)."""
        return {a.report.doc_id: f"{a.report.doc_id[:10]}.html" for a in self.ledger.analyses}

    def path_of(self, doc_id: DocId) -> str:
        """The input's path as the user named it."""
        return self.analyses[doc_id].report.path

    def link_to(self, claim: Claim) -> str:
        """The place of a claim's words, relative to the folder of the reports."""
        return f"{self.page_names[claim.doc_id]}#c-{claim.claim_id}"

    def list_core(self, incident: Incident) -> Iterator[tuple[Claim, Proposition]]:
        """What each claim says of this incident and of no other one."""
        for episode_id in incident.episodes:
            episode = self.episodes.get(episode_id)
            for part in episode.core if episode is not None else ():
                claim = self.claims[part.claim_id]
                if part.index < len(claim.propositions):
                    yield claim, claim.propositions[part.index]


def find_words(claim: Claim) -> tuple[Span, ...]:
    """The words a claim is shown by: its content, else its cue, else its source."""
    return claim.content or claim.cue or claim.source
