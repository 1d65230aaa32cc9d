"""Every form of the date list, filled with any words its slots can take, is read without an error."""

from __future__ import annotations

import random
import re
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from grammar_words import read_times
from hypothesis import given, settings
from hypothesis import strategies as st

FORMS_FILE = Path(__file__).parents[2] / "src" / "toldby" / "data" / "languages" / "en" / "dates.yml"
FILLS = {
    "adverb": ["daily", "weekly"], "clock": ["18:20", "9.30", "noon"], "day": ["3", "31", "1st"], "day2": ["4", "30"],
    "decade": ["1990s"], "digits": ["1820", "0930"], "dotted": ["3.5.2019"], "few": ["several", "a few"],
    "filler": ["early"], "holiday": ["Christmas", "Easter"], "iso": ["2019-05-03"],
    "mod": ["about", "early", "more than"],
    "month": ["May", "February"], "month2": ["June"],
    "number": ["two", "3", "half a"],
    "number2": ["four"],
    "ordinal": ["first", "third"], "part": ["morning", "night", "dawn"], "phase": ["early", "late"],
    "season": ["spring"],
    "slashed": ["3/5/2019"], "times": ["twice"], "unit": ["days", "week", "hours", "year"], "weekday": ["Friday"],
    "year": ["2019", "1988"], "year2": ["2021"], "yy": ["19"], "zone": ["GMT", "local time"],
}  # fmt: skip


def _list_forms() -> list[str]:
    with FORMS_FILE.open(encoding="utf-8") as file:
        rows: list[dict[str, Any]] = yaml.safe_load(file)["dates"]
    return [str(form) for row in rows for form in row["forms"]]


FORMS = _list_forms()


def _fill(form: str, chance: random.Random) -> str:
    text = re.sub(r"\[([^\]]*)\]", lambda m: chance.choice([m.group(1), ""]), form)
    for _ in range(5):
        text = re.sub(r"\(([^()]*)\)", lambda m: chance.choice(m.group(1).split("|")), text)
    return re.sub(r"\{(\w+)\}", lambda m: chance.choice(FILLS.get(m.group(1), ["two"])), text)


@given(st.lists(st.sampled_from(FORMS), min_size=1, max_size=3), st.randoms(use_true_random=False),
       st.dates(date(1990, 1, 1), date(2090, 12, 31)))  # fmt: skip
@settings(max_examples=250, deadline=None)
def test_no_form_raises(forms: list[str], chance: random.Random, day: date) -> None:
    """With and without a day of writing; a mention found reads back."""
    text = "They left " + " and ".join(_fill(f, chance) for f in forms) + "."
    for on in (day.isoformat(), None):
        for mention in read_times(text, on=on):
            assert text[mention.start : mention.end] == mention.text
