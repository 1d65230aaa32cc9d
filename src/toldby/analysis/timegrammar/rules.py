"""Rule names of `dates.yml` -> what reads them, what they hang on, and which wins a tie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from toldby.analysis.timegrammar import dates, lengths, ranges, relative, weekdays
from toldby.analysis.timegrammar.anchor import Rule


@dataclass(frozen=True, slots=True)
class RuleRow:
    """`hangs_on`: none dct event, unit (event for a day, else dct).

    Rules with `read` None only wait for a date to join.
    """

    read: Rule | None
    hangs_on: str


RULES: Mapping[str, RuleRow] = MappingProxyType(
    {
        "full-date": RuleRow(dates.read_full_date, "none"),
        "iso-date": RuleRow(dates.read_iso, "none"),
        "dotted-date": RuleRow(dates.read_dotted, "none"),
        "slashed-date": RuleRow(dates.read_slashed, "none"),
        "month-day": RuleRow(dates.read_month_day, "dct"),
        "month-year": RuleRow(dates.read_month_year, "none"),
        "month": RuleRow(dates.read_month, "dct"),
        "this-month-name": RuleRow(dates.read_this_month, "dct"),
        "month-of-year": RuleRow(dates.read_relative_year_month, "dct"),
        "month-day-of-year": RuleRow(dates.read_relative_year_month_day, "dct"),
        "year": RuleRow(dates.read_year, "none"),
        "decade": RuleRow(dates.read_decade, "none"),
        "quarter-of-year": RuleRow(dates.read_quarter, "none"),
        "quarter": RuleRow(dates.read_quarter, "dct"),
        "half-of-year": RuleRow(dates.read_half, "none"),
        "half": RuleRow(dates.read_half, "dct"),
        "season-of-year": RuleRow(dates.read_season, "none"),
        "season": RuleRow(dates.read_season, "dct"),
        "holiday-of-year": RuleRow(dates.read_holiday, "none"),
        "holiday": RuleRow(dates.read_holiday, "dct"),
        "weekday": RuleRow(weekdays.read_weekday, "dct"),
        "latest-not-after-publication": RuleRow(weekdays.read_weekday, "dct"),
        "last-weekday": RuleRow(weekdays.read_last_weekday, "dct"),
        "next-weekday": RuleRow(weekdays.read_next_weekday, "dct"),
        "this-weekday": RuleRow(weekdays.read_this_weekday, "dct"),
        "weekday-of-week": RuleRow(weekdays.read_weekday_of_week, "dct"),
        "weekend": RuleRow(weekdays.read_weekend, "dct"),
        "day-offset": RuleRow(relative.read_day_offset, "dct"),
        "night-before": RuleRow(relative.read_night_before, "dct"),
        "unit": RuleRow(relative.read_unit, "dct"),
        "part-of-unit": RuleRow(relative.read_earlier, "dct"),
        "ago": RuleRow(relative.read_ago, "dct"),
        "ahead": RuleRow(relative.read_ahead, "dct"),
        "shifted": RuleRow(relative.read_shifted, "event"),
        "same-unit": RuleRow(relative.read_same, "event"),
        "event-weekday": RuleRow(relative.read_event_weekday, "event"),
        "since-then": RuleRow(relative.read_since_then, "event"),
        "vague-shifted": RuleRow(lengths.read_vague_later, "event"),
        "length": RuleRow(lengths.read_length, "none"),
        "vague-length": RuleRow(lengths.read_vague_length, "none"),
        "past-length": RuleRow(lengths.read_past_length, "dct"),
        "next-length": RuleRow(lengths.read_next_length, "dct"),
        "vague": RuleRow(lengths.read_vague, "dct"),
        "vague-noun": RuleRow(lengths.read_vague, "dct"),
        "vague-units": RuleRow(lengths.read_vague_units, "dct"),
        "vague-ago": RuleRow(lengths.read_vague_ago, "dct"),
        "set": RuleRow(lengths.read_set, "none"),
        "tonight": RuleRow(relative.read_tonight, "dct"),
        "bare-unit": RuleRow(relative.read_same, "unit"),
        "day-range": RuleRow(ranges.read_day_range, "dct"),
        "day-range-of-year": RuleRow(ranges.read_day_range_of_year, "none"),
        "month-range-of-year": RuleRow(ranges.read_month_range, "none"),
        "year-range": RuleRow(ranges.read_year_range, "none"),
        "clock": RuleRow(None, "dct"),
        "day-part": RuleRow(None, "dct"),
    }
)

RANKS: Mapping[str, int] = MappingProxyType({name: rank for rank, name in enumerate(RULES)})
"""Order of the table: of two forms of one length the earlier rule wins."""
