"""Fills the templates: one function per page, each from values of `views`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from toldby.adapters.exports.site.map import draw_map
from toldby.adapters.exports.site.marking import mark_report
from toldby.adapters.exports.site.timeline import draw_timeline
from toldby.adapters.exports.site.views import (
    IncidentLine,
    LedgerIndex,
    build_matrix,
    describe_chain,
    describe_origins,
    describe_when,
    list_incidents,
    read_quote,
)
from toldby.adapters.exports.site.words import (
    DISPUTES,
    KIND_WORDS,
    STATE_SYMBOLS,
    STATE_WORDS,
    SYMBOLS,
    name_slot,
    name_type,
)
from toldby.domain.claims import Claim
from toldby.domain.incidents import Incident, OriginCount, Relation
from toldby.domain.text import DocumentDate, Report, Span


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
        manifest = index.ledger.manifest
        packs = ", ".join(f"{name} {hash_[:8]}" for name, hash_ in manifest.packs)
        self.shared = {"version": manifest.version, "packs": packs, "disputes": DISPUTES}

    def _fill(self, template: str, root: str, page: str, **values: object) -> str:
        return open_templates().get_template(template).render(root=root, page=page, **self.shared, **values)

    def incidents(self) -> str:
        """`index.html`: list, timeline and map of the same incidents."""
        return self._fill(
            "index.html.j2", "", "index", lines=self.lines, reports=len(self.index.analyses),
            contested=sum(line.incident.state == "contested" for line in self.lines),
            timeline=draw_timeline(self.lines), map=draw_map(self.lines), states=tuple(STATE_WORDS.items()),
            types=sorted({line.incident.type for line in self.lines}),
        )  # fmt: skip

    def incident(self, line: IncidentLine) -> str:
        """The account matrix of one incident with its relations."""
        incident = line.incident
        relations = self.index.relations.get(incident.incident_id, ())
        return self._fill(
            "incident.html.j2", "../", "index", line=line, incident=incident,
            matrix=build_matrix(self.index, incident), names=_list_names(incident), codes=_list_codes(incident),
            links=self._list_links(incident), relations=[self._show(r) for r in relations],
        )  # fmt: skip

    def _list_links(self, incident: Incident) -> list[tuple[str, str, str]]:
        by_id = {line.incident.incident_id: line for line in self.lines}
        rows = []
        for link in incident.links:
            other = by_id.get(link.incident_id)
            if other is not None:
                label = f"{other.short_id} {other.title}, {other.when}"
                rows.append((link.kind.replace("_", " "), f"{other.short_id}.html", label))
        return rows

    def _show(self, relation: Relation) -> dict[str, object]:
        sides = []
        for claim_id in (relation.a, relation.b):
            if claim_id is not None:
                claim = self.index.claims[claim_id]
                href = f"{self.index.page_names[claim.doc_id]}#c-{claim_id}"
                sides.append((read_quote(self.index, claim), self.index.path_of(claim.doc_id), href))
        return {
            "kind": relation.kind, "slot": relation.slot, "camp": relation.camp, "flags": relation.flags,
            "reason": relation.reason, "sides": sides,
        }  # fmt: skip

    def disputes(self) -> str:
        """All denials and conflicts, pending denials, and what is shown but not counted."""
        by_id = {line.incident.incident_id: line for line in self.lines}
        counted: list[dict[str, object]] = []
        shown: list[dict[str, object]] = []
        pending: list[dict[str, object]] = []
        for relation in self.index.ledger.relations:
            row = self._show(relation)
            if relation.incident_id is None or "pending" in relation.flags:
                pending.append(row)
                continue
            line = by_id[relation.incident_id]
            row |= {"short_id": line.short_id, "title": line.title}
            if relation.kind in DISPUTES:
                counted.append(row)
            elif relation.kind in ("conflict-name-only", "framing"):
                shown.append(row)
        return self._fill("disputes.html.j2", "", "disputes", rows=counted, pending=pending, shown=shown)

    def reports(self) -> str:
        """Every stored report with its counts."""
        rows = []
        for analysis in sorted(self.index.ledger.analyses, key=lambda a: a.report.path):
            report = analysis.report
            claims = [c for c in self.index.ledger.claims if c.doc_id == report.doc_id]
            rows.append({
                "href": self.index.page_names[report.doc_id], "path": report.path, "title": report.title or "",
                "outlet": self._name_outlet(report) or "not given", "published": describe_date(report.published),
                "claims": len(claims), "own": sum(c.voice == "narrator" for c in claims),
                "incidents": len({i for c in claims for i in c.incident_ids}),
                "warnings": ", ".join(sorted({p.code for p in report.problems})),
            })  # fmt: skip
        return self._fill("reports.html.j2", "", "reports", rows=rows)

    def _name_outlet(self, report: Report) -> str | None:
        return report.outlet

    def report(self, report: Report) -> str:
        """One report with its claims highlighted."""
        claims = sorted(
            (c for c in self.index.ledger.claims if c.doc_id == report.doc_id), key=lambda c: (c.start, c.claim_id)
        )
        tags = tag_claims(claims)
        passages = mark_report(report, claims, tags, self.context)
        analysis = self.index.analyses[report.doc_id]
        return self._fill(
            "report.html.j2", "../", "reports", report=report, outlet=self._name_outlet(report),
            published=describe_date(report.published), passages=[p for p in passages if p.segments],
            hidden=sum(not p.segments for p in passages), claims=[self._list_claim(c, tags) for c in claims],
            drops=[(_shorten(Span(d.start, d.end).read(report.text)), d.reason) for d in analysis.drops],
            shared=self._list_shared(report),
        )  # fmt: skip

    def _list_shared(self, report: Report) -> list[tuple[str, str]]:
        others = set()
        for pair in self.index.ledger.reuse:
            if report.doc_id in (pair.a, pair.b) and pair.kind != "formula":
                others.add(pair.b if pair.a == report.doc_id else pair.a)
        return sorted((self.index.path_of(o), self.index.page_names[o]) for o in others)

    def _list_claim(self, claim: Claim, tags: Mapping[str, str]) -> dict[str, object]:
        speaker = claim.speaker.name if claim.speaker else ("own voice" if claim.voice == "narrator" else "not named")
        if claim.speaker is None and claim.inferred_speaker is not None:
            speaker = f"not named; inferred: {claim.inferred_speaker.name}"
        answers = []
        for target, relation in zip(claim.targets, claim.target_relations, strict=True):
            other = self.index.claims[target]
            label = tags.get(target) or self.index.path_of(other.doc_id)
            answers.append((label, relation, f"{self.index.page_names[other.doc_id]}#c-{target}"))
        incidents = [
            (self.index.short_ids[i], f"../incidents/{self.index.short_ids[i]}.html") for i in claim.incident_ids
        ]
        return {
            "id": claim.claim_id, "tag": tags[claim.claim_id], "speaker": speaker, "stance": claim.stance.value,
            "side": claim.speaker.side if claim.speaker else None, "flags": ", ".join(claim.flags),
            "quote": read_quote(self.index, claim), "told": describe_proposition(claim), "incidents": incidents,
            "answers": answers, "reason": claim.reason, "chain": describe_chain(claim),
        }  # fmt: skip

    def sources(self) -> str:
        """Origins, and the text that reports share."""
        rows = []
        for origin in sorted(self.index.ledger.origins, key=lambda o: (-len(o.members), o.name, o.origin_id)):
            docs = sorted({self.index.claims[m].doc_id for m in origin.members}, key=self.index.path_of)
            rows.append({
                "name": origin.name, "side": origin.side, "kind": origin.kind, "claims": len(origin.members),
                "reason": origin.reason, "reports": [(self.index.path_of(d), self.index.page_names[d]) for d in docs],
            })  # fmt: skip
        return self._fill("sources.html.j2", "", "sources", rows=rows, reuse=self._list_reuse())

    def _list_reuse(self) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = []
        for pair in self.index.ledger.reuse:
            text = self.index.analyses[pair.a].report.text
            rows.append({
                "a": self.index.path_of(pair.a), "b": self.index.path_of(pair.b), "kind": pair.kind,
                "a_href": self.index.page_names[pair.a], "b_href": self.index.page_names[pair.b],
                "coverage": f"{pair.coverage_a:.0%} / {pair.coverage_b:.0%}", "reason": pair.reason,
                "quotes": [_shorten(text[s[0]:s[1]]) for s in pair.spans[:5]],
            })  # fmt: skip
        return rows

    def problems(self) -> str:
        """Inputs not stored, warnings, and drops by rule."""
        ledger = self.index.ledger
        warnings = [(a.report.path, self.index.page_names[a.report.doc_id], f"{p.code}: {p.reason}")
                    for a in sorted(ledger.analyses, key=lambda a: a.report.path) for p in a.report.problems]  # fmt: skip
        drops = [d for a in ledger.analyses for d in a.drops]
        by_rule = sorted(Counter(d.reason.partition(":")[0] for d in drops).items())
        return self._fill(
            "problems.html.j2", "", "problems", problems=ledger.problems, warnings=warnings, drops=len(drops),
            dropped=by_rule, reports=len(ledger.analyses),
        )  # fmt: skip


def tag_claims(claims: Sequence[Claim]) -> dict[str, str]:
    """Claim id -> short tag in reading order: a letter per speaker ("a", "b", own voice "o") and a number."""
    letters: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    tags: dict[str, str] = {}
    for claim in claims:
        who = "own" if claim.voice == "narrator" else (claim.speaker.name if claim.speaker else "?")
        if who not in letters:
            free = "abcdefghijklmnpqrstuvwxyz"
            letters[who] = "o" if who == "own" else ("?" if who == "?" else free[len(letters) % len(free)])
        numbers[letters[who]] += 1
        tags[claim.claim_id] = f"{letters[who]}{numbers[letters[who]]}"
    return tags


def describe_date(published: DocumentDate) -> str:
    """The publication interval with its method; "not known" is a normal state."""
    if published.earliest is None and published.latest is None:
        return "not known"
    return f"{describe_when(published.earliest, published.latest, 'day')} ({published.method})"


def describe_proposition(claim: Claim) -> str:
    """What the claim says of a happening, slot by slot; "" when it says nothing of one."""
    told = claim.proposition
    if told is None:
        return ""
    parts = [name_type(told.type) if told.type else "", told.status if told.status != "asserted" else ""]
    parts.append(
        describe_when(told.when.start, told.when.end, told.when.precision) if told.when.start or told.when.end else ""
    )
    parts.append(" · ".join(p.text for p in told.places))
    if told.agents:
        parts.append("by " + ", ".join(a.words for a in told.agents))
    for count in told.counts:
        high = "or more" if count.high is None else (f"to {count.high}" if count.high != count.low else "")
        what = (count.kind or count.what).replace("_", " ")
        parts.append(f"{what} {count.low} {high}".strip())
    return "; ".join(p for p in parts if p)


def _list_names(incident: Incident) -> list[tuple[str, tuple[str, ...]]]:
    names: dict[str, set[str]] = {}
    for place in incident.places:
        for name in place.names:
            names.setdefault(name.text, set()).update(name.used_by)
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


def _shorten(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 160 else words[:160].rsplit(" ", 1)[0] + " …"
