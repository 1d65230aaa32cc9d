"""The colours: readable in light and dark (WCAG AA, 4.5 to 1)."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

STYLE = (files("toldby.adapters.exports.site") / "static" / "toldby.css").read_text(encoding="utf-8")
PAIRS = [
    ("text", "back"), ("text", "panel"), ("quiet", "back"), ("quiet", "panel"), ("link", "back"), ("link", "panel"),
    ("agree", "back"), ("agree", "panel"), ("differ", "back"), ("differ", "panel"), ("deny", "back"),
    ("silent", "back"),
    ("text", "mark"), ("text", "mark-own"), ("text", "mark-deny"),
    # a label on the bar of a contested incident
    ("back", "differ"),
]  # fmt: skip


def read_schemes() -> dict[str, dict[str, str]]:
    light, dark = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[:2]
    tokens = {
        n: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", part)) for n, part in (("light", light), ("dark", dark))
    }
    return {"light": tokens["light"], "dark": tokens["light"] | tokens["dark"]}


def measure_light(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_contrast(scheme: str, front: str, back: str) -> None:
    tokens = read_schemes()[scheme]
    low, high = sorted(measure_light(tokens[name]) for name in (front, back))
    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_every_colour_is_a_token() -> None:
    # a colour outside the two schemes would not follow dark mode
    rules = re.sub(r":root \{.*?\}", "", STYLE, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-f]{3,6}\b", rules) == []


def test_nothing_is_fetched() -> None:
    assert "url(" not in STYLE
    assert "@import" not in STYLE
