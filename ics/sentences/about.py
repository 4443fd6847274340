"""The texts of the page About the data."""

from ics.formatting import day_in_words, pluralise, uk_time
from ics.query_rows import VersionsRow

HOW_TO_READ = """
- **Not recorded does not mean no.** It means that we found no source. Where we looked at every area, a missing row
  means no. The tables below say where.
- **Dates are as exact as the source.** If we know only the month, quarter or year, it counts from its end. If the
  target is in that period, we cannot say whether it was met.
- **Figures have a date.** A figure for a day or month counts from its first day, one for a quarter or year from its
  last day.
- **The date is not the version.** The date says what had happened by then. The version says what we knew when it was
  published. Both are at the foot of each page.
- **We do not score or rank areas.** Counts say out of how many, and you can see the areas behind them.
- **People** are those who lived there in mid-2020, within the boundaries of April 2021. We use this for every date.
- **The 16 lessons** are in our own words. We wrote some from memory and have not checked them against the paper. Each
  says so.
"""

DATA_LINKS = """
Under each figure are its rows, as a CSV file for a spreadsheet and as JSON for a program. These links do not change:
[api/v1](api/v1) lists them all. For example, here is
[London at the end of 2020](api/v1/coverage_by_region.csv?as_at=2020-12-31&region=London).
"""

FOR_PROGRAMS = """
- If you leave a parameter out, its default is used. If you use one that we do not have, the answer lists those we have.
- Every answer has an ETag. It changes when the data changes.
- In CSV files, text that a spreadsheet would run as a formula gets a quote mark in front. JSON has it unchanged.
"""


def sources_sentence(sources: int) -> str:
    """How many sources there are."""
    return f"Every figure has a source: {pluralise(sources, 'web address', 'web addresses')} in all."


def shown_version_sentence(shown: VersionsRow) -> str:
    """Which version of the data the reader sees, and when it was published."""
    if shown.published_at is None:
        return f"You see version {shown.version} of the data."
    at = uk_time(shown.published_at)
    when = f"{day_in_words(at)} at {at:%H:%M}"
    return f"You see version {shown.version} of the data, published on {when}."
