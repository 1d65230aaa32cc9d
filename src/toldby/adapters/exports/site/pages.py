"""Fills the templates: one function per page, each from values of the modules beside this one."""

from __future__ import annotations

from collections import Counter
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from toldby.adapters.exports.site.index import LedgerIndex
from toldby.adapters.exports.site.lines import IncidentLine, list_incidents
from toldby.adapters.exports.site.map import draw_map
from toldby.adapters.exports.site.marking import mark_report
from toldby.adapters.exports.site.matrix import build_matrix, fold_quotes
from toldby.adapters.exports.site.phrases import describe_date, describe_origins, read_language
from toldby.adapters.exports.site.report_view import list_claim, list_drops, list_shared, tag_claims
from toldby.adapters.exports.site.source_view import (
    ShownRelation,
    list_origins,
    list_report,
    list_reuse,
    rank_relation,
    show_relation,
)
from toldby.adapters.exports.site.timeline import draw_timeline
from toldby.adapters.exports.site.words import (
    DISPUTES,
    FITTING,
    KIND_WORDS,
    STANCE_WORDS,
    STATE_SYMBOLS,
    STATE_WORDS,
    STATUS_WORDS,
    SYMBOLS,
    name_slot,
    name_type,
)
from toldby.domain.incidents import Incident, OriginCount
from toldby.domain.text import Report


@cache
def open_templates() -> Environment:
    """The template environment; text is escaped, an unknown name is an error."""
    env = Environment(
        loader=PackageLoader("toldby.adapters.exports.site"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    env.filters.update(
        type_words=name_type, slot_words=name_slot, symbol=SYMBOLS.__getitem__, kind_words=KIND_WORDS.__getitem__,
        state_words=STATE_WORDS.__getitem__, state_symbol=STATE_SYMBOLS.__getitem__, origins=_count_words,
        status_words=STATUS_WORDS.__getitem__, stance_words=STANCE_WORDS.__getitem__, fold_quotes=fold_quotes,
    )  # fmt: skip
    return env


def _count_words(count: OriginCount) -> str:
    return describe_origins(count.low, count.high)


class Pages:
    """Renders the pages of one ledger. `context` = code points kept around claims, None = whole texts."""

    def __init__(self, index: LedgerIndex, context: int | None) -> None:
        self.index = index
        self.context = context
        self.lines = list_incidents(index)
        self.line_by_id = {line.incident.incident_id: line for line in self.lines}
        self.reports_by_path = sorted((a.report for a in index.ledger.analyses), key=lambda r: (r.path, r.doc_id))
        manifest = index.ledger.manifest
        packs = ", ".join(f"{name} {hash_[:8]}" for name, hash_ in manifest.packs)
        self.shared = {"version": manifest.version, "packs": packs, "disputes": DISPUTES}

    def _fill(self, template: str, root: str, page: str, **values: object) -> str:
        return open_templates().get_template(template).render(root=root, page=page, **self.shared, **values)

    def incidents(self) -> str:
        """`index.html`: list, timeline and map of the same incidents."""
        return self._fill(
            "index.html.j2", "", "index", lines=self.lines, reports=len(self.index.analyses),
            contested=sum(line.is_contested for line in self.lines),
            timeline=draw_timeline(self.lines), map=draw_map(self.lines), states=tuple(STATE_WORDS.items()),
            types=sorted({line.incident.type for line in self.lines}),
        )  # fmt: skip

    def incident(self, line: IncidentLine) -> str:
        """The account matrix of one incident with its relations."""
        incident = line.incident
        relations = [show_relation(self.index, r) for r in self.index.relations.get(incident.incident_id, ())]
        shown = sorted((r for r in relations if r.kind != "silent"), key=rank_relation)
        silent = sorted({r.camp for r in relations if r.kind == "silent" and r.camp})
        denied = next((p for p in incident.propositions if p.slot == "occurrence" and p.against_high), None)
        return self._fill(
            "incident.html.j2", "../", "index", line=line, incident=incident,
            matrix=build_matrix(self.index, incident), names=_list_names(self.index, incident),
            codes=_list_codes(incident), links=self._list_links(incident), silent=silent,
            differing=[r for r in shown if r.kind not in FITTING], fitting=[r for r in shown if r.kind in FITTING],
            denied=describe_origins(denied.against_low, denied.against_high) if denied else "",
        )  # fmt: skip

    def _list_links(self, incident: Incident) -> list[tuple[str, str, str]]:
        rows = []
        for link in incident.links:
            other = self.line_by_id.get(link.incident_id)
            if other is not None:
                label = f"{other.short_id} {other.title}, {other.when}"
                rows.append((link.kind.replace("_", " "), f"{other.short_id}.html", label))
        return rows

    def disputes(self) -> str:
        """All denials and conflicts, pending denials, and what is shown but not counted."""
        counted: list[ShownRelation] = []
        shown: list[ShownRelation] = []
        pending: list[ShownRelation] = []
        for relation in self.index.ledger.relations:
            line = self.line_by_id.get(relation.incident_id) if relation.incident_id is not None else None
            if line is None or "pending" in relation.flags:
                pending.append(show_relation(self.index, relation))
            elif relation.kind in DISPUTES:
                counted.append(show_relation(self.index, relation, line.short_id, line.title))
            elif relation.kind in ("conflict-name-only", "framing"):
                shown.append(show_relation(self.index, relation, line.short_id, line.title))
        return self._fill(
            "disputes.html.j2", "", "disputes", rows=sorted(counted, key=rank_relation), pending=pending,
            shown=sorted(shown, key=rank_relation),
        )  # fmt: skip

    def reports(self) -> str:
        """Every stored report with its counts."""
        rows = [list_report(self.index, report) for report in self.reports_by_path]
        return self._fill("reports.html.j2", "", "reports", rows=rows)

    def report(self, report: Report) -> str:
        """One report with its claims highlighted."""
        claims = self.index.claims_in.get(report.doc_id, ())
        tags = tag_claims(claims)
        passages = mark_report(report, claims, tags, self.context)
        hidden = Counter(p.kind.value.replace("_", " ") for p in passages if not p.pieces)
        return self._fill(
            "report.html.j2", "../", "reports", report=report, language=read_language(report),
            published=describe_date(report.published),
            passages=[p for p in passages if p.pieces], hidden=sorted(hidden.items()),
            claims=[list_claim(self.index, c, tags) for c in claims], drops=list_drops(self.index, report),
            shared=list_shared(self.index, report),
        )  # fmt: skip

    def sources(self) -> str:
        """Origins, and the text that reports share."""
        return self._fill("sources.html.j2", "", "sources", rows=list_origins(self.index), reuse=list_reuse(self.index))

    def problems(self) -> str:
        """Inputs not stored, warnings, and drops by rule."""
        ledger = self.index.ledger
        warnings = [
            (report.path, self.index.page_names[report.doc_id], p.reason)
            for report in self.reports_by_path
            for p in report.problems
        ]
        drops = [d for a in ledger.analyses for d in a.drops]
        by_rule = sorted(Counter(d.reason.partition(":")[0] for d in drops).items())
        return self._fill(
            "problems.html.j2", "", "problems", problems=ledger.problems, warnings=warnings, drops=len(drops),
            dropped=by_rule, reports=len(ledger.analyses),
        )  # fmt: skip


def _list_names(index: LedgerIndex, incident: Incident) -> list[tuple[str, tuple[str, ...]]]:
    names: dict[str, set[str]] = {}
    for place in incident.places:
        for name in place.names:
            names.setdefault(name.text, set()).update(index.actor_names.get(u, u) for u in name.used_by)
    return [(text, tuple(sorted(users))) for text, users in sorted(names.items(), key=lambda n: n[0].casefold())]


def _list_codes(incident: Incident) -> str:
    parts = []
    if incident.acled_event_type:
        parts.append(f"ACLED-like: {incident.acled_event_type} / {incident.acled_sub_event_type}")
    if incident.plover:
        parts.append("PLOVER: " + " ".join(p for p in incident.plover if p))
    if incident.ucdp_type_of_violence:
        parts.append(f"UCDP type of violence: {incident.ucdp_type_of_violence}")
    return " · ".join(parts)
