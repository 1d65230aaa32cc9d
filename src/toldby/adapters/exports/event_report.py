"""`event-report`: the accounts table, one row per incident, report and speaker, as R's `eventreport` reads it.

Beside it `event-report.diagnostics.csv` (one row per variable) and `event-report.disagreement.csv` (one per event).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from toldby.adapters.exports.csv_cells import Cell, join_cells, write_csv
from toldby.adapters.exports.encode_claim import encode_count
from toldby.adapters.exports.written import Encoded
from toldby.application.codec import dump_json
from toldby.application.exporting.accounts import Account, list_accounts
from toldby.application.exporting.disagreement import score_event, score_variable
from toldby.application.exporting.policies import cover_places, name_places
from toldby.application.exporting.precision import UCDP_DATE, UCDP_WHERE, rank_date, rank_place
from toldby.application.exporting.tolls import Toll
from toldby.application.exporting.view import ExportView
from toldby.domain.claims import Claim
from toldby.domain.judgements import Judgement, standing

COLUMNS: Final = (
    "id", "event_id", "report_id", "origin_id", "origin", "side", "voice", "chain", "outlet", "agency", "source",
    "stance", "status", "event_type", "sub_event_type", "date_start", "date_end", "date_prec", "date_rank", "location",
    "location_as_said", "latitude", "longitude", "radius_m", "geo_prec", "geo_rank", "country", "actor1", "actor2",
    "target", "means", "deaths_low", "deaths_best", "deaths_high", "injuries_low", "injuries_best", "injuries_high",
    "captured_low", "captured_best", "captured_high", "counts_other", "positions", "claim_ids", "quote", "char_start",
    "char_end", "text_sha256", "url", "published_start", "published_end", "published_method", "confidence",
    "review_status", "reviewer", "x_url", "x_policy", "x_left_out",
)  # fmt: skip
"""The columns; names shared with the R package's data keep its spelling."""

NUMBERS: Final = frozenset(
    {"deaths_low", "deaths_best", "deaths_high", "injuries_low", "injuries_best", "injuries_high",
     "captured_low", "captured_best", "captured_high"}
)  # fmt: skip
SCORED: Final = (
    "sub_event_type", "date_start", "date_end", "location", "actor1", "actor2", "means", "deaths_low", "deaths_best",
    "deaths_high", "injuries_best", "captured_best", "positions",
)  # fmt: skip
DIAGNOSTICS: Final = (
    "variable", "dscore", "dscore_normalized", "mean_sd", "mean_range", "share_disagreement", "modal_confidence",
)  # fmt: skip

Row = Mapping[str, Cell]


def encode(view: ExportView) -> Encoded:
    """The accounts of all incidents of the view, and how far they differ."""
    rows = list_rows(view)
    return Encoded(encode_accounts(view, rows), len(rows))


def encode_accounts(view: ExportView, rows: Sequence[Row] | None = None) -> dict[str, bytes]:
    """The three files; other tables write them beside theirs, so that no account is lost."""
    rows = list_rows(view) if rows is None else rows
    events: dict[str, list[Row]] = {}
    for row in rows:
        events.setdefault(str(row["event_id"]), []).append(row)
    scores = [score_variable(events, name, is_number=name in NUMBERS) for name in SCORED]
    table = [[row[name] for name in COLUMNS] for row in rows]
    wide = [[event, *(score_event([r[name] for r in found]) for name in SCORED)] for event, found in events.items()]
    long = [[getattr(score, name) for name in DIAGNOSTICS] for score in scores]
    return {
        "event-report.csv": write_csv(COLUMNS, table, view.options),
        "event-report.diagnostics.csv": write_csv(DIAGNOSTICS, long, view.options),
        "event-report.disagreement.csv": write_csv(("event_id", *SCORED), wide, view.options),
    }


def list_rows(view: ExportView) -> list[Row]:
    """Every account as a row, sorted by event, report, origin and speaker."""
    reviews = _group_reviews(view)
    rows = [_make_row(view, a, reviews) for i in view.incidents for a in list_accounts(view.index, i)]
    return sorted(rows, key=lambda r: tuple(str(r[name]) for name in ("event_id", "report_id", "origin_id", "source")))


def _make_row(view: ExportView, account: Account, reviews: Mapping[str, Judgement]) -> Row:
    report = view.index.report(account.doc_id)
    origin = view.index.origins.get(account.origin_id) if account.origin_id is not None else None
    main = account.main
    quote = next(iter(main.content or main.cue or main.source), None)
    links = {link.role: link.name for link in reversed(main.chain) if link.name}
    date_code = UCDP_DATE.get(account.date_precision or "")
    judged = [reviews[c.claim_id] for c in account.claims if c.claim_id in reviews]
    return {
        "id": account.account_id,
        "event_id": view.short_ids[account.incident.incident_id],
        "report_id": account.doc_id,
        "origin_id": account.origin_id,
        "origin": origin.name if origin is not None else None,
        "side": account.side,
        "voice": account.voice,
        "chain": join_cells(link.name or "not named" for link in main.chain),
        "outlet": links.get("outlet") or view.index.name_outlet(report),
        "agency": links.get("agency"),
        "source": account.speaker or None,
        "stance": join_cells(sorted({c.stance.value for c in account.claims})),
        "status": account.told[0].status if account.told else None,
        "event_type": account.types[0].partition(".")[0] if account.types else None,
        "sub_event_type": join_cells(account.types) or None,
        "date_start": account.start,
        "date_end": account.end,
        "date_prec": date_code,
        "date_rank": rank_date(date_code),
        "actor1": join_cells(account.agents) or None,
        "actor2": join_cells(account.patients) or None,
        "target": join_cells(account.objects) or None,
        "means": join_cells(account.means) or None,
        **_place(view, account),
        **_toll("deaths", account.deaths),
        **_toll("injuries", account.injuries),
        **_toll("captured", account.captured),
        "counts_other": dump_json([encode_count(c) for c in account.other_counts]) if account.other_counts else None,
        "positions": join_cells(account.positions),
        "claim_ids": join_cells(c.claim_id for c in account.claims),
        "quote": quote.read(report.text) if quote is not None else None,
        "char_start": quote.start if quote is not None else None,
        "char_end": quote.end if quote is not None else None,
        "text_sha256": report.text_sha256,
        "url": report.url,
        "published_start": report.published.earliest,
        "published_end": report.published.latest,
        "published_method": report.published.method,
        "confidence": main.machine.confidence,
        "review_status": _tell_review(account.claims, reviews),
        "reviewer": join_cells(sorted({j.who for j in judged})) or None,
        "x_url": view.link(account.incident),
        "x_policy": "none",
        "x_left_out": _count_hidden(account),
    }


def _count_hidden(account: Account) -> int:
    """Claims and pieces of quotation of the account that the one quotation of the row does not show."""
    return len(account.claims) - 1 + max(0, len(account.main.content) - 1)


def _place(view: ExportView, account: Account) -> Row:
    lat, lon, radius = cover_places(account.places)
    codes = [UCDP_WHERE[p.precision] for p in account.places if p.precision in UCDP_WHERE]
    code = max(codes, default=None)
    policies = [view.options.countries[p.place_id] for p in account.places if p.place_id in view.options.countries]
    return {
        "location": " / ".join(name_places(account.places)) or None,
        "location_as_said": join_cells(account.said_places) or None,
        "latitude": lat,
        "longitude": lon,
        "radius_m": radius,
        "geo_prec": code,
        "geo_rank": rank_place(code),
        "country": join_cells(sorted({p.country for p in policies if p.country})) or None,
    }


def _toll(name: str, toll: Toll | None) -> Row:
    if toll is None:
        return {f"{name}_low": None, f"{name}_best": None, f"{name}_high": None}
    return {f"{name}_low": toll.low, f"{name}_best": toll.best, f"{name}_high": toll.high}


def _group_reviews(view: ExportView) -> Mapping[str, Judgement]:
    """Claim id -> the latest standing decision on it."""
    decided = [j for j in standing(view.ledger.judgements) if j.verdict in ("accept", "correct", "reject")]
    return {one: j for j in decided if j.on_kind == "claim" for one in j.on_ids}


def _tell_review(claims: Iterable[Claim], reviews: Mapping[str, Judgement]) -> str:
    words = {"accept": "accepted", "correct": "corrected", "reject": "rejected"}
    found = {words[reviews[c.claim_id].verdict] if c.claim_id in reviews else "machine" for c in claims}
    return join_cells(sorted(found))
