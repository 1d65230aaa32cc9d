"""Tables of ACLED and UCDP GED: read by their columns, checked, never inputs of reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adapters.sources.inputs import STORY, read_codes
from toldby.adapters.sources.files import FolderSource
from toldby.adapters.sources.reference import GED_COLUMNS, is_reference, read_reference
from toldby.domain.errors import SourceUnreadable

ACLED = (
    "event_id_cnty,event_date,event_type,sub_event_type,actor1,actor2,location,latitude,longitude,fatalities,inter1\n"
)
OLD_ACLED = "data_id,iso3,event_id_cnty,event_date,event_type,sub_event_type,actor1,latitude,longitude,fatalities\n"


def make_ged(**cells: str) -> list[str]:
    given = {
        "id": "7", "relid": "HAL-2019-1-7", "type_of_violence": "1", "side_a": "Government", "side_b": "Union",
        "latitude": "42.5", "longitude": "45.5", "date_start": "2019-05-09 00:00:00.000",
        "date_end": "2019-05-09 00:00:00.000", "best": "3", "high": "5", "low": "3",
    }  # fmt: skip
    return [(given | cells).get(name, "") for name in GED_COLUMNS]


@pytest.mark.parametrize("date", ["2019-05-09", "09-05-2019", "9 May 2019"])
@pytest.mark.parametrize("inter", ["1", "State forces"])
def test_acled(tmp_path: Path, date: str, inter: str) -> None:
    """Dates in all the ways it has written them; numbers or words for the actors."""
    row = f"HAL1,{date},Explosions/Remote violence,Shelling,Army of Halvena,Union Forces,Pelluk,42.5,45.5,3,{inter}\n"
    (tmp_path / "a.csv").write_bytes(("\ufeff" + ACLED + row).encode())
    ((event,), bad) = read_reference(str(tmp_path / "a.csv"), "a.csv")
    assert bad == ()
    assert (event.dataset, event.event_id, event.start, event.place) == ("ACLED", "HAL1", "2019-05-09", "Pelluk")
    assert (event.deaths_low, event.deaths_high) == (3, 3)
    assert event.actors == ("Army of Halvena", "Union Forces")


def test_old_columns(tmp_path: Path) -> None:
    row = "1,HAL,HAL1,09 May 2019,Battles,Armed clash,Army,42.5,45.5,\n"
    (tmp_path / "a.csv").write_text(OLD_ACLED + row)
    ((event,), _) = read_reference(str(tmp_path / "a.csv"), "a.csv")
    assert (event.start, event.deaths_high) == ("2019-05-09", None)


@pytest.mark.parametrize("has_header", [True, False])
def test_ged(tmp_path: Path, has_header: bool) -> None:
    """Some releases have no header row; silence about deaths is none, not zero."""
    rows = [list(GED_COLUMNS)] * has_header + [make_ged(), make_ged(id="8", relid="", low="", high="", best="")]
    (tmp_path / "g.csv").write_text("\n".join(",".join(row) for row in rows))
    ((first, second), bad) = read_reference(str(tmp_path / "g.csv"), "g.csv")
    assert bad == ()
    assert (first.event_id, first.start, first.deaths_low, first.deaths_high) == ("HAL-2019-1-7", "2019-05-09", 3, 5)
    assert (second.event_id, second.deaths_low) == ("8", None)


BAD: list[tuple[dict[str, str], str]] = [
    ({"latitude": "north"}, "no numbers"),
    ({"latitude": "99"}, "nowhere"),
    ({"date_start": "2019-02-31"}, "no day"),
    ({"date_start": ""}, "no day"),
    ({"type_of_violence": "4"}, "none of 1, 2, 3"),
    ({"high": "-3"}, "no number of people"),
    ({"low": "9" * 5_000}, "no number of people"),
]


@pytest.mark.parametrize(("cells", "words"), BAD)
def test_bad_rows(tmp_path: Path, cells: dict[str, str], words: str) -> None:
    """Listed by line; the others are read."""
    rows = [list(GED_COLUMNS), make_ged(), make_ged(**cells), make_ged(id="9", relid="R9")]
    (tmp_path / "g.csv").write_text("\n".join(",".join(row) for row in rows))
    events, (bad,) = read_reference(str(tmp_path / "g.csv"), "g.csv")
    assert len(events) == 2
    assert (bad.line, words in bad.reason) == (3, True)


def test_no_reference_table(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("url,outlet\nhttps://a.example/,X\n")
    with pytest.raises(SourceUnreadable, match="neither ACLED nor UCDP"):
        read_reference(str(tmp_path / "a.csv"), "a.csv")
    assert not is_reference(["url", "outlet"])
    assert not is_reference([])


def test_never_among_the_inputs(tmp_path: Path) -> None:
    """It lies beside the reports and is neither one of them nor a problem."""
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "acled.csv").write_text(ACLED)
    assert read_codes(tmp_path) == {"a.txt": "ok"}
    source = FolderSource([tmp_path])
    assert [found.path for found in source.references()] == ["acled.csv"]
    assert source.problems() == ()
