"""What was fetched before is known to the next build, and only once that build came to its end."""

from __future__ import annotations

from contextlib import closing

from toldby.adapters.stores.memory import MemoryStore
from toldby.application.ledger_rows import StoredInput
from toldby.application.ports import Validators
from toldby.application.visits import Visit, VisitLog, load_visits, save_visits
from toldby.domain.ids import DocId

URL = "https://courier.example/a"
VISIT = Visit("2019-05-10T06:00:00Z", '"1"', "Fri, 10 May 2019 06:00:00 GMT", "DOC", "2019-05-10T05:00Z")


def test_kept_and_found_again() -> None:
    with closing(MemoryStore()) as store:
        log = load_visits(store)
        assert log.recall(URL) is None
        log.note(URL, VISIT)
        assert log.recall(URL) == VISIT
        assert load_visits(store).recall(URL) is None, "nothing is kept before the end of the build"
        save_visits(store, log)
        assert load_visits(store).recall(URL) == VISIT
        assert VISIT.validators == Validators('"1"', "Fri, 10 May 2019 06:00:00 GMT")


def test_what_the_ledger_holds() -> None:
    inputs = {URL: StoredInput("0" * 64, DocId("X")), f"{URL}/b": StoredInput(None, None)}
    log = VisitLog(inputs=inputs)
    assert [log.holds_report(url) for url in (URL, f"{URL}/b", f"{URL}/c")] == [True, False, False]
