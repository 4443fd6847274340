"""From a change of region to repainted charts: the dashboard against a floor app, page by page, in Chromium.

`python -m benchmarks.region_change docs/performance.md` measures both in one run, interleaved, and writes the table.
Every measurement chooses a pair of regions that was not asked for before, so no answer that depends on them comes out
of the cache.
"""

import os
import platform
import sys
import tempfile
from datetime import date
from importlib.metadata import version
from itertools import combinations
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from benchmarks import parts
from tests.support.browser.chromium import launch
from tests.support.browser.server import served

ROUNDS = 15  # of the 21 pairs of regions
WARM_UP = 1
GOAL = 1.5
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
# Time from the click to the last change of the page before it rests, in milliseconds of the browser's clock.
WATCH = """
() => {
    window.measured = new Promise(resolve => {
        let start = null, last = null;
        const seen = new MutationObserver(() => { last = performance.now(); });
        document.addEventListener("click", () => {
            start = last = performance.now();
            seen.observe(document.querySelector('[data-testid="stMain"]'),
                {subtree: true, childList: true, attributes: true, characterData: true});
            const rests = setInterval(() => {
                const app = document.querySelector('[data-testid="stApp"]');
                const runs = app.dataset.testScriptState !== "notRunning";
                if (!runs && performance.now() - last > 400) {
                    clearInterval(rests);
                    seen.disconnect();
                    resolve(last - start);
                }
            }, 50);
        }, {capture: true, once: true});
    });
}
"""


def milliseconds(page: Page, address: str, first: str, second: str) -> float:
    """One measurement: the page shows the first region, the second is added."""
    joint = "&" if "?" in address else "?"
    page.goto(f"{address}{joint}region={first}")
    page.get_by_role("heading", level=1).wait_for()
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_timeout(500)
    button = page.get_by_role("button", name=second, exact=True)
    button.wait_for()
    page.evaluate(WATCH)
    button.click()
    return page.evaluate("window.measured")


def measure(page: Page, dashboard: str, floor: str) -> dict[str, tuple[float, float]]:
    """Medians of the dashboard and of the floor for each page, in milliseconds."""
    pairs = list(combinations(parts.REGIONS, 2))[: ROUNDS + WARM_UP]
    result = {}
    for name, path in parts.PAGES.items():
        taken = []
        for first, second in pairs:
            taken.append([milliseconds(page, base + path, first, second) for base in (dashboard, floor)])
        result[name] = tuple(median(side) for side in zip(*taken[WARM_UP:], strict=True))
        print(name, [round(value) for value in result[name]], flush=True)
    return result


def table(result: dict[str, tuple[float, float]], kept: parts.Parts) -> str:
    """The result as Markdown."""
    lines = [
        f"Measured on {date.today()} with Streamlit {version('streamlit')}, plotly {version('plotly')}, DuckDB "
        f"{version('duckdb')}, Python {platform.python_version()}, {os.cpu_count()} cores; medians of {ROUNDS}, ms.",
        "",
        "| page | figures | tables | dashboard | floor | ratio |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, (ours, floor) in result.items():
        shown = kept[name][1]
        counts = f"{sum(len(shown[kind]) for kind in ('figures', 'html', 'maps'))} | {len(shown['tables'])}"
        lines.append(f"| {name} | {counts} | {ours:.0f} | {floor:.0f} | {ours / floor:.2f} |")
    worst = max(ours / floor for ours, floor in result.values())
    return "\n".join([*lines, "", f"Goal: at most {GOAL} on every page; the highest ratio is {worst:.2f}."])


def main(report: Path) -> None:
    """Serves both apps, measures, and writes the table between the marks of the report."""
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        folder = Path(work)
        os.environ |= {"ICS_DATA": str(folder / "data"), "FLOOR_PARTS": str(folder / "parts.pickle")}
        parts.save(folder / "parts.pickle")
        page = launch(playwright).new_page(viewport={"width": 1400, "height": 900})
        with (
            served(folder / "data", folder / "log.txt") as dashboard,
            served(folder / "data", folder / "floor.txt", "benchmarks/floor.py") as floor,
        ):
            result = measure(page, dashboard, floor)
        text = report.read_text(encoding="utf-8")
        head, tail = text.split(BEGIN)[0], text.split(END)[1]
        report.write_text(f"{head}{BEGIN}\n{table(result, parts.kept())}\n{END}{tail}", encoding="utf-8")
        page.context.browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
