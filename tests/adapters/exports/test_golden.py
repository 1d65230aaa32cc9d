"""Every format on the demo corpus: the same bytes as read and agreed to, and the same in any order of reports."""

from __future__ import annotations

import pytest

from tests.adapters.exports.golden_files import FOLDER, GOLDEN, encode_golden
from toldby.application.exporting.view import ExportView


@pytest.mark.parametrize("name", GOLDEN)
def test_demo_files(name: str, demo_view: ExportView) -> None:
    made = encode_golden(name, demo_view)
    assert made, name
    for file, content in made.items():
        expected = (FOLDER / file).read_bytes()
        assert content.decode("utf-8").splitlines() == expected.decode("utf-8").splitlines(), file
        assert content == expected, file


def test_no_golden_file_is_left_over(demo_view: ExportView) -> None:
    made = {file for name in GOLDEN for file in encode_golden(name, demo_view)}
    assert made == {path.name for path in FOLDER.iterdir()}
