"""Days, weeks, weekends, months, quarters, seasons and years as pairs of days."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, timedelta

Days = tuple[date, date]
"""First and last day, both inclusive."""

_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def shift_days(day: date, count: int) -> date | None:
    """The day `count` days on; None outside the calendar."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def shift_months(day: date, count: int) -> date | None:
    """The same day of another month, its last day when shorter; None outside the calendar."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    if not MINYEAR <= year < MAXYEAR:
        return None
    last = month_days(year, month + 1)[1].day
    return date(year, month + 1, min(day.day, last))


def build_day(year: int, month: int, day: int) -> date | None:
    """The day, None when the calendar has none such (30 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_days(year: int, month: int) -> Days:
    """First and last day of a month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def week_days(day: date) -> Days:
    """Monday to Sunday of the ISO week that holds the day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def weekend_days(day: date) -> Days:
    """The weekend that holds the day, else the one before it (gold case T15)."""
    back = (day.weekday() - 5) % 7
    saturday = day - timedelta(days=back)
    return saturday, saturday + timedelta(days=1)


def quarter_days(year: int, quarter: int) -> Days:
    """First and last day of a quarter of the calendar year."""
    first = quarter * 3 - 2
    return date(year, first, 1), month_days(year, first + 2)[1]


def season_days(year: int, season: str) -> Days:
    """Meteorological season of the northern half of the earth; winter runs into the next year."""
    first = _SEASON_STARTS[season]
    start = date(year, first, 1)
    end = shift_months(start, 3)
    return start, (end or date(year, 12, 31)) - timedelta(days=1)


def year_days(year: int) -> Days:
    """1 January to 31 December."""
    return date(year, 1, 1), date(year, 12, 31)


def unit_days(day: date, unit: str) -> Days:
    """The calendar unit (D W WE M Q Y DE CE) that holds the day."""
    match unit:
        case "W":
            return week_days(day)
        case "WE":
            return weekend_days(day)
        case "M":
            return month_days(day.year, day.month)
        case "Q":
            return quarter_days(day.year, (day.month + 2) // 3)
        case "Y":
            return year_days(day.year)
        case "DE":
            start = max(day.year - day.year % 10, 1)
            return date(start, 1, 1), date(start // 10 * 10 + 9, 12, 31)
        case "CE":
            start = max(day.year - day.year % 100, 1)
            return date(start, 1, 1), date(start // 100 * 100 + 99, 12, 31)
        case _:
            return day, day


def shift_units(day: date, unit: str, count: int) -> date | None:
    """The day `count` units on."""
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
    if unit in months:
        return shift_months(day, count * months[unit])
    return shift_days(day, count * {"W": 7, "WE": 7}.get(unit, 1))


def easter_sunday(year: int) -> date:
    """Western Easter by the anonymous Gregorian rule."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
