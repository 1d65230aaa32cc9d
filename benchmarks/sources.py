"""How fast reports are read, and in how much memory.

    python -m benchmarks.sources [--pages 200] [--warc 1024] [--only html,pdf,feed,warc]

HTML: pages a second through the whole reader (decoding, blocks, roles, choice, metadata, coverage) beside plain
trafilatura on the same pages, the two in turn, in processor seconds. PDF: pages a second through the reader's own
process, in seconds of the clock. Feeds: entries a second. WARC: a generated archive of so many megabytes read as a
stream in a process of its own; its peak of memory beside that of a small archive. All pages are invented here.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

_MARKED = ("<main><article>", "</article></main>")
_UNMARKED = ('<div id="m"><div>', "</div></div>")
PARTS = ("html", "pdf", "feed", "warc")
ROUNDS = 6
_WORDS = [
    "the",
    "council",
    "said",
    "that",
    "shells",
    "had",
    "hit",
    "a",
    "house",
    "near",
    "the",
    "river",
    "on",
    "Monday",
    "evening",
    "and",
    "nobody",
    "was",
    "hurt",
    "while",
    "the",
    "ministry",
    "denied",
    "it",
    "in",
    "a",
    "statement",
    "and",
    "spoke",
    "of",
    "a",
    "provocation",
    "by",
    "the",
    "other",
    "side",
    "after",
    "talks",
    "in",
    "the",
    "capital",
    "about",
    "the",
    "road",
]


def make_sentence(rng: random.Random) -> str:
    """Some words with a full stop."""
    return " ".join(rng.choice(_WORDS) for _ in range(rng.randint(8, 28))).capitalize() + "."


def make_page(seed: int, script: int = 6_000, *, is_marked: bool = True) -> str:
    """A news page: menus, scripts, a notice, an article of 400 words, teasers, comments, a footer.

    Older pages do not mark their article (`is_marked` False).
    """
    rng = random.Random(seed)
    menu = "".join(f'<li class="menu-item"><a href="/{n}">Section {n}</a></li>' for n in range(30))
    body = "".join(f"<p>{' '.join(make_sentence(rng) for _ in range(3))}</p>" for _ in range(9))
    teasers = "".join(f'<li><a href="/a/{n}">{make_sentence(rng)}</a></li>' for n in range(12))
    comments = "".join(f'<div class="comment"><b>reader{n}</b><p>{make_sentence(rng)}</p></div>' for n in range(8))
    code = "".join(f"var v{n} = {{a: {n}, b: 'x{n}'}};" for n in range(script // 30))
    title = make_sentence(rng)
    opening, closing = _MARKED if is_marked else _UNMARKED
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title} | Ondrel Courier</title><script>{code}</script>'
        f'<meta property="article:published_time" content="2019-05-{1 + seed % 28:02}T08:00:00Z"></head><body>'
        f'<header><nav><ul>{menu}</ul></nav></header><div class="cookie-banner"><p>{make_sentence(rng)}</p></div>'
        f"{opening}<h1>{title}</h1><div>By our correspondent</div>{body}{closing}<aside><ul>{teasers}</ul></aside>"
        f'<section class="comments">{comments}</section><footer><p>All rights reserved.</p></footer></body></html>'
    )


def time_calls(work: Callable[[bytes], object], items: Sequence[bytes], clock: Callable[[], float]) -> float:
    """Seconds for all items."""
    began = clock()
    for item in items:
        work(item)
    return clock() - began


def measure_html(count: int) -> list[str]:
    """Pages that mark their article, and pages that do not."""
    found = [_measure_pages(count, is_marked=True), _measure_pages(count, is_marked=False)]
    ours, plain = sum(each[0] for each in found), sum(each[1] for each in found)
    both = f"html: on both kinds together the reader costs {100 * (ours / plain - 1):+.0f} % (target: at most +25 %)"
    return [*(each[2] for each in found), both]


def _measure_pages(count: int, *, is_marked: bool) -> tuple[float, float, str]:
    """Reader and trafilatura in turn, best of the rounds, and the median of their ratios."""
    from trafilatura import extract

    from toldby.adapters.sources.markup import read_markup

    pages = [make_page(seed, is_marked=is_marked).encode() for seed in range(count)]
    read_markup(pages[0])
    extract(pages[0].decode())
    ours: list[float] = []
    plain: list[float] = []
    for _ in range(ROUNDS):
        plain.append(time_calls(lambda page: extract(page.decode()), pages, time.process_time))
        ours.append(time_calls(read_markup, pages, time.process_time))
    size = sum(map(len, pages)) / count / 1000
    kind = "article marked" if is_marked else "article not marked"
    reader, other = statistics.median(ours), statistics.median(plain)
    line = (
        f"html, {kind}: {count / reader:.0f} pages/s through the whole reader, {count / other:.0f} through plain "
        f"trafilatura, {size:.1f} kB a page; the reader costs {100 * (reader / other - 1):+.0f} %"
    )
    return reader, other, line


def measure_pdf(count: int) -> list[str]:
    """Pages of text through the process that reads PDF."""
    from tests.adapters.sources.making import make_pdf

    from toldby.adapters.sources.single import read_pdf

    rng = random.Random(1)
    papers = [make_pdf([[make_sentence(rng)[:90] for _ in range(45)] for _ in range(10)]) for _ in range(count)]
    read_pdf(papers[0])
    seconds = time_calls(read_pdf, papers, time.perf_counter)
    return [f"pdf: {10 * count / seconds:.0f} pages/s ({count} papers of 10 pages, 45 lines a page, by the clock)"]


def measure_feed(count: int) -> list[str]:
    """Entries of one feed."""
    from toldby.adapters.sources.opening import list_xml

    rng = random.Random(1)
    entries = "".join(
        f"<item><title>{make_sentence(rng)}</title><guid>{n}</guid><pubDate>Fri, 10 May 2019 08:00:00 GMT</pubDate>"
        f"<description>{' '.join(make_sentence(rng) for _ in range(5))}</description></item>"
        for n in range(count)
    )
    feed = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Wire</title>{entries}</channel></rss>".encode()
    began = time.process_time()
    found = sum(1 for _ in list_xml(feed))
    return [f"feed: {found / (time.process_time() - began):.0f} entries/s ({found} entries of 5 sentences)"]


def write_warc(path: Path, megabytes: int) -> int:
    """An archive of at least so many megabytes by warcio; gives the number of pages. Big pages, as news sites serve."""
    import io

    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    count = 0
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=False)
        while out.tell() < megabytes * 1_000_000:
            body = make_page(count, script=180_000).encode()
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            url = f"https://courier.example/{count}"
            writer.write_record(
                writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers)
            )
            count += 1
    return count


def read_warc(path: Path) -> tuple[int, float, float]:
    """Reports read, seconds, and the peak of memory in MB, of this whole process."""
    from toldby.adapters.sources.files import FolderSource
    from toldby.application.ports import RawReport

    began = time.perf_counter()
    source = FolderSource([path])
    found = sum(isinstance(source.read(ref), RawReport) for ref in source.inputs())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found, time.perf_counter() - began, peak


def measure_warc(megabytes: int) -> list[str]:
    """A small and the large archive, each in a process of its own."""
    lines = []
    with tempfile.TemporaryDirectory() as scratch:
        for size in (16, megabytes):
            path = Path(scratch, f"crawl-{size}.warc")
            pages = write_warc(path, size)
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.sources", "--read", str(path)],
                capture_output=True,
                text=True,
                check=True,
            )
            found, seconds, peak = done.stdout.split()
            rate = path.stat().st_size / 1e6 / float(seconds)
            lines.append(
                f"warc: {path.stat().st_size / 1e6:,.0f} MB, {found} of {pages} pages in {float(seconds):.0f} s "
                f"({rate:.0f} MB/s), peak of memory {float(peak):.0f} MB"
            )
            path.unlink()
    return lines


def measure_sources(parts: Sequence[str] = PARTS, pages: int = 200, megabytes: int = 1_024) -> list[str]:
    """The lines of these parts."""
    lines: list[str] = []
    for part in parts:
        if part == "html":
            lines += measure_html(pages)
        elif part == "pdf":
            lines += measure_pdf(max(1, pages // 10))
        elif part == "feed":
            lines += measure_feed(10 * pages)
        elif part == "warc":
            lines += measure_warc(megabytes)
    return lines


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--warc", type=int, default=1_024, help="megabytes of the archive")
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.read is not None:
        sys.stdout.write(" ".join(map(str, read_warc(arguments.read))) + "\n")
        return
    parts = [part for part in PARTS if part in arguments.only.split(",")]
    sys.stdout.write("\n".join(measure_sources(parts, arguments.pages, arguments.warc)) + "\n")


if __name__ == "__main__":
    main()
