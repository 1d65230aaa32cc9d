"""A build that is stopped half-way: 130, and running it again finishes it with the same bytes."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.system.commands import LIMIT, Toldby

REPORTS = 150
PLACES = ("Ondrel", "Pelluk", "Irrowen", "Ulvane Ford", "Mount Sennoch")
Export = Callable[[Path], dict[str, bytes]]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Toldby:
    """A folder of short reports, and the ledger of a build nobody stopped."""
    folder = tmp_path_factory.mktemp("many")
    (folder / "reports").mkdir()
    for number in range(REPORTS):
        day, place = 1 + number % 28, PLACES[number % len(PLACES)]
        text = f"The council said shells hit {place} on {day} May 2019. It put the dead at {number + 2}.\n"
        (folder / "reports" / f"{number:03}.txt").write_text(text)
    command = Toldby(folder, cache)
    assert command("build", "reports", "--ledger", "whole.toldby", "-q").code == 0
    return command


def stop_build(command: Toldby, ledger: str, sign: signal.Signals) -> tuple[int, str]:
    """Starts a build and sends the signal when a part of the reports is stored."""
    words = [sys.executable, "-m", "toldby", "build", "reports", "--ledger", ledger]
    running = subprocess.Popen(
        words,
        cwd=command.folder,
        env=command.environment(),
        stderr=subprocess.PIPE,
        text=True,
        stdout=subprocess.DEVNULL,
    )
    assert running.stderr is not None
    for line in running.stderr:
        if line.startswith("reading 30/"):
            running.send_signal(sign)
            break
    _, told = running.communicate(timeout=LIMIT)
    return running.returncode, told


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_build_is_finished_by_the_next(many: Toldby, export: Export, sign: signal.Signals) -> None:
    ledger = f"{sign.name}.toldby"
    code, told = stop_build(many, ledger, sign)
    if sign is signal.SIGINT:
        assert code == 130
        assert told.splitlines()[-1] == "toldby: interrupted; running the command again finishes it"
        assert "Traceback" not in told
    assert many("build", "reports", "--ledger", ledger, "-q").code == 0
    assert export(many.folder / ledger) == export(many.folder / "whole.toldby")
