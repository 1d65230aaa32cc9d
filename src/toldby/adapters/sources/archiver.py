"""Tables of auto-archiver: its CSV database and the export of its sheet.

The cells `metadata` and `media` are Python literals with dates in them; they are walked, never evaluated.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

from toldby.adapters.sources.dates import date_evidence, write_moment
from toldby.adapters.sources.members import Items, Link, Member, hash_text, refuse_member
from toldby.adapters.sources.page.metadata import check_url
from toldby.adapters.sources.words import Given, Words, check_words
from toldby.domain.errors import SourceUnreadable
from toldby.domain.text import DateEvidence

Rows = Iterable[tuple[int, list[str]]]

_LONGEST_CELL = 1_000_000
_ARGUMENTS = 7
DATABASE = frozenset({"status", "metadata", "media"})
SHEET = frozenset({"link", "archive status", "archive location"})


def is_database(header: list[str]) -> bool:
    """Columns of the CSV database."""
    return set(_fold(header)) >= DATABASE


def is_sheet(header: list[str]) -> bool:
    """Columns of the sheet, by their default names."""
    return set(_fold(header)) >= SHEET


def _fold(header: list[str]) -> list[str]:
    return [name.strip().lower().lstrip("\ufeff") for name in header]


def list_database(rows: Rows) -> Items:
    """One address a row with title, text and dates; rows that were not archived are listed."""
    table = iter(rows)
    header = _fold(next(table)[1])
    for number, values in table:
        cells = dict(zip(header, values, strict=False))
        name = f"line {number}"
        try:
            if "no archiver" in cells.get("status", ""):
                raise SourceUnreadable("no_text", "it was not archived ('no archiver'); archive it again")
            facts = parse_literal(cells.get("metadata", ""))
            media = parse_literal(cells["media"]) if cells.get("media", "").strip() else []
            yield _read_row(name, facts, media)
        except SourceUnreadable as error:
            yield Member(name, error)


def _read_row(name: str, facts: object, media: object) -> Link | Member:
    if not isinstance(facts, dict):
        raise SourceUnreadable("record_bad", "the cell 'metadata' holds no dictionary; export the table anew")
    url = check_url(_text(facts.get("url")))
    if url is None:
        raise SourceUnreadable("record_bad", "no address in 'metadata'; drop the row")
    meta = _keep(retrieved=_moment(facts.get("_processed_at")), archive_url=_find_archive(media))
    title, content = _text(facts.get("title")), _text(facts.get("content"))
    given = Given(title, url, None, None, _date(facts.get("timestamp")), meta=meta)
    return Link(url, given, _hold(name, given, content))


def _hold(name: str, given: Given, content: str | None) -> Member | None:
    if content is None:
        return None
    text = f"{given.title}\n\n{content}\n" if given.title and given.title not in content else f"{content}\n"
    try:
        words = Words(text, given.title, given.url, evidence=given.evidence, meta=given.meta)
        return Member(name, check_words(words), hash_text(text))
    except SourceUnreadable as error:
        return Member(name, error, hash_text(text))


def list_sheet(rows: Rows) -> Items:
    """One address a row of the sheet."""
    table = iter(rows)
    header = _fold(next(table)[1])
    for number, values in table:
        cells = {key: value.strip() for key, value in zip(header, values, strict=False)}
        name = f"line {number}"
        url = check_url(cells.get("link"))
        if url is None:
            yield refuse_member(name, "record_bad", "no address in the column 'Link'; add it or drop the row")
            continue
        meta = _keep(retrieved=cells.get("archive date"), archive_url=cells.get("archive location"))
        evidence = date_evidence("archive", cells.get("upload timestamp"))
        given = Given(cells.get("upload title") or None, url, None, None, evidence, meta=meta)
        yield Link(url, given, _hold(name, given, cells.get("text content") or None))


def parse_literal(cell: str) -> object:
    """The value of a Python literal made of constants, containers and `datetime.datetime(...)`.

    Raises SourceUnreadable for anything else; nothing is ever evaluated.
    """
    if len(cell) > _LONGEST_CELL:
        raise SourceUnreadable("too_large", f"a cell of {len(cell)} characters; shorten it")
    try:
        return _walk(ast.parse(cell.strip(), mode="eval").body)
    except (SyntaxError, ValueError, TypeError, OverflowError, RecursionError, MemoryError):
        raise SourceUnreadable(
            "record_bad", "a cell is no value that auto-archiver writes; export the table anew"
        ) from None


def _walk(node: ast.expr) -> object:
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return [_walk(each) for each in node.elts]
    if isinstance(node, ast.Dict) and all(key is not None for key in node.keys):
        return {str(_walk(key)): _walk(value) for key, value in zip(node.keys, node.values, strict=True) if key}
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
        value = node.operand.value
        if isinstance(value, int | float):
            return -value
    if isinstance(node, ast.Call):
        return _walk_call(node)
    if isinstance(node, ast.Attribute) and ast.unparse(node) == "datetime.timezone.utc":
        return UTC
    raise ValueError


def _walk_call(node: ast.Call) -> object:
    name = ast.unparse(node.func) if isinstance(node.func, ast.Attribute) else ""
    given = [_walk(each) for each in node.args]
    named = {str(each.arg): _walk(each.value) for each in node.keywords}
    numbers = [each for each in given if isinstance(each, int)]
    if (
        name == "datetime.datetime"
        and 3 <= len(numbers) == len(given) <= _ARGUMENTS
        and set(named) <= {"tzinfo", "fold"}
    ):
        zone = named.get("tzinfo")
        if isinstance(zone, timezone | None):
            return datetime(*numbers, tzinfo=zone)  # type: ignore[arg-type,misc]
    if name == "datetime.timedelta" and not given:
        return timedelta(**{key: value for key, value in named.items() if isinstance(value, int)})
    if name == "datetime.timezone" and len(given) == 1 and isinstance(given[0], timedelta):
        return timezone(given[0])
    raise ValueError


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _moment(value: object) -> str | None:
    return write_moment(value) if isinstance(value, datetime) else _text(value)


def _date(value: object) -> tuple[DateEvidence, ...]:
    if isinstance(value, datetime):
        moment = write_moment(value)
        return (DateEvidence("archive", moment),) if moment else ()
    return date_evidence("archive", _text(value))


def _find_archive(media: object) -> str | None:
    """Where the archived page lies: the first address of a WACZ, else none."""
    for each in media if isinstance(media, list) else ():
        if isinstance(each, dict) and str(each.get("filename", "")).endswith(".wacz"):
            urls = each.get("urls")
            return next((str(url) for url in urls if isinstance(url, str)), None) if isinstance(urls, list) else None
    return None


def _keep(**pairs: str | None) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, value[:2000]) for name, value in pairs.items() if value))
