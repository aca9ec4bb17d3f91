"""How long a mailing of 500 letters takes to be shown: `python -m tests.bench.opening [LETTERS]`.

The tables are made up: twenty mentions a letter, ten findings of each check, a picture a page. A figure depends on what
else the machine does: the browser's own CPU time stands beside the time by the clock.
"""

import datetime as dt
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageDraw

from pipeline.records import Box, Finding, Word
from pipeline.report import write_report
from pipeline.report.codes import ACTS, CHECKS, KINDS
from tests.report.chromium import Visit, open_browser
from tests.report.orange import Rows, letter, mention, page

_SENTENCE = "Sans retour de votre part sous 15 jours, une somme de 300 € vous sera facturée pour le dossier {n}."
_OPENINGS = 5


def many_letters(count: int) -> Rows:
    """A mailing of `count` letters with findings between neighbours."""
    rows, acts = Rows(), list(ACTS)
    for n in range(count):
        text = "\n".join([_SENTENCE.format(n=n)] * 12)
        row = letter(
            f"m/{n}.pdf", dt.date(2015, 1, 1) + dt.timedelta(days=n), text, sender_organisation=f"Société {n % 9}"
        )
        rows.letters.append(row)
        lines = [Word("mot", 0.9, Box(0.1, 0.1 + 0.02 * k, 0.85, 0.112 + 0.02 * k), line=k) for k in range(40)]
        rows.pages.append(replace(page(row.source), words=tuple(lines)))
        for k, kind in zip(range(20), [*KINDS] * 2, strict=False):
            box = Box(0.2, 0.1 + 0.04 * k, 0.5, 0.112 + 0.04 * k)
            found = mention(row, k, kind, "300 €", acts[n % len(acts)], _SENTENCE.format(n=n))  # type: ignore[arg-type]
            rows.mentions.append(replace(found, box=box))
    for check in CHECKS:
        for n in range(10):
            two = rows.letters[n : n + 2]
            ids = tuple(row.letter_id for row in two)
            evidence = tuple(f"{one}/{k}" for one in ids for k in (3, 9))
            rows.findings.append(
                Finding(f"{check}/{n}", check, "warning", ids, evidence, f"Constat {n} entre deux courriers.")
            )
    return rows


def draw_pages(folder: Path, rows: Rows) -> dict[tuple[str, int], Path]:
    """One page picture as large as those that reading leaves, under as many names as there are pages."""
    picture = Image.new("L", (1240, 1754), 245)
    pen = ImageDraw.Draw(picture)
    for y in range(120, 1600, 26):
        pen.text((150, y), _SENTENCE.format(n=y), fill=20)
    picture.save(folder / "page.jpg", quality=50)
    made = {}
    for n, one in enumerate(rows.pages):
        path = folder / f"{n}.jpg"
        path.hardlink_to(folder / "page.jpg")
        made[one.source, one.page] = path
    return made


def main(count: int) -> None:
    """Print the figures."""
    rows = many_letters(count)
    with tempfile.TemporaryDirectory() as name, open_browser() as browser:
        folder = Path(name)
        pictures = draw_pages(folder, rows)
        began, cpu = time.perf_counter(), time.process_time()
        path = write_report(folder, "m", **rows.as_arguments(), pictures=pictures)
        wall, cpu = time.perf_counter() - began, time.process_time() - cpu
        print(
            f"{count} letters: written in {wall:.1f} s ({cpu:.1f} s of CPU), {path.stat().st_size / 1e6:.1f} MB of HTML"
        )
        loads, paints, works = [], [], []
        for _ in range(_OPENINGS):
            seen = Visit(browser, "about:blank")
            devtools = seen.page.context.new_cdp_session(seen.page)
            devtools.send("Performance.enable", {"timeDomain": "threadTicks"})  # CPU time, whatever else is running
            seen.page.goto(path.as_uri())
            seen.wait_until("performance.getEntriesByName('first-contentful-paint').length > 0")
            paints.append(
                seen.page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime") / 1000
            )
            loads.append(seen.page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd") / 1000)
            held = {one["name"]: one["value"] for one in devtools.send("Performance.getMetrics")["metrics"]}
            works.append(held["TaskDuration"])
            fetched = sum(request.endswith(".jpg") for request in seen.requests)
            nodes = seen.page.evaluate("document.querySelectorAll('*').length")
            seen.close()
    paint, load, work = map(statistics.median, (paints, loads, works))
    print(f"first words on the screen after {paint:.2f} s, loaded after {load:.2f} s")
    print(f"{work:.2f} s of CPU for the page, {nodes} elements, {fetched} pictures fetched at once")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
