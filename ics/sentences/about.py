"""The texts of the page About the data."""

from ics.formatting import day_in_words
from ics.query_rows import VersionsRow

HOW_TO_READ = """
- **Unknown is not no.** A milestone is *reached*, *not reached* by the as-at date, *overdue* (past its target) or
  *not recorded*. Where the coverage below is partial, a missing row means not recorded.
- **Dates have a precision.** A date known to the month, quarter or year is an interval, and counts from its end. Where
  the target is inside the interval, the timing is called unclear.
- **Events and values.** An event counts from the end of its date. A value of a day or month is a position and counts
  from the first day; one of a quarter or year counts from the last. The period is next to the value.
- **As-at date and version are different things.** The date asks what had happened; the version says what was known when
  it was published. Both are at the foot of each page.
- **No score and no league table.** Counts come with their denominator, and with the rows behind them.
- **People** are residents in mid-2020 within the boundaries of April 2021, also for earlier dates.
"""

DATA_LINKS = """
Under each figure of the views are its rows as a CSV file and as JSON, by the same query for the same view.
The addresses are stable. [api/v1](api/v1) lists what there is; one example is
[London at the end of 2020](api/v1/coverage_by_region.csv?as_at=2020-12-31&region=London). A parameter that is left out
has its default; one that does not exist is refused, with a list of those that do. Every answer carries an ETag, which
changes with the published version. In CSV files, text that a spreadsheet would run as a formula gets a leading quote
mark; in JSON it is unchanged.
"""


def shown_version_sentence(shown: VersionsRow) -> str:
    """Which version of the data the reader sees, and when it was published."""
    version = f"You are looking at version {shown.version} of the data"
    if shown.published_at is None:
        return f"{version}."
    return f"{version}, published on {day_in_words(shown.published_at)} at {shown.published_at:%H:%M} UTC."
