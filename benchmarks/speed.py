"""Speed of a whole build on copies of a folder of texts with changed dates and names.

    python benchmarks/speed.py FOLDER [--copies 200] [--profile]

Every copy has a publication date and a year of its own and other names (capitalised words that are no
sentence starts become invented ones), so that copies are other reports about other places and times. Prints
reports a second on one core beside a limit measured in the same run (the tokenizer alone over the same texts), and where
the time goes.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import random
import re
import tempfile
import time
from collections import defaultdict
from datetime import date
from pathlib import Path

CAPITALISED = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{4,}")
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def change_names(text: str, seed: int) -> str:
    """The text with other names and other years; months, weekdays and common words stay."""
    rng = random.Random(seed)  # reproducible copies
    names: dict[str, str] = {}
    for word in sorted(set(CAPITALISED.findall(text)) - set(MONTHS) - set(DAYS)):
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
    start = time.perf_counter()
    for text in texts:
        tokenizer(text)
    return len(texts) / (time.perf_counter() - start)


def main() -> None:
    """Build the copies and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--copies", type=int, default=200)
    parser.add_argument("--profile", action="store_true")
    arguments = parser.parse_args()
    import toldby

    with tempfile.TemporaryDirectory() as scratch:
        texts, ledger = Path(scratch, "texts"), Path(scratch, "bench.toldby")
        texts.mkdir()
        count = write_copies(arguments.folder, arguments.copies, texts)
        stages: dict[str, float] = defaultdict(float)
        last = [time.perf_counter(), "start"]

        def watch(stage: str, done: int, total: int) -> None:
            now = time.perf_counter()
            stages[stage] += now - float(last[0])
            last[0] = now

        profiler = cProfile.Profile()
        start = time.perf_counter()
        if arguments.profile:
            profiler.enable()
        toldby.build([str(texts)], str(ledger), progress=watch)
        profiler.disable()
        seconds = time.perf_counter() - start
        limit = measure_tokenizer(texts)
        print(f"{count} reports in {seconds:.1f} s: {count / seconds:.1f} reports/s on one core")
        print(f"tokenizer alone: {limit:.0f} reports/s; ratio {count / seconds / limit:.4f}")
        for stage, spent in sorted(stages.items(), key=lambda s: -s[1]):
            print(f"  {stage:10} {spent:7.1f} s  {100 * spent / seconds:4.1f} %")
        if arguments.profile:
            pstats.Stats(profiler).sort_stats("tottime").print_stats(40)


if __name__ == "__main__":
    main()
