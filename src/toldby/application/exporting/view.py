"""The ledger as one export may show it: restricted, masked, coarsened, and counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from toldby.application.exporting.blanking import blank_text
from toldby.application.exporting.coarse import DEFAULT_KM, coarsen_incident, coarsen_mentions, list_spot_names
from toldby.application.exporting.index import ExportIndex
from toldby.application.exporting.masking import make_mask, mask_value
from toldby.application.exporting.options import ExportOptions
from toldby.application.exporting.persons import PersonWords, Sighting, find_persons, list_forms
from toldby.application.exporting.withholding import (
    Withheld,
    list_coarsened,
    list_withheld_incidents,
    list_withheld_reports,
)
from toldby.application.query import IncidentQuery, matches, order_incidents, search_text
from toldby.domain.claims import Claim
from toldby.domain.errors import UsageProblem
from toldby.domain.ids import ClaimId, IncidentId
from toldby.domain.incidents import Incident
from toldby.domain.ledger import Ledger
from toldby.domain.short_ids import shorten_ids


@dataclass(frozen=True)
class ExportView:
    """What is exported. `ledger` holds nothing that must not go out; `incidents` stand in the order asked for.

    `total` counts the incidents of the ledger, `withheld` and `masked` say what was kept back; `unasked` is how
    many the query left out. `short_ids` are those of the whole ledger, so that they mean the same everywhere.
    """

    ledger: Ledger
    options: ExportOptions
    incidents: tuple[Incident, ...]
    short_ids: dict[IncidentId, str]
    total: int
    unasked: int
    withheld: tuple[Withheld, ...]
    masked: tuple[Sighting, ...]
    coarsened: int

    @cached_property
    def index(self) -> ExportIndex:
        """Look-ups over the ledger."""
        return ExportIndex(self.ledger)

    def link(self, incident: Incident) -> str:
        """The permalink: an address below `base_url`, else a URN that never changes."""
        base = self.options.base_url
        if base is None:
            return f"urn:toldby:incident:{incident.incident_id}"
        return f"{base.rstrip('/')}/incidents/{self.short_ids[incident.incident_id]}.html"


def make_view(ledger: Ledger, options: ExportOptions, words: PersonWords) -> ExportView:
    """Everything that every format leaves out is left out here, once."""
    short = dict(shorten_ids(i.incident_id for i in ledger.incidents))
    reports = list_withheld_reports(ledger, options.restrictions, options.as_of)
    kept_back = list_withheld_incidents(ledger, reports, options.restrictions, options.as_of)
    hidden = {w.id for w in kept_back}
    public = [i for i in ledger.incidents if i.incident_id not in hidden]
    asked = _select(ledger, _choose(public, options.incidents), options.query)
    coarse = list_coarsened(ledger, options.restrictions)
    is_whole = not options.incidents and replace(options.query, contested_first=False) == IncidentQuery()
    open_ledger = _restrict(ledger, asked, frozenset(reports), is_whole)
    sightings = find_persons(open_ledger, words) if options.is_masked else ()
    spots = list_spot_names(i for i in open_ledger.incidents if i.incident_id in coarse)
    shown = _mask(_coarsen(open_ledger, options, coarse), sightings, spots, options, words)
    order = {i.incident_id: n for n, i in enumerate(asked)}
    return ExportView(
        shown,
        options,
        tuple(sorted(shown.incidents, key=lambda i: order[i.incident_id])),
        short,
        len(ledger.incidents),
        len(public) - len(asked),
        tuple(sorted((*reports.values(), *kept_back), key=lambda w: (w.kind, w.id))),
        sightings,
        len(shown.incidents) if options.coarsen_km else len(coarse & set(order)),
    )


def _choose(incidents: list[Incident], names: tuple[str, ...]) -> list[Incident]:
    """The incidents named.

    Raises UsageProblem when a name is that of none, or of several.
    """
    if not names:
        return incidents
    found = []
    for name in names:
        start = name.upper().removeprefix("TB-")
        meant = [i for i in incidents if start and i.incident_id.startswith(start)]
        if len(meant) != 1:
            told = "several incidents" if meant else "no incident that may go out"
            raise UsageProblem(f"--incident {name}: {told}; toldby list shows the incidents")
        found += meant
    return list(dict.fromkeys(found))


def _select(ledger: Ledger, incidents: list[Incident], query: IncidentQuery) -> tuple[Incident, ...]:
    claims_of = ExportIndex(ledger).claims_of if query.words else {}
    found = (i for i in incidents if matches(i, search_text(i, claims_of.get(i.incident_id, ())), query))
    return order_incidents(found, query)


def _restrict(ledger: Ledger, asked: tuple[Incident, ...], hidden_docs: frozenset[str], is_whole: bool) -> Ledger:
    """Only these incidents with what is said of them; without a query also claims that are on no incident."""
    chosen = {i.incident_id for i in asked}
    claims = [c for c in ledger.claims if c.doc_id not in hidden_docs and _is_open(c, chosen, is_whole)]
    ids = {c.claim_id for c in claims}
    closed: dict[str, list[Claim]] = defaultdict(list)
    for claim in ledger.claims if is_whole else ():
        if claim.claim_id not in ids:
            closed[claim.doc_id].append(claim)
    kept = tuple(_trim(c, chosen, ids) for c in claims)
    docs = {c.doc_id for c in claims} | {doc for i in asked for doc in i.documents}
    if is_whole:
        docs = {a.report.doc_id for a in ledger.analyses} - hidden_docs
    origins = (replace(o, members=tuple(m for m in o.members if m in ids)) for o in ledger.origins)
    return replace(
        ledger,
        analyses=tuple(
            blank_text(a, closed[a.report.doc_id], kept) if a.report.doc_id in closed else a
            for a in ledger.analyses
            if a.report.doc_id in docs
        ),
        claims=kept,
        incidents=tuple(
            replace(i, links=tuple(link for link in i.links if link.incident_id in chosen))
            for i in ledger.incidents
            if i.incident_id in chosen
        ),
        relations=tuple(
            r for r in ledger.relations if r.incident_id in chosen or (r.incident_id is None and r.a in ids)
        ),
        reuse=tuple(p for p in ledger.reuse if p.a in docs and p.b in docs),
        origins=tuple(o for o in origins if o.members),
        main_incidents=tuple((d, i) for d, i in ledger.main_incidents if d in docs and i in chosen),
        problems=ledger.problems if is_whole else (),
        judgements=tuple(j for j in ledger.judgements if is_whole or set(j.on_ids) & (ids | docs | set(chosen))),
    )


def _is_open(claim: Claim, chosen: set[IncidentId], is_whole: bool) -> bool:
    return bool(chosen & set(claim.incident_ids)) or (is_whole and not claim.incident_ids)


def _trim(claim: Claim, chosen: set[IncidentId], ids: set[ClaimId]) -> Claim:
    """The claim without names of incidents and claims that do not go out."""
    pairs = [(t, r) for t, r in zip(claim.targets, claim.target_relations, strict=True) if t in ids]
    incidents = tuple(i for i in claim.incident_ids if i in chosen)
    if incidents == claim.incident_ids and len(pairs) == len(claim.targets):
        return claim
    return replace(
        claim,
        incident_ids=incidents,
        targets=tuple(t for t, _ in pairs),
        target_relations=tuple(r for _, r in pairs),
    )


def _coarsen(ledger: Ledger, options: ExportOptions, coarse: frozenset[str]) -> Ledger:
    km = options.coarsen_km
    if km is None and not coarse:
        return ledger
    step = km or DEFAULT_KM
    incidents = tuple(
        coarsen_incident(i, step) if km is not None or i.incident_id in coarse else i for i in ledger.incidents
    )
    spots = frozenset(p.place_id for i in ledger.incidents if i.incident_id in coarse for p in i.places)
    analyses = tuple(coarsen_mentions(a, step, None if km is not None else spots) for a in ledger.analyses)
    return replace(ledger, incidents=incidents, analyses=analyses)


def _mask(
    ledger: Ledger, sightings: tuple[Sighting, ...], spots: tuple[str, ...], options: ExportOptions, words: PersonWords
) -> Ledger:
    forms = list_forms(sightings, options.protected, words) if options.is_masked else ()
    hidden = (*forms, *spots)
    if not hidden:
        return ledger
    mask: Callable[[str], str] = make_mask(sorted(hidden, key=len, reverse=True))
    return mask_value(ledger, mask)
