from __future__ import annotations

from pathlib import Path

import pytest

from toldby.application.evaluation.gold_files import (
    read_attributed,
    read_by_id,
    read_clusters,
    read_coded_file,
    read_lines,
    shorten_name,
)
from toldby.domain.errors import UsageProblem


def write(folder: Path, text: str) -> Path:
    path = folder / "rows.jsonl"
    path.write_text(text, encoding="utf-8")
    return path


def test_line_separators_inside_a_text_are_no_line_ends(tmp_path: Path) -> None:
    path = write(tmp_path, '{"id": "a", "text": "one\u2028two\u0085three"}\n\n{"id": "b"}\n')
    assert [row["id"] for row in read_lines(path)] == ["a", "b"]


BAD_FILES = [
    ("[1]\n", "no JSON object"),
    ('{"id": "a"}\n{"id"\n', "rows.jsonl:2: no JSON"),
]


@pytest.mark.parametrize(("text", "message"), BAD_FILES)
def test_what_is_no_json_line_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageProblem, match=message):
        read_lines(write(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match=r"absent\.jsonl: cannot be read"):
        read_lines(tmp_path / "absent.jsonl")


def test_an_id_given_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="'a' stands there twice"):
        read_by_id(write(tmp_path, '{"id": "a"}\n{"id": "a"}\n'))


def test_a_document_that_the_gold_lacks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="not in the gold file, such as 'b'"):
        read_by_id(write(tmp_path, '{"id": "a"}\n{"id": "b"}\n'), ["a"])


def test_keys_that_are_there_but_empty_are_asked_for() -> None:
    row = {"id": "r", "text": "x", "attributions": [{"id": "1", "parent": None, "targets": []}, {"id": "2"}]}
    first, second = read_attributed(row).attributions
    assert first.asks == {"parent", "targets"}
    assert second.asks == frozenset()


def test_clusters_are_compared_as_words(tmp_path: Path) -> None:
    assert read_clusters(write(tmp_path, '{"a": 1, "b": "1", "c": null}')) == {"a": "1", "b": "1", "c": None}
    with pytest.raises(UsageProblem, match="holds mentions"):
        read_clusters(write(tmp_path, '{"a": [{"start": 0, "end": 3, "cluster": "x"}]}'))


def test_incidents_are_read_with_their_defaults(tmp_path: Path) -> None:
    line = '{"type": "a.b", "evidence": [{"doc": "D1", "start": 0, "end": 9}], "casualties": [{"kind": "Dead"}]}'
    documents = tmp_path / "documents.jsonl"
    documents.write_text('{"doc_id": "D1", "path": "in/r1.txt"}\n', encoding="utf-8")
    (coded,) = read_coded_file(write(tmp_path, line), documents)
    assert (coded.id, coded.kind, coded.spans) == ("line1", "incident", (("r1", 0, 9),))
    assert (coded.casualties[0].sides, coded.casualties[0].kind) == (("unknown",), "killed")


BAD_INCIDENTS = [
    ('{"incident_id": "x", "type": "a.b"}\n' * 2, "'x' stands there 2 times"),
    ('{"type": "a.b", "evidence": [{"doc": "r", "start": 5, "end": 5}]}', "ends before it begins"),
]


@pytest.mark.parametrize(("text", "message"), BAD_INCIDENTS)
def test_incidents_that_cannot_be_scored_are_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageProblem, match=message):
        read_coded_file(write(tmp_path, text), None)


@pytest.mark.parametrize("path", ["r1", "r1.txt", "in/deep/r1.txt"])
def test_documents_go_by_file_name(path: str) -> None:
    assert shorten_name(path) == "r1"
