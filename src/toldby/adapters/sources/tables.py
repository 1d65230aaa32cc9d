"""Tables of text: encoding, delimiter and rows, as spreadsheets leave them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from toldby.domain.errors import SourceUnreadable

MAX_TABLE_BYTES = 100_000_000
MOST_ROWS = 1_000_000
LONGEST_CELL = 131_072
_DELIMITERS = (",", ";", "\t")


def decode_table(raw: bytes) -> tuple[str, str]:
    """The text of a table and its encoding in words: UTF-8, else what spreadsheets write."""
    for encoding, name in (("utf-8-sig", "UTF-8"), ("cp1251", "cp1251"), ("cp1252", "cp1252")):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "cp1251" or _is_cyrillic(text):
            return text.replace("\x00", "\ufffd"), name
    return raw.decode("cp1252", "replace").replace("\x00", "\ufffd"), "cp1252 with gaps"


def _is_cyrillic(text: str) -> bool:
    """Most letters outside ASCII stand in Cyrillic words, not alone between Latin letters."""
    foreign = [i for i, sign in enumerate(text) if not sign.isascii() and sign.isalpha()]
    beside = sum(1 for i in foreign if text[i - 1 : i] in _CYRILLIC or text[i + 1 : i + 2] in _CYRILLIC)
    return bool(foreign) and 2 * beside > len(foreign)


_CYRILLIC = frozenset(chr(code) for code in range(0x400, 0x460))


def find_delimiter(text: str) -> str:
    """Comma, semicolon or tab, whichever the first line has most of."""
    header = text.split("\n", 1)[0]
    return max(_DELIMITERS, key=header.count)


def read_rows(text: str, delimiter: str, path: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row that is not blank.

    Raises SourceUnreadable where the table breaks.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, values in enumerate(reader):
            # the limit of csv is one for the whole process, and other packages lift it
            if max(map(len, values), default=0) > LONGEST_CELL:
                reason = f"{path}:{reader.line_num}: a field larger than {LONGEST_CELL:,} characters"
                raise SourceUnreadable("record_bad", reason)
            if any(value.strip() for value in values):
                yield reader.line_num, values
            if number > MOST_ROWS:
                break
    except csv.Error as error:
        raise SourceUnreadable("record_bad", f"{path}:{reader.line_num}: {error}") from None
