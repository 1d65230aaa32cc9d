"""Field types of pack entries: text in, typed values out, one message a mistake."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from toldby.packs.allowed import Status

_ID = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def check_id(value: str) -> str:
    """The id itself, if it is a slug."""
    if not _ID.fullmatch(value):
        raise ValueError("no id; small letters a-z and digits, joined by '-', '_' or '.', are expected")
    return value


def check_day(value: str) -> str:
    """The date itself, if it is a year, a month or a day that exists."""
    parts = [int(part) for part in value.split("-")] if _DAY.fullmatch(value) else [0]
    month, day = [*parts, 1, 1][1:3]
    if parts[0] < 1 or not 1 <= month <= 12 or not 1 <= day <= _days(parts[0], month):
        raise ValueError("no date; YYYY-MM-DD, YYYY-MM or YYYY was expected")
    return value


def _days(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _check_words(value: str) -> str:
    if not value.strip():
        raise ValueError("empty; words were expected")
    return value


def _read_yes(value: object) -> object:
    if isinstance(value, str) and value in _TRUTH:
        return _TRUTH[value]
    if isinstance(value, bool):
        return value
    raise ValueError("neither; 'yes' or 'no' was expected")


def _read_none(value: object) -> object:
    return None if value == "none" else value


_TRUTH = {"yes": True, "true": True, "no": False, "false": False}
_OPEN = {"anyOf": [{"type": "integer"}, {"const": "none"}]}
Id = Annotated[str, AfterValidator(check_id)]
Words = Annotated[str, AfterValidator(_check_words)]
Day = Annotated[str, AfterValidator(check_day)]
Flag = Annotated[bool, BeforeValidator(_read_yes), WithJsonSchema({"enum": ["yes", "no", True, False]})]
OpenNumber = Annotated[int | None, BeforeValidator(_read_none), WithJsonSchema(_OPEN)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Some = Field(min_length=1)


class Strict(BaseModel):
    """A part of an entry; a field nobody knows is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Entry(Strict):
    """What every entry says about itself; `by` and `source` may come from `defaults:`."""

    id: Id
    status: Status
    by: Words
    reviewed_by: tuple[Id, ...] = ()
    source: Words
    note: str | None = None
    ambiguous: Flag = False


class Example(Strict):
    """A sentence an entry must match; plain text or a mapping with marked parts.

    `[source]`, `<cue>` and `{content}` mark parts of `text`; the other fields repeat parts of it
    or give the value expected.
    """

    text: Words
    target: str | None = None
    blames: str | None = None
    scope: str | None = None
    low: OpenNumber = None
    high: OpenNumber = None
    published: Day | None = None
    earliest: str | None = None
    latest: str | None = None

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: Any) -> dict[str, Any]:  # noqa: ANN401
        """Editors are told that plain text will do."""
        return {"anyOf": [{"type": "string"}, handler.resolve_ref_schema(handler(core))]}


def _wrap_text(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


GivenExample = Annotated[Example, BeforeValidator(_wrap_text)]
