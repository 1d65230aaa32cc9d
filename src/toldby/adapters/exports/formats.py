"""Every format of `toldby export`: its name, what it is for, the file that makes it, the extra it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from typing import Final, cast

from toldby.adapters.exports.written import Encode
from toldby.domain.errors import UsageProblem


@dataclass(frozen=True, slots=True)
class Format:
    """`module` holds `encode(view)`; `extra` is the extra of the package that its library comes with."""

    name: str
    holds: str
    module: str
    extra: str | None = None


WHOLE: Final = ("jsonl", "site")
"""Written from the whole ledger by code of their own: the lossless dump and the pages."""

FORMATS: Final = (
    Format("event-report", "accounts: one row per incident, report and speaker, for R's eventreport", "event_report"),
    Format("acled-columns", "one row per incident in ACLED's column order", "acled_columns"),
    Format("ucdp-ged-columns", "one row per deadly incident in UCDP GED's column order", "ucdp_ged_columns"),
    Format("geojson", "incidents on a map (--by claim: each place as a claim gives it), RFC 7946", "geojson"),
    Format("parquet", "every table, typed, for DuckDB and pandas", "parquet", "parquet"),
    Format("xlsx", "incidents, accounts, disputes and manifest as a workbook", "xlsx", "xlsx"),
    Format("web-annotation", "claims as W3C Web Annotations on their exact words", "web_annotation"),
    Format("prov", "who said, printed and coded what: W3C PROV as JSON-LD and PROV-JSON", "prov"),
    Format("claims-jsonld", "claims as schema.org Claim", "claims_jsonld"),
    Format("ftm", "FollowTheMoney entities and statements, for Aleph and its kin", "ftm"),
    Format("csl", "the reports as CSL-JSON, for reference managers", "csl"),
    Format("bibtex", "the reports for BibLaTeX and plain BibTeX", "bibtex"),
    Format("timelinejs", "dated incidents as a sheet for TimelineJS", "timelinejs"),
    Format("pdf", "a report of one incident or a selection, to be printed or filed", "pdf", "print"),
    Format("atom", "a feed of new, changed and newly contested incidents (--since, --webhook)", "atom"),
)
_BY_NAME: Final = {one.name: one for one in FORMATS}


def list_names() -> tuple[str, ...]:
    """Every name that `--format` takes."""
    return (*WHOLE, *_BY_NAME)


def find_format(name: str) -> Format:
    """The format of this name.

    Raises UsageProblem naming all of them, the likely one first.
    """
    if name in _BY_NAME:
        return _BY_NAME[name]
    near = get_close_matches(name, list_names(), 1, 0.4)
    hint = f"did you mean {near[0]}? " if near else ""
    raise UsageProblem(f"--format {name}: {hint}must be one of {', '.join(list_names())}")


def load_encoder(found: Format) -> Encode:
    """The function that makes the files.

    Raises ExtraMissing at once when its library is not installed.
    """
    module = import_module(f"toldby.adapters.exports.{found.module}")
    check = cast("Callable[[], None] | None", getattr(module, "check_installed", None))
    if check is not None:
        check()
    return cast(Encode, module.encode)
