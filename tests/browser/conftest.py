"""A real Chromium over a written site; without one the tests are skipped, and fail on CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from tests.adapters.exports.site.ledger import LEDGER
from tests.browser.visit import Visitor
from toldby.adapters.exports.site.write import write_site

NAMES = ("chromium", "chromium-browser", "google-chrome")


def give_up(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def find_chromium() -> str:
    for name in (os.environ.get("TOLDBY_CHROMIUM"), *NAMES):
        found = shutil.which(name) if name else None
        if found:
            return found
    give_up("no Chromium here: install the package chromium, or name one in TOLDBY_CHROMIUM")


@pytest.fixture(scope="session")
def visitor() -> Iterator[Visitor]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        give_up("playwright is not installed: install the test group")
    path = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield Visitor(browser)
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(LEDGER, tmp_path_factory.mktemp("site")).parent
