"""The rows of names below figures and headings, which open the chart's picture, the table, the data or the citation."""

from playwright.sync_api import Locator, Page

from tests.support.browser.pages import settle


def rows_of_parts(page: Page) -> Locator:
    return page.locator('[class*="st-key-parts-"]').get_by_role("radiogroup")


def open_everywhere(page: Page, part: str) -> None:
    """Opens this part (Chart, Table, Data or Cite) of every answer that has it and can be seen."""
    for name in rows_of_parts(page).get_by_role("radio", name=part, exact=True).all():
        if name.is_visible() and name.get_attribute("aria-checked") == "false":
            name.click()
    settle(page)
