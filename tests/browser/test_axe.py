"""axe-core over every page, light and dark; a check for those who have it, never shipped."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import pytest

from tests.browser.visit import Visitor

RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"
RUN = f"axe.run({RULES}).then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.target)))"


AXE = os.environ.get("TOLDBY_AXE")
"""axe.min.js of the npm package axe-core; without it there are no such tests to run or to skip."""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def check_no_page_breaks_a_rule(site: Path, visitor: Visitor, scheme: Literal["light", "dark"], width: int) -> None:
    found = {}
    with visitor.visit(site / "index.html", scheme=scheme, width=width, may_inject=True) as visit:
        for path in sorted(site.rglob("*.html")):
            visit.page.goto(path.as_uri())
            visit.page.add_script_tag(path=AXE)
            found[path.name] = visit.page.evaluate(RUN)
    assert {name: rows for name, rows in found.items() if rows} == {}


if AXE:
    test_no_page_breaks_a_rule = check_no_page_breaks_a_rule
