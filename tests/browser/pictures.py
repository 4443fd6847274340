"""Takes the pictures of the documentation: `python -m tests.browser.pictures FOLDER`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.support.browser.chromium import launch
from tests.support.browser.limits import be_patient, patient
from tests.support.browser.pages import open_page, settle, still
from tests.support.browser.server import served

PAGES = {
    "progress": "/?as_at=2020-12-31",
    "milestones": "/milestones?as_at=2020-12-31",
    "leadership": "/leadership",
    "points-of-light": "/points-of-light",
    "who-did-what-where": "/who-did-what-where?region=South+West",
    "area": "/area?area=E54000013&as_at=2020-04-30&compare=E54000014",
    "update-data": "/update-data",
    "edit-rows": "/edit-rows?find=Lincolnshire&row=E54000013/ics_designated",
    "history": "/history",
    "about-the-data": "/about-the-data",
}
WIDTHS = (1400, 390)
THEMES = ("light", "dark")
MOST_PIXELS_HIGH = 2000  # the first screens; a whole list of 42 areas says nothing more


def take(browser: Browser, address: str, width: int, theme: str, path: Path) -> None:
    """One picture of one page, from the top."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, locale="en-GB")
    page = patient(context.new_page())
    open_page(page, address)
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(height, MOST_PIXELS_HIGH)})
    settle(page)
    still(page)  # plotly redraws after the resize
    page.screenshot(path=path)
    context.close()


def main(folder: Path) -> None:
    """Every page at every width, in both themes."""
    folder.mkdir(parents=True, exist_ok=True)
    be_patient()
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        browser = launch(playwright)
        with served(Path(work) / "data", Path(work) / "log.txt") as address:
            for name, path in PAGES.items():
                for width in WIDTHS:
                    for theme in THEMES:
                        take(browser, address + path, width, theme, folder / f"{name}-{width}-{theme}.png")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
