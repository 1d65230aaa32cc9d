"""Speed of a whole build on copies of a folder of texts with changed dates and names.

    python -m benchmarks.speed FOLDER [--copies 200] [--profile]

Every copy has a publication date and a year of its own and other names (capitalised words that are no
sentence starts become invented ones), so that copies are other reports about other places and times.
Prints reports a second on one core beside a limit measured in the same run (the tokenizer alone over
the same texts), and where the time goes. Seconds are those of the processor, so that other work on the
machine does not count; those of the clock stand beside them.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import random
import re
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

CAPITALISED = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{4,}")
KEPT = frozenset((
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Speed:
    """One measured build; `limit` is the tokenizer alone, both in reports a second of processor time."""

    reports: int
    seconds: float
    clock: float
    limit: float
    stages: Mapping[str, float]

    @property
    def rate(self) -> float:
        """Reports a second on one core."""
        return self.reports / self.seconds


@dataclass
class _Watch:
    """Adds up processor time by stage, as the build reports its progress."""

    spent: dict[str, float] = field(default_factory=dict)
    last: float = field(default_factory=time.process_time)

    def note(self, stage: str, done: int, total: int) -> None:
        now = time.process_time()
        self.spent[stage] = self.spent.get(stage, 0.0) + now - self.last
        self.last = now


def change_names(text: str, seed: int) -> str:
    """The text with other names and other years; months, weekdays and common words stay."""
    rng = random.Random(seed)  # reproducible copies
    names: dict[str, str] = {}
    for word in sorted(set(CAPITALISED.findall(text)) - KEPT):
        names[word] = "".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(3)).capitalize()
    for word, new in names.items():
        text = re.sub(rf"\b{word}\b", new, text)
    return re.sub(r"\b(20[0-2]\d)\b", lambda m: str(int(m.group()) - seed), text)


def write_copies(folder: Path, copies: int, out: Path) -> int:
    """The changed copies as files; gives how many."""
    texts = sorted(folder.glob("*.txt"))
    rows = ["file,published"]
    for number in range(copies):
        for path in texts:
            text = change_names(path.read_text(encoding="utf-8"), number)
            name = f"{path.stem}-{number:04}.txt"
            (out / name).write_text(text, encoding="utf-8")
            rows.append(f"{name},{date(2023 - number, 1 + number % 12, 1 + number % 28)}")
    (out / "metadata.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return copies * len(texts)


def measure_tokenizer(folder: Path) -> float:
    """Reports a second of spaCy's blank tokenizer: the limit no pipeline on it can beat."""
    import spacy

    tokenizer = spacy.blank("en").tokenizer
    texts = [p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.txt"))]
    start = time.process_time()
    for text in texts:
        tokenizer(text)
    return len(texts) / (time.process_time() - start)


def measure_speed(folder: Path, copies: int, profiler: cProfile.Profile | None = None) -> Speed:
    """Build the copies in one process; what is loaded at the start (packs, parser) counts."""
    import toldby

    with tempfile.TemporaryDirectory() as scratch:
        texts = Path(scratch, "texts")
        texts.mkdir()
        reports = write_copies(folder, copies, texts)
        clock, start, watch = time.perf_counter(), time.process_time(), _Watch()
        if profiler is not None:
            profiler.enable()
        toldby.build([str(texts)], str(Path(scratch, "bench.toldby")), progress=watch.note)
        if profiler is not None:
            profiler.disable()
        watch.note("finish", 1, 1)
        seconds, passed = time.process_time() - start, time.perf_counter() - clock
        return Speed(reports, seconds, passed, measure_tokenizer(texts), watch.spent)


def list_speed(speed: Speed) -> list[str]:
    """The figures as lines of text."""
    ratio = speed.rate / speed.limit
    return [
        f"{speed.reports:,} reports in {speed.seconds:.1f} s ({speed.clock:.1f} s by the clock): "
        f"{speed.rate:.1f} reports/s on one core",
        f"tokenizer alone: {speed.limit:,.0f} reports/s; ratio {ratio:.4f}",
        *(
            f"  {stage:10} {spent:7.1f} s  {100 * spent / speed.seconds:4.1f} %"
            for stage, spent in sorted(speed.stages.items(), key=lambda item: -item[1])
        ),
    ]


def main() -> None:
    """Build the copies and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--copies", type=int, default=200)
    parser.add_argument("--profile", action="store_true")
    arguments = parser.parse_args()
    profiler = cProfile.Profile() if arguments.profile else None
    sys.stdout.write("\n".join(list_speed(measure_speed(arguments.folder, arguments.copies, profiler))) + "\n")
    if profiler is not None:
        pstats.Stats(profiler).sort_stats("tottime").print_stats(40)


if __name__ == "__main__":
    main()
